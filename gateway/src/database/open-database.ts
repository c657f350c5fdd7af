import { PrismaClient } from '@kinerja/schema/prisma';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool, type PoolConfig } from 'pg';
import { connectionName, MIGRATIONS, migrate } from './migrate.ts';
import type { DatabaseAddresses } from './own-cluster.ts';
import { diskFull, SetupError } from './setup-error.ts';
import { createTenantPool, type StatementListener } from './tenant-pool.ts';

/** An open, migrated database. */
export interface Database {
  /** Prisma on the tenant-bound pool. */
  readonly prisma: PrismaClient;
  /** Prepared statements on tenant data; every checkout is bound to the tenant of the running code. */
  readonly pool: Pool;
  /** For what is of no tenant: their directory, readiness, quartiles over regions. Sees rows that all may read, no others. */
  readonly directory: Pool;
  /** A connection of its own for notifications. */
  readonly connectListener: () => Promise<Client>;
  readonly close: () => Promise<void>;
}

/** Deadlines of TRUST-grade service: a stuck statement or lock turns into an answer, not into a queue. */
const LIMITS = ['statement_timeout=5000', 'lock_timeout=2000', 'idle_in_transaction_session_timeout=10000'];
/**
 * A page out of order is hardly dearer than the next one: it is in memory, or on a disk without an arm. As PostgreSQL supposes an
 * arm, it would plan what was prepared anew each time, once there are hundreds of regions, for longer than it takes to run.
 */
const COSTS = ['random_page_cost=1.1'];
const SETTINGS = [...LIMITS, ...COSTS];
/** Waiting for a connection longer than this is answered with "try again". */
const POOL_WAIT_MS = 500;
/** Opening a connection costs the server a process and both sides a proof of the password: on a busy machine, seconds. */
const OPENING_MS = 10_000;
const POOL_SIZE = 10;

const connection = (url: string, settings: readonly string[], application: string): PoolConfig => ({
  connectionString: url,
  options: settings.map((setting) => `-c ${setting}`).join(' '),
  application_name: application,
});

/** Makes sure that the role exists for which the migrations grant rights. */
const ensureGatewayRole = async (ownerUrl: string) => {
  const client = new Client({ connectionString: ownerUrl });
  try {
    await client.connect();
  } catch (error) {
    const { host } = client;
    throw new SetupError(
      `The database at ${host} does not let us in: ${error instanceof Error ? error.message : error}.`,
    );
  }
  try {
    const version = await client.query<{ server_version_num: string }>('show server_version_num');
    if (Number(version.rows[0]?.server_version_num) < 150_000)
      throw new SetupError('The database is older than PostgreSQL 15: upgrade it, or leave DATABASE_URL empty.');
    const { rowCount } = await client.query("select from pg_roles where rolname = 'kinerja_gateway'");
    if (rowCount === 0) await client.query('create role kinerja_gateway nologin nosuperuser nobypassrls');
    // Whom an administrator has let become it, may not grant it to himself again.
    const mayBecome = await client.query('set role kinerja_gateway').then(
      () => true,
      () => false,
    );
    await client.query(mayBecome ? 'reset role' : 'grant kinerja_gateway to current_user');
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(
      `The user of DATABASE_URL may not prepare the gateway's role; as administrator run: create role kinerja_gateway nologin; grant kinerja_gateway to "${client.user}"; (${error instanceof Error ? error.message : error})`,
    );
  } finally {
    await client.end();
  }
};

/** Row level security would be void for an owner without `force`, and for a superuser always. */
const refusePowerfulRole = async (directory: Pool) => {
  const { rows } = await directory.query<{ name: string; powerful: boolean; owns: boolean }>(
    `select current_user as name,
            (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as powerful,
            exists (select from pg_class where relnamespace = 'public'::regnamespace and relowner = current_user::regrole) as owns`,
  );
  const [role] = rows;
  if (role === undefined || role.powerful || role.owns)
    throw new SetupError(
      `The gateway would run as "${role?.name}", a superuser or owner of the tables, whom row level security does not hold: give it a role of its own.`,
    );
};

