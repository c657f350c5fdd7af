import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import { betaInterval, indexPrecision, summariseCounts, wilsonInterval, zOfConfidence } from './estimate.ts';
import type { ScoreCounts } from './tally.ts';

test('95 % is z = 1.95996', () => {
  expect(zOfConfidence()).toBeCloseTo(1.959963984540054, 12);
});

test.each(vectors.expected.wilson)('$x of $n is a share between $lo and $hi', ({ x, n, lo, hi }) => {
  const { lower, upper } = wilsonInterval(x, n);
  expect(lower).toBeCloseTo(lo, 10);
  expect(upper).toBeCloseTo(hi, 10);
});

test.each([
  [11, 10],
  [-1, 10],
  [0, 0],
  [Number.NaN, 3],
])('%d of %d is no share', (successes, trials) => {
  expect(() => wilsonInterval(successes, trials)).toThrow(`got ${successes} out of ${trials}`);
});

test.each(vectors.expected.leaderboard.units)('unit $id of the golden board lies in its interval', (unit) => {
  const { lower, upper } = betaInterval(unit.post_mean, unit.post_var);
  expect(lower).toBeCloseTo(unit.lo, 9);
  expect(upper).toBeCloseTo(unit.hi, 9);
});

test('an interval stays within 1 to 4 and around its mean', () => {
  const mean = fc.double({ min: 1.02, max: 3.98, noNaN: true });
  fc.assert(
    fc.property(mean, fc.double({ min: 1e-6, max: 0.9, noNaN: true }), (center, share) => {
      const variance = share * (center - 1) * (4 - center) * 0.05;
      const { lower, upper } = betaInterval(center, variance);
      expect(lower).toBeGreaterThanOrEqual(1);
      expect(lower).toBeLessThan(center);
      expect(upper).toBeGreaterThan(center);
      expect(upper).toBeLessThanOrEqual(4);
    }),
  );
});

test.each([
  [3.2, 0],
  [4, 0],
  [4, 0.01],
])('a mean of %d with variance %d has the interval of a point', (mean, variance) => {
  expect(betaInterval(mean, variance)).toEqual({ lower: mean, upper: mean });
});

test.each(vectors.expected.precision)(
  '$n ratings are exact to $half_width_index index points',
  ({ n, half_width_index }) => {
    expect(indexPrecision(vectors.inputs.precision.sd, n)).toBeCloseTo(half_width_index, 10);
  },
);

test.each(['P', 'Q', 'R'] as const)('counts %s have the summary of the vector', (name) => {
  const [one = 0, two = 0, three = 0, four = 0] = vectors.inputs.likert[name];
  const expected = vectors.expected.likert[name];
  const counts: ScoreCounts = [one, two, three, four];
  const { ratings, ...summary } = summariseCounts(counts) ?? { ratings: 0 };
  expect(ratings).toBe(one + two + three + four);
  expect(summary).toEqual({
    mean: expected.mean,
    standardDeviation: expect.closeTo(expected.sd, 12),
    median: expected.median,
    satisfied: expect.closeTo(expected.top2, 12),
    top: expected.top1,
    bottom: expected.bottom1,
    net: expect.closeTo(expected.net, 12),
  });
});

test('no answers have no summary', () => {
  expect(summariseCounts([0, 0, 0, 0])).toBeNull();
});
