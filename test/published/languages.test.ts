import { AWAITING_REVIEW, LANGUAGES, type Language } from '@kinerja/gateway/domain/text';
import { describe, expect, test } from 'vitest';
import { untranslated } from '../support/languages.ts';
import { DESK_WORDS, spoken, WIDGET_WORDS } from '../support/widget-words.ts';

/* The compiler sees that each language has every key; this, that what stands there is a translation. */

/**
 * Names, not words: `code` of a dictionary, and what the gateway calls in Indonesian where a language has no name of its own; and
 * the note that reviewed languages do not have.
 */
const NAMES = /^(code|awaitingReview)$|^(stages|moves) /;

const inAll = (words: Readonly<Record<Language, object>>) => {
  const said = Object.fromEntries(LANGUAGES.map((lang) => [lang, new Map(spoken(words[lang]))]));
  return [...(said['id'] ?? [])]
    .filter(([key]) => !NAMES.test(key))
    .map(([key]) => Object.fromEntries(LANGUAGES.map((lang) => [lang, said[lang]?.get(key) ?? ''])));
};

describe('every word is told in every language in its own words', () => {
  test.each(Object.entries(WIDGET_WORDS))('of the %s', (_, words) => {
    expect(inAll(words).flatMap(untranslated)).toEqual([]);
  });

  test('a language that waits for its review says so, and no other one does', () => {
    const noted = LANGUAGES.filter((lang) =>
      Object.values(WIDGET_WORDS).some((words) => 'awaitingReview' in words[lang] && words[lang].awaitingReview),
    );
    expect(noted).toEqual(AWAITING_REVIEW);
  });

  test('of the appraisal desk', () => {
    expect(inAll(DESK_WORDS).flatMap(untranslated)).toEqual([]);
  });
});
