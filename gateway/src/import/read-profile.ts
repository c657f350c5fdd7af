import type { ProfileField, ProfileKey, Questionnaire } from '../domain/questionnaire.ts';
import { type Cell, type Reading, readWholeNumber } from './cell.ts';
import { headingName } from './header.ts';

/** Other words for a code, beside the code and its label. */
const SYNONYMS: Record<ProfileKey, Readonly<Record<string, readonly string[]>>> = {
  sex: { L: ['lk', 'laki', 'laki laki', 'pria'], P: ['pr', 'perempuan', 'wanita'] },
  ageBand: {},
  education: {
    TIDAK_SEKOLAH: ['tidak bersekolah', 'belum sekolah'],
    SMP: ['mts'],
    SMA: ['smk', 'ma', 'stm', 'sma sederajat', 'slta sederajat'],
    DIPLOMA: ['d1', 'd2', 'd3', 'd4', 'd i', 'd ii', 'd iii', 'd iv'],
    S1: ['s 1', 'sarjana'],
    S2: ['s 2', 'magister'],
    S3: ['s 3', 'doktor'],
  },
  occupation: {
    ASN: ['pppk', 'pegawai negeri', 'pegawai negeri sipil'],
    SWASTA: ['karyawan swasta', 'pegawai swasta', 'karyawan'],
    WIRASWASTA: ['wirausaha', 'pedagang'],
    PELAJAR: ['mahasiswa', 'siswa'],
    PETANI: ['nelayan'],
    IBU_RUMAH_TANGGA: ['irt'],
    LAINNYA: ['lain lain', 'lain', 'lainnya'],
  },
};

/** Not told: what people and systems write into a field that nobody filled. */
const BLANK = new Set(['', 'tidak diisi', 'tidak mengisi', 'kosong', 'n a', 'null']);

/** Each word for each code; a label such as "Pelajar/mahasiswa" is two words as well. */
const wordsOf = ({ key, options }: ProfileField): ReadonlyMap<string, string> =>
  new Map(
    options.flatMap(({ code, label }) =>
      [code, ...Object.values(label), ...label.id.split('/'), ...(SYNONYMS[key][code] ?? [])].map(
        (word) => [key === 'ageBand' ? ageName(word) : headingName(word), code] as const,
      ),
    ),
  );

/** Bands are told apart by their signs: "< 25", "25–39", "56+". */
const ageName = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/tahun|thn?\b/g, '')
    .replaceAll(/[–—]|s\/d|sampai/g, '-')
    .replaceAll(/\s+/g, '');

/** The band of an age in years: `25-39`, `56+`. */
const bandOf = (age: number, { options }: ProfileField): string | undefined =>
  options.find(({ code }) => {
    const [from, to] = code.endsWith('+') ? [code.slice(0, -1), '130'] : code.split('-');
    return age >= Number(from) && age <= Number(to);
  })?.code;

const readAge = (cell: Cell, field: ProfileField): string | undefined => {
  const age = readWholeNumber(typeof cell === 'string' ? ageName(cell) : cell);
  return 'value' in age && age.value >= 0 ? bandOf(age.value, field) : undefined;
};

/** Reads the cells of one profile field as codes of the questionnaire; null where nothing was told. */
export const profileReader = (
  key: ProfileKey,
  questionnaire: Questionnaire,
): ((cell: Cell) => Reading<string | null>) => {
  const field = questionnaire.profile.find((candidate) => candidate.key === key);
  if (field === undefined) return () => ({ value: null });
  const words = wordsOf(field);
  const expected = `tidak dikenal; yang diharapkan ${field.options.map(({ code }) => code).join(', ')}${key === 'ageBand' ? ', atau umur dalam tahun' : ''}`;
  return (cell) => {
    const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
    if (cell === null || BLANK.has(headingName(text))) return { value: null };
    const code =
      words.get(key === 'ageBand' ? ageName(text) : headingName(text)) ??
      (key === 'ageBand' ? readAge(cell, field) : undefined);
    return code === undefined ? { reason: expected } : { value: code };
  };
};
