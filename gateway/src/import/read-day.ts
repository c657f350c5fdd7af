import { Temporal } from 'temporal-polyfill';
import type { Cell, Reading } from './cell.ts';

const EXPECTED = 'yang diharapkan 2026-07-03, 03-07-2026, atau 03/07/2026';
const CLOCK = String.raw`\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?`;
const YEAR_FIRST = new RegExp(`^(?<year>\\d{4})[-/](?<month>\\d{1,2})[-/](?<day>\\d{1,2})(?:[T ]${CLOCK})?$`);
const DAY_FIRST = new RegExp(
  `^(?<day>\\d{1,2})(?<between>[-/.])(?<month>\\d{1,2})\\k<between>(?<year>\\d{4})(?:,? ${CLOCK}(?: ?[ap]m)?)?$`,
  'i',
);
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** Periods are known from 2000 to 2099. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

const checked = (day: string, firstYear: number): Reading<string> => {
  const year = Number(day.slice(0, 4));
  return year >= firstYear && year <= LAST_YEAR
    ? { value: day }
    : { reason: `di luar tahun ${firstYear} sampai ${LAST_YEAR}` };
};

const readText = (text: string, zone: string, firstYear: number): Reading<string> => {
  if (INSTANT.test(text))
    return checked(Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDate().toString(), firstYear);
  const { year, month, day } = (YEAR_FIRST.exec(text) ?? DAY_FIRST.exec(text))?.groups ?? {};
  if (year === undefined) return { reason: `tidak terbaca sebagai tanggal; ${EXPECTED}` };
  return checked(
    Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString(),
    firstYear,
  );
};

/**
 * The day `YYYY-MM-DD` in a cell, in the tenant's zone: ISO, day-month-year, or a date cell of a spreadsheet. A time of
 * day is read over; a moment with an offset is the day that it was in the zone.
 *
 * @param firstYear earlier days are refused; by default those before 2000, of which there are no periods.
 */
export const readDay = (cell: Cell, zone: string, firstYear = FIRST_YEAR): Reading<string> => {
  // A date cell has no zone: its fields are what the spreadsheet shows.
  if (cell instanceof Date && !Number.isNaN(cell.getTime())) return checked(cell.toISOString().slice(0, 10), firstYear);
  if (typeof cell === 'number')
    return {
      reason: `angka tanpa format tanggal; beri kolomnya format tanggal di Excel, atau tulis sebagai teks: ${EXPECTED}`,
    };
  if (typeof cell !== 'string') return { reason: `tidak terbaca sebagai tanggal; ${EXPECTED}` };
  try {
    return readText(cell, zone, firstYear);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { reason: 'tidak ada di kalender (dibaca hari, bulan, tahun)' };
  }
};
