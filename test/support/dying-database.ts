import type { Pool, PoolClient, QueryConfig } from 'pg';
import type { Database } from '../../gateway/src/database/open-database.ts';

/** What a query on a dying database fails with. */
export const KILLED = 'killed';

/** A database as a process sees it that is killed in a transaction: before the first statement for which `isLast` holds. */
export const dyingDatabase = (database: Database, isLast: (statement: string) => boolean): Database => {
  const connect = async () => {
    const client = await database.pool.connect();
    const query = (statement: string | QueryConfig, values?: unknown[]) =>
      isLast(typeof statement === 'string' ? statement : statement.text)
        ? Promise.reject(new Error(KILLED))
        : client.query(statement, values);
    return { query, release: (error?: boolean) => client.release(error) } as unknown as PoolClient;
  };
  const pool = Object.assign(Object.create(database.pool), { connect }) as Pool;
  return { ...database, pool };
};