/** The address by which the owner of the tables connects. */
export const ownerUrlOf = (addresses: DatabaseAddresses | string): string =>
  typeof addresses === 'string' ? addresses : addresses.ownerUrl;

/**
 * Makes the gateway's role and the tables.
 *
 * @param upTo how many migrations the database has afterwards at most; all by default.
 * @throws {SetupError} or {MigrationRefused}, each with a sentence for the operator.
 */
export const prepareDatabase = async (addresses: DatabaseAddresses | string, upTo?: number): Promise<void> => {
  const ownerUrl = ownerUrlOf(addresses);
  if (typeof addresses === 'string') await ensureGatewayRole(ownerUrl);
  await migrate(ownerUrl, MIGRATIONS, upTo).catch((error: unknown) => {
    throw diskFull(error, 'the database') ?? error;
  });
};

/** Connects as the gateway's role; nothing is sent yet. */
const connectTo = (
  gatewayUrl: string,
  settings: readonly string[],
  {
    poolWaitMs = POOL_WAIT_MS,
    onStatement,
  }: { readonly poolWaitMs?: number; readonly onStatement?: StatementListener },
): Database => {
  const shared = { connectionTimeoutMillis: OPENING_MS, idleTimeoutMillis: 60_000 };
  const pool = createTenantPool(
    { ...connection(gatewayUrl, settings, connectionName('kinerja')), ...shared, max: POOL_SIZE },
    poolWaitMs,
    onStatement,
  );
  const directory = new Pool({
    ...connection(gatewayUrl, settings, connectionName('kinerja-directory')),
    ...shared,
    max: 2,
  });
  directory.on('error', () => undefined);
  let prisma: PrismaClient | undefined;
  return {
    // Made when it is first asked for: what it knows of all tables takes ten megabytes, which citizens' requests have no use for.
    get prisma() {
      prisma ??= new PrismaClient({
        adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) }),
      });
      return prisma;
    },
    pool,
    directory,
    connectListener: async () => {
      const client = new Client(connection(gatewayUrl, settings, connectionName('kinerja-listener')));
      await client.connect();
      return client;
    },
    close: async () => {
      await prisma?.$disconnect();
      await Promise.all([pool.end(), directory.end()]);
    },
  };
};

/** Settings of a connection that an owner of the tables opens, and that is the gateway's from then on. */
const AS_GATEWAY = [...SETTINGS, 'role=kinerja_gateway'];

/**
 * Migrates and opens a database.
 *
 * @param addresses the owner's and the gateway's address; or one address of an owner, from which the gateway's role is
 * taken on at every connection.
 * @param poolWaitMs how long to wait for a connection; half a second by default, as a citizen would.
 * @throws {SetupError} or {MigrationRefused}, each with a sentence for the operator.
 */
export const openDatabase = async (
  addresses: DatabaseAddresses | string,
  onStatement?: StatementListener,
  poolWaitMs?: number,
): Promise<Database> => {
  await prepareDatabase(addresses);
  const options = {
    ...(onStatement !== undefined && { onStatement }),
    ...(poolWaitMs !== undefined && { poolWaitMs }),
  };
  const database =
    typeof addresses === 'string'
      ? connectTo(addresses, AS_GATEWAY, options)
      : connectTo(addresses.gatewayUrl, SETTINGS, options);
  try {
    await refusePowerfulRole(database.directory);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
};

/** Opens a copy that follows the database; the same role holds it, and it takes no writes. It may be away for now. */
export const openCopy = (url: string): Database => connectTo(url, AS_GATEWAY, {});

/** Prepared statements kept per connection: more would be a leak, as a list argument makes one text per length. */
const MAX_STATEMENTS = 500;
const names = new Map<string, string>();

/** The empty name means: not prepared. */
const statementName = (sql: string): string => {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= MAX_STATEMENTS) return '';
  const name = `prisma_${names.size}`;
  names.set(sql, name);
  return name;
};
