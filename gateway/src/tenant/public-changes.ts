import type { Client, PoolClient } from 'pg';

/** Channel on which gateways tell each other that public answers about a tenant have changed. */
const CHANNEL = 'kinerja_figures';

/** Tells every gateway, at the commit of the running transaction. */
export const announceChange = (client: Pick<PoolClient, 'query'>, tenantId: string): Promise<unknown> =>
  client.query('select pg_notify($1, $2)', [CHANNEL, tenantId]);

/** Calls back with the tenant whose public answers have changed, wherever the change was made. */
export const onChange = async (client: Client, changed: (tenantId: string) => void): Promise<void> => {
  client.on('notification', ({ payload }) => {
    if (payload !== undefined) changed(payload);
  });
  await client.query(`listen ${CHANNEL}`);
};
