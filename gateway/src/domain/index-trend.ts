import type { Questionnaire } from './questionnaire.ts';
import { ratingScale, type Tally } from './tally.ts';
import type { PeriodMean } from './trend.ts';

/** A score of 1 is 25 on the scale of the index, a score of 4 is 100. */
const POINTS_PER_SCORE = 25;

/** No rating: a period of which nothing is shown keeps its place in the line of a trend. */
export const NO_MEAN: PeriodMean = { mean: 0, standardDeviation: 0, ratings: 0 };

/**
 * Mean and sample standard deviation of the ratings of a period, on the scale of the index (25 to 100), for `trend`.
 *
 * Each rating counts with the mean of the elements that it answered. A tally keeps Σx and Σx² exactly, so the difference
 * nΣx² − (Σx)² loses no digit; only its root is a float. Ratings that are known as a recap alone have no spread and stay out.
 */
export function indexMean(questionnaire: Questionnaire, { ratings, sum, sumOfSquares }: Tally): PeriodMean {
  if (ratings === 0) return NO_MEAN;
  const points = POINTS_PER_SCORE / Number(ratingScale(questionnaire));
  const mean = (Number(sum) / ratings) * points;
  if (ratings === 1) return { mean, standardDeviation: 0, ratings };
  const n = BigInt(ratings);
  const variance = Number(n * sumOfSquares - sum * sum) / (ratings * (ratings - 1));
  return { mean, standardDeviation: Math.sqrt(variance) * points, ratings };
}
