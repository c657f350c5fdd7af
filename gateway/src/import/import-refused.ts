import { type Cell, shown } from './cell.ts';

/** One thing that is wrong with one row of a file. */
export interface RowProblem {
  /** As the spreadsheet numbers it: the first line of the file is 1. */
  readonly row: number;
  readonly column: string;
  /** What stands there, as it came. */
  readonly value: Cell;
  readonly reason: string;
}

/** A file or a request that cannot be imported; nothing was stored. The message is for the operator's terminal. */
export class ImportRefused extends Error {
  /** Every bad row; empty when it is not about rows. */
  readonly problems: readonly RowProblem[];

  constructor(message: string, problems: readonly RowProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/** A problem as one line: `baris 17, kolom waktu: "5" di luar 1 sampai 4`. */
export const problemLine = ({ row, column, value, reason }: RowProblem): string =>
  value === null
    ? `baris ${row}, kolom ${column}: kosong; ${reason}`
    : `baris ${row}, kolom ${column}: ${shown(value)} ${reason}`;
