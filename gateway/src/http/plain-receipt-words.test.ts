import { expect, test } from 'vitest';
import { inEveryLanguage, untranslated } from '../../../test/support/languages.ts';
import { PLAIN_RECEIPT_WORDS } from './plain-receipt-words.ts';

test('what the plain page of a receipt says of its own is told in every language in its own words', () => {
  expect(untranslated(inEveryLanguage((lang) => PLAIN_RECEIPT_WORDS[lang].expired))).toEqual([]);
});
