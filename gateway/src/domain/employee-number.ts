import { Temporal } from 'temporal-polyfill';
import { CUT } from './fraction.ts';
import type { StaffText } from './text.ts';

/** What the number tells about a person: by itself personal data, so it is never logged and never shown in public. */
export interface EmployeeNumber {
  readonly ok: true;
  /** NIP: 18 digits without spaces. Text, because a floating number cannot hold them. */
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  /** Civil servant (PNS) or government employee with a work agreement (PPPK). */
  readonly kind: EmploymentKind;
  readonly sex: 'MALE' | 'FEMALE';
  /** First appointment: year and month `YYYY-MM` of a PNS, the year `YYYY` of a PPPK, whose number has no month. */
  readonly appointed: string;
}

export type EmploymentKind = 'PNS' | 'PPPK';

/** Why something is no employee number. */
export type EmployeeNumberFault =
  | 'A_NUMBER'
  | 'SCIENTIFIC'
  | 'NOT_DIGITS'
  | 'OLD_NUMBER'
  | 'LENGTH'
  | 'BIRTH_DATE'
  | 'APPOINTMENT_YEAR'
  | 'UNKNOWN_KIND'
  | 'SEX'
  | 'SEQUENCE';

/** A refusal in words; of the number itself, they carry at most the last three digits. */
export interface RefusedEmployeeNumber {
  readonly ok: false;
  readonly fault: EmployeeNumberFault;
  readonly problem: StaffText;
}

/**
 * Reads a NIP of 18 digits (Perka BKN 22/2007 and 43/2007): birth date, year of first appointment, month of it (PNS) or a value
 * from 21 up (PPPK), sex, sequence. Spaces are ignored. There is no check digit, so a well-formed number may still be wrong.
 * That PPPK have 21 and above there is known from one published example; other values that are no month are refused.
 * @param value a cell or a form field. Numbers are refused: they lost digits before they came here.
 * @param today `YYYY-MM-DD` in the tenant's zone; nobody was appointed after this year.
 */
export function readEmployeeNumber(value: unknown, today: string): EmployeeNumber | RefusedEmployeeNumber {
  const text = typeof value === 'string' ? withoutSpaces(value) : '';
  const fault = faultOfForm(value, text) ?? faultOfContent(text, today);
  if (fault) return refuse(fault, text);
  const { birthDate, year, monthOrMark, sex } = partsOf(text);
  const kind = kindOf(monthOrMark);
  if (!kind) return refuse('UNKNOWN_KIND', text);
  return {
    ok: true,
    number: text,
    birthDate,
    kind,
    sex: sex === MALE ? 'MALE' : 'FEMALE',
    appointed: kind === 'PNS' ? `${year}-${monthOrMark}` : year,
  };
}

/** Whether this is a NIP of the kind used until 2007, nine digits: SIASN keeps it as `nip_lama`, and only there it is accepted. */
export function isOldEmployeeNumber(text: string): boolean {
  return /^\d{9}$/.test(withoutSpaces(text));
}

/** The number as forms print it, in groups of 8, 6, 1 and 3: `19860926 201505 1 001`. */
export function formatEmployeeNumber(number: string): string {
  return number.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');
}

/** The last three digits, as `…001`: birth date and sex do not follow from them. Of something short or odd, nothing. */
export function maskEmployeeNumber(text: string): string {
  const digits = withoutSpaces(text);
  return /^\d{9,}$/.test(digits) ? CUT + digits.slice(-3) : CUT;
}

const MALE = '1';
const FEMALE = '2';

/** "About 16" by the rule; a younger person cannot have been appointed. */
const YOUNGEST_APPOINTMENT = 16;

/** The numbers were introduced in 2007; nobody in service then was born before this year. */
const EARLIEST_BIRTH_YEAR = 1900;

/** Mark in the place of the month from which a number is that of a PPPK. */
const FIRST_PPPK_MARK = 21;

