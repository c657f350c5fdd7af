import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pulse1, skm2004, skm2017 } from '../../../test/support/questionnaires.ts';
import type { Scores } from './score.ts';
import {
  addRating,
  emptyTally,
  mergeTallies,
  multiplyTally,
  ratingScale,
  ratingTally,
  subtractTallies,
  type Tally,
} from './tally.ts';

const score = fc.constantFrom(1, 2, 3, 4, null);
const ratings = fc.array(fc.array(score, { minLength: 9, maxLength: 9 }), { maxLength: 30 });

const count = (list: readonly Scores[]): Tally =>
  list.reduce((tally, scores) => addRating(skm2017, tally, scores), emptyTally(skm2017));

test('the scale makes the mean of any number of answered elements whole', () => {
  expect([ratingScale(pulse1), ratingScale(skm2017), ratingScale(skm2004)]).toEqual([1n, 2520n, 360360n]);
});

test('a rating counts its scores and its scaled mean', () => {
  const tally = ratingTally(skm2017, [4, 3, 3, null, 3, 3, 3, 3, 4]);
  expect(tally.ratings).toBe(1);
  expect(tally.counts.slice(0, 16)).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  expect(tally.sum).toBe((2520n * 26n) / 8n);
  expect(tally.sumOfSquares).toBe(tally.sum ** 2n);
});

test('a rating in which nothing is answered does not enter', () => {
  expect(ratingTally(skm2017, Array<null>(9).fill(null))).toEqual(emptyTally(skm2017));
});

test('the order of ratings does not matter', () => {
  fc.assert(
    fc.property(ratings, fc.infiniteStream(fc.nat()), (list, order) => {
      const shuffled = list.map((scores) => ({ scores, key: order.next().value ?? 0 })).sort((a, b) => a.key - b.key);
      expect(count(shuffled.map(({ scores }) => scores))).toEqual(count(list));
    }),
  );
});

test('merging tallies is the same as counting again, and subtracting undoes it', () => {
  fc.assert(
    fc.property(ratings, ratings, (a, b) => {
      const merged = mergeTallies(count(a), count(b));
      expect(merged).toEqual(count([...a, ...b]));
      expect(subtractTallies(merged, count(b))).toEqual(count(a));
    }),
  );
});

test('ratings that are alike are counted as often as there are of them, and taken out as often', () => {
  fc.assert(
    fc.property(ratings, fc.array(fc.constant(null), { maxLength: 9 }), (list, { length }) => {
      for (const scores of list.slice(0, 3)) {
        const alike = multiplyTally(ratingTally(skm2017, scores), length);
        expect(alike).toEqual(count(Array(length).fill(scores)));
        expect(mergeTallies(count(list), multiplyTally(alike, -1))).toEqual(subtractTallies(count(list), alike));
      }
    }),
  );
});

test('tallies of different questionnaires are not added', () => {
  expect(() => mergeTallies(emptyTally(skm2017), emptyTally(skm2004))).toThrow('36 and 56 counts');
  expect(() => ratingTally(skm2017, [4])).toThrow('A rating of skm-2017 has 9 scores, got 1.');
});
