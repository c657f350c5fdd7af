import type { Cell } from './cell.ts';
import { findHeader, headingName } from './header.ts';
import { ImportRefused } from './import-refused.ts';
import { listed } from './in-words.ts';

/** Headings by which a column is known, as `headingName` gives them; the first that a file has is taken. */
export type Headings<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** What was left at the door: never looked at, stored or logged, only counted. */
export interface Dropped {
  /** Headings of the columns. */
  readonly columns: readonly string[];
  /** Cells in them that held something. */
  readonly cells: number;
}

/** A row with something in an allowed column, and its number as the spreadsheet shows it. */
export interface AllowedRow<Field extends string> {
  readonly row: number;
  /** Cells of allowed columns; null when the column is missing or the cell is empty. */
  readonly cells: Readonly<Record<Field, Cell>>;
  /** Whether something stands to the right of all headings: then nobody knows which cell belongs where. */
  readonly isShifted: boolean;
}

/** The part of a file that may come in. */
export interface AllowedTable<Field extends string> {
  /** Heading of each allowed column that the file has. */
  readonly titles: Readonly<Partial<Record<Field, string>>>;
  readonly rows: readonly AllowedRow<Field>[];
  readonly dropped: Dropped;
}

/**
 * Lets in the columns that are on the list, and nothing else of a file.
 *
 * @throws {ImportRefused} when none of the columns is there, one that is required is missing, or two have the same heading.
 */
export const takeAllowed = <Field extends string>(
  rows: readonly (readonly Cell[])[],
  headings: Headings<Field>,
  required: readonly NoInfer<Field>[],
): AllowedTable<Field> => {
  const fields = Object.keys(headings) as Field[];
  const known = new Set<string>(fields.flatMap((field) => headings[field]));
  const header = findHeader(rows, (cell) => known.has(headingName(cell)));
  const wanted = listed(required.map((field) => headings[field][0] ?? field));
  if (header === undefined)
    throw new ImportRefused(`Tidak ada kolom yang dikenal dalam berkas; yang diharapkan judul kolom ${wanted}.`);
  const names = header.titles.map(headingName);
  const places = new Map<Field, number>();
  for (const field of fields) {
    const heading = headings[field].find((candidate) => names.includes(candidate));
    if (heading === undefined) continue;
    places.set(field, names.indexOf(heading));
    if (names.indexOf(heading) !== names.lastIndexOf(heading))
      throw new ImportRefused(`Judul kolom "${heading}" ada lebih dari satu kali.`);
  }
  const missing = required.filter((field) => !places.has(field)).map((field) => `"${headings[field][0]}"`);
  if (missing.length > 0)
    throw new ImportRefused(`Kolom ${listed(missing)} tidak ada dalam berkas; yang wajib ada: ${wanted}.`);

  const allowed = new Set(places.values());
  let droppedCells = 0;
  const taken: AllowedRow<Field>[] = [];
  rows.forEach((cells, at) => {
    if (at <= header.row) return;
    droppedCells += cells.filter((cell, column) => cell !== null && !allowed.has(column)).length;
    if (cells.every((cell) => cell === null)) return;
    const entries = fields.map((field) => {
      const column = places.get(field);
      return [field, column === undefined ? null : (cells[column] ?? null)] as const;
    });
    taken.push({
      row: at + 1,
      cells: Object.fromEntries(entries) as Record<Field, Cell>,
      isShifted: cells.findLastIndex((cell) => cell !== null) >= header.titles.length,
    });
  });
  if (taken.length === 0) throw new ImportRefused('Berkas ini tidak berisi satu baris data pun.');
  return {
    titles: Object.fromEntries(
      [...places].map(([field, column]) => [field, header.titles[column]]),
    ) as AllowedTable<Field>['titles'],
    rows: taken,
    dropped: { columns: header.titles.filter((_, column) => !allowed.has(column)), cells: droppedCells },
  };
};
