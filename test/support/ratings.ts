import type { Questionnaire } from '@kinerja/gateway/domain/questionnaire';
import { isScore } from '@kinerja/gateway/domain/score';
import { addRating, emptyTally, type Tally, type TallyCounts } from '@kinerja/gateway/domain/tally';

/** The tally of ratings written as plain numbers, as golden files have them. */
export function tallyOf(questionnaire: Questionnaire, ratings: readonly (readonly (number | null)[])[]): Tally {
  return ratings.reduce(
    (tally, rating) =>
      addRating(
        questionnaire,
        tally,
        rating.map((score) => (isScore(score) ? score : null)),
      ),
    emptyTally(questionnaire),
  );
}

/** G1 of DOMAIN section 4: the recap of GASPUL, quarter III, 29 ratings; ones to fours per element of skm-2017. */
export const gaspul: TallyCounts = {
  ratings: 29,
  counts: [
    [0, 0, 11, 18],
    [0, 0, 15, 14],
    [0, 2, 12, 15],
    [0, 0, 0, 29],
    [0, 0, 14, 15],
    [0, 0, 11, 18],
    [0, 0, 10, 19],
    [0, 0, 11, 18],
    [0, 0, 1, 28],
  ].flat(),
};
