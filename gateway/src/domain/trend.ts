import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type Interval, zOfConfidence } from './estimate.ts';

/** What is known of one period. */
export interface PeriodMean {
  readonly mean: number;
  /** Sample standard deviation (divisor n − 1), on the scale of `mean`; of no matter where `ratings` is below 2. */
  readonly standardDeviation: number;
  /** Ratings the mean is made of. */
  readonly ratings: number;
}

/** Last minus first period, as Welch (1947) compares two means whose variances differ. */
export interface Difference {
  readonly difference: number;
  /** 95 %. */
  readonly interval: Interval;
  /** Of Welch and Satterthwaite; not a whole number. */
  readonly degreesOfFreedom: number;
}

/** A straight line through all periods, each with the weight of its ratings. */
export interface Slope {
  /** Change of the mean from one period to the next. */
  readonly perPeriod: number;
  /** The larger of the two errors below. */
  readonly standardError: number;
  /** From how far the periods lie off the line; 0 with two periods. Far too small when few periods happen to lie smoothly. */
  readonly regressionError: number;
  /** From how far ratings differ within a period. */
  readonly samplingError: number;
  /** 95 %, from the larger error. */
  readonly interval: Interval;
}

/**
 * Where a mean is going. `UP` and `DOWN` (an arrow) only when the interval of last minus first excludes 0; `NONE_PROVEN` says that
 * the data cannot tell, not that nothing changed; `TOO_FEW` that one of the two periods has fewer than 30 ratings.
 */
export type Trend =
  | {
      readonly direction: 'TOO_FEW';
      /** Ratings needed in the first and in the last period: 30. */
      readonly needed: number;
      /** Ratings of the smaller of the two; 0 when there is nothing to compare with. */
      readonly fewest: number;
    }
  | (Difference & { readonly direction: 'UP' | 'DOWN' | 'NONE_PROVEN'; readonly slope: Slope });

/** Below this neither an arrow nor a rank is fair (FAIRNESS 10 and 1 step 7). */
const MIN_RATINGS_FOR_ARROW = 30;

const CONFIDENCE = 0.95;

/**
 * The trend of periods of equal length, first to last (FAIRNESS 10). A period without ratings keeps its place in the line.
 * @throws RangeError for ratings that are not whole or negative, and for a negative standard deviation.
 */
export function trend(periods: readonly PeriodMean[]): Trend {
  for (const period of periods) assertPlausible(period);
  const first = periods[0];
  const last = periods.length > 1 ? periods.at(-1) : undefined;
  const fewest = Math.min(first?.ratings ?? 0, last?.ratings ?? 0);
  if (!(first && last) || fewest < MIN_RATINGS_FOR_ARROW) {
    return { direction: 'TOO_FEW', needed: MIN_RATINGS_FOR_ARROW, fewest };
  }
  const compared = welchDifference(first, last);
  return { direction: directionOf(compared.interval), ...compared, slope: weightedSlope(periods) };
}

/**
 * `last` minus `first` with its interval.
 * @throws RangeError when one of them has fewer than two ratings.
 */
export function welchDifference(first: PeriodMean, last: PeriodMean): Difference {
  const difference = last.mean - first.mean;
  const [before, after] = [varianceOfMean(first), varianceOfMean(last)];
  const variance = before + after;
  // Without any spread the formula is 0 / 0; the interval is a point whatever the degrees of freedom.
  if (variance === 0) {
    return { difference, interval: around(difference, 0), degreesOfFreedom: first.ratings + last.ratings - 2 };
  }
  const degreesOfFreedom = variance ** 2 / (before ** 2 / (first.ratings - 1) + after ** 2 / (last.ratings - 1));
  const reach = studentQuantile((1 + CONFIDENCE) / 2, degreesOfFreedom) * Math.sqrt(variance);
  return { difference, interval: around(difference, reach), degreesOfFreedom };
}

/** Least squares weighted by ratings, on at least two periods with ratings. */
function weightedSlope(periods: readonly PeriodMean[]): Slope {
  const points = periods.map((period, x) => ({ ...period, x })).filter(({ ratings }) => ratings > 0);
  const sum = (term: (point: PeriodMean & { readonly x: number }) => number) =>
    points.reduce((total, point) => total + term(point), 0);

  const weight = sum(({ ratings }) => ratings);
  const centerX = sum(({ ratings, x }) => ratings * x) / weight;
  const centerMean = sum(({ ratings, mean }) => ratings * mean) / weight;
  const spreadX = sum(({ ratings, x }) => ratings * (x - centerX) ** 2);
  const perPeriod = sum(({ ratings, x, mean }) => ratings * (x - centerX) * (mean - centerMean)) / spreadX;

  const offLine = sum(({ ratings, x, mean }) => ratings * (mean - centerMean - perPeriod * (x - centerX)) ** 2);
  const regressionError = points.length > 2 ? Math.sqrt(offLine / (points.length - 2) / spreadX) : 0;
  const withinPeriods = sum(({ ratings, standardDeviation }) => (ratings - 1) * standardDeviation ** 2);
  const samplingError = Math.sqrt(withinPeriods / (weight - points.length) / spreadX);
  const standardError = Math.max(regressionError, samplingError);
  const interval = around(perPeriod, zOfConfidence(CONFIDENCE) * standardError);
  return { perPeriod, standardError, regressionError, samplingError, interval };
}

function directionOf({ lower, upper }: Interval): 'UP' | 'DOWN' | 'NONE_PROVEN' {
  if (lower > 0) return 'UP';
  return upper < 0 ? 'DOWN' : 'NONE_PROVEN';
}

function varianceOfMean({ standardDeviation, ratings }: PeriodMean): number {
  if (ratings < 2) throw new RangeError(`A spread needs two ratings, got ${ratings}.`);
  return standardDeviation ** 2 / ratings;
}

function around(center: number, reach: number): Interval {
  return { lower: center - reach, upper: center + reach };
}

function assertPlausible({ standardDeviation, ratings }: PeriodMean): void {
  if (!Number.isSafeInteger(ratings) || ratings < 0) {
    throw new RangeError(`Ratings of a period are a whole number from 0 up, got ${ratings}.`);
  }
  if (ratings > 1 && !(standardDeviation >= 0)) {
    throw new RangeError(`A standard deviation is 0 or more, got ${standardDeviation}.`);
  }
}
