import { closesAt, isClosed, lastClosed, type Period, startOf } from '../domain/period.ts';
import { badInput } from '../errors.ts';

/** Submits that were received just before the instant of closing have been committed this much later. */
const GRACE_MS = 60_000;
/** The closed figures have been published this much later; until then the running ones are shown. */
const PUBLISHED_MS = GRACE_MS + 30_000;

/** Whether a period is closed, with its ratings complete. */
export const isClosedFor = (zone: string, now: Date, period: Period): boolean =>
  isClosed(period, now.getTime() - GRACE_MS, zone);

/** A period to report on. */
export interface ReportingPeriod {
  readonly period: Period;
  readonly closed: boolean;
  /** Since when it holds that nobody has rated: the closing; while the period is open, now. */
  readonly asOf: Date;
}

/**
 * The period that a request is about: the one it names, else the last closed quarter. Throws BAD_USER_INPUT for one that
 * has not begun.
 */
export const reportingPeriod = (zone: string, now: Date, wanted: Period | null | undefined): ReportingPeriod => {
  const period = wanted ?? lastClosed('quarter', now.getTime() - PUBLISHED_MS, zone);
  if (startOf(period, zone) > now.getTime()) throw badInput('period', period, 'a period that has begun');
  const closed = isClosed(period, now.getTime() - PUBLISHED_MS, zone);
  return { period, closed, asOf: closed ? new Date(closesAt(period, zone)) : now };
};
