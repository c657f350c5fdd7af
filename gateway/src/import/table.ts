import type { Cell } from './cell.ts';

/** What a file holds: its rows from the first line on, empty ones included, so that places are row numbers. */
export interface Table {
  readonly rows: readonly (readonly Cell[])[];
  /** How it was read, for the operator: `CSV, pemisah titik koma`. */
  readonly readAs: string;
}
