import { daysOf, type Period } from '../domain/period.ts';
import { ImportRefused } from './import-refused.ts';
import { readDay } from './read-day.ts';

/** What the operator says about the days. */
export interface DayChoices {
  /** The day of every row, where there is no column of dates. */
  readonly date?: string;
  /** Without a column of dates: all rows count on its last day. With one: every date must lie in it. */
  readonly period?: Period;
}

/** The first and last day that a rating may have. */
export const allowedDays = (
  { period }: DayChoices,
  today: string,
): { readonly first: string; readonly last: string } => {
  if (period === undefined) return { first: '2000-01-01', last: today };
  const { first, last } = daysOf(period);
  if (first > today) throw new ImportRefused(`--period: ${period} belum dimulai; hari ini ${today}.`);
  return { first, last: last < today ? last : today };
};

/**
 * The day of every row of a file without a column of dates.
 *
 * @throws {ImportRefused} when the operator has not said when, or named a day that cannot be.
 */
export const commonDay = (choices: DayChoices, zone: string, today: string): string => {
  const { date, period } = choices;
  const { first, last } = allowedDays(choices, today);
  if (date === undefined && period === undefined)
    throw new ImportRefused(
      'Kapan penilaian diberikan? Berkas ini tanpa kolom tanggal: sebutkan --date-column, --date, atau --period.',
    );
  if (date === undefined) return last;
  const day = readDay(date, zone);
  if ('reason' in day) throw new ImportRefused(`--date: "${date}" ${day.reason}.`);
  if (day.value < first || day.value > last)
    throw new ImportRefused(`--date: ${day.value} di luar ${first} sampai ${last}.`);
  return day.value;
};
