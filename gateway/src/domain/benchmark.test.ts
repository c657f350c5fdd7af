import { expect, test } from 'vitest';
import { benchmarkPosition, explainBenchmark, isBenchmarkPeriod } from './benchmark.ts';

const QUARTILES = { lowerQuartile: 76.25, upperQuartile: 84.5 };

test.each([
  [84.51, 'ABOVE_UPPER_QUARTILE'],
  [84.5, 'BETWEEN_QUARTILES'],
  [76.25, 'BETWEEN_QUARTILES'],
  [76.24, 'BELOW_LOWER_QUARTILE'],
])('an index of %d between 76.25 and 84.50 is %s', (index, position) => {
  expect(benchmarkPosition(index, QUARTILES)).toBe(position);
});

test('four regions are not compared, five are', () => {
  expect(explainBenchmark(4).id).toMatch(/^Belum ada perbandingan/);
  expect(explainBenchmark(5).id).toMatch(/^Dari IKM 5 daerah/);
});

test.each([
  ['2026-Q3', true],
  ['2026', false],
  ['2026-S1', false],
  ['2026-09', false],
] as const)('regions are compared in %s: %s', (period, compared) => {
  expect(isBenchmarkPeriod(period)).toBe(compared);
});
