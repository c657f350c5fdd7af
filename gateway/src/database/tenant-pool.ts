import { Pool, type PoolClient, type PoolConfig, type QueryConfig } from 'pg';
import { boundTenant } from './tenant-scope.ts';

/** Sees each statement before it is sent, for the list of statements that an operation causes. */
export type StatementListener = (text: string) => void;

const BIND = { name: 'bind_tenant', text: "select set_config('app.tenant', $1, false)" };

/** A statement that failed leaves its connection usable; anything else does not. */
const isStatementError = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

/**
 * A pool whose every checkout is bound to the tenant of the running code, so that row level security can hold.
 *
 * The setting is sent only when a connection last served another tenant. It outlives transactions (`set_config` with
 * `false`, and never inside one), so a pooler in transaction mode must not stand between this pool and PostgreSQL.
 * Only the promise forms of `connect` and `query` exist.
 */
export const createTenantPool = (config: PoolConfig, listener?: StatementListener): Pool => {
  const pool = new Pool(config);
  // A connection that dies while idle is replaced at the next checkout; without a listener Node would exit.
  pool.on('error', () => undefined);
  // One that dies while it is in use fails the query under way; without a listener of its own Node would exit, too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const checkOut = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const boundTo = new WeakMap<PoolClient, string>();

  const connect = async (): Promise<PoolClient> => {
    const tenantId = boundTenant();
    const client = await checkOut();
    if (boundTo.get(client) === tenantId) return client;
    try {
      await client.query({ ...BIND, values: [tenantId] });
    } catch (error) {
      client.release(true);
      throw error;
    }
    boundTo.set(client, tenantId);
    return client;
  };

  const query = async (statement: string | QueryConfig, values?: unknown[]) => {
    const client = await connect();
    listener?.(typeof statement === 'string' ? statement : statement.text);
    try {
      const result = await client.query(statement, values);
      client.release();
      return result;
    } catch (error) {
      client.release(!isStatementError(error));
      throw error;
    }
  };

  return Object.assign(pool, { connect, query }) as Pool;
};
