import { expect, test } from 'vitest';
import { inEveryLanguage, untranslated } from '../../../test/support/languages.ts';
import { LANGUAGES, type Language } from '../domain/text.ts';
import { FORM_WORDS, type FormWords } from './plain-form-words.ts';

const KEYS = Object.keys(FORM_WORDS.id) as (keyof FormWords)[];

const say = (key: keyof FormWords, lang: Language): string => {
  const words = FORM_WORDS[lang][key];
  return typeof words === 'string' ? words : words(9);
};

test.each(KEYS)('"%s" is told in every language in its own words', (key) => {
  expect(untranslated(inEveryLanguage((lang) => say(key, lang)))).toEqual([]);
});

test('each language has the same keys', () => {
  for (const lang of LANGUAGES) expect(Object.keys(FORM_WORDS[lang])).toEqual(KEYS);
});
