import {
  AnswerInForumOperation,
  CloseForumTopicOperation,
  ConfirmExclusionOperation,
  DecideFigureObjectionOperation,
  DismissRatingAlarmOperation,
  ExcludeRatingsOperation,
  JudgeForumPostOperation,
  ObjectToFigureOperation,
  OpenForumTopicOperation,
  PublishReplyOperation,
  RatingsToExcludeOperation,
  RestoreRatingsOperation,
  WithdrawReplyOperation,
} from '@kinerja/schema/operations';
import { selectionFields, selectionOf } from './exclusions.ts';
import type { Field } from './fields-form.ts';
import type { Look } from './form-desk.ts';
import { document, type MoveDocument } from './moves.ts';
import { subjectGiven } from './topics.ts';
import type { deskTasksId } from './words/tasks-id.ts';

/** What can be done at the desk beside the moves of a ticket. */
export type Task = keyof (typeof deskTasksId)['tasks'];

interface TaskForm {
  readonly operation: MoveDocument;
  readonly fields: readonly Field[];
  /** What the document takes: of the thing that it is about, what was filled in, and the key of the attempt. */
  readonly variables: (
    place: TaskPlace,
    filled: Readonly<Record<string, string>>,
    key: string,
  ) => Readonly<Record<string, unknown>>;
  /** What is looked at before it is sent; nothing by default. */
  readonly look?: (place: TaskPlace) => Look;
}

/** Most characters of each side of what is published: it is read on a phone. */
const MOST_OF_REPLY = 600;

const REASON: Field = { name: 'reason', kind: 'TEXT', isRequired: true };
const EXPLANATION: Field = { name: 'explanation', kind: 'TEXT', isRequired: true };

const judge = (verdict: string, fields: readonly Field[]): TaskForm => ({
  operation: document(JudgeForumPostOperation),
  fields,
  variables: ({ about: id }, { reason }) => ({ id, verdict, reason }),
});

/** Each task with its form. */
export const TASKS: Readonly<Record<Task, TaskForm>> = {
  SHOW: judge('SHOW', []),
  HIDE: judge('HIDE', [REASON]),
  FLAG_SPAM: judge('FLAG_SPAM', [REASON]),
  ANSWER: {
    operation: document(AnswerInForumOperation),
    fields: [{ name: 'text', kind: 'TEXT', isRequired: true }],
    variables: ({ about: topicId }, { text }, key) => ({ topicId, key, text }),
  },
  CLOSE_TOPIC: {
    operation: document(CloseForumTopicOperation),
    fields: [REASON],
    variables: ({ about: id }, { reason }) => ({ id, reason }),
  },
  OPEN_TOPIC: {
    operation: document(OpenForumTopicOperation),
    fields: [
      { name: 'subject', kind: 'CHOICE', isRequired: true },
      { name: 'title', kind: 'LINE', isRequired: true },
      { name: 'opening', kind: 'TEXT', isRequired: true },
    ],
    variables: (_place, { subject, title, opening }, key) => ({
      input: { ...subjectGiven(subject), title, opening, key },
    }),
  },
  PUBLISH: {
    operation: document(PublishReplyOperation),
    fields: [
      { name: 'said', kind: 'TEXT', isRequired: true, most: MOST_OF_REPLY },
      { name: 'done', kind: 'TEXT', isRequired: true, most: MOST_OF_REPLY },
      { name: 'element', kind: 'CHOICE', isRequired: false },
    ],
    variables: ({ about: ticketId, given }, { said, done, element }, key) => ({
      input: { key, ticketId, ...given, said, done, element },
    }),
  },
  WITHDRAW: {
    operation: document(WithdrawReplyOperation),
    fields: [REASON],
    variables: ({ about: id }, { reason }) => ({ id, reason }),
  },
  OBJECT: {
    operation: document(ObjectToFigureOperation),
    fields: [REASON],
    variables: ({ given }, { reason }) => ({ input: { ...given, reason } }),
  },
  DECIDE: {
    operation: document(DecideFigureObjectionOperation),
    fields: [{ name: 'ruling', kind: 'CHOICE', isRequired: true }, EXPLANATION],
    variables: ({ about: id }, { ruling, explanation }) => ({ id, ruling, explanation }),
  },
  EXCLUDE: {
    operation: document(ExcludeRatingsOperation),
    fields: [...selectionFields, { name: 'reason', kind: 'CHOICE', isRequired: true }, EXPLANATION],
    variables: ({ zone }, filled) => {
      const { reason, explanation } = filled;
      return { input: { ...selectionOf(filled, zone), reason, explanation } };
    },
    look: ({ zone }) => ({
      operation: RatingsToExcludeOperation as Look['operation'],
      fields: selectionFields,
      variables: (filled) => ({ selection: selectionOf(filled, zone) }),
    }),
  },
  DISMISS: {
    operation: document(DismissRatingAlarmOperation),
    fields: [EXPLANATION],
    variables: ({ about: id }, { explanation }) => ({ id, explanation }),
  },
  CONFIRM: {
    operation: document(ConfirmExclusionOperation),
    fields: [EXPLANATION],
    variables: ({ about: id }, { explanation }) => ({ id, explanation }),
  },
  RESTORE: {
    operation: document(RestoreRatingsOperation),
    fields: [EXPLANATION],
    variables: ({ about: id }, { explanation }) => ({ id, explanation }),
  },
};

/** One form on the page. */
export interface TaskPlace {
  /** Id of the post, the ticket, the reply … that it is about. */
  readonly about: string;
  readonly task: Task;
  /** What the document takes beside what is filled in; nothing where `about` says it all. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** IANA zone on whose clocks times are filled in; UTC by default. */
  readonly zone?: string;
}

/** Ids within the widget. */
export const taskId = ({ about, task }: TaskPlace, name: string): string => `${task}-${about}-${name}`;
