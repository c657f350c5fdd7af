import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

/** Around the turn of 2026: Christmas, New Year, and a joint leave on the Friday between. */
const HOLIDAYS = new Set(['2026-12-24', '2026-12-25', '2027-01-01']);
const NONE: ReadonlySet<string> = new Set();

test.each([
  ['2026-12-23', true],
  ['2026-12-24', false],
  ['2026-12-26', false],
  ['2026-12-27', false],
  ['2026-12-28', true],
  ['2027-01-01', false],
])('whether %s is worked: %s', (day, worked) => {
  expect(isWorkingDay(day, HOLIDAYS)).toBe(worked);
});

test('where six days are worked only Sunday is free', () => {
  expect(isWorkingDay('2026-12-26', HOLIDAYS, [7])).toBe(true);
  expect(isWorkingDay('2026-12-27', HOLIDAYS, [7])).toBe(false);
  expect(addWorkingDays('2026-12-23', 3, HOLIDAYS, [7])).toBe('2026-12-29');
});

test.each([
  ['2026-12-23', 0, '2026-12-23'],
  ['2026-12-26', 0, '2026-12-26'],
  ['2026-12-23', 1, '2026-12-28'],
  ['2026-12-24', 1, '2026-12-28'],
  ['2026-12-23', 5, '2027-01-04'],
  ['2027-01-04', -5, '2026-12-23'],
  ['2027-01-02', -1, '2026-12-31'],
  ['2028-02-28', 2, '2028-03-01'],
])('from %s, %d working days lead to %s', (day, n, end) => {
  expect(addWorkingDays(day, n, HOLIDAYS)).toBe(end);
});

const start = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
const day = start.map((date) => date.toISOString().slice(0, 10));
const few = fc.integer({ min: 0, max: 60 });
const restDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 });

/** A start, and holidays in the months around it, where they matter. */
const calendar = day.chain((from) => {
  const near = fc
    .integer({ min: -120, max: 120 })
    .map((days) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10));
  return fc.record({
    from: fc.constant(from),
    holidays: fc.array(near, { maxLength: 30 }).map((days) => new Set(days)),
  });
});

test('the n-th working day is one, lies after its start, and n working days lie between', () => {
  fc.assert(
    fc.property(calendar, few, restDays, ({ from, holidays }, n, rest) => {
      const to = addWorkingDays(from, n, holidays, rest);
      expect(workingDaysBetween(from, to, holidays, rest)).toBe(n);
      if (n === 0) return;
      expect(to > from).toBe(true);
      expect(isWorkingDay(to, holidays, rest)).toBe(true);
    }),
  );
});

test('a later start and a larger number never lead to an earlier day', () => {
  fc.assert(
    fc.property(calendar, few, few, ({ from, holidays }, n, more) => {
      const to = addWorkingDays(from, n, holidays);
      expect(addWorkingDays(from, n + more, holidays) >= to).toBe(true);
      const later = addWorkingDays(from, more, NONE, []);
      expect(addWorkingDays(later, n, holidays) >= to).toBe(true);
    }),
  );
});

test('counting back from the n-th working day leads to the working day one started from', () => {
  fc.assert(
    fc.property(calendar, few, ({ from, holidays }, n) => {
      const worked = addWorkingDays(from, 1, holidays);
      const to = addWorkingDays(worked, n, holidays);
      expect(addWorkingDays(to, -n, holidays)).toBe(worked);
      expect(workingDaysBetween(to, worked, holidays)).toBe(0 - n);
    }),
  );
});

test('a holiday more never brings the n-th working day forward', () => {
  fc.assert(
    fc.property(calendar, few, ({ from, holidays }, n) => {
      expect(addWorkingDays(from, n, holidays) >= addWorkingDays(from, n, NONE)).toBe(true);
    }),
  );
});

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d working days are refused', (n) => {
  expect(() => addWorkingDays('2026-12-23', n, NONE)).toThrow(`got ${n}`);
});

test('a week of seven days of rest is refused instead of counted forever', () => {
  expect(() => addWorkingDays('2026-12-23', 1, NONE, [1, 2, 3, 4, 5, 6, 7])).toThrow('A week needs a working day');
});

test('a day that the calendar does not have is refused', () => {
  expect(() => isWorkingDay('2026-02-30', NONE)).toThrow(RangeError);
});