const PROBLEMS: Record<EmployeeNumberFault, (masked: string) => StaffText> = {
  A_NUMBER: () => ({
    id: 'NIP terbaca sebagai bilangan, sehingga digitnya mungkin sudah berubah; ubah format kolom NIP menjadi teks, lalu isi lagi.',
    en: 'The NIP came as a number, which may have changed its digits; format the column as text and fill it in again.',
  }),
  SCIENTIFIC: () => ({
    id: 'NIP sudah diubah Excel menjadi bilangan dan digitnya hilang; ubah format kolom NIP menjadi teks, lalu isi lagi.',
    en: 'Excel turned the NIP into a number and its digits are lost; format the column as text and fill it in again.',
  }),
  NOT_DIGITS: () => ({
    id: 'NIP harus terdiri atas 18 digit angka; spasi boleh, huruf dan tanda lain tidak.',
    en: 'A NIP has 18 digits; spaces are allowed, letters and other signs are not.',
  }),
  OLD_NUMBER: (masked) => ({
    id: `NIP ${masked} adalah NIP lama (9 digit), yang hanya diterima di kolom nip_lama; isi NIP baru 18 digit.`,
    en: `NIP ${masked} is of the old kind (9 digits), accepted only in the column nip_lama; fill in the new one of 18 digits.`,
  }),
  LENGTH: (masked) => ({
    id: `NIP ${masked} tidak lengkap atau kelebihan; NIP harus tepat 18 digit.`,
    en: `NIP ${masked} is too short or too long; a NIP has exactly 18 digits.`,
  }),
  BIRTH_DATE: (masked) => ({
    id: `NIP ${masked}: digit 1–8 harus tanggal lahir yang ada di kalender (tahun, bulan, tanggal).`,
    en: `NIP ${masked}: digits 1–8 must be a date of birth that the calendar has (year, month, day).`,
  }),
  APPOINTMENT_YEAR: (masked) => ({
    id: `NIP ${masked}: digit 9–12 harus tahun pengangkatan, paling cepat pada umur ${YOUNGEST_APPOINTMENT} tahun dan tidak di masa depan.`,
    en: `NIP ${masked}: digits 9–12 must be the year of appointment, at the age of ${YOUNGEST_APPOINTMENT} or later and not in the future.`,
  }),
  UNKNOWN_KIND: (masked) => ({
    id: `NIP ${masked}: digit 13–14 bukan bulan (01–12, PNS) dan bukan tanda PPPK (${FIRST_PPPK_MARK} ke atas); jenis pegawai tidak dikenal.`,
    en: `NIP ${masked}: digits 13–14 are neither a month (01–12, PNS) nor the mark of a PPPK (${FIRST_PPPK_MARK} and above); unknown type.`,
  }),
  SEX: (masked) => ({
    id: `NIP ${masked}: digit 15 harus 1 (laki-laki) atau 2 (perempuan).`,
    en: `NIP ${masked}: digit 15 must be 1 (male) or 2 (female).`,
  }),
  SEQUENCE: (masked) => ({
    id: `NIP ${masked}: digit 16–18 harus nomor urut 001 sampai 999; 000 sering berarti NIP pernah dibulatkan Excel.`,
    en: `NIP ${masked}: digits 16–18 must be a sequence from 001 to 999; 000 often means that Excel rounded the NIP.`,
  }),
};

function refuse(fault: EmployeeNumberFault, text: string): RefusedEmployeeNumber {
  return { ok: false, fault, problem: PROBLEMS[fault](maskEmployeeNumber(text)) };
}

/** What is wrong before the digits mean anything. */
function faultOfForm(value: unknown, text: string): EmployeeNumberFault | null {
  if (typeof value === 'number' || typeof value === 'bigint') return 'A_NUMBER';
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)) return 'SCIENTIFIC';
  if (/^\d+[.,]\d+$/.test(text)) return 'A_NUMBER';
  if (!/^\d+$/.test(text)) return 'NOT_DIGITS';
  if (isOldEmployeeNumber(text)) return 'OLD_NUMBER';
  return text.length === 18 ? null : 'LENGTH';
}

/** What is wrong with 18 digits, the kind of employment apart. */
function faultOfContent(digits: string, today: string): EmployeeNumberFault | null {
  const { birthDate, year, sex, sequence } = partsOf(digits);
  if (!isCalendarDay(birthDate) || birthYearOf(birthDate) < EARLIEST_BIRTH_YEAR) return 'BIRTH_DATE';
  const tooYoung = Number(year) - birthYearOf(birthDate) < YOUNGEST_APPOINTMENT;
  if (tooYoung || Number(year) > Temporal.PlainDate.from(today).year) return 'APPOINTMENT_YEAR';
  if (sex !== MALE && sex !== FEMALE) return 'SEX';
  return sequence === '000' ? 'SEQUENCE' : null;
}

function partsOf(digits: string) {
  return {
    birthDate: `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`,
    year: digits.slice(8, 12),
    monthOrMark: digits.slice(12, 14),
    sex: digits.slice(14, 15),
    sequence: digits.slice(15),
  };
}

function kindOf(monthOrMark: string): EmploymentKind | null {
  const value = Number(monthOrMark);
  if (value >= FIRST_PPPK_MARK) return 'PPPK';
  return value >= 1 && value <= 12 ? 'PNS' : null;
}

function isCalendarDay(day: string): boolean {
  try {
    return Temporal.PlainDate.from(day).toString() === day;
  } catch (error) {
    // The calendar's own word for 30 February; anything else is a bug.
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}

function birthYearOf(birthDate: string): number {
  return Number(birthDate.slice(0, 4));
}

/** Without spaces of any kind, and without the apostrophe by which a spreadsheet marks text. */
function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/g, '').replace(/^'/, '');
}
