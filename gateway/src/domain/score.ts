import { type Element, type Questionnaire, SCORES, type Score } from './questionnaire.ts';
import { inLanguage } from './text.ts';

/** One answer as it arrives: nothing about it is trusted yet. */
export interface Answer {
  readonly element: string;
  readonly score: number;
}

/** What is wrong with an input, where, in words for the citizen. */
export interface Issue {
  /** `answers.3.score` and `answers.3.element` for the fourth answer, `answers.waktu` for an element that is missing. */
  readonly path: string;
  readonly message: string;
}

/** One score per element in the order of the questionnaire; null where the element was skipped. */
export type Scores = readonly (Score | null)[];

export type ParsedAnswers =
  | { readonly ok: true; readonly scores: Scores }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Checks the answers of one rating against its questionnaire and puts them in its order.
 * Every issue is reported at once: unknown element, the same element twice, a score that is not 1, 2, 3 or 4, a required
 * element without an answer. Whether anything was answered at all is the caller's to check: a comment alone is feedback too.
 */
export function parseAnswers(questionnaire: Questionnaire, answers: readonly Answer[]): ParsedAnswers {
  const { elements } = questionnaire;
  const places = new Map(elements.map((element, index) => [element.key, index]));
  const firstAnswers = new Map<number, number>();
  const scores: (Score | null)[] = elements.map(() => null);
  const issues: Issue[] = [];

  answers.forEach(({ element: key, score }, at) => {
    const place = places.get(key);
    const element = place === undefined ? undefined : elements[place];
    if (place === undefined || !element) {
      issues.push({ path: `answers.${at}.element`, message: unknownElement(key, questionnaire) });
      return;
    }
    const first = firstAnswers.get(place);
    if (first !== undefined) {
      issues.push({ path: `answers.${at}.element`, message: answeredTwice(element, first, at) });
      return;
    }
    firstAnswers.set(place, at);
    if (!isScore(score)) {
      issues.push({ path: `answers.${at}.score`, message: wrongScore(element, score) });
      return;
    }
    scores[place] = score;
  });

  elements.forEach((element, place) => {
    if (element.required && !firstAnswers.has(place)) {
      issues.push({ path: `answers.${element.key}`, message: missing(element) });
    }
  });
  return issues.length === 0 ? { ok: true, scores } : { ok: false, issues };
}

/** Whether a value is one of the four scores; `2.5`, `"3"`, 0 and 5 are not. */
export function isScore(value: unknown): value is Score {
  return SCORES.some((score) => score === value);
}

function wrongScore(element: Element, score: unknown): string {
  return `Nilai untuk "${inLanguage(element.label)}" (${element.key}) harus 1, 2, 3, atau 4; yang diterima ${quote(score)}.`;
}

function unknownElement(key: unknown, { key: questionnaire, elements }: Questionnaire): string {
  const known = elements.map((element) => element.key).join(', ');
  return `Unsur ${quote(key)} tidak ada dalam kuesioner ${questionnaire}; yang ada: ${known}.`;
}

function answeredTwice(element: Element, first: number, second: number): string {
  const where = `jawaban ke-${first + 1} dan ke-${second + 1}`;
  return `Unsur "${inLanguage(element.label)}" (${element.key}) dijawab dua kali (${where}); cukup satu jawaban.`;
}

function missing(element: Element): string {
  return `Unsur "${inLanguage(element.label)}" (${element.key}) wajib dijawab dengan nilai 1, 2, 3, atau 4; jawabannya belum ada.`;
}

/** The value as it came, short enough for a message. */
function quote(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…"`;
}
