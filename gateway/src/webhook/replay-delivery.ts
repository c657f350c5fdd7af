import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import { requireManager } from './endpoint-at-hand.ts';

/** Sends a message again, whatever became of it, with the same id; to an endpoint that is paused once it goes on. Returns its key. */
export const replayDelivery = async (id: string, context: Context): Promise<string> => {
  const actor = await requireManager(context);
  const key = requireKey('id', id, 'WebhookDelivery');
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    const { rowCount } = await client.query(
      `update webhook_delivery set state = 'PENDING', tries = 0, due_at = $3
       where tenant_id = $1 and id = $2
         and endpoint_id in (select id from webhook_endpoint where tenant_id = $1 and state <> 'REMOVED')`,
      [boundTenant(), key, at],
    );
    if (rowCount === 0) throw notHere('id', id, 'WebhookDelivery');
    await recordEvent(client, { at, actor, action: 'webhook.replayed', subject: key, detail: {} });
  });
  return key;
};
