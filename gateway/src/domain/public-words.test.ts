import { expect, test } from 'vitest';
import { inEveryLanguage, untranslated } from '../../../test/support/languages.ts';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { explainBenchmark } from './benchmark.ts';
import { bandName, explainBand, explainBoard, explainRank, explainUnbanded } from './board-words.ts';
import { derivation } from './derivation.ts';
import { EXCLUSION_REASON_NAMES, EXCLUSION_REASONS } from './exclusion.ts';
import { CORRECTOR_NAMES, CORRECTORS, OBJECTION_OUTCOME_NAMES, OBJECTION_OUTCOMES } from './figure-objection.ts';
import { periodLabel } from './period.ts';
import { respondentFieldName, respondentGroupName } from './respondent-words.ts';
import { labelSample } from './sample-data.ts';
import { sampleAdvice } from './sample-words.ts';
import { satisfactionIndex } from './satisfaction-index.ts';
import { gradeName } from './service-grade.ts';
import { durationInWords, explainServiceTime, explainServiceTimeChange, rangeInWords } from './service-time-words.ts';
import type { Language } from './text.ts';
import { trend } from './trend.ts';
import { trendWords } from './trend-words.ts';
import { explainWithheld } from './withheld-reason.ts';

const COMPARED = { from: '2026-Q1', to: '2026-Q3' } as const;
const quarter = (mean: number) => ({ mean, standardDeviation: 10, ratings: 100 });
const told = (first: number, last: number) => (lang: Language) =>
  trendWords(trend([quarter(first), quarter(last)]), COMPARED, lang);

const changed = (direction: 'SHORTER' | 'LONGER' | 'NONE_PROVEN' | 'TOO_FEW') => (lang: Language) =>
  explainServiceTimeChange(
    { direction, difference: -8.5, lower: -12, upper: -5, pace: 'DAYS', before: '2026-Q1', after: '2026-Q3' },
    lang,
  );

