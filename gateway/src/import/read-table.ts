import { readCsv } from './csv-table.ts';
import type { Table } from './table.ts';
import { readXlsx } from './xlsx-table.ts';

/** A file to import. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const ZIP = Buffer.from('PK');
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);

/**
 * Reads CSV or XLSX, whichever the content is.
 *
 * @param sheet name of the sheet of a spreadsheet; the first by default.
 * @throws {ImportRefused} for anything else.
 */
export const readTable = ({ bytes }: ImportFile, sheet?: string): Promise<Table> =>
  startsWith(bytes, ZIP) || startsWith(bytes, OLD_EXCEL) ? readXlsx(bytes, sheet) : readCsv(bytes);
