import { expect, test } from 'vitest';
import { inLanguage, languageOf } from './text.ts';

const text = { id: 'Biaya', en: 'Cost', su: 'Waragad' };

test.each([
  ['id', 'Biaya'],
  ['en', 'Cost'],
  ['en-GB', 'Cost'],
  ['su', 'Waragad'],
  ['fr', 'Biaya'],
  ['', 'Biaya'],
  [undefined, 'Biaya'],
  [null, 'Biaya'],
])('a text asked for in %j is %j', (lang, expected) => {
  expect(inLanguage(text, lang)).toBe(expected);
});

test('a name from the object prototype is not a language', () => {
  expect(inLanguage(text, 'constructor')).toBe('Biaya');
});

test('everything but English is explained in Indonesian', () => {
  expect([languageOf('en'), languageOf('en-US'), languageOf('su'), languageOf(null)]).toEqual(['en', 'en', 'id', 'id']);
});
