import { FUNCTIONAL_LEVELS, type FunctionalLevel, functionalLevelName } from '../domain/credit-points.ts';
import { type AllowedTable, type Headings, takeAllowed } from './allowed-columns.ts';
import type { Cell, Reading } from './cell.ts';
import type { RowProblem } from './import-refused.ts';
import { readDay } from './read-day.ts';
import { maskedNumber, numberReader } from './read-employee-number.ts';
import { readSiasnId } from './read-units.ts';
import { type RowReader, readRows, readText } from './row-reader.ts';

type Field =
  | 'number'
  | 'name'
  | 'titleBefore'
  | 'titleAfter'
  | 'employment'
  | 'grade'
  | 'post'
  | 'postKind'
  | 'unitId'
  | 'unitName'
  | 'legalStatus'
  | 'startsOn';

/**
 * All that comes in of SIASN's "Export Data ASN". Religion, marital status, NIK, tax number, addresses, telephone and all
 * other columns stay outside (UU 27/2022, data minimisation).
 */
const HEADINGS: Headings<Field> = {
  number: ['nip baru', 'nip'],
  name: ['nama'],
  titleBefore: ['gelar depan'],
  titleAfter: ['gelar belakang'],
  employment: ['jenis pegawai nama', 'jenis pegawai'],
  grade: ['gol akhir nama', 'gol akhir', 'golongan'],
  post: ['jabatan nama', 'jabatan', 'nama jabatan'],
  postKind: ['jenis jabatan nama', 'jenis jabatan'],
  unitId: ['unor id'],
  unitName: ['unor nama', 'unor', 'nama unor'],
  legalStatus: ['kedudukan hukum nama', 'kedudukan hukum'],
  startsOn: ['tmt jabatan'],
};

/** Kind of a post, as it is stored. */
export type PostKind = 'STRUCTURAL' | 'FUNCTIONAL' | 'EXECUTOR';

/** A civil servant of a file. */
export interface ImportedEmployee {
  readonly row: number;
  readonly employeeNumber: string;
  readonly name: string;
  readonly titleBefore: string | null;
  readonly titleAfter: string | null;
  readonly employment: 'PNS' | 'PPPK';
  readonly grade: string | null;
  readonly legalStatus: string | null;
  readonly post: string;
  readonly postKind: PostKind;
  readonly functionalLevel: FunctionalLevel | null;
  /** Id of the unit in SIASN; null when only its name is known. */
  readonly unitId: string | null;
  readonly unitName: string | null;
  /** TMT jabatan, `YYYY-MM-DD`; null while unknown. */
  readonly startsOn: string | null;
}

/** Nobody in service began in a post before this year. */
const FIRST_YEAR = 1960;

const readEmployment = (cell: Cell): Reading<'PNS' | 'PPPK'> => {
  const words = String(cell).toUpperCase();
  if (/\bPPPK\b|PERJANJIAN KERJA/.test(words)) return { value: 'PPPK' };
  return /\bC?PNS\b|PEGAWAI NEGERI SIPIL/.test(words)
    ? { value: 'PNS' }
    : { reason: 'bukan jenis pegawai yang dikenal; yang diharapkan PNS atau PPPK' };
};

/** SIASN's code or words of a kind of post; "fungsional umum" is what is now called pelaksana. */
const readPostKind = (cell: Cell): Reading<PostKind> => {
  const words = String(cell).toLowerCase();
  if (words === '1' || words.includes('struktural')) return { value: 'STRUCTURAL' };
  if (words === '4' || /pelaksana|umum/.test(words)) return { value: 'EXECUTOR' };
  return words === '2' || words.includes('fungsional')
    ? { value: 'FUNCTIONAL' }
    : { reason: 'bukan jenis jabatan yang dikenal; yang diharapkan struktural, fungsional, atau pelaksana' };
};

/** The level that the name of a functional post ends with: "Perawat Ahli Muda". */
const levelOf = (post: string): FunctionalLevel | null =>
  FUNCTIONAL_LEVELS.find((level) => post.toLowerCase().endsWith(functionalLevelName(level).id.toLowerCase())) ?? null;

const employeeReader = (today: string, zone: string) => {
  const readNumber = numberReader(today);
  const readStart = (cell: Cell): Reading<string> => {
    const day = readDay(cell, zone, FIRST_YEAR);
    return 'value' in day && day.value > today ? { reason: `belum terjadi; hari ini ${today}` } : day;
  };
  return ({ row, required, optional, refuse }: RowReader<Field>): ImportedEmployee | null => {
    const number = required('number', readNumber, 'setiap pegawai perlu NIP');
    const name = required('name', readText, 'setiap pegawai perlu nama');
    const post = required('post', readText, 'setiap pegawai perlu jabatan');
    const postKind = optional('postKind', readPostKind) ?? 'EXECUTOR';
    const unitId = optional('unitId', readSiasnId);
    const unitName = optional('unitName', readText);
    const employment = optional('employment', readEmployment);
    const rest = {
      titleBefore: optional('titleBefore', readText),
      titleAfter: optional('titleAfter', readText),
      grade: optional('grade', readText),
      legalStatus: optional('legalStatus', readText),
      startsOn: optional('startsOn', readStart),
    };
    if (unitId === null && unitName === null) refuse('unitId', 'setiap pegawai perlu unit');
    if (number === null || name === null || post === null) return null;
    return {
      row,
      employeeNumber: number.number,
      name,
      // The column counts before the number, of which the part that tells the kind is less certain.
      employment: employment ?? number.kind,
      post,
      postKind,
      functionalLevel: postKind === 'FUNCTIONAL' ? levelOf(post) : null,
      unitId,
      unitName,
      ...rest,
    };
  };
};

/** Reads a file of employees row by row; the same employee twice is told. */
export const readEmployees = (
  rows: readonly (readonly Cell[])[],
  { today, zone }: { readonly today: string; readonly zone: string },
): {
  readonly table: AllowedTable<Field>;
  readonly employees: readonly ImportedEmployee[];
  readonly problems: readonly RowProblem[];
} => {
  const table = takeAllowed(rows, HEADINGS, ['number', 'name', 'post']);
  const firstRows = new Map<string, number>();
  const read = employeeReader(today, zone);
  const { values, problems } = readRows(table, { number: maskedNumber }, (reader) => {
    const employee = read(reader);
    if (employee === null) return null;
    const first = firstRows.get(employee.employeeNumber);
    if (first !== undefined) reader.refuse('number', `sudah ada di baris ${first}`);
    firstRows.set(employee.employeeNumber, first ?? reader.row);
    return employee;
  });
  return { table, employees: values, problems };
};
