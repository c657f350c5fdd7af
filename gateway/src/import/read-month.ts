import { isPeriod, type Period, parsePeriod, periodLabel } from '../domain/period.ts';
import type { Cell, Reading } from './cell.ts';

const REASON = 'tidak terbaca sebagai bulan; yang diharapkan 2026-09, 09-2026, 09/2026, atau September 2026';
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

const named = (words: string, year: string): string | undefined =>
  MONTHS.map((month) => `${year}-${month}`).find(
    (period) => isPeriod(period) && periodLabel(period).toLowerCase() === `${words.toLowerCase()} ${year}`,
  );

const monthText = (text: string): string | undefined => {
  const { year, month, words } =
    (
      /^(?<year>\d{4})[-/](?<month>\d{1,2})$/.exec(text) ??
      /^(?<month>\d{1,2})[-/](?<year>\d{4})$/.exec(text) ??
      /^(?<words>\p{L}+) (?<year>\d{4})$/u.exec(text)
    )?.groups ?? {};
  if (year === undefined) return undefined;
  return words === undefined ? `${year}-${(month ?? '').padStart(2, '0')}` : named(words, year);
};

/** The month in a cell, 2000 to 2099, as its period `2026-09`. A date cell of a spreadsheet is read as its month. */
export const readMonth = (cell: Cell): Reading<Period> => {
  const text =
    cell instanceof Date && !Number.isNaN(cell.getTime())
      ? cell.toISOString().slice(0, 7)
      : typeof cell === 'string'
        ? monthText(cell)
        : undefined;
  return text !== undefined && text.length === 7 && isPeriod(text) ? { value: parsePeriod(text) } : { reason: REASON };
};
