/** Days after a visit on which its code is still good: as long as a rating may wait on a device. */
export const VISIT_CODE_DAYS = 7;

/** Days ahead for which tickets may be printed. */
const DAYS_AHEAD = 31;

/** Most codes that are issued at once: those of a day of a large office. */
export const MAX_VISIT_CODES = 1000;

const DAY_MS = 86_400_000;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The last day on which a code of a visit may be used. Days are `YYYY-MM-DD` in the tenant's zone. */
export const lastDayOf = (visit: string): string => dayAfter(visit, VISIT_CODE_DAYS);

/** Whether a code of a visit may be used today: on the day itself and for a week after it. */
export const isVisitCodeGood = (visit: string, today: string): boolean => visit <= today && today <= lastDayOf(visit);

/** The days of visits for which codes may be issued today, both included. */
export const issuableDays = (today: string): { readonly first: string; readonly last: string } => ({
  first: dayAfter(today, -VISIT_CODE_DAYS),
  last: dayAfter(today, DAYS_AHEAD),
});
