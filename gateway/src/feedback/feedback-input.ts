import { PROFILE_KEYS } from '../domain/questionnaire.ts';
import type { Answer } from '../domain/score.ts';

/** What a citizen sends; every way in (API, widget, plain form) ends here. */
export interface SubmitFeedback {
  readonly submissionKey: string;
  readonly serviceId: string;
  readonly questionnaireVersion: number;
  readonly answers?: readonly Answer[] | null | undefined;
  readonly comment?: string | null | undefined;
  readonly kind: 'RATING' | 'COMPLAINT' | 'ASPIRATION' | 'INFORMATION_REQUEST';
  readonly submittedAt?: Date | null | undefined;
  readonly visitCode?: string | null | undefined;
  readonly respondent?:
    | Readonly<Partial<Record<(typeof PROFILE_KEYS)[number], string | null | undefined>>>
    | null
    | undefined;
  readonly siteKey?: string | null | undefined;
  readonly deviceToken?: string | null | undefined;
  readonly place?: string | null | undefined;
  readonly proof?: string | null | undefined;
}

/** The respondent's profile, each field with a code or null; an empty code is none. */
export const respondentOf = ({ respondent }: SubmitFeedback) =>
  Object.fromEntries(PROFILE_KEYS.map((key) => [key, respondent?.[key] || null]));
