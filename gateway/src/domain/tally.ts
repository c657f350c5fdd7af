import { type Questionnaire, SCORES } from './questionnaire.ts';
import type { Scores } from './score.ts';

/**
 * What a group of ratings leaves behind: enough for the official index (`counts`) and for the fair board (`sum`,
 * `sumOfSquares`), and nothing about any single rating. Sums of tallies are tallies of the united groups.
 */
export interface Tally {
  /** Ratings with at least one answered element. */
  readonly ratings: number;
  /** How often each score was given: four numbers per element, in the order of the questionnaire. */
  readonly counts: readonly number[];
  /** Σx over the ratings, x being the mean of a rating's answered elements times `ratingScale`. */
  readonly sum: bigint;
  /** Σx², x as in `sum`. */
  readonly sumOfSquares: bigint;
}

/** How often the scores 1, 2, 3 and 4 were given. */
export type ScoreCounts = readonly [number, number, number, number];

/** 1 × ones + 2 × twos + 3 × threes + 4 × fours. */
export function scoreTotal([one, two, three, four]: ScoreCounts): number {
  return one + 2 * two + 3 * three + 4 * four;
}

/** The part of a tally that a recap of counts also has. */
export type TallyCounts = Pick<Tally, 'ratings' | 'counts'>;

/**
 * The whole number that makes every rating's mean whole: the least common multiple of 1 … number of elements.
 * 2,520 for the nine elements of PermenPANRB 14/2017, 360,360 for the fourteen of 2004, 1 for a single question.
 */
export function ratingScale({ elements }: Questionnaire): bigint {
  const known = SCALES.get(elements.length);
  if (known !== undefined) return known;
  let scale = 1n;
  for (let answered = 2n; answered <= BigInt(elements.length); answered += 1n) {
    scale = (scale * answered) / greatestCommonDivisor(scale, answered);
  }
  SCALES.set(elements.length, scale);
  return scale;
}

/** By number of elements: asked for at every rating. */
const SCALES = new Map<number, bigint>();

/** The tally of no rating at all. */
export function emptyTally({ elements }: Questionnaire): Tally {
  return { ratings: 0, counts: elements.flatMap(() => SCORES.map(() => 0)), sum: 0n, sumOfSquares: 0n };
}

/**
 * The tally of one rating. A rating in which no element is answered leaves an empty tally: it does not enter an index (FAIRNESS 1).
 * @throws RangeError when the number of scores is not that of the questionnaire's elements.
 */
export function ratingTally(questionnaire: Questionnaire, scores: Scores): Tally {
  const { elements, key } = questionnaire;
  if (scores.length !== elements.length) {
    throw new RangeError(`A rating of ${key} has ${elements.length} scores, got ${scores.length}.`);
  }
  const answered = scores.filter((score) => score !== null);
  if (answered.length === 0) return emptyTally(questionnaire);
  const total = answered.reduce<number>((sum, score) => sum + score, 0);
  const scaledMean = (ratingScale(questionnaire) * BigInt(total)) / BigInt(answered.length);
  return {
    ratings: 1,
    counts: scores.flatMap((given) => SCORES.map((score) => (given === score ? 1 : 0))),
    sum: scaledMean,
    sumOfSquares: scaledMean * scaledMean,
  };
}

/** The tally with one rating more; in whatever order ratings are added, the tally is the same. */
export function addRating(questionnaire: Questionnaire, tally: Tally, scores: Scores): Tally {
  return mergeTallies(tally, ratingTally(questionnaire, scores));
}

/**
 * The tally of both groups together.
 * @throws RangeError when the tallies belong to questionnaires of different length.
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  return combine(a, b, 1);
}

/** What is left of `whole` without `part`, as when ratings are excluded. The inverse of `mergeTallies`. */
export function subtractTallies(whole: Tally, part: Tally): Tally {
  return combine(whole, part, -1);
}

/** The tally of so many ratings that are all alike; times -1 it is what takes them out of another. */
export function multiplyTally(tally: Tally, times: number): Tally {
  return {
    ratings: tally.ratings * times,
    counts: tally.counts.map((count) => count * times),
    sum: tally.sum * BigInt(times),
    sumOfSquares: tally.sumOfSquares * BigInt(times),
  };
}

function combine(a: Tally, b: Tally, sign: 1 | -1): Tally {
  if (a.counts.length !== b.counts.length) {
    throw new RangeError(
      `Tallies of different questionnaires cannot be added: ${a.counts.length} and ${b.counts.length} counts.`,
    );
  }
  return {
    ratings: a.ratings + sign * b.ratings,
    counts: a.counts.map((count, index) => count + sign * (b.counts[index] ?? 0)),
    sum: a.sum + BigInt(sign) * b.sum,
    sumOfSquares: a.sumOfSquares + BigInt(sign) * b.sumOfSquares,
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
