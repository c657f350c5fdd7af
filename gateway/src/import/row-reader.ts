import { freeText } from '../domain/free-text.ts';
import type { AllowedRow, AllowedTable } from './allowed-columns.ts';
import type { Cell, Reading } from './cell.ts';
import { ImportRefused, type RowProblem } from './import-refused.ts';
import { count } from './in-words.ts';

/** Stands for a value that must not be repeated in a message. */
const HIDDEN = '…';

const MOST_TEXT = 250;
/** A number of a person, of a card, a telephone: none of the texts that may come in has one. */
const holdsLongNumber = (text: string) =>
  (text.match(/\d[\d .-]+/g) ?? []).some((run) => run.replaceAll(/\D/g, '').length >= 9);

/** A text of a cell. A long number in it is refused and not repeated: it is a column that has slipped. */
export const readText = (cell: Cell): Reading<string> => {
  const given = typeof cell === 'number' ? String(cell) : cell;
  if (typeof given !== 'string') return { reason: 'bukan teks' };
  if (holdsLongNumber(given))
    return { reason: 'berisi nomor yang panjang (tidak ditampilkan); mungkin kolomnya bergeser' };
  const read = freeText('teks', given, MOST_TEXT);
  if ('problem' in read) return { reason: read.problem.replace('teks: ', '') };
  return read.text === null ? { reason: 'tidak berisi apa pun yang dapat dibaca' } : { value: read.text };
};

/** Reads the cells of one row and gathers what is wrong with them. */
export interface RowReader<Field extends string> {
  readonly row: number;
  /** What a cell means; null and a problem when it means nothing. */
  readonly required: <Value>(field: Field, read: (cell: Cell) => Reading<Value>, expected: string) => Value | null;
  /** The same; null without a problem when the cell is empty. */
  readonly optional: <Value>(field: Field, read: (cell: Cell) => Reading<Value>) => Value | null;
  /** Says that a cell is wrong; `value` is shown in its place. */
  readonly refuse: (field: Field, reason: string, value?: Cell) => void;
}

/** Fields of which a wrong value is never repeated in a message, and what is shown instead. */
export type Masks<Field extends string> = Readonly<Partial<Record<Field, (cell: Cell) => string>>>;

/**
 * Reads every row of a table.
 *
 * @param read gives what a row means, or null when something is wrong with it, which it has told the reader.
 * @returns everything that was read, or everything that is wrong.
 */
export const readRows = <Field extends string, Value>(
  { rows, titles }: AllowedTable<Field>,
  masks: Masks<Field>,
  read: (reader: RowReader<Field>) => Value | null,
): { readonly values: readonly Value[]; readonly problems: readonly RowProblem[] } => {
  const values: Value[] = [];
  const problems: RowProblem[] = [];
  for (const data of rows) {
    const before = problems.length;
    if (data.isShifted)
      problems.push({
        row: data.row,
        column: 'sesudah yang terakhir',
        value: HIDDEN,
        reason: 'ada di luar kolom judul; mungkin ada pemisah kolom di dalam teks tanpa tanda kutip',
      });
    const value = read(readerOf(data, titles, masks, problems));
    if (value !== null && problems.length === before) values.push(value);
  }
  return { values, problems };
};

const readerOf = <Field extends string>(
  { row, cells }: AllowedRow<Field>,
  titles: AllowedTable<Field>['titles'],
  masks: Masks<Field>,
  problems: RowProblem[],
): RowReader<Field> => {
  const shownAs = (field: Field): Cell => {
    const cell = cells[field];
    if (cell === null) return null;
    const mask = masks[field];
    if (mask !== undefined) return mask(cell);
    return holdsLongNumber(String(cell)) ? HIDDEN : cell;
  };
  const refuse = (field: Field, reason: string, value: Cell = shownAs(field)) => {
    problems.push({ row, column: titles[field] ?? field, value, reason });
  };
  const take = <Value>(field: Field, read: (cell: Cell) => Reading<Value>) => {
    const reading = read(cells[field]);
    if ('value' in reading) return reading.value;
    refuse(field, reading.reason);
    return null;
  };
  return {
    row,
    refuse,
    required: (field, read, expected) => {
      if (cells[field] !== null) return take(field, read);
      refuse(field, expected);
      return null;
    },
    optional: (field, read) => (cells[field] === null ? null : take(field, read)),
  };
};

/** Ends an import that has bad rows. */
export const refuseProblems = (problems: readonly RowProblem[], rows: number): void => {
  if (problems.length === 0) return;
  const bad = new Set(problems.map(({ row }) => row)).size;
  const sorted = problems.toSorted((a, b) => a.row - b.row);
  throw new ImportRefused(
    `${count(bad)} dari ${count(rows)} baris tidak dapat diimpor; tidak ada yang disimpan.`,
    sorted,
  );
};
