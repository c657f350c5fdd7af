import { Temporal } from 'temporal-polyfill';
import { localDate } from './period.ts';
import { addWorkingDays, WEEKLY_REST_DAYS } from './working-days.ts';

/**
 * Working days after receipt of the evaluation document on which an objection may still be filed (PermenPANRB 6/2022, annex,
 * part B). PP 30/2019 art. 59 says 14 days without naming the kind of day.
 */
export const WORKING_DAYS_TO_OBJECT = 14;

/** Working days after the filing within which the rater's superior decides (PermenPANRB 6/2022, annex, part B). */
export const WORKING_DAYS_TO_DECIDE = 7;

/**
 * The last instant at which the person rated may object: the end of the 14th working day after the document was received.
 * The day of receipt, in the tenant's zone, does not count.
 * @param receivedAt milliseconds since 1970. @param zone the tenant's IANA time zone. @param holidays the tenant's, `YYYY-MM-DD`.
 * @param restDays ISO weekdays; `WEEKLY_REST_DAYS` by default.
 * @returns milliseconds since 1970; an objection at this very instant is in time, one a millisecond later is not.
 */
export function objectionDeadline(
  receivedAt: number,
  zone: string,
  holidays: ReadonlySet<string>,
  restDays: readonly number[] = WEEKLY_REST_DAYS,
): number {
  return lastInstantOf(addWorkingDays(localDate(receivedAt, zone), WORKING_DAYS_TO_OBJECT, holidays, restDays), zone);
}

/**
 * The earliest receipt after which one may still object at `now`: the first instant of a local day. Parameters as those of
 * `objectionDeadline`.
 * @returns milliseconds since 1970.
 */
export function objectableSince(
  now: number,
  zone: string,
  holidays: ReadonlySet<string>,
  restDays: readonly number[] = WEEKLY_REST_DAYS,
): number {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds;
  let first = Temporal.PlainDate.from(localDate(now, zone));
  for (;;) {
    const before = first.subtract({ days: 1 });
    if (objectionDeadline(startOf(before), zone, holidays, restDays) < now) return startOf(first);
    first = before;
  }
}

/**
 * The last instant at which the rater's superior decides in time: the end of the 7th working day after the objection was filed.
 * Parameters and result as those of `objectionDeadline`.
 */
export function decisionDeadline(
  filedAt: number,
  zone: string,
  holidays: ReadonlySet<string>,
  restDays: readonly number[] = WEEKLY_REST_DAYS,
): number {
  return lastInstantOf(addWorkingDays(localDate(filedAt, zone), WORKING_DAYS_TO_DECIDE, holidays, restDays), zone);
}

function lastInstantOf(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;
}
