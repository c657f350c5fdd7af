import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexMean } from './index-trend.ts';
import type { Questionnaire } from './questionnaire.ts';
import { addRating, emptyTally } from './tally.ts';
import { trend } from './trend.ts';

const element = (key: string): Questionnaire['elements'][number] => ({
  key,
  label: { id: key },
  question: { id: key },
  required: true,
  answers: [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }],
});

/** Two elements; nothing else of it matters here. */
const TWO = { key: 'dua', version: 1, elements: [element('a'), element('b')] } as unknown as Questionnaire;

type Score = 1 | 2 | 3 | 4;

const tallyOf = (ratings: readonly (readonly [Score, Score])[]) =>
  ratings.reduce((tally, scores) => addRating(TWO, tally, scores), emptyTally(TWO));

test('mean and sample deviation are those of the ratings, on the scale of the index', () => {
  // Means 1.5, 2.5, 4 → 37.5, 62.5, 100; by hand: mean 66.6667, deviation 31.4576.
  const { mean, standardDeviation, ratings } = indexMean(
    TWO,
    tallyOf([
      [1, 2],
      [2, 3],
      [4, 4],
    ]),
  );
  expect(ratings).toBe(3);
  expect(mean).toBeCloseTo(66.666667, 5);
  expect(standardDeviation).toBeCloseTo(31.457643, 5);
});

test('no rating has no mean, and one rating no spread', () => {
  expect(indexMean(TWO, emptyTally(TWO))).toEqual({ mean: 0, standardDeviation: 0, ratings: 0 });
  expect(indexMean(TWO, tallyOf([[3, 4]]))).toEqual({ mean: 87.5, standardDeviation: 0, ratings: 1 });
});

test('whatever is rated, it is what a computation over the single ratings gives', () => {
  const score = fc.constantFrom<Score>(1, 2, 3, 4);
  fc.assert(
    fc.property(fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 60 }), (ratings) => {
      const values = ratings.map(([a, b]) => ((a + b) / 2) * 25);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      const found = indexMean(TWO, tallyOf(ratings));
      expect(found.mean).toBeCloseTo(mean, 9);
      expect(found.standardDeviation).toBeCloseTo(Math.sqrt(variance), 9);
    }),
  );
});

test('many ratings of one kind leave a spread of exactly zero, where floats would leave dust', () => {
  const same = indexMean(TWO, tallyOf(Array.from({ length: 3_000 }, () => [3, 4] as const)));
  expect(same.standardDeviation).toBe(0);
  expect(trend([same, same])).toMatchObject({ direction: 'NONE_PROVEN', difference: 0 });
});
