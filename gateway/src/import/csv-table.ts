import { CsvError, parse } from 'csv-parse/sync';
import type { Cell } from './cell.ts';
import { ImportRefused } from './import-refused.ts';
import type { Table } from './table.ts';

const DELIMITERS = { ',': 'koma', ';': 'titik koma', '\t': 'tab' } as const;
type Delimiter = keyof typeof DELIMITERS;

/** Excel may write the delimiter into a line of its own above the headings. */
const DECLARED = /^"?sep=([,;\t])"?\r?\n/i;

/** Text and the encoding's name; what is not Unicode is what Excel on Windows writes. */
const decode = (bytes: Buffer): { readonly text: string; readonly encoding: string } => {
  const starts = (...mark: number[]) => bytes.subarray(0, mark.length).equals(Buffer.from(mark));
  const unicode = starts(0xff, 0xfe) ? 'utf-16le' : starts(0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(unicode, { fatal: true }).decode(bytes), encoding: unicode.toUpperCase() };
  } catch {
    // Bytes that are no Unicode: the one other encoding that such files come in knows every byte.
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
};

/** The candidate that occurs most often in the first lines, outside of quotes. */
const detectDelimiter = (text: string): Delimiter => {
  const start = text.slice(0, 10_000).replaceAll(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: Delimiter) => start.split(delimiter).length;
  return (Object.keys(DELIMITERS) as Delimiter[]).reduce((best, next) => (count(next) > count(best) ? next : best));
};

const refusal = (error: CsvError) =>
  new ImportRefused(
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'Berkas CSV rusak: ada tanda kutip yang dibuka tetapi tidak pernah ditutup.'
      : `Berkas CSV rusak dekat baris ${error['lines']}: ${error.message}`,
  );

/**
 * Reads CSV with commas, semicolons or tabs, quoted or not, with or without a byte order mark.
 *
 * @throws {ImportRefused} when the quotes do not match, or when it is no text.
 */
export const readCsv = async (bytes: Buffer): Promise<Table> => {
  const { text, encoding } = decode(bytes);
  if (text.includes('\0')) throw new ImportRefused('Isi berkas bukan teks CSV dan bukan XLSX.');
  const declared = DECLARED.exec(text);
  const delimiter = (declared?.[1] as Delimiter | undefined) ?? detectDelimiter(text);
  try {
    const records: string[][] = parse(text.slice(declared?.[0].length ?? 0), {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    });
    const rows: Cell[][] = records.map((record) => record.map((field) => field.trim() || null));
    return {
      rows: declared === null ? rows : [[], ...rows],
      readAs: `CSV, pemisah ${DELIMITERS[delimiter]}, ${encoding}`,
    };
  } catch (error) {
    throw error instanceof CsvError ? refusal(error) : error;
  }
};
