import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { pulse1, skm2004, skm2017 } from '../../../test/support/questionnaires.ts';
import type { Questionnaire } from './questionnaire.ts';
import { isTranslationReviewed, languageAsked, withTranslationsOf } from './translation.ts';

const [first, ...others] = pulse1.elements;
if (first === undefined) throw new Error('The pulse has one element.');

/** The pulse as it was stored before it was asked in more languages. */
const old: Questionnaire = {
  ...pulse1,
  title: { id: pulse1.title.id },
  elements: pulse1.elements.map((element) => ({
    ...element,
    label: { id: element.label.id },
    question: { id: element.question.id, en: 'How happy are you?' },
    answers: [
      { id: 'Tidak puas' },
      { id: 'Kurang puas' },
      { id: 'Puas', ban: 'Suka' },
      { id: 'Sangat puas', ban: 'Suka pisan' },
    ],
  })),
  awaitingReview: [],
};

describe('a questionnaire is asked', () => {
  test.each([
    ['su', 'su'],
    ['SU-ID', 'su'],
    ['jw', 'jv'],
    ['ban', 'id'],
    [null, 'id'],
    ['', 'id'],
  ])('when %j is wanted, in %s', (wanted, asked) => {
    expect(languageAsked(skm2017, wanted)).toBe(asked);
  });

  test('in Indonesian throughout when one text is missing in the language wanted', () => {
    const partly = { ...pulse1, elements: [{ ...first, question: { id: 'Puas?' } }, ...others] };
    expect(languageAsked(partly, 'su')).toBe('id');
    expect(languageAsked(skm2004, 'su')).toBe('id');
  });

  test('in a reviewed translation or one that waits for it', () => {
    const reviewed = (lang: string | null) => isTranslationReviewed(skm2017, lang);
    expect(['id', 'en', 'su', 'jv', 'ban', null].map(reviewed)).toEqual([true, true, false, false, true, true]);
  });
});

describe('a stored questionnaire', () => {
  test('gets the languages that are shipped, and keeps those that it alone has', () => {
    const merged = withTranslationsOf(pulse1, old);
    expect(merged.elements[0]?.question).toEqual(pulse1.elements[0]?.question);
    expect(merged.elements[0]?.answers[2]).toEqual({ ...pulse1.elements[0]?.answers[2], ban: 'Suka' });
    expect(merged.version).toBe(old.version);
    expect(withTranslationsOf(pulse1, merged)).toBe(merged);
  });

  test('stays as it is when there is nothing new, in whatever order its languages were stored', () => {
    const { id, ...rest } = pulse1.title;
    const stored = { ...pulse1, title: { ...rest, id } };
    expect(withTranslationsOf(pulse1, stored)).toBe(stored);
    expect(withTranslationsOf(skm2004, skm2004)).toBe(skm2004);
  });

  test.each<readonly [string, Questionnaire]>([
    ['another question', { ...old, elements: [{ ...first, question: { id: 'Puaskah Saudara?' } }] }],
    ['another version', { ...old, version: 2 }],
    ['one element more', { ...old, elements: [...old.elements, { ...first, key: 'lain' }] }],
    ['an answer that may be skipped', { ...old, elements: [{ ...first, required: false }] }],
  ])('with %s is another instrument, and left alone', (_, stored) => {
    expect(withTranslationsOf(pulse1, stored)).toBe(stored);
  });
});

/*
 * What a version stands for: its elements and its Indonesian words. When one of these changes, the questionnaire needs a new
 * version, because answers that were given to other words are never added up with those to the new ones.
 */
test.each([
  ['skm-2017', skm2017, '3828718c0a1abc16'],
  ['skm-2004', skm2004, 'e615aacf273a8d0a'],
  ['pulse-1', pulse1, '891ff1c6ef51d7fe'],
])('%s asks what it has asked since its version was made', (_key, questionnaire, made) => {
  const asked = JSON.stringify(questionnaire, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'id' in value ? value.id : value,
  );
  const { awaitingReview: _, ...instrument } = JSON.parse(asked) as Record<string, unknown>;
  expect(createHash('sha256').update(JSON.stringify(instrument)).digest('hex').slice(0, 16)).toBe(made);
});
