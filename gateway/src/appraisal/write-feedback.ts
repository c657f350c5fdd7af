import { v4 as randomId, v7 as timeOrderedId } from 'uuid';
import type { Role } from '../access/permissions.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { invalid, issue } from '../refusals.ts';
import { keyOrNothing } from './key-or-nothing.ts';
import { type Making, type MoveInput, makeMove } from './make-move.ts';
import { written, writtenWords } from './written.ts';

/** A note for the feedback record. */
export interface WriteFeedback extends MoveInput {
  readonly text: string;
  readonly agreedAction?: string | null | undefined;
  readonly replyToId?: string | null | undefined;
  readonly indicatorId?: string | null | undefined;
}

/** As what somebody writes; the closest relation first. */
const AUTHORS = [
  ['SELF', 'SELF'],
  ['RATER', 'SUPERVISOR'],
  ['SUPERIOR', 'SUPERIOR'],
  ['TEAM_MEMBER', 'TEAM'],
  ['SUBORDINATE', 'SUBORDINATE'],
  ['PEER', 'PEER'],
] as const satisfies readonly (readonly [Role, string])[];

/** In which capacity a note of the feedback record was written. */
export type FeedbackAuthor = (typeof AUTHORS)[number][1];

/** Whose notes are shown without name and time. */
export const WITHOUT_NAME: ReadonlySet<FeedbackAuthor> = new Set(['PEER', 'SUBORDINATE']);

/** The key of something of this appraisal that the note refers to; null for none. */
const referred = async (
  { client, appraisal }: Making,
  field: 'replyToId' | 'indicatorId',
  id: string | null | undefined,
): Promise<string | null> => {
  if (id == null) return null;
  const [type, table] =
    field === 'replyToId' ? (['FeedbackNote', 'feedback_note'] as const) : (['Indicator', 'indicator'] as const);
  const key = keyOrNothing(id, type);
  const { rows } = await client.query(`select 1 from ${table} where tenant_id = $1 and id = $2 and appraisal_id = $3`, [
    boundTenant(),
    key ?? null,
    appraisal.id,
  ]);
  if (key === undefined || rows.length === 0)
    throw invalid(
      issue(field, id, field === 'replyToId' ? 'id catatan pada penilaian ini' : 'id indikator dari rencana ini'),
    );
  return key;
};

/** Writes into the feedback record (PermenPANRB 6/2022 art. 17-19): both sides, colleagues too. */
export const writeFeedback = (input: WriteFeedback, context: Context): Promise<string> =>
  makeMove(context, input, 'WRITE_FEEDBACK', async (making) => {
    const { client, appraisal, viewer, roles, now } = making;
    const author = AUTHORS.find(([role]) => roles.has(role))?.[1];
    // An id that tells the time of writing would name a colleague who is shown without it.
    const id = author !== undefined && WITHOUT_NAME.has(author) ? randomId() : timeOrderedId();
    await client.query(
      `insert into feedback_note (tenant_id, id, appraisal_id, reply_to_id, author_id, author_role, indicator_id, text,
                                  agreed_action, written_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        boundTenant(),
        id,
        appraisal.id,
        await referred(making, 'replyToId', input.replyToId),
        viewer.employeeId,
        author,
        await referred(making, 'indicatorId', input.indicatorId),
        writtenWords('text', input.text, 'isi umpan balik'),
        written('agreedAction', input.agreedAction),
        now,
      ],
    );
    return { after: { note: id } };
  });

/**
 * Says that one has read what the other side wrote. When both have, the stage ends: feedback is not one-way.
 */
export const acknowledgeFeedback = (input: MoveInput, context: Context): Promise<string> =>
  makeMove(context, input, 'ACKNOWLEDGE_FEEDBACK', async ({ client, appraisal, roles, now }) => {
    const [own, others] = roles.has('SELF') ? (['SELF', 'SUPERVISOR'] as const) : (['SUPERVISOR', 'SELF'] as const);
    const { rows } = await client.query<{ author: FeedbackAuthor; notes: number; open: number }>(
      `select author_role as author, count(*)::integer as notes, count(*) filter (where acknowledged_at is null)::integer as open
       from feedback_note where tenant_id = $1 and appraisal_id = $2 group by author_role`,
      [boundTenant(), appraisal.id],
    );
    const of = (author: FeedbackAuthor) => rows.find((row) => row.author === author) ?? { notes: 0, open: 0 };
    if (others === 'SUPERVISOR' && of('SUPERVISOR').notes === 0)
      throw invalid(
        issue('appraisalId', 0, 'paling sedikit satu umpan balik dari pejabat penilai sebelum dinyatakan dibaca'),
      );
    await client.query(
      `update feedback_note set acknowledged_at = $4
       where tenant_id = $1 and appraisal_id = $2 and author_role <> $3 and acknowledged_at is null`,
      [boundTenant(), appraisal.id, own, now],
    );
    const { rows: acknowledged } = await client.query<{ complete: boolean }>(
      `update appraisal
       set employee_acknowledged_at = case when $3 then $4 else employee_acknowledged_at end,
           rater_acknowledged_at = case when $3 then rater_acknowledged_at else $4 end
       where tenant_id = $1 and id = $2
       returning employee_acknowledged_at is not null and rater_acknowledged_at is not null as complete`,
      [boundTenant(), appraisal.id, own === 'SELF', now],
    );
    return { complete: acknowledged[0]?.complete === true, after: { by: own } };
  });
