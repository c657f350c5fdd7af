import type { Writable } from 'node:stream';
import { SpanKind } from '@opentelemetry/api';
import { Pool, type PoolClient, type PoolConfig, type QueryConfig } from 'pg';
import { isTracing, traced } from '../tracing.ts';
import { boundTenant } from './tenant-scope.ts';

const BIND = { name: 'bind_tenant', text: "select from set_config('app.tenant', $1, false)" };

/** Sees each statement before it is sent, those of transactions included, for the list that an operation causes. */
export type StatementListener = (text: string) => void;

const listenTo = (client: PoolClient, listener: StatementListener) => {
  const send = client.query.bind(client) as (statement: string | QueryConfig, ...rest: unknown[]) => unknown;
  const query = (statement: string | QueryConfig, ...rest: unknown[]) => {
    const text = typeof statement === 'string' ? statement : statement.text;
    // Which connection is bound anew depends on which one is free.
    if (text !== BIND.text) listener(text);
    return send(statement, ...rest);
  };
  Object.assign(client, { query });
};

/** Text that a trace has of a statement: its parameters stay away, and long lists tell nothing. */
const TRACED_CHARACTERS = 2_000;

/** Each statement is a part of what is traced, with its text and without its values. */
const traceStatements = (client: PoolClient) => {
  const send = client.query.bind(client) as (statement: string | QueryConfig, ...rest: unknown[]) => unknown;
  const query = (statement: string | QueryConfig, ...rest: unknown[]) => {
    const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement;
    return traced(
      {
        name: name ?? text.trimStart().split(/\s/, 1)[0] ?? '',
        kind: SpanKind.CLIENT,
        attributes: () => ({ 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, TRACED_CHARACTERS) }),
      },
      async () => send(statement, ...rest),
    );
  };
  Object.assign(client, { query });
};

/** Every connection stayed in use for as long as one may wait. */
export class PoolBusy extends Error {
  readonly code = 'POOL_BUSY';
  constructor() {
    super('All connections to the database are in use.');
  }
}

/** What `work` sends goes to the server at once, not statement by statement; `pg` does the same for the parts of one. */
const together = <Result>(client: PoolClient, work: () => Result): Result => {
  const { stream } = (client as PoolClient & { readonly connection: { readonly stream: Writable } }).connection;
  stream.cork();
  try {
    return work();
  } finally {
    stream.uncork();
  }
};

/** A statement that failed leaves its connection usable; anything else does not. */
const isStatementError = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

/**
 * A pool whose every checkout is bound to the tenant of the running code, so that row level security can hold.
 *
 * The setting is sent only when a connection last served another tenant. It outlives transactions (`set_config` with
 * `false`, and never inside one), so a pooler in transaction mode must not stand between this pool and PostgreSQL.
 * Only the promise forms of `connect` and `query` exist.
 *
 * @param waitMs how long to wait while all connections are in use; opening a further one may take longer, as on a machine
 * that has just started. Then {@link PoolBusy} is thrown.
 */
export const createTenantPool = (config: PoolConfig, waitMs: number, listener?: StatementListener): Pool => {
  // Statements are sent when they are there, not each when the one before is answered.
  const pool = new Pool({ ...config, pipeline: true });
  // A connection that dies while idle is replaced at the next checkout; without a listener Node would exit.
  pool.on('error', () => undefined);
  // One that dies while it is in use fails the query under way; without a listener of its own Node would exit, too.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    if (isTracing()) traceStatements(client);
    if (listener !== undefined) listenTo(client, listener);
  });
  const checkOut = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const boundTo = new WeakMap<PoolClient, string>();

  const checkOutInTime = async (): Promise<PoolClient> => {
    const allInUse = pool.idleCount === 0 && pool.totalCount >= pool.options.max;
    const client = checkOut();
    if (!allInUse) return client;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new PoolBusy());
        // Its turn still comes; nobody waits for it any more.
        client.then(
          (late) => late.release(),
          () => undefined,
        );
      }, waitMs);
    });
    try {
      return await Promise.race([client, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  };

  const bind = async (client: PoolClient, tenantId: string): Promise<void> => {
    await client.query({ values: [tenantId], ...BIND });
    boundTo.set(client, tenantId);
  };

  const connect = async (): Promise<PoolClient> => {
    const tenantId = boundTenant();
    const client = await checkOutInTime();
    if (boundTo.get(client) === tenantId) return client;
    try {
      await bind(client, tenantId);
    } catch (error) {
      client.release(true);
      throw error;
    }
    return client;
  };

  /**
   * A single statement follows its binding without waiting for it. Were the connection not bound, it would run for the tenant before:
   * each statement names its own, so that row level security would let it find and change nothing; and its answer is thrown away.
   */
  const query = async (statement: string | QueryConfig, values?: unknown[]) => {
    const tenantId = boundTenant();
    const client = await checkOutInTime();
    const ask = () => client.query(statement, values);
    const [bound, answer] = await Promise.allSettled(
      boundTo.get(client) === tenantId ? [undefined, ask()] : together(client, () => [bind(client, tenantId), ask()]),
    );
    if (bound.status === 'rejected') {
      client.release(true);
      throw bound.reason;
    }
    if (answer.status === 'rejected') {
      client.release(!isStatementError(answer.reason));
      throw answer.reason;
    }
    client.release();
    return answer.value;
  };

  return Object.assign(pool, { connect, query }) as Pool;
};
