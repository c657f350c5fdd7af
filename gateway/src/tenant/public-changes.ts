import type { Client, PoolClient } from 'pg';

/** Channel on which gateways tell each other that public answers about a tenant have changed. */
const CHANNEL = 'kinerja_figures';

/** What a public answer of before is worth: nothing when something was taken back, and more than none when a figure moved on. */
export interface Change {
  readonly tenantId: string;
  /** Whether figures took their next step, an alarm was raised or a day was sealed, and nothing was taken back. */
  readonly isStep: boolean;
}

const STEP = 'step';

const notify = (client: Pick<PoolClient, 'query'>, payload: string): Promise<unknown> =>
  client.query('select pg_notify($1, $2)', [CHANNEL, payload]);

/** Tells every gateway, at the commit of the running transaction. */
export const announceChange = (client: Pick<PoolClient, 'query'>, tenantId: string): Promise<unknown> =>
  notify(client, tenantId);

/** The same, when something came to what there was, and nothing was taken back. */
export const announceStep = (client: Pick<PoolClient, 'query'>, tenantId: string): Promise<unknown> =>
  notify(client, `${tenantId} ${STEP}`);

/** Calls back with each change of public answers, wherever it was made. */
export const onChange = async (client: Client, changed: (change: Change) => void): Promise<void> => {
  client.on('notification', ({ payload }) => {
    const [tenantId, kind] = payload?.split(' ') ?? [];
    if (tenantId !== undefined) changed({ tenantId, isStep: kind === STEP });
  });
  await client.query(`listen ${CHANNEL}`);
};
