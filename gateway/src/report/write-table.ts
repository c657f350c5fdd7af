import { stringify } from 'csv-stringify/sync';
import writeXlsx from 'write-excel-file/node';

/** What a table can be written as. */
export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/**
 * Rows as CSV: every cell in quotes, and one that a spreadsheet would take for a formula behind an apostrophe.
 *
 * @returns text with a byte order mark, without which Excel misreads names.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((cells) => [...cells]),
    { bom: true, quoted: true, quoted_empty: true, escape_formulas: true, record_delimiter: 'windows' },
  );

const WRITERS: Record<TableFormat, (rows: readonly (readonly string[])[]) => Promise<Buffer>> = {
  csv: async (rows) => Buffer.from(csvText(rows)),
  // A cell of the type text is never calculated, and long numbers keep their digits.
  xlsx: async (rows) =>
    writeXlsx(rows.map((cells) => cells.map((value) => ({ type: String, value, format: '@' })))).toBuffer(),
};

/** A table of texts as a file, in which nothing can be run. */
export const writeTable = (rows: readonly (readonly string[])[], format: TableFormat): Promise<Buffer> =>
  WRITERS[format](rows);
