import { Temporal } from 'temporal-polyfill';

/** Weekly days of rest by default, as ISO weekdays (1 Monday to 7 Sunday). Some regions work six days: theirs is `[7]`. */
export const WEEKLY_REST_DAYS: readonly number[] = [6, 7];

/**
 * Whether people work on this day: neither a weekly day of rest nor in the tenant's list of holidays.
 * @param day `YYYY-MM-DD`, as the holidays are. @param restDays `WEEKLY_REST_DAYS` by default.
 * @throws RangeError for what is no day of the calendar, as everything here that takes a day.
 */
export function isWorkingDay(
  day: string,
  holidays: ReadonlySet<string>,
  restDays: readonly number[] = WEEKLY_REST_DAYS,
): boolean {
  return isWorked(Temporal.PlainDate.from(day), holidays, restDays);
}

/**
 * The `n`-th working day (hari kerja) after this one, which itself never counts; before it when `n` is negative; the day itself,
 * worked or not, for 0.
 * @throws RangeError for an `n` that is not whole, and when every weekday is a day of rest.
 */
export function addWorkingDays(
  day: string,
  n: number,
  holidays: ReadonlySet<string>,
  restDays: readonly number[] = WEEKLY_REST_DAYS,
): string {
  if (!Number.isSafeInteger(n)) throw new RangeError(`Working days are counted in whole numbers, got ${n}.`);
  if (new Set(restDays).size >= 7) throw new RangeError('A week needs a working day; all seven are days of rest.');
  const step = { days: Math.sign(n) };
  let date = Temporal.PlainDate.from(day);
  for (let counted = 0; counted < Math.abs(n); ) {
    date = date.add(step);
    if (isWorked(date, holidays, restDays)) counted += 1;
  }
  return date.toString();
}

/**
 * Working days after `from`, up to and including `to`: 0 for the same day, negative when `to` lies before. `addWorkingDays` with
 * this number leads from `from` to `to`, when `to` is a working day.
 */
export function workingDaysBetween(
  from: string,
  to: string,
  holidays: ReadonlySet<string>,
  restDays: readonly number[] = WEEKLY_REST_DAYS,
): number {
  const end = Temporal.PlainDate.from(to);
  let date = Temporal.PlainDate.from(from);
  const sign = Temporal.PlainDate.compare(end, date);
  let counted = 0;
  while (!date.equals(end)) {
    date = date.add({ days: sign });
    if (isWorked(date, holidays, restDays)) counted += sign;
  }
  return counted;
}

function isWorked(date: Temporal.PlainDate, holidays: ReadonlySet<string>, restDays: readonly number[]): boolean {
  return !restDays.includes(date.dayOfWeek) && !holidays.has(date.toString());
}
