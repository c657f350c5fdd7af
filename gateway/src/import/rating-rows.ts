import { type Cell, readWholeNumber } from './cell.ts';
import { headingName } from './header.ts';
import type { RatingColumns } from './rating-columns.ts';

/** A row with something in it, and its number as the spreadsheet shows it. */
export interface DataRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

const SUMMARY = /^(?:jumlah|total|rata|nrr|nilai|ikm|indeks|mutu|kinerja|kategori|bobot|keterangan)\b/;

/**
 * The rows below the headings, apart from the sums that reports put under them (Jumlah, NRR, IKM, Mutu …).
 *
 * @returns the rows of respondents, and the number of the first row of sums.
 */
export const splitRows = (
  rows: readonly (readonly Cell[])[],
  { headerRow, elements, comment }: Pick<RatingColumns, 'headerRow' | 'elements' | 'comment'>,
): { readonly data: readonly DataRow[]; readonly summary?: number } => {
  const filled = rows
    .map((cells, at) => ({ row: at + 1, cells }))
    .filter(({ row, cells }) => row > headerRow + 1 && cells.some((cell) => cell !== null));
  const isSummary = ({ cells }: DataRow) => {
    // A comment may begin with any word.
    const first = cells.find((cell, column) => cell !== null && column !== comment);
    return typeof first === 'string' && SUMMARY.test(headingName(first));
  };
  const isAnswered = ({ cells }: DataRow) => {
    const answers = [...elements.values()].filter((column) => 'value' in readWholeNumber(cells[column] ?? null));
    return answers.length > elements.size / 2;
  };
  const start = filled.findIndex(isSummary);
  const from = filled[start];
  // Answers below a row of sums: then it is none, and its row is checked like any other.
  if (from === undefined || filled.slice(start).some((row) => !isSummary(row) && isAnswered(row)))
    return { data: filled };
  return { data: filled.slice(0, start), summary: from.row };
};
