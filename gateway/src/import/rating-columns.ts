import { PROFILE_KEYS, type ProfileKey, type Questionnaire } from '../domain/questionnaire.ts';
import type { Cell } from './cell.ts';
import { bareNumber, type ElementMapping, headingKey, MappingNeeded, namedElement } from './element-mapping.ts';
import { findHeader, headingName } from './header.ts';
import { ImportRefused } from './import-refused.ts';
import { listed } from './in-words.ts';

/** What the operator says about the columns. */
export interface ColumnChoices {
  readonly mapping?: ElementMapping;
  readonly dateColumn?: string;
  readonly serviceColumn?: string;
  /** Headings to leave out. */
  readonly ignore: readonly string[];
}

/** Where in a file of ratings everything stands; columns count from 0. */
export interface RatingColumns {
  /** The row of the headings. */
  readonly headerRow: number;
  /** Heading of each column. */
  readonly titles: readonly string[];
  /** By key of the element. */
  readonly elements: ReadonlyMap<string, number>;
  readonly profile: ReadonlyMap<ProfileKey, number>;
  readonly date?: number;
  readonly service?: number;
  readonly comment?: number;
  /** Headings of columns that nothing is read from. */
  readonly ignored: readonly string[];
  /** Headings of columns that would name a person: their cells are never looked at. */
  readonly personal: readonly string[];
}

type Role = 'date' | 'service' | 'comment' | 'personal' | 'ignored' | `element ${string}` | `profile ${ProfileKey}`;

const DATE = new Set([
  ...['tanggal', 'tgl', 'tanggal survei', 'tanggal survey', 'tgl survei', 'tgl survey', 'tanggal pengisian'],
  ...['tgl pengisian', 'waktu pengisian', 'date', 'timestamp', 'cap waktu', 'stempel waktu', 'created at'],
]);
const SERVICE = new Set(['service', 'service id', 'layanan id', 'id layanan']);
const COMMENT = new Set([
  ...['saran', 'komentar', 'comment', 'masukan', 'kritik dan saran', 'kritik saran', 'saran dan kritik'],
  ...['saran dan masukan', 'saran masukan', 'kritik saran dan masukan'],
]);
/** How files call the fields of the profile. */
export const PROFILE_NAMES: Record<ProfileKey, readonly string[]> = {
  sex: ['jenis kelamin', 'kelamin', 'jk', 'l p', 'sex', 'gender'],
  ageBand: ['umur', 'usia', 'kelompok umur', 'kelompok usia', 'rentang usia', 'age', 'age band', 'ageband'],
  education: ['pendidikan', 'pendidikan terakhir', 'tingkat pendidikan', 'education'],
  occupation: ['pekerjaan', 'pekerjaan utama', 'profesi', 'occupation'],
};
/** What names or reaches a person, wherever in a heading it stands; a name only where it is a person's. */
const PERSONAL =
  /\b(?:nik|nip|ktp|kependudukan|telepon|telpon|telp|tlp|hp|handphone|ponsel|whatsapp|wa|phone|e ?mail|alamat|ip address)\b|^(?:nama|name)(?: (?:lengkap|responden|pemohon|pengguna|pelanggan|anda|saudara))?$/;

const same = (heading: Cell, wanted: string | undefined) =>
  wanted !== undefined && headingName(heading) === headingName(wanted);

/** Whether a heading is that of ids of services: the one that the operator named, else a usual one. */
export const isServiceHeading = (heading: Cell, named: string | undefined): boolean =>
  named === undefined ? SERVICE.has(headingName(heading)) : same(heading, named);

const byAlias = (name: string): Role => {
  if (DATE.has(name)) return 'date';
  if (SERVICE.has(name)) return 'service';
  if (COMMENT.has(name)) return 'comment';
  const profile = PROFILE_KEYS.find((key) => PROFILE_NAMES[key].includes(name));
  if (profile !== undefined) return `profile ${profile}`;
  return PERSONAL.test(name) ? 'personal' : 'ignored';
};

