import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PeriodMean, trend, welchDifference } from './trend.ts';

const period = (mean: number, standardDeviation: number, ratings: number): PeriodMean => ({
  mean,
  standardDeviation,
  ratings,
});

/** Published comparisons: the example data of R (`t.test`), with the digits that R prints. */
const SLEEP = [period(0.75, 1.789009657759162, 10), period(2.33, 2.0022487720394, 10)] as const;
const TOOTH_GROWTH = [
  period(16.96333333333333, 8.266028664664638, 30),
  period(20.663333333333334, 6.605561049722362, 30),
] as const;
const IRIS = [period(5.006, 0.35248968721345, 50), period(5.936, 0.516171147063863, 50)] as const;

test.each([
  ['sleep', ...SLEEP, 17.776, -0.2054832, 3.3654832],
  ['ToothGrowth', ...TOOTH_GROWTH, 55.309, -0.1710156, 7.5710156],
  ['iris', ...IRIS, 86.538, 0.7542926, 1.1057074],
])('the difference in %s has the interval that R gives', (_, first, last, df, lower, upper) => {
  const compared = welchDifference(first, last);
  expect(compared.degreesOfFreedom).toBeCloseTo(df, 3);
  expect(compared.interval.lower).toBeCloseTo(lower, 7);
  expect(compared.interval.upper).toBeCloseTo(upper, 7);
});

test('30 ratings on each side with 0 in the interval prove nothing', () => {
  expect(trend(TOOTH_GROWTH)).toMatchObject({ direction: 'NONE_PROVEN', difference: expect.closeTo(3.7, 9) });
});

test('an interval above 0 is an arrow up, and the same data backwards an arrow down', () => {
  expect(trend(IRIS).direction).toBe('UP');
  expect(trend(IRIS.toReversed()).direction).toBe('DOWN');
});

test('an arrow needs 30 ratings in the first and in the last period, in those between none', () => {
  const [low, high] = [period(2, 0.5, 30), period(3, 0.5, 30)];
  expect(trend([{ ...low, ratings: 29 }, high])).toEqual({ direction: 'TOO_FEW', needed: 30, fewest: 29 });
  expect(trend([low, { ...high, ratings: 12 }])).toEqual({ direction: 'TOO_FEW', needed: 30, fewest: 12 });
  expect(trend([low, period(4, 0, 1), period(0, Number.NaN, 0), high]).direction).toBe('UP');
});

test('a single period, or none, has no trend', () => {
  expect(trend([period(3, 0.5, 500)])).toEqual({ direction: 'TOO_FEW', needed: 30, fewest: 0 });
  expect(trend([])).toEqual({ direction: 'TOO_FEW', needed: 30, fewest: 0 });
});

/** Figures of an independent computation (normal equations with numpy). */
test('few months that lie smoothly have the error of their ratings, which is the larger', () => {
  const smooth = [
    period(3, 0.75, 40),
    period(3.09, 0.72, 45),
    period(3.17, 0.74, 38),
    period(3.27, 0.7, 50),
    period(3.34, 0.71, 36),
    period(3.43, 0.69, 42),
  ];
  expect(trend(smooth)).toEqual({
    direction: 'UP',
    difference: expect.closeTo(0.43, 12),
    interval: { lower: expect.closeTo(0.1127618556715, 9), upper: expect.closeTo(0.7472381443284, 9) },
    degreesOfFreedom: expect.closeTo(78.62172386929697, 8),
    slope: {
      perPeriod: expect.closeTo(0.0858012873961912, 12),
      standardError: expect.closeTo(0.02680644249743, 12),
      regressionError: expect.closeTo(0.001603378948611, 12),
      samplingError: expect.closeTo(0.02680644249743, 12),
      interval: { lower: expect.closeTo(0.033261625549, 9), upper: expect.closeTo(0.138340949242, 9) },
    },
  });
});

test('months that jump have the error of the line, which is the larger', () => {
  const jumping = [period(3, 0.2, 60), period(3.6, 0.25, 80), period(2.9, 0.2, 70), period(3.5, 0.22, 90)];
  expect(trend(jumping)).toMatchObject({
    slope: {
      perPeriod: expect.closeTo(0.07718665464382325, 12),
      standardError: expect.closeTo(0.18441634390728548, 12),
      regressionError: expect.closeTo(0.18441634390728548, 12),
      samplingError: expect.closeTo(0.011457855095925, 12),
    },
  });
});

test('a period without ratings keeps its place in the line', () => {
  const gap = trend([period(2, 0.5, 40), period(0, 0, 0), period(3, 0.5, 40)]);
  expect(gap).toMatchObject({ slope: { perPeriod: expect.closeTo(0.5, 12), regressionError: 0 } });
});

test('ratings that are all alike have an interval of a point', () => {
  const same = [period(3, 0, 30), period(3, 0, 40)];
  expect(trend(same)).toMatchObject({
    direction: 'NONE_PROVEN',
    interval: { lower: 0, upper: 0 },
    degreesOfFreedom: 68,
  });
  expect(trend([period(3, 0, 30), period(4, 0, 40)]).direction).toBe('UP');
});

test('more ratings never widen the interval, and turning time around turns its sign', () => {
  const anyPeriod = fc.record({
    mean: fc.double({ min: 1, max: 4, noNaN: true }),
    standardDeviation: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
    ratings: fc.integer({ min: 30, max: 5000 }),
  });
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (first, last) => {
      const there = welchDifference(first, last).interval;
      const back = welchDifference(last, first).interval;
      expect(back.lower).toBeCloseTo(-there.upper, 10);
      expect(back.upper).toBeCloseTo(-there.lower, 10);
      const more = (each: PeriodMean) => ({ ...each, ratings: each.ratings * 2 });
      const narrower = welchDifference(more(first), more(last)).interval;
      expect(narrower.upper - narrower.lower).toBeLessThan(there.upper - there.lower);
    }),
  );
});

test.each([
  [period(3, 0.5, 30.5), 'got 30.5'],
  [period(3, 0.5, -1), 'got -1'],
  [period(3, -0.5, 30), 'got -0.5'],
  [period(3, Number.NaN, 30), 'got NaN'],
])('%j is refused with its value', (impossible, message) => {
  expect(() => trend([impossible, period(3, 0.5, 30)])).toThrow(message);
});

test('one rating has no spread to compare with', () => {
  expect(() => welchDifference(period(3, 0, 1), period(3, 0.5, 30))).toThrow('two ratings, got 1');
});
