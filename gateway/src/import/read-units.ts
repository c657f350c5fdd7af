import { type AllowedTable, type Headings, takeAllowed } from './allowed-columns.ts';
import type { Cell, Reading } from './cell.ts';
import type { RowProblem } from './import-refused.ts';
import { type Masks, type RowReader, readRows, readText } from './row-reader.ts';
import type { TreeUnit } from './unit-tree.ts';

type Field = 'id' | 'parentId' | 'name' | 'headPost';

/** Columns of SIASN's `ref_unor`. Who heads a unit follows from who holds the post; `PemimpinPnsId` stays outside. */
const HEADINGS: Headings<Field> = {
  id: ['id', 'unor id', 'unorid'],
  parentId: ['diatasanid', 'diatasan id'],
  name: ['namaunor', 'nama unor', 'unor nama'],
  headPost: ['namajabatan', 'nama jabatan'],
};

/** A unit of a file. */
export interface ImportedUnit extends TreeUnit {
  readonly row: number;
  /** Name of the post that heads it; null while the file tells none. */
  readonly headPost: string | null;
}

const ID = /^[A-Za-z0-9-]{1,64}$/;

/** Reads an id of SIASN: letters and digits, or a UUID. */
export const readSiasnId = (cell: Cell): Reading<string> => {
  if (typeof cell === 'string' && ID.test(cell)) return { value: cell };
  return typeof cell === 'number'
    ? { reason: 'terbaca sebagai bilangan; ubah format kolom id menjadi teks' }
    : { reason: 'bukan id SIASN (huruf, angka, dan tanda hubung)' };
};

const NO_MASKS: Masks<Field> = {};

const readUnit = ({ row, required, optional }: RowReader<Field>): ImportedUnit | null => {
  const siasnId = required('id', readSiasnId, 'setiap unit perlu id');
  const name = required('name', readText, 'setiap unit perlu nama');
  const parentSiasnId = optional('parentId', readSiasnId);
  const headPost = optional('headPost', readText);
  return siasnId === null || name === null ? null : { row, siasnId, name, parentSiasnId, headPost };
};

/** Reads a file of units row by row; duplicates are told, the tree is checked by whoever knows the other units. */
export const readUnits = (
  rows: readonly (readonly Cell[])[],
): {
  readonly table: AllowedTable<Field>;
  readonly units: readonly ImportedUnit[];
  readonly problems: readonly RowProblem[];
} => {
  const table = takeAllowed(rows, HEADINGS, ['id', 'parentId', 'name']);
  const firstRows = new Map<string, number>();
  const { values, problems } = readRows(table, NO_MASKS, (reader) => {
    const unit = readUnit(reader);
    if (unit === null) return null;
    const first = firstRows.get(unit.siasnId);
    if (first !== undefined) reader.refuse('id', `sudah ada di baris ${first}`);
    firstRows.set(unit.siasnId, first ?? reader.row);
    return unit;
  });
  return { table, units: values, problems };
};
