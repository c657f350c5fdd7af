import { JudgeForumPostOperation, PublishReplyOperation, WithdrawReplyOperation } from '@kinerja/schema/operations';
import type { Field } from './fields-form.ts';
import { document, type MoveDocument } from './moves.ts';
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
}

/** Most characters of each side of what is published: it is read on a phone. */
const MOST_OF_REPLY = 600;

const REASON: Field = { name: 'reason', kind: 'TEXT', isRequired: true };

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
  PUBLISH: {
    operation: document(PublishReplyOperation),
    fields: [
      { name: 'said', kind: 'TEXT', isRequired: true, most: MOST_OF_REPLY },
      { name: 'done', kind: 'TEXT', isRequired: true, most: MOST_OF_REPLY },
      { name: 'element', kind: 'CHOICE', isRequired: false },
    ],
    variables: ({ about: ticketId, unit: unitId }, { said, done, element }, key) => ({
      input: { key, unitId, ticketId, said, done, element },
    }),
  },
  WITHDRAW: {
    operation: document(WithdrawReplyOperation),
    fields: [REASON],
    variables: ({ about: id }, { reason }) => ({ id, reason }),
  },
};

/** One form on the page. */
export interface TaskPlace {
  /** Id of the post, the ticket or the reply that it is about. */
  readonly about: string;
  readonly task: Task;
  /** Id of the unit in whose name it is done; undefined where what it is about says so. */
  readonly unit?: string;
}

/** Ids within the widget. */
export const taskId = ({ about, task }: TaskPlace, name: string): string => `${task}-${about}-${name}`;