const roleOf = (title: string, questionnaire: Questionnaire, choices: ColumnChoices): Role => {
  if (choices.ignore.some((ignored) => same(title, ignored))) return 'ignored';
  if (same(title, choices.dateColumn)) return 'date';
  if (same(title, choices.serviceColumn)) return 'service';
  const element = choices.mapping?.elements.get(headingKey(title)) ?? namedElement(title, questionnaire);
  if (element !== undefined) return `element ${element}`;
  const role = byAlias(headingName(title));
  // Who names a column means that one, whatever else there is.
  const isNamed =
    (role === 'date' && choices.dateColumn !== undefined) ||
    (role === 'service' && choices.serviceColumn !== undefined);
  return isNamed ? 'ignored' : role;
};

const refuseTwice = (role: Role, titles: readonly string[]) =>
  new ImportRefused(
    `Kolom ${titles.map((title) => `"${title}"`).join(' dan ')} sama-sama berisi ${role.replace('element ', 'unsur ').replace('profile ', '')}: ` +
      'sebutkan yang tidak dipakai dengan --ignore.',
  );

const refuseUnknownChoices = (titles: readonly string[], choices: ColumnChoices) => {
  const wanted = [choices.dateColumn, choices.serviceColumn, ...choices.ignore].filter((name) => name !== undefined);
  const missing = wanted.filter((name) => !titles.some((title) => same(title, name)));
  if (missing.length === 0) return;
  const named = listed(missing.map((name) => `"${name}"`));
  throw new ImportRefused(`Kolom ${named} tidak ada dalam berkas; yang ada: ${listed(titles)}.`);
};

/**
 * Finds the headings of a file of ratings and what each of them means.
 *
 * @throws {MappingNeeded} when elements are bare numbers that no mapping explains.
 * @throws {ImportRefused} when a required element has no column, two columns mean the same, or none is an element.
 */
export const findRatingColumns = (
  rows: readonly (readonly Cell[])[],
  questionnaire: Questionnaire,
  choices: ColumnChoices,
): RatingColumns => {
  const isElement = (cell: Cell) =>
    typeof cell === 'string' &&
    (choices.mapping?.elements.has(headingKey(cell)) === true ||
      bareNumber(cell) !== undefined ||
      namedElement(cell, questionnaire) !== undefined);
  const header = findHeader(rows, isElement);
  const keys = listed(questionnaire.elements.map(({ key }) => key));
  if (header === undefined)
    throw new ImportRefused(
      `Tidak ada kolom unsur dalam berkas; yang diharapkan judul kolom ${keys}, atau nama resminya.`,
    );
  const { titles } = header;
  refuseUnknownChoices(titles, choices);
  const columns = new Map<Role, number[]>();
  titles.forEach((title, column) => {
    const role = roleOf(title, questionnaire, choices);
    columns.set(role, [...(columns.get(role) ?? []), column]);
  });
  const titlesOf = (role: Role) => (columns.get(role) ?? []).map((column) => titles[column] ?? '');
  const bare = titlesOf('ignored').filter(
    (title) => bareNumber(title) !== undefined && !choices.ignore.some((ignored) => same(title, ignored)),
  );
  if (bare.length > 0) throw new MappingNeeded(bare, questionnaire);
  for (const [role, places] of columns)
    if (places.length > 1 && role !== 'ignored' && role !== 'personal') throw refuseTwice(role, titlesOf(role));
  const missing = questionnaire.elements.filter(({ key, required }) => required && !columns.has(`element ${key}`));
  if (missing.length > 0)
    throw new ImportRefused(
      `Unsur wajib tanpa kolom: ${listed(missing.map(({ key }) => key))}; judul yang ada: ${listed(titles)}.`,
    );
  const only = (role: Role) => columns.get(role)?.[0];
  const [date, service, comment] = [only('date'), only('service'), only('comment')];
  return {
    headerRow: header.row,
    titles,
    elements: placesOf(
      questionnaire.elements.map(({ key }) => key),
      (key) => only(`element ${key}`),
    ),
    profile: placesOf(PROFILE_KEYS, (key) => only(`profile ${key}`)),
    ...(date !== undefined && { date }),
    ...(service !== undefined && { service }),
    ...(comment !== undefined && { comment }),
    ignored: titlesOf('ignored'),
    personal: titlesOf('personal'),
  };
};

const placesOf = <Key>(keys: readonly Key[], place: (key: Key) => number | undefined): ReadonlyMap<Key, number> =>
  new Map(
    keys.flatMap((key) => {
      const column = place(key);
      return column === undefined ? [] : [[key, column] as const];
    }),
  );
