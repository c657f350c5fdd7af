/**
 * What no failure in so many random trials proves at 95 %: the rate of failures is below this share (TRUST 3; the exact
 * binomial bound, as R's `binom.test` gives it).
 */
export const zeroFailuresBound = (trials: number): number => 1 - 0.05 ** (1 / trials);
