import type { Cell } from './cell.ts';

/** A heading as it is compared: case, spaces and punctuation do not count. */
export const headingName = (cell: Cell): string =>
  String(cell ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('&', ' dan ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The letter over a column: A, B, … Z, AA. */
const columnLetter = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : `${columnLetter(Math.floor(column / 26) - 1)}${columnLetter(column % 26)}`;

/** The row that names the columns. */
export interface Header {
  /** Its place among the rows; data begin after it. */
  readonly row: number;
  /** Text over each column; of a heading in two rows, the lower one that is filled; the letter where there is none. */
  readonly titles: readonly string[];
}

/** Titles, logos and empty lines above the headings are at most this high. */
const DEEPEST = 30;

/**
 * The row in which the most cells are headings that `counts` knows; the first of several. Nothing when no cell is one.
 */
export const findHeader = (rows: readonly (readonly Cell[])[], counts: (cell: Cell) => boolean): Header | undefined => {
  let best = { row: -1, known: 0 };
  rows.slice(0, DEEPEST).forEach((cells, row) => {
    const known = cells.filter(counts).length;
    if (known > best.known) best = { row, known };
  });
  const { row } = best;
  const cells = rows[row];
  if (cells === undefined) return undefined;
  const above = rows.slice(0, row).toReversed();
  const titles = cells.map((cell, column) => {
    const title = cell ?? above.map((higher) => higher[column]).find((higher) => higher != null);
    return title == null ? columnLetter(column) : String(title).replaceAll(/[\s\p{C}]+/gu, ' ');
  });
  return { row, titles };
};
