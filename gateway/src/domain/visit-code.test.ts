import { expect, test } from 'vitest';
import { isVisitCodeGood } from './visit-code.ts';

test.each([
  ['2026-11-01', '2026-11-01', true],
  ['2026-11-01', '2026-11-08', true],
  ['2026-11-01', '2026-11-09', false],
  // Printed for tomorrow.
  ['2026-11-02', '2026-11-01', false],
  ['2026-12-28', '2027-01-04', true],
  ['2024-02-25', '2024-03-03', true],
  ['2024-02-25', '2024-03-04', false],
])('a code of %s may be used on %s: %s', (visit, today, isGood) => {
  expect(isVisitCodeGood(visit, today)).toBe(isGood);
});
