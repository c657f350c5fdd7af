import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import standardQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { SCORES } from './questionnaire.ts';
import { type ScoreCounts, scoreTotal } from './tally.ts';

/** A range in which the true value lies with the stated confidence. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The confidence of every published interval. */
const CONFIDENCE = 0.95;

/** Φ⁻¹: the value below which a standard normal variable stays with probability `p`, 0 < p < 1. */
export function normalQuantile(p: number): number {
  return standardQuantile(p, 0, 1);
}

/** z of a two-sided interval: 1.95996 for the default of 95 %. */
export function zOfConfidence(confidence: number = CONFIDENCE): number {
  return normalQuantile((1 + confidence) / 2);
}

/**
 * Interval of a share (Wilson 1927): the share of satisfied ratings, 3 or 4, out of few. Not for ordering units.
 * @param successes from 0 to `trials`. @param trials at least 1.
 * @throws RangeError outside these ranges.
 */
export function wilsonInterval(successes: number, trials: number, confidence: number = CONFIDENCE): Interval {
  if (!(trials >= 1 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`A share needs 0 to n successes out of n ≥ 1, got ${successes} out of ${trials}.`);
  }
  const z = zOfConfidence(confidence);
  const share = successes / trials;
  const center = share + z ** 2 / (2 * trials);
  const reach = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const scale = 1 + z ** 2 / trials;
  return { lower: Math.max(0, (center - reach) / scale), upper: Math.min(1, (center + reach) / scale) };
}

/**
 * Interval of a mean score: the beta distribution with this mean and variance on the scale 1–4. It never leaves 1–4, and needs no
 * minimum number of ratings (FAIRNESS 1 step 4). A variance of 0 gives the mean itself, twice.
 * @param mean 1 to 4. @param variance of the mean, on the same scale.
 */
export function betaInterval(mean: number, variance: number, confidence: number = CONFIDENCE): Interval {
  const range = LARGEST - SMALLEST;
  const share = (mean - SMALLEST) / range;
  const spread = variance / range ** 2;
  const size = (share * (1 - share)) / spread - 1;
  if (!(size > 0 && size < POINT_LIKE)) return { lower: mean, upper: mean };
  const at = (p: number) => SMALLEST + range * betaQuantile(p, share * size, (1 - share) * size);
  return { lower: at((1 - confidence) / 2), upper: at((1 + confidence) / 2) };
}

/** Half the width of the interval of an index, in index points (25 per score point), for `ratings` with this standard deviation. */
export function indexPrecision(standardDeviation: number, ratings: number, confidence: number = CONFIDENCE): number {
  return (25 * zOfConfidence(confidence) * standardDeviation) / Math.sqrt(ratings);
}

/** What four counts say besides their mean: two groups with the same mean can differ in all of this (FAIRNESS 9). */
export interface CountsSummary {
  readonly ratings: number;
  readonly mean: number;
  /** Population standard deviation, in score points. */
  readonly standardDeviation: number;
  /** The lower median. */
  readonly median: number;
  /** Share of scores 3 and 4. */
  readonly satisfied: number;
  /** Share of score 4. */
  readonly top: number;
  /** Share of score 1. */
  readonly bottom: number;
  /** `top` − `bottom`. */
  readonly net: number;
}

/** The summary of four counts; null when nobody answered. */
export function summariseCounts(counts: ScoreCounts): CountsSummary | null {
  const [ones, twos, threes, fours] = counts;
  const ratings = ones + twos + threes + fours;
  if (ratings === 0) return null;
  const mean = scoreTotal(counts) / ratings;
  const squares = ones + 4 * twos + 9 * threes + 16 * fours;
  return {
    ratings,
    mean,
    standardDeviation: Math.sqrt(squares / ratings - mean ** 2),
    median: lowerMedian(counts, ratings),
    satisfied: (threes + fours) / ratings,
    top: fours / ratings,
    bottom: ones / ratings,
    net: (fours - ones) / ratings,
  };
}

/** Beyond this size of a beta distribution its interval is narrower than the second decimal of an index. */
const POINT_LIKE = 1e10;

const SMALLEST = SCORES[0];
const LARGEST = SCORES[3];

function lowerMedian(counts: ScoreCounts, ratings: number): number {
  let seen = 0;
  const at = counts.findIndex((count) => {
    seen += count;
    return 2 * seen >= ratings;
  });
  return SCORES[at] ?? LARGEST;
}
