import { Temporal } from 'temporal-polyfill';
import { type Language, languageOf } from './text.ts';

type Month = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12';

/** A reporting period: `2026`, `2026-S1` (half), `2026-Q3` (quarter) or `2026-09` (month). Its days are those of the tenant's zone. */
export type Period = `${number}` | `${number}-S${1 | 2}` | `${number}-Q${1 | 2 | 3 | 4}` | `${number}-${Month}`;

/** How long a period is, longest first. */
export const PERIOD_KINDS = ['year', 'half', 'quarter', 'month'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Months in a period of each kind. */
const MONTHS: Record<PeriodKind, number> = { year: 12, half: 6, quarter: 3, month: 1 };

/** A period closes this long after its end: ratings that waited on a device until then still count in it (TRUST 1). */
const DAYS_UNTIL_CLOSING = 7;

/** How long before its arrival a rating may claim to have been given (TRUST 1). */
const DAYS_A_RATING_MAY_WAIT = 7;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Thrown by `parsePeriod`; the message tells the value and what was expected. */
class InvalidPeriod extends Error {
  override readonly name = 'InvalidPeriod';
  constructor(value: string) {
    super(
      `Periode "${value.slice(0, 40)}" tidak dikenal; yang diharapkan tahun (2026), semester (2026-S1 atau 2026-S2), ` +
        'triwulan (2026-Q1 sampai 2026-Q4), atau bulan (2026-01 sampai 2026-12), dengan tahun 2000 sampai 2099.',
    );
  }
}

/**
 * Reads a period from its written form, which is also how it is stored.
 * @throws an error named InvalidPeriod for anything else: `2026-Q5`, `2026-13`, `2026-9`, a year before 2000 or after 2099.
 */
export function parsePeriod(text: string): Period {
  if (!isPeriod(text)) throw new InvalidPeriod(text);
  return text;
}

/** Whether a text is the written form of a period. */
export function isPeriod(text: string): text is Period {
  return /^20\d\d(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$/.test(text);
}

function periodKind(period: Period): PeriodKind {
  return parts(period).kind;
}

/**
 * The period of a kind in which an instant (milliseconds since 1970) falls, in the tenant's zone.
 * @throws RangeError when `zone` is no IANA time zone, as everything here that takes a zone.
 */
export function periodContaining(instant: number, zone: string, kind: PeriodKind): Period {
  const { year, month } = localDay(instant, zone);
  return formatPeriod(year, kind, Math.floor((month - 1) / MONTHS[kind]));
}

/** The day `YYYY-MM-DD` on which an instant falls, in the tenant's zone. */
export function localDate(instant: number, zone: string): string {
  return localDay(instant, zone).toString();
}

/** The day of a zone on which an instant falls: its first instant, and that of the next day, in milliseconds since 1970 (UTC). */
export function dayAround(instant: number, zone: string): { readonly from: number; readonly until: number } {
  const day = localDay(instant, zone);
  return { from: startOfDay(day, zone), until: startOfDay(day.add({ days: 1 }), zone) };
}

/** First instant of the period, in milliseconds since 1970 (UTC). */
export const startOf = perPeriodAndZone((period, zone) => startOfDay(firstDay(period), zone));

/** First instant after the period, in milliseconds since 1970 (UTC). */
export function endOf(period: Period, zone: string): number {
  return startOfDay(dayAfter(period), zone);
}

/** The instant from which a period is closed: seven local days after its end. */
export const closesAt = perPeriodAndZone((period, zone) =>
  startOfDay(dayAfter(period).add({ days: DAYS_UNTIL_CLOSING }), zone),
);

/** Whether the period's figures are final at `now`. */
export function isClosed(period: Period, now: number, zone: string): boolean {
  return now >= closesAt(period, zone);
}

/** First and last day of the period, `YYYY-MM-DD`, both inside it. */
export function daysOf(period: Period): { readonly first: string; readonly last: string } {
  return { first: firstDay(period).toString(), last: dayAfter(period).subtract({ days: 1 }).toString() };
}

/** All longer periods around this one, longest first: the year, half and quarter of a month. */
export function enclosing(period: Period): readonly Period[] {
  const { year, kind, index } = parts(period);
  const firstMonth = index * MONTHS[kind];
  return PERIOD_KINDS.slice(0, PERIOD_KINDS.indexOf(kind)).map((longer) =>
    formatPeriod(year, longer, Math.floor(firstMonth / MONTHS[longer])),
  );
}

/** The next shorter periods that make up this one: halves of a year, quarters of a half, months of a quarter, nothing of a month. */
export function partsOf(period: Period): readonly Period[] {
  const shorter = PERIOD_KINDS[PERIOD_KINDS.indexOf(periodKind(period)) + 1];
  return shorter ? split(period, shorter) : [];
}

/** The months of the period, first to last; a month has itself. */
export function monthsOf(period: Period): readonly Period[] {
  return split(period, 'month');
}

/** The quarters of the period, first to last; a quarter has itself, a month none. */
export function quartersOf(period: Period): readonly Period[] {
  return periodKind(period) === 'month' ? [] : split(period, 'quarter');
}

/** The latest period of a kind that is closed at `now`. */
export function lastClosed(kind: PeriodKind, now: number, zone: string): Period {
  let period = previous(periodContaining(now, zone, kind));
  while (!isClosed(period, now, zone)) period = previous(period);
  return period;
}

/** The period of the same kind just before. */
export function previous(period: Period): Period {
  const { year, kind, index } = parts(period);
  return index > 0 ? formatPeriod(year, kind, index - 1) : formatPeriod(year - 1, kind, 12 / MONTHS[kind] - 1);
}

/** Order by first day, then longer before shorter; for `sort`. */
export function comparePeriods(a: Period, b: Period): number {
  const byStart = Temporal.PlainDate.compare(firstDay(a), firstDay(b));
  return byStart !== 0 ? byStart : MONTHS[periodKind(b)] - MONTHS[periodKind(a)];
}

/** The period in words: "triwulan III 2026", "semester I 2026", "September 2026", "tahun 2026". */
export function periodLabel(period: Period, lang?: string | null): string {
  const { year, kind, index } = parts(period);
  return LABELS[languageOf(lang)][kind](index, year);
}

/** The period in words as it stands alone, above a figure: "Triwulan III 2026". */
export function periodTitle(period: Period, lang?: string | null): string {
  const [first = '', ...rest] = periodLabel(period, lang);
  return first.toUpperCase() + rest.join('');
}

/** In which day, and so in which periods, a rating counts. */
export interface CountedOn {
  /** Local day `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether the device claimed another day that was not believed; such a rating is marked. */
  readonly late: boolean;
}

/**
 * The day a rating counts on. The server's time of receipt decides, unless the device claims an earlier day that is at most seven
 * days back and whose month is not closed yet; a claim of an older day, or of a day to come, is not believed and the rating is
 * marked. A claim within the day of receipt changes nothing.
 */
export function countedOn({
  receivedAt,
  submittedAt,
  zone,
  wasClosed = false,
}: {
  /** Server time, milliseconds since 1970. */
  readonly receivedAt: number;
  /** What the device claims, when the answer waited there. */
  readonly submittedAt?: number | null | undefined;
  readonly zone: string;
  /** Whether the claimed month was closed, whatever the clock shows by now: it may have been put back. */
  readonly wasClosed?: boolean;
}): CountedOn {
  const received = localDate(receivedAt, zone);
  const claimed = localDate(submittedAt ?? receivedAt, zone);
  if (claimed === received) return { date: received, late: false };
  const waited = receivedAt - (submittedAt ?? receivedAt);
  const believable = waited > 0 && waited <= DAYS_A_RATING_MAY_WAIT * MILLISECONDS_PER_DAY;
  if (!believable || wasClosed || isClosed(parsePeriod(claimed.slice(0, 7)), receivedAt, zone))
    return { date: received, late: true };
  return { date: claimed, late: false };
}

/** Remembers what it has worked out, for there are few periods and few zones. */
function perPeriodAndZone(work: (period: Period, zone: string) => number): (period: Period, zone: string) => number {
  const known = new Map<string, number>();
  return (period, zone) => {
    const name = `${period} ${zone}`;
    const instant = known.get(name) ?? work(period, zone);
    known.set(name, instant);
    return instant;
  };
}

interface PeriodParts {
  readonly year: number;
  readonly kind: PeriodKind;
  /** 0 for the first period of its kind in the year. */
  readonly index: number;
}

function parts(period: Period): PeriodParts {
  const year = Number(period.slice(0, 4));
  const rest = period.slice(5);
  if (rest === '') return { year, kind: 'year', index: 0 };
  if (rest.startsWith('S')) return { year, kind: 'half', index: Number(rest.slice(1)) - 1 };
  if (rest.startsWith('Q')) return { year, kind: 'quarter', index: Number(rest.slice(1)) - 1 };
  return { year, kind: 'month', index: Number(rest) - 1 };
}

function formatPeriod(year: number, kind: PeriodKind, index: number): Period {
  const suffix: Record<PeriodKind, string> = {
    year: '',
    half: `-S${index + 1}`,
    quarter: `-Q${index + 1}`,
    month: `-${String(index + 1).padStart(2, '0')}`,
  };
  return parsePeriod(`${year}${suffix[kind]}`);
}

function split(period: Period, shorter: PeriodKind): readonly Period[] {
  const { year, kind, index } = parts(period);
  const count = MONTHS[kind] / MONTHS[shorter];
  return Array.from({ length: count }, (_, at) => formatPeriod(year, shorter, index * count + at));
}

function firstDay(period: Period): Temporal.PlainDate {
  const { year, kind, index } = parts(period);
  return Temporal.PlainDate.from({ year, month: index * MONTHS[kind] + 1, day: 1 });
}

function dayAfter(period: Period): Temporal.PlainDate {
  return firstDay(period).add({ months: MONTHS[periodKind(period)] });
}

/** A day of a zone with its first instant and the first one after it. */
interface LocalDay {
  readonly day: Temporal.PlainDate;
  readonly from: number;
  readonly until: number;
}

/** By zone, the day that was asked for last: nearly every question is about today, and working it out is slow. */
const lastDays = new Map<string, LocalDay>();

function localDay(instant: number, zone: string): Temporal.PlainDate {
  const last = lastDays.get(zone);
  if (last && instant >= last.from && instant < last.until) return last.day;
  const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  lastDays.set(zone, { day, from: startOfDay(day, zone), until: startOfDay(day.add({ days: 1 }), zone) });
  return day;
}

function startOfDay(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds;
}

const ROMAN = ['I', 'II', 'III', 'IV'];

/** How months are called, which all languages here write before the year. */
const MONTH_NAMES: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  id: monthsIn('id'),
  en: monthsIn('en'),
  su: monthsIn('su'),
  jv: monthsIn('jv'),
};

function monthsIn(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
}

type LabelOf = (index: number, year: number) => string;

const LABELS: Readonly<Record<Language, Readonly<Record<PeriodKind, LabelOf>>>> = {
  id: {
    year: (_, year) => `tahun ${year}`,
    half: (index, year) => `semester ${ROMAN[index]} ${year}`,
    quarter: (index, year) => `triwulan ${ROMAN[index]} ${year}`,
    month: monthLabel('id'),
  },
  en: {
    year: (_, year) => `the year ${year}`,
    half: (index, year) => `half ${index + 1} of ${year}`,
    quarter: (index, year) => `quarter ${index + 1} of ${year}`,
    month: monthLabel('en'),
  },
  su: {
    year: (_, year) => `taun ${year}`,
    half: (index, year) => `semester ${ROMAN[index]} ${year}`,
    quarter: (index, year) => `triwulan ${ROMAN[index]} ${year}`,
    month: monthLabel('su'),
  },
  jv: {
    year: (_, year) => `taun ${year}`,
    half: (index, year) => `semester ${ROMAN[index]} ${year}`,
    quarter: (index, year) => `triwulan ${ROMAN[index]} ${year}`,
    month: monthLabel('jv'),
  },
};

function monthLabel(language: Language): LabelOf {
  return (index, year) => `${MONTH_NAMES[language].format(Date.UTC(year, index))} ${year}`;
}
