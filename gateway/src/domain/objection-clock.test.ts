import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decisionDeadline,
  objectableSince,
  objectionDeadline,
  WORKING_DAYS_TO_DECIDE,
  WORKING_DAYS_TO_OBJECT,
} from './objection-clock.ts';
import { localDate } from './period.ts';
import { isWorkingDay, workingDaysBetween } from './working-days.ts';

const NONE: ReadonlySet<string> = new Set();
const HOLIDAYS = new Set(['2026-12-24', '2026-12-25', '2027-01-01']);
const at = (text: string) => Date.parse(text);
const utc = (instant: number) => new Date(instant).toISOString();

/** Zone, and the hour of UTC at which its days begin. */
const ZONES = [
  ['Asia/Jakarta', '17'],
  ['Asia/Makassar', '16'],
  ['Asia/Jayapura', '15'],
] as const;

describe.each(ZONES)('in %s', (zone, hour) => {
  const lastInstant = `${String(Number(hour) - 1).padStart(2, '0')}:59:59.999Z`;

  test('a document of Monday may be objected to until the end of the Friday in the third week', () => {
    // Monday 5 January 2026; working day 14 is Friday 23 January.
    expect(utc(objectionDeadline(at('2026-01-05T03:00:00Z'), zone, NONE))).toBe(`2026-01-23T${lastInstant}`);
  });

  test('the day of receipt is the local one', () => {
    const lastOfSunday = at(`2026-01-04T${lastInstant}`);
    expect(utc(objectionDeadline(lastOfSunday, zone, NONE))).toBe(`2026-01-22T${lastInstant}`);
    expect(utc(objectionDeadline(lastOfSunday + 1, zone, NONE))).toBe(`2026-01-23T${lastInstant}`);
  });

  test('holidays of the tenant do not count', () => {
    const received = at('2026-12-14T03:00:00Z');
    expect(utc(objectionDeadline(received, zone, NONE))).toBe(`2027-01-01T${lastInstant}`);
    expect(utc(objectionDeadline(received, zone, HOLIDAYS))).toBe(`2027-01-06T${lastInstant}`);
  });

  test('an objection is decided by the end of the seventh working day after its filing', () => {
    const filed = at('2026-12-22T03:00:00Z');
    expect(utc(decisionDeadline(filed, zone, NONE))).toBe(`2026-12-31T${lastInstant}`);
    expect(utc(decisionDeadline(filed, zone, HOLIDAYS))).toBe(`2027-01-05T${lastInstant}`);
    expect(utc(decisionDeadline(filed, zone, HOLIDAYS, [7]))).toBe(`2027-01-02T${lastInstant}`);
  });
});

test('the deadline is the last instant of a working day, as many of them after the start as the rule says', () => {
  const instant = fc.integer({ min: at('2025-01-01'), max: at('2028-01-01') });
  fc.assert(
    fc.property(instant, fc.constantFrom(...ZONES), (start, [zone]) => {
      for (const [deadline, days] of [
        [objectionDeadline(start, zone, HOLIDAYS), WORKING_DAYS_TO_OBJECT],
        [decisionDeadline(start, zone, HOLIDAYS), WORKING_DAYS_TO_DECIDE],
      ] as const) {
        const last = localDate(deadline, zone);
        expect(isWorkingDay(last, HOLIDAYS)).toBe(true);
        expect(workingDaysBetween(localDate(start, zone), last, HOLIDAYS)).toBe(days);
        expect(localDate(deadline + 1, zone) > last).toBe(true);
      }
    }),
  );
});

test('what was received since the earliest day may be objected to, what was received just before may not', () => {
  const instant = fc.integer({ min: at('2025-01-01'), max: at('2028-01-01') });
  fc.assert(
    fc.property(instant, fc.constantFrom(...ZONES), (now, [zone]) => {
      const since = objectableSince(now, zone, HOLIDAYS);
      expect(objectionDeadline(since, zone, HOLIDAYS)).toBeGreaterThanOrEqual(now);
      expect(objectionDeadline(since - 1, zone, HOLIDAYS)).toBeLessThan(now);
    }),
  );
});
