import type { Pool, PoolClient } from 'pg';

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
