import { expect, test } from 'vitest';
import { inLanguage, languageOf, staffLanguageOf } from './text.ts';

const text = { id: 'Biaya', en: 'Cost', su: 'Waragad' };

test.each([
  ['id', 'Biaya'],
  ['en', 'Cost'],
  ['en-GB', 'Cost'],
  ['su', 'Waragad'],
  ['SU_ID', 'Waragad'],
  ['su-Latn-ID', 'Waragad'],
  ['jv', 'Biaya'],
  ['fr', 'Biaya'],
  ['', 'Biaya'],
  [undefined, 'Biaya'],
  [null, 'Biaya'],
])('a text asked for in %j is %j', (lang, expected) => {
  expect(inLanguage(text, lang)).toBe(expected);
});

test('a tag that a text has exactly comes before its language', () => {
  expect(inLanguage({ ...text, 'su-Sund': 'ᮝᮛᮌᮓ᮪' }, 'su-Sund')).toBe('ᮝᮛᮌᮓ᮪');
});

test.each(['constructor', '__proto__', 'toString', 'sundanese', '-', 'x'.repeat(100_000), '\u0000'])(
  'what is no tag is answered in Indonesian: %.20j',
  (lang) => {
    expect([inLanguage(text, lang), languageOf(lang)]).toEqual(['Biaya', 'id']);
  },
);

test.each([
  ['id', 'id'],
  ['in', 'id'],
  ['en-US', 'en'],
  ['en_US.UTF-8', 'en'],
  ['su', 'su'],
  ['SUN', 'su'],
  ['jv-ID', 'jv'],
  ['JV', 'jv'],
  ['jw', 'jv'],
  ['ban', 'id'],
  ['ms', 'id'],
  [null, 'id'],
] as const)('the public is answered to %j in %s', (lang, expected) => {
  expect(languageOf(lang)).toBe(expected);
});

test('civil servants are answered in Indonesian where the public is in a regional language', () => {
  expect(['id', 'en', 'su', 'jv', 'ban'].map(staffLanguageOf)).toEqual(['id', 'en', 'id', 'id', 'id']);
});
