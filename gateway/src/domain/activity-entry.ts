import { Temporal } from 'temporal-polyfill';
import { localDate } from './period.ts';
import type { SubmissionState } from './submission.ts';

/** Longest stretch that one entry may cover: two shifts. Longer ones are mistyped, or several things at once. */
const LONGEST_HOURS = 16;
const MILLISECONDS_PER_HOUR = 3_600_000;

/**
 * Days after the end of a month until which its daily log can be written, where no policy of the region says otherwise
 * (`activityDays` of the appraisal policy).
 */
export const DEFAULT_ACTIVITY_DAYS = 7;

/** A value that cannot be, and what was expected in its place. */
export interface Mismatch {
  readonly path: string;
  readonly value: unknown;
  readonly expected: string;
}

/** When something was done: instants in milliseconds since 1970. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The local day `YYYY-MM-DD` on which an entry began; it belongs to the month of that day. */
export function dayOfEntry({ startsAt }: Pick<Span, 'startsAt'>, zone: string): string {
  return localDate(startsAt, zone);
}

/** Whether the daily log of the month of `day` can no longer be written on the day `today`; both `YYYY-MM-DD`. */
export function isLogClosed(day: string, today: string, activityDays: number): boolean {
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(today), lastDayToWrite(day, activityDays)) > 0;
}

/**
 * What is impossible about the times of an entry by themselves: it ends before it starts, lasts longer than sixteen hours,
 * lies in the future, or in a month whose log is closed.
 */
export function checkSpan(
  span: Span,
  { now, zone, activityDays }: { readonly now: number; readonly zone: string; readonly activityDays: number },
): readonly Mismatch[] {
  const { startsAt, endsAt } = span;
  const starts = { path: 'startsAt', value: new Date(startsAt) };
  const ends = { path: 'endsAt', value: new Date(endsAt) };
  if (endsAt <= startsAt) return [{ ...ends, expected: `waktu sesudah mulai (${localTime(startsAt, zone)})` }];
  const day = dayOfEntry(span, zone);
  const isTooLong = endsAt - startsAt > LONGEST_HOURS * MILLISECONDS_PER_HOUR;
  return [
    ...(isTooLong ? [{ ...ends, expected: `paling lama ${LONGEST_HOURS} jam sesudah mulai` }] : []),
    ...(endsAt > now ? [{ ...ends, expected: `waktu yang sudah lewat (sekarang ${localTime(now, zone)})` }] : []),
    ...(isLogClosed(day, localDate(now, zone), activityDays)
      ? [{ ...starts, expected: `kegiatan bulan yang belum ditutup (${closedWords(day, activityDays)})` }]
      : []),
  ];
}

/** An entry that is there already. */
export interface Neighbour extends Span {
  readonly description: string;
  readonly state: SubmissionState;
}

/** Whether an entry takes the person's time: what was rejected or withdrawn leaves it free. */
const TAKES_TIME: Record<SubmissionState, boolean> = {
  PENDING: true,
  ACCEPTED: true,
  RETURNED: true,
  REJECTED: false,
  WITHDRAWN: false,
};

/**
 * What is impossible about an entry beside the others of the same person: the same one again (also one that was rejected:
 * sending it again is no way around the verdict), or one at the same time. Entries that only touch are fine.
 */
export function checkNeighbours(
  entry: Pick<Neighbour, 'startsAt' | 'endsAt' | 'description'>,
  others: readonly Neighbour[],
  zone: string,
): readonly Mismatch[] {
  const value = new Date(entry.startsAt);
  const same = others.find((other) => other.state !== 'WITHDRAWN' && isSame(entry, other));
  if (same)
    return [{ path: 'startsAt', value, expected: `kegiatan yang belum tercatat; "${same.description}" ini sudah ada` }];
  const overlapping = others.find((other) => TAKES_TIME[other.state] && overlap(entry, other));
  if (!overlapping) return [];
  const { startsAt, endsAt, description } = overlapping;
  const taken = `${localTime(startsAt, zone)} sampai ${localTime(endsAt, zone)} sudah terisi "${description}"`;
  return [{ path: 'startsAt', value, expected: `waktu yang belum terisi; ${taken}` }];
}

/** The end of the month of `day` in words: "log kegiatan 2026-07 ditutup sesudah 2026-08-07". */
export function closedWords(day: string, activityDays: number): string {
  return `log kegiatan ${day.slice(0, 7)} ditutup sesudah ${lastDayToWrite(day, activityDays).toString()}`;
}

/** The last day on which the daily log of the month of `day` can be written. */
export function lastDayToWrite(day: string, activityDays: number): Temporal.PlainDate {
  const date = Temporal.PlainDate.from(day);
  return date.with({ day: date.daysInMonth }).add({ days: activityDays });
}

function isSame(a: Omit<Neighbour, 'state'>, b: Omit<Neighbour, 'state'>): boolean {
  return a.startsAt === b.startsAt && a.endsAt === b.endsAt && a.description === b.description;
}

function overlap(a: Span, b: Span): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

function localTime(instant: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
