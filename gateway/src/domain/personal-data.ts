import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { Temporal } from 'temporal-polyfill';

/** What stands in a text in place of what it said; the kind is told, so that a reader can follow. */
const MASKS = {
  NIK: '[NIK]',
  EMAIL: '[alamat surel]',
  PHONE: '[nomor telepon]',
  PLATE: '[pelat nomor]',
} as const;

/** Groups of digits with one space, dot or dash between them, as people write a number down. */
const GROUPS_OF_DIGITS = /\d+(?:[ .-]\d+)*/g;
/** No province has the code 20; a year may stand before a telephone number. */
const NIK = /^(?!20)[1-9]\d{5}(?<day>\d{2})(?<month>\d{2})(?<year>\d{2})(?!0000)\d{4}$/;
const NIK_LENGTH = 16;
/** Added to the day of birth of a woman. */
const WOMAN = 40;

/** Whether sixteen digits can be a NIK, or the number of a family card: region, a day that there is, sequence. */
function isNik(digits: string): boolean {
  const { day, month, year } = NIK.exec(digits)?.groups ?? {};
  if (day === undefined) return false;
  const ofMonth = Number(day) > WOMAN ? Number(day) - WOMAN : Number(day);
  try {
    // Of the century nothing is said; 2000 was a leap year, as every fourth one is that a living person can be born in.
    Temporal.PlainDate.from({ year: 2000 + Number(year), month: Number(month), day: ofMonth }, { overflow: 'reject' });
    return true;
  } catch {
    // No such day: some other number of sixteen digits.
    return false;
  }
}

/**
 * The place behind a NIK that begins with a group; undefined where none does. Groups stand at even places, what parts them
 * between.
 */
function endOfNik(parts: readonly string[], start: number): number | undefined {
  let digits = '';
  let end = start;
  for (; digits.length < NIK_LENGTH && end < parts.length; end += 2) digits += parts[end];
  return isNik(digits) ? end - 1 : undefined;
}

/** A number with other groups beside it is a NIK all the same: people write a telephone number behind it. */
function maskNiksIn(numbers: string): string {
  const parts = numbers.split(/([ .-])/);
  let masked = '';
  for (let at = 0; at < parts.length; at += 1) {
    const end = endOfNik(parts, at);
    masked += end === undefined ? parts[at] : MASKS.NIK;
    at = end ?? at + 1;
    masked += parts[at] ?? '';
  }
  return masked;
}

const maskNiks = (text: string) => text.replaceAll(GROUPS_OF_DIGITS, maskNiksIn);

/** As people write them into a text; longer ones than the standard allows are none. */
const EMAIL = /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}(?!\p{L})/gu;

const maskEmails = (text: string) => text.replaceAll(EMAIL, MASKS.EMAIL);

const AMOUNT_BEFORE = /(?:\bRp|\bIDR)[. ]*$/i;
/** As one dials: with the zero of the trunk line, or with the code of a country. */
const DIALLED = /^[(+]*(?:0|62)|^\(?\+/;

/** Numbers by which a person can be called are masked; lines that belong to everybody are left. */
const maskPhonesIn = (text: string): string => {
  let masked = '';
  let done = 0;
  for (const { startsAt, endsAt, number } of findPhoneNumbersInText(text, 'ID')) {
    const type = number.getType();
    const isDialled = DIALLED.test(text.slice(startsAt, endsAt).normalize('NFKC'));
    const isPersonal = type !== 'TOLL_FREE' && type !== 'PREMIUM_RATE' && (isDialled || type === 'MOBILE');
    if (!isPersonal || AMOUNT_BEFORE.test(text.slice(0, startsAt))) continue;
    masked += text.slice(done, startsAt) + MASKS.PHONE;
    done = endsAt;
  }
  return masked + text.slice(done);
};

/** What follows a comma would be taken for the extension of the number before it. */
const maskPhones = (text: string) => text.replaceAll(/[^,;\r\n]+/g, maskPhonesIn);

/** Letters of the regions on number plates (Perpol 7/2021). */
const REGIONS =
  'A|AA|AB|AD|AE|AG|B|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|D|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|' +
  'E|EA|EB|ED|F|G|H|K|KB|KH|KT|KU|L|M|N|P|PA|PB|PG|PS|PT|PY|R|S|T|W|Z';
const PLATE = new RegExp(
  `(?<![\\p{L}\\d]|[\\p{L}\\d][-./])(${REGIONS})[ .-]?([1-9]\\d{0,3})[ .-]?([A-Z]{1,3})(?![\\p{L}\\d]|[-./][\\p{L}\\d])`,
  'giu',
);
/** A letter and a number after one of these name a place or a thing. */
const PLACE_BEFORE =
  /\b(?:antrean|antrian|blok|gang|gedung|golongan|jalur|kamar|kelas|kode|koridor|lantai|loket|lorong|pasal|pintu|poli|rusun|ruang|ruangan|rute|seri|tower|ukuran|unit|zona)\s+$/i;
/** Words and units that follow a number, and are no letters of a plate. */
const NO_SUFFIX = new Set(
  'AM BUN CC CM DAN DI GB HA HP HRS JAM KB KE KG KK KM KVA KWH LT MB MG ML MM NO ORG OS PCS PM RB RT RW THN TV VA WIB WIT XL YG'.split(
    ' ',
  ),
);
/** In lower case a letter and a number are seldom a plate: it takes all that a plate of a car has. */
const FULL_LENGTH = 3;

const isPlate = (before: string, region: string, number: string, suffix: string): boolean => {
  if (NO_SUFFIX.has(suffix.toUpperCase()) || PLACE_BEFORE.test(before)) return false;
  const letters = region + suffix;
  if (letters === letters.toUpperCase()) return true;
  return letters === letters.toLowerCase() && number.length >= FULL_LENGTH && suffix.length > 1;
};

const maskPlates = (text: string) =>
  text.replaceAll(PLATE, (plate: string, region: string, number: string, suffix: string, at: number) =>
    isPlate(text.slice(0, at), region, number, suffix) ? MASKS.PLATE : plate,
  );

// One after the other: within an address, or beside a NIK, a telephone number would not be recognised.
const maskOnce = (text: string) =>
  [maskEmails, maskNiks, maskPhones, maskPlates].reduce((masked, mask) => mask(masked), text);

/**
 * The text as others than its writer may read it: NIK, telephone numbers, e-mail addresses and number plates are told by their
 * kind alone (UU 27/2022). Amounts, dates and numbers of files stay.
 */
export function maskPersonalData(text: string): string {
  const masked = maskOnce(text);
  // A number may be recognised only when the one beside it is gone. No mask has a digit, so there is an end to it.
  return masked === text ? masked : maskPersonalData(masked);
}
