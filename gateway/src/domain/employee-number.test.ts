import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatEmployeeNumber,
  isOldEmployeeNumber,
  maskEmployeeNumber,
  readEmployeeNumber,
} from './employee-number.ts';

const TODAY = '2026-11-21';

/** DOMAIN 7.1. */
test.each([
  ['198609262015051001', '198609262015051001', '1986-09-26', 'PNS', 'MALE', '2015-05'],
  ['19860926 201505 1 001', '198609262015051001', '1986-09-26', 'PNS', 'MALE', '2015-05'],
  ["'19860926\u00a0201505 1 001 ", '198609262015051001', '1986-09-26', 'PNS', 'MALE', '2015-05'],
  ['199001012025212001', '199001012025212001', '1990-01-01', 'PPPK', 'FEMALE', '2025'],
  ['199001012025241999', '199001012025241999', '1990-01-01', 'PPPK', 'MALE', '2025'],
  ['199602292020122010', '199602292020122010', '1996-02-29', 'PNS', 'FEMALE', '2020-12'],
  ['200801012024011001', '200801012024011001', '2008-01-01', 'PNS', 'MALE', '2024-01'],
  ['199001012026212001', '199001012026212001', '1990-01-01', 'PPPK', 'FEMALE', '2026'],
])('%j is a number', (text, number, birthDate, kind, sex, appointed) => {
  expect(readEmployeeNumber(text, TODAY)).toEqual({ ok: true, number, birthDate, kind, sex, appointed });
});

test.each([
  ['198609262015131001', 'UNKNOWN_KIND'],
  ['198609262015001001', 'UNKNOWN_KIND'],
  ['198609262015201001', 'UNKNOWN_KIND'],
  ['198602302015051001', 'BIRTH_DATE'],
  ['198613012015051001', 'BIRTH_DATE'],
  ['199502292020121001', 'BIRTH_DATE'],
  ['000001012015051001', 'BIRTH_DATE'],
  ['198609262015053001', 'SEX'],
  ['198609262015050001', 'SEX'],
  ['198609262015051000', 'SEQUENCE'],
  ['198609261990051001', 'APPOINTMENT_YEAR'],
  ['198609262001051001', 'APPOINTMENT_YEAR'],
  ['198609262027051001', 'APPOINTMENT_YEAR'],
  ['199001012027212001', 'APPOINTMENT_YEAR'],
  ['19860926201505100', 'LENGTH'],
  ['1986092620150510011', 'LENGTH'],
  ['131110468', 'OLD_NUMBER'],
  ['1.98609E+17', 'SCIENTIFIC'],
  ['1,98609E+17', 'SCIENTIFIC'],
  ['1.98609262015051e17', 'SCIENTIFIC'],
  ['198609262015051000.0', 'A_NUMBER'],
  [1.98609262015051e17, 'A_NUMBER'],
  [131110468, 'A_NUMBER'],
  ['19860926201505100A', 'NOT_DIGITS'],
  ['١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١', 'NOT_DIGITS'],
  ['', 'NOT_DIGITS'],
  [null, 'NOT_DIGITS'],
  [undefined, 'NOT_DIGITS'],
])('%j is refused: %s', (value, fault) => {
  expect(readEmployeeNumber(value, TODAY)).toMatchObject({ ok: false, fault });
});

test('the year of appointment is compared with the day handed in', () => {
  expect(readEmployeeNumber('199001012027212001', '2026-12-31').ok).toBe(false);
  expect(readEmployeeNumber('199001012027212001', '2027-01-01').ok).toBe(true);
});

test('a refusal tells what was expected, in both languages', () => {
  expect(readEmployeeNumber('198609262015053001', TODAY)).toEqual({
    ok: false,
    fault: 'SEX',
    problem: {
      id: 'NIP …001: digit 15 harus 1 (laki-laki) atau 2 (perempuan).',
      en: 'NIP …001: digit 15 must be 1 (male) or 2 (female).',
    },
  });
});

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

/** Anything that looks like a number of an employee, right or wrong. */
const attempt = fc.oneof(
  digits(18),
  digits(9),
  digits(17),
  digits(18).map((text) => `${text}A`),
  digits(18).map((text) => `1.${text.slice(1, 6)}E+17`),
  digits(18).map((text) => `${text.slice(0, 8)} ${text.slice(8, 14)} ${text.slice(14)}`),
  digits(18).map((text) => `19860926${text.slice(8)}`),
  digits(18).map(Number),
);

test('a refusal never carries four digits in a row of what was refused', () => {
  fc.assert(
    fc.property(attempt, (value) => {
      const read = readEmployeeNumber(value, TODAY);
      if (!read.ok) expect(Object.values(read.problem).join(' ')).not.toMatch(/\d{4}/);
    }),
    { numRuns: 2000 },
  );
});

test('a number is masked but for its last three digits', () => {
  expect(maskEmployeeNumber('198609262015051001')).toBe('…001');
  expect(maskEmployeeNumber('19860926 201505 1 001')).toBe('…001');
  expect(maskEmployeeNumber('131110468')).toBe('…468');
  for (const odd of ['', '12345678', '1986-09-26', '1.98609E+17', 'Siti']) expect(maskEmployeeNumber(odd)).toBe('…');
});

test('the nine digits of before 2007 are told from everything else', () => {
  expect(['131110468', '131 110 468'].map(isOldEmployeeNumber)).toEqual([true, true]);
  expect(['13111046', '1311104680', '13111046A', ''].map(isOldEmployeeNumber)).toEqual([false, false, false, false]);
});

test('a number is printed in groups of 8, 6, 1 and 3, and read back from them', () => {
  const printed = formatEmployeeNumber('198609262015051001');
  expect(printed).toBe('19860926 201505 1 001');
  expect(readEmployeeNumber(printed, TODAY)).toMatchObject({ ok: true, number: '198609262015051001' });
});
