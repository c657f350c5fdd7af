import { Temporal } from 'temporal-polyfill';
import type { Cell, Reading } from './cell.ts';

const EXPECTED = 'yang diharapkan tanggal dengan jam, misalnya 2026-07-03 08:15 atau 03/07/2026 08:15:30';
const CLOCK = String.raw`(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2}))?`;
const YEAR_FIRST = new RegExp(`^(?<year>\\d{4})[-/](?<month>\\d{1,2})[-/](?<day>\\d{1,2})[T ]${CLOCK}$`);
const DAY_FIRST = new RegExp(
  `^(?<day>\\d{1,2})(?<between>[-/.])(?<month>\\d{1,2})\\k<between>(?<year>\\d{4}),? ${CLOCK}$`,
);
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

const inZone = (local: Temporal.PlainDateTime, zone: string): Reading<Date> => ({
  value: new Date(local.toZonedDateTime(zone).epochMilliseconds),
});

const readText = (text: string, zone: string): Reading<Date> => {
  if (WITH_OFFSET.test(text)) return { value: new Date(Temporal.Instant.from(text).epochMilliseconds) };
  const fields = (YEAR_FIRST.exec(text) ?? DAY_FIRST.exec(text))?.groups;
  if (fields === undefined) return { reason: `tidak terbaca sebagai waktu; ${EXPECTED}` };
  const { year, month, day, hour, minute, second = 0 } = fields;
  const local = Temporal.PlainDateTime.from(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
    },
    { overflow: 'reject' },
  );
  return inZone(local, zone);
};

/** The moment in a cell: with an offset as it stands, otherwise in the tenant's zone, as a date cell of a spreadsheet is. */
export const readInstant = (cell: Cell, zone: string): Reading<Date> => {
  // A date cell has no zone: its fields are what the spreadsheet shows.
  if (cell instanceof Date && !Number.isNaN(cell.getTime()))
    return inZone(Temporal.PlainDateTime.from(cell.toISOString().replace('Z', '')), zone);
  if (typeof cell !== 'string') return { reason: `tidak terbaca sebagai waktu; ${EXPECTED}` };
  try {
    return readText(cell, zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { reason: 'tidak ada di kalender atau di jam (dibaca hari, bulan, tahun)' };
  }
};
