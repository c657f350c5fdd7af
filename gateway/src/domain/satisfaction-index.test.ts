import { expect, test } from 'vitest';
import { skm2004, skm2017 } from '../../../test/support/questionnaires.ts';
import { gaspul, tallyOf } from '../../../test/support/ratings.ts';
import nineElements from '../../../test/vectors/nine-elements.json' with { type: 'json' };
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import { Fraction, publish } from './fraction.ts';
import { satisfactionIndex, weightedMeans } from './satisfaction-index.ts';
import { serviceGrade } from './service-grade.ts';
import { emptyTally } from './tally.ts';

test('G1: GASPUL, quarter III, 29 ratings, is 91.48, grade A', () => {
  const index = satisfactionIndex(skm2017, gaspul);
  expect(index?.exact.equals(new Fraction(955n, 261n).mul(25))).toBe(true);
  expect(index?.value).toBe(91.48);
  expect(index?.grade).toBe('A');
  expect(index?.elements.map(({ meanScore }) => meanScore?.toString(4))).toEqual(
    [105, 101, 100, 116, 102, 105, 106, 105, 115].map((total) => new Fraction(total, 29).toString(4)),
  );
});

test('weighted means add up to the index, whatever was left out', () => {
  const skipping = [
    [4, 3, null, 2, 4, 1, 4, 4, null],
    [3, 3, null, 2, 1, 1, 4, 2, 2],
  ];
  for (const tally of [gaspul, tallyOf(skm2017, skipping)]) {
    const index = satisfactionIndex(skm2017, tally);
    const weighted = index === null ? [] : weightedMeans(index);
    expect(weighted.map((mean) => mean === null)).toEqual(index?.elements.map(({ ratings }) => ratings === 0));
    const sum = weighted.reduce<Fraction>((total, mean) => total.add(mean ?? 0), new Fraction(0));
    expect(index?.exact.equals(sum.mul(25))).toBe(true);
  }
});

test('G2: one rating with all fours is exactly 100', () => {
  const index = satisfactionIndex(skm2017, tallyOf(skm2017, [[4, 4, 4, 4, 4, 4, 4, 4, 4]]));
  expect([index?.value, index?.grade]).toEqual([100, 'A']);
});

/** Sum of NRR, weight, published index, grade: what a rounded weight would make of the same answers (G1, G2, G6). */
test.each([
  ['955/29', '1/9', 91.48, 'A'],
  ['955/29', '0.11', 90.56, 'A'],
  ['955/29', '0.111', 91.38, 'A'],
  ['955/29', '0.1111', 91.47, 'A'],
  ['36', '1/9', 100, 'A'],
  ['36', '0.11', 99, 'A'],
  ['36', '0.111', 99.9, 'A'],
  ['36', '0.1111', 99.99, 'A'],
  ['23.4', '1/9', 65, 'C'],
  ['23.4', '0.11', 64.35, 'D'],
  ['23.4', '0.111', 64.94, 'D'],
  ['23.4', '0.1111', 64.99, 'D'],
  ['27.6', '1/9', 76.67, 'B'],
  ['27.6', '0.11', 75.9, 'C'],
  ['31.8', '1/9', 88.33, 'A'],
  ['31.8', '0.11', 87.45, 'B'],
  ['27.58', '1/9', 76.61, 'B'],
  ['27.58', '0.11', 75.85, 'C'],
  ['27.58', '0.111', 76.53, 'C'],
  ['27.58', '0.1111', 76.6, 'C'],
  ['31.79', '1/9', 88.31, 'A'],
  ['31.79', '0.11', 87.42, 'B'],
  ['31.79', '0.111', 88.22, 'B'],
  ['31.79', '0.1111', 88.3, 'B'],
])('means that sum to %s with weight %s are an index of %d, grade %s', (sum, weight, value, grade) => {
  const published = publish(new Fraction(sum).mul(new Fraction(weight)).mul(25));
  expect([published, serviceGrade(published)]).toEqual([value, grade]);
});

/** G6 with ten ratings each: spreads the total over the nine elements. */
test.each([
  [234, 65, 'C'],
  [276, 76.67, 'B'],
  [318, 88.33, 'A'],
])('ten ratings with %d points in all are an index of %d, grade %s', (total, value, grade) => {
  const fours = (total - 180) / 2;
  const counts = skm2017.elements.flatMap((_, at) => {
    const own = Math.min(10, Math.max(0, fours - at * 10));
    return [0, 10 - own, 0, own];
  });
  const index = satisfactionIndex(skm2017, { ratings: 10, counts });
  expect([index?.value, index?.grade]).toEqual([value, grade]);
});

test('the element means of the public vector give its index', () => {
  const { mean_by_element } = vectors.inputs.skm;
  const { index_rounded, klass } = vectors.expected.skm;
  const counts = mean_by_element.flatMap((mean) => {
    const total = Math.round(mean * 100);
    return [0, 0, 400 - total, total - 300];
  });
  const index = satisfactionIndex(skm2017, { ratings: 100, counts });
  expect([index?.value, index?.grade]).toEqual([index_rounded, klass]);
});

const published = nineElements.expected.rows.filter((row) => row.index !== undefined);

test.each(published)(
  'unit $unit of the nine-element board has the index $index, grade $grade',
  ({ unit, index, grade }) => {
    const ratings = nineElements.units.find((candidate) => candidate.unit === unit)?.ratings ?? [];
    const figure = satisfactionIndex(skm2017, tallyOf(skm2017, ratings));
    expect([figure?.value, figure?.grade]).toEqual([index, grade]);
  },
);

test('an element that nobody answered drops out, and the others weigh one eighth each', () => {
  const index = satisfactionIndex(skm2017, tallyOf(skm2017, [[4, 4, 4, null, 3, 3, 3, 3, 3]]));
  expect(index?.exact.equals(new Fraction(27n * 25n, 8n))).toBe(true);
  expect(index?.elements[3]).toEqual({ key: 'biaya', ratings: 0, counts: [0, 0, 0, 0], meanScore: null });
});

test('an element that some skipped is divided by those who answered it', () => {
  const index = satisfactionIndex(
    skm2017,
    tallyOf(skm2017, [
      [3, 3, 3, 1, 3, 3, 3, 3, 3],
      [3, 3, 3, null, 3, 3, 3, 3, 3],
    ]),
  );
  expect(index?.exact.equals(new Fraction(25n * 25n, 9n))).toBe(true);
});

test('services are pooled: ninety threes and ten fours are 77.50, not 87.50', () => {
  const counts = skm2017.elements.flatMap(() => [0, 0, 90, 10]);
  expect(satisfactionIndex(skm2017, { ratings: 100, counts })?.value).toBe(77.5);
});

test('a figure of 2004 is graded by the bounds of 2004', () => {
  const counts = skm2004.elements.flatMap(() => [0, 0, 10, 4]);
  expect(satisfactionIndex(skm2004, { ratings: 14, counts })).toMatchObject({ value: 82.14, grade: 'A' });
});

test('without answers there is no index', () => {
  expect(satisfactionIndex(skm2017, emptyTally(skm2017))).toBeNull();
});

test('counts of another questionnaire are refused', () => {
  expect(() => satisfactionIndex(skm2017, emptyTally(skm2004))).toThrow('A tally of skm-2017 has 36 counts, got 56.');
});
