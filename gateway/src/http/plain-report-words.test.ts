import { expect, test } from 'vitest';
import { inEveryLanguage, untranslated } from '../../../test/support/languages.ts';
import { spoken } from '../../../test/support/widget-words.ts';
import { REPORT_WORDS } from './plain-report-words.ts';

test.each(spoken(REPORT_WORDS.id).map(([key]) => key))('"%s" is told in every language in its own words', (key) => {
  const said = (lang: keyof typeof REPORT_WORDS) => new Map(spoken(REPORT_WORDS[lang])).get(key) ?? '';
  expect(untranslated(inEveryLanguage(said))).toEqual([]);
});
