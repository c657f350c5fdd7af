import type { Pool, PoolClient, QueryConfig } from 'pg';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { boundTenant, withTenant } from '../../gateway/src/database/tenant-scope.ts';
import { STORE } from '../../gateway/src/feedback/store-feedback.ts';

/**
 * What becomes of a statement. `within`: the gateway dies, or the database server, after the rows were written and before they were
 * committed.
 */
export type Fate = 'runs' | 'fails before' | 'fails after' | 'dies before' | 'dies within' | 'dies after';

/** A statement that waits for its turn. */
export interface WaitingStatement {
  readonly name: string;
  /** Whether it stores feedback. */
  readonly stores: boolean;
}

/** The database as one gateway has it: each statement waits until somebody lets it run, and nothing happens after its death. */
export interface StatementTurns {
  readonly database: Database;
  /** Whose turn it may be, in the order of their coming. */
  readonly waiting: () => readonly WaitingStatement[];
  /** Lets one of them run, to its end. */
  readonly run: (statement: WaitingStatement, fate: Fate) => Promise<void>;
  /** Ends the gateway: what waits is never sent, what is open is rolled back. */
  readonly kill: () => Promise<void>;
}

interface Turn extends WaitingStatement {
  /** Waits while a transaction is open: of two, one could wait for the other's locks. */
  readonly begins: boolean;
  /** On a given connection, or one of its own. */
  readonly send: () => Promise<unknown>;
  /** The same, and takes it back. */
  readonly sendInVain?: () => Promise<unknown>;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** As PostgreSQL says it when it is stopped. */
const connectionLost = () =>
  Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });

const nameOf = (statement: string | QueryConfig): string => {
  if (typeof statement !== 'string' && statement.name !== undefined) return statement.name;
  const text = typeof statement === 'string' ? statement : statement.text;
  return text.trim().split(/\s+/).slice(0, 3).join(' ').toLowerCase();
};

type Method = (...given: readonly unknown[]) => Promise<unknown>;

/** @param tenantId the only tenant that this gateway knows. */
export const takeTurns = (real: Database, tenantId: string): StatementTurns => {
  let turns: Turn[] = [];
  let isDead = false;
  let open: PoolClient | null = null;
  let closing: Promise<unknown> = Promise.resolve();

  /** What a closed connection leaves: its locks are gone before anybody else has his turn. */
  const rollBack = (client: PoolClient) => {
    closing = client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
  };

  const take = <Result>(turn: Omit<Turn, 'resolve' | 'reject'>): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (!isDead) turns.push({ ...turn, resolve, reject });
    });

  const queryOn =
    (connection: Pick<PoolClient, 'query'>, isAlone: boolean) =>
    (statement: string | QueryConfig, values?: unknown[]) => {
      const tenant = boundTenant();
      const stores = nameOf(statement) === STORE.name;
      return take({
        name: nameOf(statement),
        stores,
        begins: false,
        send: () => withTenant(tenant, () => connection.query(statement, values)),
        ...(isAlone &&
          stores && {
            sendInVain: () =>
              withTenant(tenant, async () => {
                const client = await real.pool.connect();
                await client.query('begin');
                await client.query(statement, values);
                await client.query('rollback');
                client.release();
              }),
          }),
      });
    };

  const connect = () => {
    const tenant = boundTenant();
    return take<PoolClient>({
      name: 'connect',
      stores: false,
      begins: true,
      send: async () => {
        const client = await withTenant(tenant, () => real.pool.connect());
        open = client;
        const release = (isBroken?: boolean | Error) => {
          if (open !== client) return;
          open = null;
          if (isBroken) rollBack(client);
          else client.release();
        };
        return { query: queryOn(client, false), release };
      },
    });
  };

  const modelOf = (model: string, methods: Readonly<Record<string, Method>>) =>
    new Proxy(methods, {
      get: (_, method: string) => (given: unknown) => {
        const tenant = boundTenant();
        return take({
          name: `${model}.${method}`,
          stores: false,
          begins: false,
          send: () => withTenant(tenant, () => methods[method]?.(given) ?? Promise.reject(new Error(`No ${method}.`))),
        });
      },
    });

  const prisma = new Proxy(real.prisma, {
    get: (client, model: string) =>
      modelOf(model, (client as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>)[model] ?? {}),
  });

  const directory = {
    query: ({ text, ...config }: QueryConfig) =>
      real.directory.query({
        ...config,
        name: `${config.name}_of_one`,
        text: `select * from (${text}) as known where "tenantId" = $1`,
        values: [tenantId],
      }),
  };

  const mayGo = ({ begins }: Turn) => !(begins && open !== null);

  const kill = async () => {
    isDead = true;
    turns = [];
    if (open !== null) rollBack(open);
    open = null;
    await closing;
  };

  const run = async (turn: Turn, fate: Fate) => {
    turns = turns.filter((other) => other !== turn);
    await closing;
    const { begins, send, sendInVain = () => Promise.resolve(undefined), resolve, reject } = turn;
    if (fate === 'dies within') await sendInVain();
    if (fate === 'dies after') await send().catch(() => undefined);
    if (fate.startsWith('dies')) return kill();
    if (fate === 'fails before' || (fate === 'fails after' && begins)) return reject(connectionLost());
    const result = await send().then(
      (value) => () => resolve(value as never),
      (error: unknown) => () => reject(error),
    );
    if (fate === 'fails after') reject(connectionLost());
    else result();
  };

  return {
    database: {
      prisma,
      pool: Object.assign(Object.create(real.pool) as Pool, { query: queryOn(real.pool, true), connect }),
      directory: Object.assign(Object.create(real.directory) as Pool, directory),
      connectListener: () => Promise.reject(new Error('Nobody listens here.')),
      close: () => Promise.resolve(),
    },
    waiting: () => turns.filter(mayGo),
    run: (statement, fate) => run(statement as Turn, fate),
    kill,
  };
};
