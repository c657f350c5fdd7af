import { Fraction } from '../domain/fraction.ts';
import type { Period } from '../domain/period.ts';
import { type AllowedTable, type Headings, takeAllowed } from './allowed-columns.ts';
import type { Cell } from './cell.ts';
import type { RowProblem } from './import-refused.ts';
import { readDecimal } from './read-decimal.ts';
import { maskedNumber, numberReader } from './read-employee-number.ts';
import { readMonth } from './read-month.ts';
import { type RowReader, readRows } from './row-reader.ts';

/** One measure of one employee and month; decimal texts. */
export interface ImportedMeasurement {
  readonly row: number;
  readonly employeeNumber: string;
  readonly key: string;
  readonly month: Period;
  readonly numerator: string;
  readonly denominator: string;
}

/** Key of days present of working days. */
export const ATTENDANCE = 'attendance';
/** Key of minutes late over working days. */
const MINUTES_LATE = 'minutes-late';

type Field = 'number' | 'month' | 'part' | 'whole' | 'minutesLate';

const COMMON = {
  number: ['nip', 'nip baru'],
  month: ['bulan', 'month', 'periode'],
} as const;

const ATTENDANCE_HEADINGS: Headings<Field> = {
  ...COMMON,
  part: ['hari hadir', 'hadir', 'jumlah hadir', 'days present'],
  whole: ['hari kerja', 'jumlah hari kerja', 'working days'],
  minutesLate: ['menit terlambat', 'terlambat menit', 'minutes late'],
};

const MEASURE_HEADINGS: Headings<Field> = {
  ...COMMON,
  part: ['nilai', 'value'],
  whole: ['jumlah sampel', 'sampel', 'sample size', 'jumlah'],
  minutesLate: [],
};

const LONGEST_MONTH = 31;
const MINUTES_A_DAY = 1440;

/** Somebody wrote percent: taken as it stands it would be full marks for everybody. */
const MORE_THAN_ALL =
  'lebih dari 1; ukuran ini bagian dari keseluruhan, dari 0 sampai 1, misalnya 0,87 untuk 87 persen';

const greater = (a: string, b: string | number) => new Fraction(a).compare(new Fraction(b)) > 0;

interface Common {
  readonly employeeNumber: string;
  readonly month: Period;
  readonly part: string;
  readonly whole: string;
}

const readCommon = (
  { required, refuse }: RowReader<Field>,
  readNumber: ReturnType<typeof numberReader>,
  thisMonth: string,
): Common | null => {
  const number = required('number', readNumber, 'setiap baris perlu NIP');
  const month = required('month', readMonth, 'setiap baris perlu bulan');
  const part = required('part', readDecimal, 'yang diharapkan angka');
  const whole = required('whole', readDecimal, 'yang diharapkan angka');
  if (month !== null && month > thisMonth) refuse('month', `belum terjadi; bulan ini ${thisMonth}`);
  if (whole !== null && !greater(whole, 0)) refuse('whole', 'nol; yang diharapkan lebih dari nol');
  if (number === null || month === null || part === null || whole === null) return null;
  return { employeeNumber: number.number, month, part, whole };
};

const readAttendance = (reader: RowReader<Field>, common: Common): readonly Omit<ImportedMeasurement, 'row'>[] => {
  const { part, whole, ...rest } = common;
  if (greater(part, whole)) reader.refuse('part', `lebih dari ${whole} hari kerja`);
  if (greater(whole, LONGEST_MONTH)) reader.refuse('whole', `lebih dari ${LONGEST_MONTH} hari`);
  const late = reader.optional('minutesLate', readDecimal);
  if (late !== null && new Fraction(late).compare(new Fraction(whole).mul(MINUTES_A_DAY)) > 0)
    reader.refuse('minutesLate', 'lebih lama dari semua hari kerjanya');
  return [
    { ...rest, key: ATTENDANCE, numerator: part, denominator: whole },
    ...(late === null ? [] : [{ ...rest, key: MINUTES_LATE, numerator: late, denominator: whole }]),
  ];
};

/** A mean over a sample is kept as sum and size, so that months can be put together exactly. */
const readMeasure = (key: string, { part, whole, ...rest }: Common): readonly Omit<ImportedMeasurement, 'row'>[] => [
  { ...rest, key, numerator: decimalText(new Fraction(part).mul(new Fraction(whole))), denominator: whole },
];

/** Exact: a product of decimals is one. */
const decimalText = (fraction: Fraction): string => fraction.toString();

/**
 * Reads a file of measurements row by row.
 *
 * @param isShare whether policies read this measure as a part of a whole, from 0 to 1.
 * @param measure `attendance` (days present of working days, with minutes late where the file has them), or the key of
 * another measure with its value and sample size.
 */
export const readMeasurements = (
  rows: readonly (readonly Cell[])[],
  { measure, today, isShare }: { readonly measure: string; readonly today: string; readonly isShare: boolean },
): {
  readonly table: AllowedTable<Field>;
  readonly measurements: readonly ImportedMeasurement[];
  readonly problems: readonly RowProblem[];
} => {
  const isAttendance = measure === ATTENDANCE;
  const headings = isAttendance ? ATTENDANCE_HEADINGS : MEASURE_HEADINGS;
  const table = takeAllowed(rows, headings, ['number', 'month', 'part', 'whole']);
  const readNumber = numberReader(today);
  const firstRows = new Map<string, number>();
  const { values, problems } = readRows(table, { number: maskedNumber }, (reader) => {
    const common = readCommon(reader, readNumber, today.slice(0, 7));
    if (common === null) return null;
    if (isShare && !isAttendance && greater(common.part, 1)) reader.refuse('part', MORE_THAN_ALL);
    const once = `${common.employeeNumber} ${common.month}`;
    const first = firstRows.get(once);
    if (first !== undefined) reader.refuse('month', `sudah ada untuk pegawai ini di baris ${first}`);
    firstRows.set(once, first ?? reader.row);
    const measured = isAttendance ? readAttendance(reader, common) : readMeasure(measure, common);
    return measured.map((one) => ({ row: reader.row, ...one }));
  });
  return { table, measurements: values.flat(), problems };
};
