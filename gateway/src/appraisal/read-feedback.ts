import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { MIN_OPINIONS } from '../domain/appraisal-policy.ts';
import type { Approached } from './find-appraisal.ts';
import { maySeeScore } from './may-see-score.ts';
import { type FeedbackAuthor, WITHOUT_NAME } from './write-feedback.ts';

/** A note of the feedback record, as somebody who may see it sees it. */
export interface FeedbackNote {
  readonly id: string;
  readonly replyToId: string | null;
  readonly indicatorId: string | null;
  readonly author: FeedbackAuthor;
  /** Null for colleagues, whose notes come without names. */
  readonly authorName: string | null;
  readonly text: string;
  readonly agreedAction: string | null;
  /** Null for colleagues: the hour could name the writer. */
  readonly writtenAt: Date | null;
  readonly acknowledgedAt: Date | null;
}

interface Stored extends FeedbackNote {
  readonly authorId: string;
  readonly authorName: string;
}

/** Neither the order of writing nor that of names: a colleague must not be known by his place. */
const shuffleKey = ({ id }: FeedbackNote) => createHash('sha256').update(id).digest('hex');

/**
 * The feedback record as the viewer may see it. Notes of peers, and likewise of subordinates, appear from three writers
 * upward, without name and time, after the others; one's own are always there. What raters write an evaluator reads once
 * his own sheet is sent, as he does their marks.
 */
export const readFeedback = async (pool: Pool, approached: Approached): Promise<readonly FeedbackNote[]> => {
  const { appraisal, viewer } = approached;
  const seesRaters = await maySeeScore(pool, approached);
  const { rows } = await pool.query<Stored>({
    name: 'feedback_record',
    text: `select feedback_note.id, reply_to_id as "replyToId", indicator_id as "indicatorId", author_role as author,
                  author_id as "authorId", employee.name as "authorName", text, agreed_action as "agreedAction",
                  written_at as "writtenAt", acknowledged_at as "acknowledgedAt"
           from feedback_note join employee on employee.tenant_id = $1 and employee.id = author_id
           where feedback_note.tenant_id = $1 and appraisal_id = $2 order by written_at, feedback_note.id`,
    values: [boundTenant(), appraisal.id],
  });
  const writers = (author: FeedbackAuthor) =>
    new Set(rows.filter((note) => note.author === author).map(({ authorId }) => authorId)).size;
  const isHidden = ({ author, authorId }: Stored) => {
    if (authorId === viewer.employeeId) return false;
    return WITHOUT_NAME.has(author) ? writers(author) < MIN_OPINIONS : author !== 'SELF' && !seesRaters;
  };
  const shown = rows
    .filter((note) => !isHidden(note))
    .map(({ authorId, ...note }) =>
      WITHOUT_NAME.has(note.author) && authorId !== viewer.employeeId
        ? { ...note, authorName: null, writtenAt: null }
        : note,
    );
  const named = shown.filter(({ authorName }) => authorName !== null);
  const nameless = shown.filter(({ authorName }) => authorName === null);
  return [...named, ...nameless.toSorted((a, b) => (shuffleKey(a) < shuffleKey(b) ? -1 : 1))];
};
