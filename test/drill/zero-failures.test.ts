import { expect, test } from 'vitest';
import { zeroFailuresBound } from './zero-failures.ts';

/** TRUST 3. */
test.each([
  [50, '5.8'],
  [300, '1.0'],
  [1_000, '0.30'],
  [3_000, '0.10'],
])('%d trials without a failure prove a rate below %s %%', (trials, percent) => {
  const decimals = percent.split('.')[1]?.length ?? 0;
  expect((100 * zeroFailuresBound(trials)).toFixed(decimals)).toBe(percent);
});

test('one trial proves next to nothing', () => {
  expect(zeroFailuresBound(1)).toBeCloseTo(0.95, 12);
});
