import type { PoolClient } from 'pg';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import {
  loadSubmission,
  moved,
  SUBMISSIONS,
  type Submission,
  type SubmissionChoice,
  type SubmissionKey,
} from './submission.ts';

/** What differs between the kinds of things that can be withdrawn. */
export interface WithdrawnKind {
  readonly kind: 'Activity' | 'Contribution';
  /** Refuses to let it go for a reason of this kind. */
  readonly refuse?: (client: PoolClient, submission: Submission) => Promise<void>;
}

/**
 * Takes back what was submitted and has no verdict; it counts no more, and stays in the record.
 *
 * @throws {Refused}; NOT_FOUND for an id that does not exist.
 */
export const withdrawSubmission = async (
  context: Context,
  { id: globalId, expectedVersion }: SubmissionChoice,
  { kind, refuse }: WithdrawnKind,
): Promise<SubmissionKey> => {
  const viewer = requireViewer(context);
  const { table, rights } = SUBMISSIONS[kind];
  const { id, employeeId } = await loadSubmission(context.db.pool, kind, globalId);
  await refuseUnless(context, rights.WITHDRAW, await rolesTowards(context, employeeId), id);
  const now = context.now();
  await transaction(context.db.pool, async (client) => {
    const before = await loadSubmission(client, kind, globalId, true);
    const state = moved(kind, before, 'WITHDRAW', expectedVersion);
    await refuse?.(client, before);
    await client.query(
      `update ${table} set state = $3, version = version + 1, judged_by_id = null, judged_at = null
       where tenant_id = $1 and id = $2`,
      [boundTenant(), id, state],
    );
    await recordEvent(client, {
      at: now,
      actor: actorOf(viewer),
      action: `${table}.withdrawn`,
      subject: id,
      detail: { before: { state: before.state, note: before.note }, after: { state, note: before.note } },
    });
  });
  return { tenantId: boundTenant(), id };
};
