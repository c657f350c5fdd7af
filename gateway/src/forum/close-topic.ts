import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Stored } from '../development/stored.ts';
import { notAllowedNow } from '../refusals.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { approachTopic } from './find-topic.ts';

/** Closes a topic, with the reason, which everybody reads. It stays readable, and what waits in it can still be judged. */
export const closeTopic = async (
  input: { readonly id: string; readonly reason: string },
  context: Context,
): Promise<Stored> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  const { id } = await approachTopic('id', input.id, 'MANAGE_FORUM_TOPIC', context);
  const check = checkInput();
  const reason = check.required('reason', input.reason, MAX_TEXT, 'alasan ditutup');
  check.finish();
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    const { rowCount } = await client.query(
      `update forum_topic set closed_reason = $3, closed_by_id = $4, closed_at = $5
       where tenant_id = $1 and id = $2 and closed_at is null`,
      [tenantId, id, reason, viewer.employeeId, at],
    );
    if (rowCount === 0) throw notAllowedNow('Topik ini sudah ditutup.');
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'forum-topic.closed',
      subject: id,
      detail: { reason },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
