import { WORDS } from './derivation-words.ts';
import { CUT, Fraction, formatCut, formatNumber } from './fraction.ts';
import { type Element, type Questionnaire, SCORES } from './questionnaire.ts';
import type { ElementMean, SatisfactionIndex } from './satisfaction-index.ts';
import { gradeBands, gradeName } from './service-grade.ts';
import { scoreTotal } from './tally.ts';
import { inLanguage, inPublicLanguage, type Language, languageOf, type Text } from './text.ts';

/** What a figure was computed from; the words follow from it. */
export interface Derivation {
  readonly questionnaire: Questionnaire;
  readonly index: SatisfactionIndex;
  /** Ratings behind the index, recap included. */
  readonly ratings: number;
  /** Language of the words; Indonesian by default. */
  readonly lang?: string | null | undefined;
  /** Whose figure it is; one service by default. A unit's figure pools its services, and the words say so. */
  readonly scope?: 'SERVICE' | 'UNIT' | 'UNIT_AND_SUBUNITS' | undefined;
  /** Ratings that came as a recap of counts; 0 by default. */
  readonly recapRatings?: number | undefined;
  /** Titles of questionnaires that were used in the same period and do not enter; none by default. */
  readonly otherQuestionnaires?: readonly Text[] | undefined;
  /** Whether the period is still open; false by default. */
  readonly provisional?: boolean | undefined;
  /** Whether the ratings are sample data of a demonstration; false by default. */
  readonly sampleData?: boolean | undefined;
}

/** Digits of a mean or an index before its rounding; cut, not rounded, so that the last step works out by hand. */
const DECIMALS = 6;

/**
 * How the figure was reached, step by step, with its own numbers: whoever has a pencil gets the same index from this text.
 * Lines are separated by line feeds.
 */
export function derivation(input: Derivation): string {
  const lang = languageOf(input.lang);
  const words = WORDS[lang];
  const { questionnaire, index } = input;
  const answered = index.elements.filter(({ meanScore }) => meanScore !== null);
  const sum = answered.reduce((total, { meanScore }) => total.add(meanScore ?? 0), new Fraction(0));
  const number = (value: number) => formatNumber(value, 0, lang);
  const cut = (value: Fraction) => formatCut(value, DECIMALS, lang);
  const published = formatNumber(index.value, 2, lang);

  const steps = [
    [words.ratings(number(input.ratings), inLanguage(questionnaire.title, lang)), ...scopeLines(input, lang)].join(' '),
    [
      words.means,
      ...index.elements.map((mean, at) => `   - ${elementLine(questionnaire.elements[at], mean, lang)}`),
    ].join('\n'),
    words.weight(number(answered.length)),
    words.sum(cut(sum), number(answered.length), cut(sum.div(answered.length))),
    words.scale(cut(sum.div(answered.length)), cut(index.exact)),
    words.round(cut(index.exact), published),
    words.grade(gradeLine(questionnaire, lang), published, index.grade, inPublicLanguage(gradeName(index.grade), lang)),
  ];
  return [
    ...(input.sampleData ? [words.sampleData] : []),
    ...(input.provisional ? [words.provisional] : []),
    ...steps.map((step, at) => `${at + 1}. ${step}`),
    ...(steps.some((step) => step.includes(CUT)) ? [words.cutDigits] : []),
  ].join('\n');
}

function scopeLines(input: Derivation, lang: Language): readonly string[] {
  const words = WORDS[lang];
  const others = input.otherQuestionnaires ?? [];
  return [
    ...(input.scope === 'UNIT' ? [words.pooled] : []),
    ...(input.scope === 'UNIT_AND_SUBUNITS' ? [words.pooledWithSubunits] : []),
    ...(input.recapRatings ? [words.recap(formatNumber(input.recapRatings, 0, lang))] : []),
    ...(others.length > 0 ? [words.others(others.map((title) => `"${inLanguage(title, lang)}"`).join(', '))] : []),
  ];
}

function elementLine(element: Element | undefined, mean: ElementMean, lang: Language): string {
  const label = element ? inLanguage(element.label, lang) : mean.key;
  if (mean.meanScore === null) return `${label}: ${WORDS[lang].dropped}`;
  const number = (value: number) => formatNumber(value, 0, lang);
  const products = SCORES.map((score, at) => `${score}×${number(mean.counts[at] ?? 0)}`).join(' + ');
  const total = number(scoreTotal(mean.counts));
  const ratings = number(mean.ratings);
  return `${label}: (${products}) ÷ ${ratings} = ${total} ÷ ${ratings} = ${formatCut(mean.meanScore, DECIMALS, lang)}`;
}

function gradeLine({ template }: Questionnaire, lang: Language): string {
  return gradeBands(template)
    .map(({ grade, from, to, name }) => {
      const range = `${formatNumber(from, 2, lang)}–${formatNumber(to, 2, lang)}`;
      return `${grade} (${inPublicLanguage(name, lang)}) ${range}`;
    })
    .join(', ');
}
