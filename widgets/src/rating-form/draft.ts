import type { RatingFormQuery, SubmitFeedbackInput } from '@kinerja/schema/operations';
import type { Dictionary } from '../locale/id.ts';
import type { Refusal } from '../outbox.ts';

export type RatedService = NonNullable<RatingFormQuery['service']>;
export type Questionnaire = RatedService['questionnaire'];

const LONGEST_COMMENT = 1_000;

/** What the citizen has filled in so far, from opening the form to the receipt. */
export interface Draft {
  /** Made when the form opens, so that however often it is sent, it counts once. */
  readonly submissionKey: string;
  /** By element; null when skipped on purpose. */
  readonly scores: Readonly<Record<string, number | null>>;
  readonly comment: string;
  readonly respondent: Readonly<Record<string, string | undefined>>;
}

/** One thing the citizen can answer, as the review lists it. */
export interface Field {
  /** `score.<element>`, `comment` or `respondent.<field>`: also the id of its control. */
  readonly id: string;
  readonly label: string;
  /** The answer in words. */
  readonly answer: string;
}

/** What is wrong, by field; what belongs to none under an empty name. */
export type Mistakes = Readonly<Record<string, string>>;

export const newDraft = (): Draft => ({ submissionKey: randomKey(), scores: {}, comment: '', respondent: {} });

export const scoreField = (element: string): string => `score.${element}`;
export const respondentField = (key: string): string => `respondent.${key}`;

/** Everything there is to answer, in the order of the form. */
export function draftFields({ elements, profile }: Questionnaire, draft: Draft, texts: Dictionary): Field[] {
  const { scores, comment, respondent } = draft;
  const answer = (label: string | undefined) => label || texts.empty;
  return [
    ...elements.map(({ key, label, answers }) => ({
      id: scoreField(key),
      label,
      answer: answer(answers.find(({ score }) => score === scores[key])?.label),
    })),
    { id: 'comment', label: texts.comment, answer: answer(comment.trim()) },
    ...profile.map(({ key, label, options }) => ({
      id: respondentField(key),
      label,
      answer: answer(options.find(({ code }) => code === respondent[key])?.label),
    })),
  ];
}

/** How many characters fit still; negative when there are too many. Counted as the gateway does, not in UTF-16. */
export const commentLeft = (comment: string): number => LONGEST_COMMENT - [...comment.trim().normalize()].length;

/** A required element without an answer, a comment that is too long. */
export function draftMistakes({ elements }: Questionnaire, { scores, comment }: Draft, texts: Dictionary): Mistakes {
  const open = elements.filter(({ key, required }) => required && scores[key] == null);
  const mistakes = Object.fromEntries(open.map(({ key }) => [scoreField(key), texts.required]));
  const left = commentLeft(comment);
  return left < 0 ? { ...mistakes, comment: texts.commentLeft(left) } : mistakes;
}

/** Puts each of the gateway's issues beside the field it speaks of: `answers.3.score` is the fourth answer sent. */
export function refusalMistakes(refusal: Refusal, { answers }: SubmitFeedbackInput, texts: Dictionary): Mistakes {
  if (refusal.__typename === 'KeyReused') return { '': texts.keyReused };
  const mistakes: Record<string, string> = { '': refusal.message };
  for (const { path, message } of refusal.issues) {
    const [field = '', index = ''] = path.split('.');
    const answer = field === 'answers' && answers?.[Number(index)];
    mistakes[answer ? scoreField(answer.element) : path] = message;
  }
  return mistakes;
}

/** The payload, the same to the byte however often it is sent. */
export function submissionInput(draft: Draft, service: RatedService, siteKey: string | null): SubmitFeedbackInput {
  const { submissionKey, scores, comment, respondent } = draft;
  const { version, elements } = service.questionnaire;
  return {
    submissionKey,
    serviceId: service.id,
    questionnaireVersion: version,
    answers: elements.flatMap(({ key }) => {
      const score = scores[key];
      return score ? [{ element: key, score }] : [];
    }),
    comment: comment.trim() || undefined,
    respondent,
    siteKey: siteKey ?? undefined,
    submittedAt: new Date().toISOString(),
  };
}

/** The draft that made a payload; what it left open was skipped. */
export function draftOf({ submissionKey, answers, comment, respondent }: SubmitFeedbackInput): Draft {
  return {
    submissionKey,
    scores: Object.fromEntries((answers ?? []).map(({ element, score }) => [element, score])),
    comment: comment ?? '',
    respondent: { ...respondent } as Draft['respondent'],
  };
}

/** A UUID, also where `randomUUID` is missing: on plain http, and in browsers before 2022. */
function randomKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (Number(digit) ^ ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & (15 >> (Number(digit) / 4)))).toString(16),
  );
}
