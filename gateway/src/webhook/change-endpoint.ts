import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { notAllowedNow } from '../refusals.ts';
import { changeEndpoint, type EndpointState } from './endpoint-at-hand.ts';

/** How a state is called, for people. */
export const ENDPOINT_STATE_NAMES: Readonly<Record<EndpointState, string>> = {
  ACTIVE: 'aktif',
  PAUSED: 'dijeda',
  FAILED: 'dijeda karena terus gagal',
  GONE: 'dijeda karena alamatnya tidak dipakai lagi',
};

/** Stops sending; what happens meanwhile is kept and sent later. Returns the key. */
export const pauseEndpoint = (id: string, context: Context): Promise<string> =>
  changeEndpoint(id, context, async (client, endpoint, at) => {
    if (endpoint.state !== 'ACTIVE')
      throw notAllowedNow(`Tujuan ini sudah ${ENDPOINT_STATE_NAMES[endpoint.state]}.`, ['melanjutkan', 'menghapus']);
    await client.query(
      `update webhook_endpoint set state = 'PAUSED', state_since = $3 where tenant_id = $1 and id = $2`,
      [boundTenant(), endpoint.id, at],
    );
    return { action: 'webhook.paused', detail: { because: 'PAUSED' }, result: endpoint.id };
  });

/** Sends again, beginning with all that has waited, as if it had not been tried yet. Returns the key. */
export const resumeEndpoint = (id: string, context: Context): Promise<string> =>
  changeEndpoint(id, context, async (client, endpoint, at) => {
    if (endpoint.state === 'ACTIVE') throw notAllowedNow('Tujuan ini aktif.', ['menjeda', 'menghapus']);
    await client.query(
      `update webhook_endpoint set state = 'ACTIVE', state_since = $3, failing_since = null where tenant_id = $1 and id = $2`,
      [boundTenant(), endpoint.id, at],
    );
    await client.query(
      `update webhook_delivery set tries = 0, due_at = least(due_at, $3)
       where tenant_id = $1 and endpoint_id = $2 and state = 'PENDING' and (tries > 0 or due_at > $3)`,
      [boundTenant(), endpoint.id, at],
    );
    return { action: 'webhook.resumed', detail: { was: endpoint.state }, result: endpoint.id };
  });

/** Removes an endpoint, and its secrets at once; messages and log follow with the work of a day. Returns how many it had not taken. */
export const removeEndpoint = (id: string, context: Context): Promise<number> =>
  changeEndpoint(id, context, async (client, endpoint, at) => {
    const key = [boundTenant(), endpoint.id];
    const { rows } = await client.query<{ undelivered: number }>(
      `select count(*)::integer as undelivered from webhook_delivery
       where tenant_id = $1 and endpoint_id = $2 and state = 'PENDING'`,
      key,
    );
    const undelivered = rows[0]?.undelivered ?? 0;
    await client.query('delete from webhook_secret where tenant_id = $1 and endpoint_id = $2', key);
    await client.query(
      `update webhook_endpoint set state = 'REMOVED', state_since = $3 where tenant_id = $1 and id = $2`,
      [...key, at],
    );
    return { action: 'webhook.removed', detail: { undelivered }, result: undelivered };
  });
