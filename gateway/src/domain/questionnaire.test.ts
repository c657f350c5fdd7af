import { expect, test } from 'vitest';
import { untranslated } from '../../../test/support/languages.ts';
import { pulse1, skm2004, skm2017 } from '../../../test/support/questionnaires.ts';
import nineElements from '../../../test/vectors/nine-elements.json' with { type: 'json' };
import { parseQuestionnaire, type Questionnaire } from './questionnaire.ts';
import { AWAITING_REVIEW, LANGUAGES } from './text.ts';

test('skm-2017 has the nine elements in the order of the questionnaire', () => {
  expect(skm2017.elements.map(({ key }) => key)).toEqual(nineElements.elements);
});

test('in skm-2017 only the cost may be skipped', () => {
  expect(skm2017.elements.filter(({ required }) => !required).map(({ key }) => key)).toEqual(['biaya']);
});

test('skm-2017 asks in whole official sentences', () => {
  for (const { question } of skm2017.elements)
    expect(question.id).toMatch(/^Bagaimana (pendapat|pemahaman) Saudara tentang .+\?$/);
});

const textsOf = ({ title, elements, profile }: Questionnaire) => [
  title,
  ...elements.flatMap(({ label, question, answers }) => [label, question, ...answers]),
  ...profile.flatMap(({ label, options }) => [label, ...options.map((option) => option.label)]),
];

test.each([
  ['skm-2017', skm2017],
  ['pulse-1', pulse1],
])('every text of %s is there in all four languages, in words of its own', (_, questionnaire) => {
  for (const text of textsOf(questionnaire)) expect(Object.keys(text)).toEqual(LANGUAGES);
  expect(textsOf(questionnaire).flatMap(untranslated)).toEqual([]);
});

test('the regional texts wait for a review by native speakers, and say so', () => {
  expect([skm2017.awaitingReview, pulse1.awaitingReview]).toEqual([AWAITING_REVIEW, AWAITING_REVIEW]);
});

test('skm-2004, which nobody is asked any more, stays in Indonesian and English', () => {
  for (const text of textsOf(skm2004)) expect(Object.keys(text)).toEqual(['id', 'en']);
});

test('skm-2004 has fourteen elements, none of which shares a key with skm-2017', () => {
  const keys = new Set(skm2017.elements.map(({ key }) => key));
  expect(skm2004.elements).toHaveLength(14);
  expect(skm2004.elements.filter(({ key }) => keys.has(key))).toEqual([]);
});

test('all mistakes of a questionnaire are reported at once, each with its path', () => {
  const element = { ...skm2017.elements[0], required: 'yes', answers: [{ id: 'Buruk' }, { id: 'Baik' }] };
  const broken = {
    ...skm2017,
    version: 0,
    colour: 'red',
    elements: [element, skm2017.elements[1], skm2017.elements[1]],
  };
  expect(() => parseQuestionnaire(broken)).toThrow(
    expect.objectContaining({
      name: 'InvalidQuestionnaire',
      message: expect.stringMatching(/version: [\s\S]*elements\.0\.required: [\s\S]*elements\.0\.answers[\s\S]*colour/),
    }),
  );
});

test('an element key used twice is refused', () => {
  const twice = { ...skm2017, elements: [skm2017.elements[1], skm2017.elements[1]] };
  expect(() => parseQuestionnaire(twice)).toThrow('elements.1.key: "prosedur" is used twice');
});

test('a text without Indonesian is refused', () => {
  expect(() => parseQuestionnaire({ ...skm2017, title: { en: 'Survey' } })).toThrow('title.id');
});
