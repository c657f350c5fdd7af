/** Days after a visit on which its code is still good: as long as a rating may wait on a device. */
export const VISIT_CODE_DAYS = 7;

/** Most codes that are issued at once: those of a day of a large office. */
export const MAX_VISIT_CODES = 1000;

const DAY_MS = 86_400_000;

/**
 * Whether a code of a visit may be used on a day: on the day itself and for a week after it.
 *
 * @param visit day of the visit, `YYYY-MM-DD` in the tenant's zone; as is `today`.
 */
export const isVisitCodeGood = (visit: string, today: string): boolean => {
  const days = (Date.parse(today) - Date.parse(visit)) / DAY_MS;
  return days >= 0 && days <= VISIT_CODE_DAYS;
};

/** The last day on which a code of a visit may be used, `YYYY-MM-DD`. */
export const lastDayOf = (visit: string): string =>
  new Date(Date.parse(visit) + VISIT_CODE_DAYS * DAY_MS).toISOString().slice(0, 10);