/** Everything that the gateway says to the public in words of its own. */
const SAID: Readonly<Record<string, (lang: Language) => string>> = {
  'a year': (lang) => periodLabel('2026', lang),
  'the label of sample data': (lang) => labelSample('', true, lang),
  ...Object.fromEntries((['A', 'B', 'C', 'D'] as const).map((grade) => [grade, (lang) => gradeName(grade)[lang]])),
  ...Object.fromEntries(
    (['ABOVE', 'AROUND', 'BELOW', 'UNBANDED'] as const).map((band) => [band, (lang) => bandName(band, lang)]),
  ),
  'a board': (lang) => explainBoard({ state: 'PUBLISHED' }, lang),
  'a board with few units': (lang) => explainBoard({ state: 'TOO_FEW_UNITS' }, lang),
  'a band with its grade': (lang) => explainBand('BELOW', 'B', lang),
  'a rank': (lang) => explainRank({ from: 2, to: 2, of: 9 }, lang),
  'a rank interval': (lang) => explainRank({ from: 2, to: 5, of: 9 }, lang),
  'too few ratings for a band': (lang) => explainUnbanded(12, lang),
  ...Object.fromEntries(
    (['TOO_FEW_STAFF', 'UNDER_REVIEW', 'TOO_FEW_RATINGS', 'PROTECTS_OTHERS', 'RECAP_ONLY', 'NO_RATINGS'] as const).map(
      (reason) => [reason, (lang) => explainWithheld(reason, lang)],
    ),
  ),
  'no benchmark': (lang) => explainBenchmark(3)[lang],
  'a benchmark': (lang) => explainBenchmark(7)[lang],
  'no trend': (lang) => trendWords({ direction: 'TOO_FEW', needed: 30, fewest: 0 }, null, lang),
  'a trend of one quarter': (lang) =>
    trendWords({ direction: 'TOO_FEW', needed: 30, fewest: 0 }, { from: '2026-Q1', to: '2026-Q1' }, lang),
  'a trend of few ratings': (lang) => trendWords({ direction: 'TOO_FEW', needed: 30, fewest: 9 }, COMPARED, lang),
  ...Object.fromEntries(
    OBJECTION_OUTCOMES.map((outcome) => [outcome, (lang) => OBJECTION_OUTCOME_NAMES[outcome][lang]]),
  ),
  ...Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, (lang) => EXCLUSION_REASON_NAMES[reason][lang]])),
  ...Object.fromEntries(CORRECTORS.map((corrector) => [corrector, (lang) => CORRECTOR_NAMES[corrector][lang]])),
  'a sample that is reached': (lang) => sampleAdvice(60, 52)[lang],
  'a sample that is not reached': (lang) => sampleAdvice(60, 50)[lang],
  'a sample of nobody knows how many': (lang) => sampleAdvice(null, 50)[lang],
  ...Object.fromEntries(
    (['channel', 'verified'] as const).map((field) => [field, (lang) => respondentFieldName(skm2017, field, lang)]),
  ),
  ...Object.fromEntries(
    ['WIDGET', 'FORM', 'KIOSK', 'API', 'IMPORT', 'DEMO'].map((code) => [
      code,
      (lang) => respondentGroupName(skm2017, 'channel', code, lang),
    ]),
  ),
  'a duration that is not known': (lang) => durationInWords(null, 'MINUTES', lang),
  'a range': (lang) => rangeInWords({ lower: 2, upper: 5.5 }, 'MINUTES', lang) ?? '',
  'a range without an end': (lang) => rangeInWords({ lower: 2, upper: null }, 'MINUTES', lang) ?? '',
  ...Object.fromEntries(
    (['NO_VISITS', 'TOO_FEW_VISITS', 'TOO_FEW_STAFF'] as const).map((state) => [
      `visits: ${state}`,
      (lang) => explainServiceTime({ state }, lang),
    ]),
  ),
  'finished visits': (lang) => explainServiceTime({ state: 'PUBLISHED', finished: 1200, open: 0 }, lang),
  'unfinished visits': (lang) => explainServiceTime({ state: 'PUBLISHED', finished: 1200, open: 34 }, lang),
  ...Object.fromEntries(
    (['SHORTER', 'LONGER', 'NONE_PROVEN', 'TOO_FEW'] as const).map((direction) => [
      `visits ${direction}`,
      changed(direction),
    ]),
  ),
  'a rise': told(70, 80),
  'a fall': told(80, 70),
  'no proven change': told(80, 80),
};

test.each(Object.entries(SAID))('%s is told in every language in its own words', (_, say) => {
  expect(untranslated(inEveryLanguage(say))).toEqual([]);
});

const answered = {
  ratings: 12,
  counts: skm2017.elements.flatMap((_, place) => (place === 3 ? [0, 0, 0, 0] : [1, 2, 4, 5])),
};

test('each line of a derivation is told in every language in its own words, with the same figures', () => {
  const index = satisfactionIndex(skm2017, answered);
  if (index === null) throw new Error('Twelve ratings have an index.');
  const lines = (scope: 'UNIT' | 'UNIT_AND_SUBUNITS') => (lang: Language) =>
    derivation({
      questionnaire: skm2017,
      index,
      ratings: 1200,
      scope,
      recapRatings: 5,
      otherQuestionnaires: [skm2017.title],
      provisional: true,
      sampleData: true,
      lang,
    });
  for (const say of [lines('UNIT'), lines('UNIT_AND_SUBUNITS')]) {
    const said = Object.entries(inEveryLanguage(say)).map(([lang, text]) => [lang, text.split('\n')] as const);
    const indonesian = said[0]?.[1] ?? [];
    const together = indonesian.map((_, at) => Object.fromEntries(said.map(([lang, all]) => [lang, all[at] ?? ''])));
    expect(together.flatMap(untranslated)).toEqual([]);
    const figures = (text: string | undefined) => text?.match(/\d+([.,]\d+)*/g);
    for (const line of together)
      expect([figures(line['su']), figures(line['jv'])]).toEqual([figures(line['id']), figures(line['id'])]);
  }
});
