import { expect, test } from 'vitest';
import { inEveryLanguage, untranslated } from '../../../test/support/languages.ts';
import { spoken } from '../../../test/support/widget-words.ts';
import { PLAIN_REPORT_WORDS } from './plain-report-words.ts';

test.each(spoken(PLAIN_REPORT_WORDS.id).map(([key]) => key))(
  '"%s" is told in every language in its own words',
  (key) => {
    const said = (lang: keyof typeof PLAIN_REPORT_WORDS) => new Map(spoken(PLAIN_REPORT_WORDS[lang])).get(key) ?? '';
    expect(untranslated(inEveryLanguage(said))).toEqual([]);
  },
);
