import { Fraction } from './fraction.ts';

/**
 * Ratings needed for a population of this size, by Krejcie and Morgan (1970) with χ² = 3.841, P = 0.5, d = 0.05, rounded half-up:
 * the table used with PermenPANRB 14/2017. Computed exactly, so that no table value depends on a float.
 * @param population people served in the period, a whole number; 0 needs 0.
 * @throws RangeError when it is negative or not whole.
 */
export function krejcieMorgan(population: number): number {
  if (!Number.isSafeInteger(population) || population < 0) {
    throw new RangeError(`A population is a whole number from 0 up, got ${population}.`);
  }
  const size = BigInt(population);
  const chiSquareTimesVariance = new Fraction(3841n, 4000n);
  const squaredMargin = new Fraction(1n, 400n);
  const needed = chiSquareTimesVariance.mul(size).div(squaredMargin.mul(size - 1n).add(chiSquareTimesVariance));
  return Number(needed.add(1n, 2n).floor().n);
}

/** How many ratings a sample still needs; null while the population is unknown. */
export function ratingsStillNeeded(population: number | null, ratings: number): number | null {
  return population === null ? null : Math.max(0, krejcieMorgan(population) - ratings);
}
