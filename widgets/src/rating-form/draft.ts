import type { RatingFormQuery, SubmitFeedbackInput } from '@kinerja/schema/operations';
import type { FormTexts } from './words.ts';

export type RatedService = NonNullable<RatingFormQuery['service']>;

const LONGEST_COMMENT = 1_000;

/** Answers by field; an element skipped on purpose has an empty one. */
export type Answers = Readonly<Record<string, string>>;

/** One thing to answer. */
export interface Field {
  /** `score.<element>`, `comment` or `respondent.<key>`. */
  readonly id: string;
  readonly label: string;
  readonly question?: string;
  readonly required?: boolean;
  /** Empty when the answer is free text. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Everything there is to answer, in the order of the form. */
export const formFields = (
  { elements, profile }: RatedService['questionnaire'],
  texts: FormTexts,
): readonly Field[] => [
  ...elements.map(({ key, label, question, required, answers }) => ({
    id: `score.${key}`,
    label,
    question,
    required,
    options: [
      ...answers.map((answer) => ({ value: String(answer.score), label: answer.label })),
      ...(required ? [] : [{ value: '', label: texts.skip }]),
    ],
  })),
  { id: 'comment', label: texts.comment, options: [] },
  ...profile.map(({ key, label, options }) => ({
    id: `respondent.${key}`,
    label,
    options: options.map((option) => ({ value: option.code, label: option.label })),
  })),
];

/** How many characters fit still; negative when there are too many. Counted as the gateway does, not in UTF-16. */
export const commentLeft = (comment = ''): number => LONGEST_COMMENT - [...comment.trim().normalize()].length;

/** What is wrong with the answer to a field, if anything. */
export function fieldMistake({ id, required }: Field, answers: Answers, texts: FormTexts): string | undefined {
  const left = id === 'comment' ? commentLeft(answers[id]) : 0;
  return left < 0 ? texts.commentLeft(left) : required && !answers[id] ? texts.required : undefined;
}

/** What the answers say, as the gateway takes it. */
export const ratingIn = (
  { questionnaire: { version, elements, profile } }: RatedService,
  answers: Answers,
): Pick<SubmitFeedbackInput, 'questionnaireVersion' | 'answers' | 'comment' | 'respondent'> => ({
  questionnaireVersion: version,
  answers: elements.flatMap(({ key }) => {
    const score = Number(answers[`score.${key}`]);
    return score ? { element: key, score } : [];
  }),
  comment: answers['comment']?.trim() || undefined,
  respondent: Object.fromEntries(profile.map(({ key }) => [key, answers[`respondent.${key}`] || undefined])),
});

const draftName = ({ id, questionnaire: { version } }: RatedService) => `${id} ${version}`;

/** Keeps the answers in this tab. */
export function keepDraft(service: RatedService, answers: Answers): void {
  try {
    sessionStorage.setItem(draftName(service), JSON.stringify(answers));
  } catch {
    // Storage is refused or full: then a reload starts anew.
  }
}

/** The answers kept in this tab, as far as they are still among the options of their field. */
export function keptDraft(service: RatedService, fields: readonly Field[]): Answers {
  try {
    const kept: Answers = JSON.parse(sessionStorage.getItem(draftName(service)) ?? '{}');
    return Object.fromEntries(
      fields.flatMap(({ id, options }) => {
        const answer = kept[id];
        return answer && (!options[0] || options.some(({ value }) => value === answer)) ? [[id, answer]] : [];
      }),
    );
  } catch {
    // Storage is refused, or somebody else has written there.
    return {};
  }
}
