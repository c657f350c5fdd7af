import readSheets from 'read-excel-file/node';
import { type Cell, shown } from './cell.ts';
import { ImportRefused } from './import-refused.ts';
import type { Table } from './table.ts';

const REFUSALS: Record<string, string> = {
  XLS_FILE_NOT_SUPPORTED: 'Berkas ini format Excel lama (.xls); simpan ulang sebagai .xlsx atau .csv.',
  INVALID_ZIP: 'Berkas XLSX rusak atau terpotong; simpan ulang dari Excel.',
};

const refusal = (error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new ImportRefused(REFUSALS[code] ?? 'Isi berkas tidak terbaca sebagai XLSX; simpan ulang dari Excel.', []);
};

const SECOND_MS = 1000;

/** A spreadsheet keeps a time as a fraction of a day: eight o'clock comes back as a millisecond before or after it. */
const toSecond = (date: Date): Date => new Date(Math.round(date.getTime() / SECOND_MS) * SECOND_MS);

const cellOf = (value: unknown): Cell => {
  if (typeof value === 'string') return value.trim() || null;
  if (value instanceof Date) return toSecond(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

/**
 * Reads one sheet of a spreadsheet.
 *
 * @param wanted the sheet's name; the first by default.
 * @throws {ImportRefused} when it is no spreadsheet, or has no such sheet.
 */
export const readXlsx = async (bytes: Buffer, wanted?: string): Promise<Table> => {
  const sheets = await readSheets(bytes).catch((error: unknown) => {
    throw refusal(error);
  });
  const sheet = wanted === undefined ? sheets[0] : sheets.find((candidate) => candidate.sheet === wanted);
  const names = sheets.map((candidate) => shown(candidate.sheet)).join(', ');
  if (sheet === undefined) throw new ImportRefused(`Lembar "${wanted}" tidak ada; yang ada: ${names}.`);
  return {
    rows: sheet.data.map((row) => row.map(cellOf)),
    readAs: sheets.length === 1 ? 'XLSX' : `XLSX, lembar ${shown(sheet.sheet)} dari ${names}`,
  };
};
