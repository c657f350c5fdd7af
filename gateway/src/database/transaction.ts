import type { Pool, PoolClient } from 'pg';
import { boundTenant } from './tenant-scope.ts';

/** Runs `work` in one transaction on a connection bound to the tenant of the running code. */
export const transaction = async <Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // Closing the connection rolls back, also when the connection is what failed.
    client.release(true);
    throw error;
  }
};

type Work = 'alarms' | 'audit' | 'close';

/** Whether this transaction is the one that does a piece of work for the bound tenant now: nobody waits, and it ends with it. */
export const isOurTurn = async (client: PoolClient, work: Work): Promise<boolean> => {
  const { rows } = await client.query<{ isOurs: boolean }>({
    name: 'our_turn',
    text: `select pg_try_advisory_xact_lock(hashtextextended($2 || ' ' || $1, 0)) as "isOurs"`,
    values: [boundTenant(), work],
  });
  return rows[0]?.isOurs === true;
};

/** Waits until this transaction is the one that does a piece of work for the bound tenant; two seconds at most, as for any lock. */
export const waitForOurTurn = async (client: PoolClient, work: Work): Promise<void> => {
  await client.query({
    name: 'wait_for_turn',
    text: `select pg_advisory_xact_lock(hashtextextended($2 || ' ' || $1, 0))`,
    values: [boundTenant(), work],
  });
};
