import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { notHere, requireKey } from './here.ts';
import type { Stored } from './stored.ts';

/** Whether a decision of a meeting has been carried out. */
export interface MarkDecision {
  readonly id: string;
  readonly done: boolean;
}

/** Marks a decision as done, or as open again, and gives the meeting that it belongs to. */
export const markDecision = async (input: MarkDecision, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const id = requireKey('id', input.id, 'MeetingDecision');
  const { db, now } = context;
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<{ meetingId: string; responsibleId: string }>(
    `select meeting_id as "meetingId", responsible_id as "responsibleId"
     from meeting_decision where tenant_id = $1 and id = $2`,
    [tenantId, id],
  );
  const [decision] = rows;
  if (decision === undefined) throw notHere('id', input.id, 'MeetingDecision');
  await refuseUnless(context, 'MARK_DECISION', await rolesTowards(context, decision.responsibleId), id);
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rows: before } = await client.query<{ doneAt: Date | null }>(
      'select done_at as "doneAt" from meeting_decision where tenant_id = $1 and id = $2 for update',
      [tenantId, id],
    );
    const doneAt = before[0]?.doneAt ?? null;
    if ((doneAt !== null) === input.done) return; // said before
    await client.query(
      'update meeting_decision set done_by_id = $3, done_at = $4 where tenant_id = $1 and id = $2',
      input.done ? [tenantId, id, viewer.employeeId, at] : [tenantId, id, null, null],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: input.done ? 'decision.done' : 'decision.reopened',
      subject: id,
      detail: { before: { doneAt }, after: { doneAt: input.done ? at : null } },
    });
  });
  return { tenantId, id: decision.meetingId };
};
