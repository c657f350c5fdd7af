import {
  AcknowledgeFeedbackOperation,
  ApprovePlanOperation,
  CloseRealisationOperation,
  ConcludeDiscussionOperation,
  ConfirmReceiptOperation,
  DecideObjectionOperation,
  DecideResultOperation,
  ExplainObjectionOperation,
  FileObjectionOperation,
  RequestDiscussionOperation,
  SaveRatingOperation,
  SaveSelfAssessmentOperation,
  ScheduleDiscussionOperation,
  SkipDiscussionOperation,
  StepBackOperation,
  SubmitRatingOperation,
  SubmitSelfAssessmentOperation,
  SubmitTeamEvaluationOperation,
  type TrustedDocument,
  WriteFeedbackOperation,
} from '@kinerja/schema/operations';
import type { Card } from './read-person.ts';

export type Move = Card['nextSteps'][number]['move'];

/** How a move ended: the appraisal has changed, or why nothing was stored. */
export interface MoveOutcome {
  readonly result:
    | { readonly __typename: 'Appraisal' }
    | {
        readonly __typename: 'InvalidInput';
        readonly issues: readonly { readonly path: string; readonly message: string }[];
      }
    | { readonly __typename: 'NotPermitted' | 'NotAllowedNow' | 'ChangedMeanwhile'; readonly message: string };
}

/** A document that makes a move; what it takes beside the id and the version differs. */
export type MoveDocument = TrustedDocument<MoveOutcome, Readonly<Record<string, unknown>>>;

const document = <Variables>(operation: TrustedDocument<unknown, Variables>) => operation as unknown as MoveDocument;

/** A sheet of marks: saved as often as one likes, then sent once. */
export interface Sheet {
  readonly assessor: 'SELF' | 'SUPERVISOR' | 'TEAM';
  readonly items: 'selfForm' | 'supervisorForm' | 'teamForm';
  /** Null where a draft cannot be kept. */
  readonly save: MoveDocument | null;
  readonly submit: MoveDocument;
}

export const SHEETS: Readonly<Partial<Record<Move, Sheet>>> = {
  SUBMIT_SELF_ASSESSMENT: {
    assessor: 'SELF',
    items: 'selfForm',
    save: document(SaveSelfAssessmentOperation),
    submit: document(SubmitSelfAssessmentOperation),
  },
  SUBMIT_RATING: {
    assessor: 'SUPERVISOR',
    items: 'supervisorForm',
    save: document(SaveRatingOperation),
    submit: document(SubmitRatingOperation),
  },
  SUBMIT_TEAM_EVALUATION: {
    assessor: 'TEAM',
    items: 'teamForm',
    save: null,
    submit: document(SubmitTeamEvaluationOperation),
  },
};

/** Moves that are part of a sheet, and have no form of their own. */
export const WITHIN_SHEETS: ReadonlySet<Move> = new Set(['SAVE_SELF_ASSESSMENT', 'SAVE_RATING']);

/** Something to fill in. `RATING` chooses among the three ratings, `DECISION` how an objection ends. */
export interface Field {
  readonly name: string;
  readonly kind: 'TEXT' | 'LINE' | 'INSTANT' | 'RATING' | 'DECISION';
  readonly required: boolean;
}

/** A move with a few fields, or with none. */
export interface SimpleForm {
  readonly operation: MoveDocument;
  readonly fields: readonly Field[];
  /** Whether it cannot be taken back, so that one is told before. */
  readonly final: boolean;
  /** Whether marks of the rater can be changed with it; not by default. */
  readonly revises?: boolean;
}

const needed = (name: string, kind: Field['kind'] = 'TEXT'): Field => ({ name, kind, required: true });
const optional = (name: string, kind: Field['kind'] = 'TEXT'): Field => ({ name, kind, required: false });

/**
 * Where a step stands in the list, 0 by default: first what the stage waits for. A note can be written at almost any time,
 * leaving the team is not the way on, and for the rest the portal has pages of its own.
 */
export const PLACES: Readonly<Partial<Record<Move, number>>> = {
  WRITE_FEEDBACK: 1,
  STEP_BACK: 2,
  EDIT_PLAN: 3,
  APPOINT_TEAM: 3,
  GIVE_OPINION: 3,
  FINALISE_RESULT: 3,
};

export const FORMS: Readonly<Partial<Record<Move, SimpleForm>>> = {
  APPROVE_PLAN: { operation: document(ApprovePlanOperation), fields: [], final: true },
  CLOSE_REALISATION: { operation: document(CloseRealisationOperation), fields: [], final: true },
  WRITE_FEEDBACK: {
    operation: document(WriteFeedbackOperation),
    fields: [needed('text'), optional('agreedAction')],
    final: false,
  },
  ACKNOWLEDGE_FEEDBACK: { operation: document(AcknowledgeFeedbackOperation), fields: [], final: false },
  REQUEST_DISCUSSION: { operation: document(RequestDiscussionOperation), fields: [needed('reason')], final: false },
  STEP_BACK: { operation: document(StepBackOperation), fields: [needed('reason')], final: true },
  SKIP_DISCUSSION: { operation: document(SkipDiscussionOperation), fields: [], final: true },
  SCHEDULE_DISCUSSION: {
    operation: document(ScheduleDiscussionOperation),
    fields: [needed('scheduledFor', 'INSTANT'), optional('place', 'LINE')],
    final: false,
  },
  CONCLUDE_DISCUSSION: {
    operation: document(ConcludeDiscussionOperation),
    fields: [needed('outcome')],
    final: true,
    revises: true,
  },
  DECIDE_RESULT: {
    operation: document(DecideResultOperation),
    fields: [
      needed('workResult', 'RATING'),
      needed('behaviour', 'RATING'),
      optional('reason'),
      optional('recommendation'),
    ],
    final: true,
  },
  CONFIRM_RECEIPT: { operation: document(ConfirmReceiptOperation), fields: [], final: true },
  FILE_OBJECTION: { operation: document(FileObjectionOperation), fields: [needed('reason')], final: true },
  EXPLAIN_OBJECTION: {
    operation: document(ExplainObjectionOperation),
    fields: [needed('explanation')],
    final: false,
  },
  DECIDE_OBJECTION: {
    operation: document(DecideObjectionOperation),
    fields: [
      needed('decision', 'DECISION'),
      needed('recommendation'),
      optional('workResult', 'RATING'),
      optional('behaviour', 'RATING'),
    ],
    final: true,
  },
};
