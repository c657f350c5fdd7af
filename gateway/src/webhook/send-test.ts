import { v7 as timeOrderedId } from 'uuid';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { TEST_EVENT } from '../domain/webhook.ts';
import { notAllowedNow } from '../refusals.ts';
import { changeEndpoint } from './endpoint-at-hand.ts';

/** Puts a test event into the outbox of one endpoint; from there on it is a message like any other. Returns its key. */
export const sendTest = (id: string, context: Context): Promise<string> =>
  changeEndpoint(id, context, async (client, endpoint, at) => {
    if (endpoint.state !== 'ACTIVE') throw notAllowedNow('Tujuan ini sedang dijeda.', ['melanjutkan']);
    const { rows } = await client.query<{ id: string }>(
      `insert into webhook_delivery (tenant_id, endpoint_id, event_id, type, occurred_at, data, due_at)
       values ($1, $2, $3, $4, $5, '{}', $5) returning id`,
      [boundTenant(), endpoint.id, timeOrderedId(), TEST_EVENT, at],
    );
    const [sent] = rows;
    if (sent === undefined) throw new Error('The test event was not stored.');
    return { action: 'webhook.tested', detail: {}, result: sent.id };
  });
