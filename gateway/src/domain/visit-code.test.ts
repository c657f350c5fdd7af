import { expect, test } from 'vitest';
import { issuableDays, isVisitCodeGood, lastDayOf } from './visit-code.ts';

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

test('the last day of a code is the last on which it may be used', () => {
  expect(lastDayOf('2026-12-28')).toBe('2027-01-04');
});

test('codes are issued for a month ahead, and back as far as they would be good', () => {
  expect(issuableDays('2026-12-03')).toEqual({ first: '2026-11-26', last: '2027-01-03' });
  expect(isVisitCodeGood('2026-11-26', '2026-12-03')).toBe(true);
});
