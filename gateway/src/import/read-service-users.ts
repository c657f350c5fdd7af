import { MIN_GROUP } from '../domain/protected-group.ts';
import type { ProfileKey, Questionnaire } from '../domain/questionnaire.ts';
import { type AllowedTable, type Headings, takeAllowed } from './allowed-columns.ts';
import { type Cell, type Reading, readWholeNumber } from './cell.ts';
import { headingName } from './header.ts';
import type { RowProblem } from './import-refused.ts';
import { listed } from './in-words.ts';
import { PROFILE_NAMES } from './rating-columns.ts';
import { profileReader } from './read-profile.ts';
import { readRows } from './row-reader.ts';

/** How many people of one group used the services of a unit. */
export interface ServiceUserGroup {
  readonly field: ProfileKey;
  readonly code: string;
  readonly users: number;
}

type Column = 'field' | 'group' | 'users';

const HEADINGS: Headings<Column> = {
  field: ['ciri', 'profil', 'field'],
  group: ['kelompok', 'golongan', 'group'],
  users: ['jumlah', 'pengguna', 'jumlah pengguna', 'users'],
};

const fieldReader =
  ({ profile }: Questionnaire): ((cell: Cell) => Reading<ProfileKey>) =>
  (cell) => {
    const field = profile.find(({ key }) => PROFILE_NAMES[key].includes(headingName(cell)));
    return field === undefined
      ? { reason: `tidak dikenal; yang diharapkan ${listed(profile.map(({ label }) => label.id))}` }
      : { value: field.key };
  };

const readUsers = (cell: Cell): Reading<number> => {
  const read = readWholeNumber(cell);
  if ('value' in read && read.value < MIN_GROUP)
    return { reason: `kurang dari ${MIN_GROUP}; kelompok sekecil itu tidak ditampilkan, gabungkan dengan yang lain` };
  return read;
};

/** Reads who uses the services of a unit, a group in each row. */
export const readServiceUsers = (
  rows: readonly (readonly Cell[])[],
  questionnaire: Questionnaire,
): {
  readonly table: AllowedTable<Column>;
  readonly groups: readonly ServiceUserGroup[];
  readonly problems: readonly RowProblem[];
} => {
  const table = takeAllowed(rows, HEADINGS, ['field', 'group', 'users']);
  const readField = fieldReader(questionnaire);
  const firstRows = new Map<string, number>();
  const { values, problems } = readRows(table, {}, ({ row, required, refuse }) => {
    const field = required('field', readField, 'setiap baris perlu ciri, misalnya Jenis kelamin');
    const users = required('users', readUsers, 'setiap baris perlu jumlah pengguna');
    if (field === null || users === null) return null;
    const code = required('group', profileReader(field, questionnaire), 'setiap baris perlu kelompok');
    if (code === null) return null;
    const once = `${field} ${code}`;
    const first = firstRows.get(once);
    if (first !== undefined) refuse('group', `sudah ada di baris ${first}`);
    firstRows.set(once, first ?? row);
    return { field, code, users };
  });
  return { table, groups: values, problems };
};
