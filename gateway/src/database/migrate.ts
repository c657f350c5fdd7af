import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import { Client } from 'pg';
import { migrateJobQueue } from './job-queue.ts';

/** The folder of migrations that this version of the gateway brings. */
export const MIGRATIONS = fileURLToPath(new URL('../../../schema/migrations', import.meta.url));

const numberOf = (name: string): number => Number.parseInt(name, 10);

/**
 * The name under which this gateway connects, with the number of the newest migration that it knows (`kinerja@40`), by which a newer
 * version sees whom it would shut out. Versions before this one tell no number.
 */
export const connectionName = (part: 'kinerja' | 'kinerja-directory' | 'kinerja-listener'): string =>
  `${part}@${Math.max(...readdirSync(MIGRATIONS).map(numberOf))}`;

/** How many connections of gateways are there that do not know a migration. */
const WHO_KNOWS_NOT = `
  select count(*)::integer as count from pg_stat_activity
  where datname = current_database() and application_name ~ '^kinerja(-directory|-listener)?(@\\d+)?$'
    and coalesce(substring(application_name from '@(\\d+)$')::integer, 0) < $1`;

/** What the head of a migration says that shuts out gateways that do not know it: it waits until none is connected. */
const SHUTS_OUT = /^(?:--.*\n)*?--.*\bA gateway of the version before cannot\b/;

/** What the head of a migration says that may be left for later, together with one before it that waits. */
const DISPENSABLE = /^(?:--.*\n)*?--.*\bThis version serves without it\b/;

/** The database and the migration files disagree; nothing was changed. */
export class MigrationRefused extends Error {}

const BOOKKEEPING = `
  create schema if not exists kinerja_migration;
  create table if not exists kinerja_migration.checksum (name text primary key, sha256 text not null)`;

/** One gateway after the other, as the migrations between them, which have a lock of their own. */
const locked = async (client: Client, work: () => Promise<unknown>): Promise<void> => {
  await client.query('select pg_advisory_lock(7241865325823965)');
  await work();
  await client.query('select pg_advisory_unlock(7241865325823965)');
};

const checksum = (sql: string) => createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');

/** Names of those that are applied already. */
const refuseEdited = async (client: Client, folder: string): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from kinerja_migration.checksum order by name',
  );
  for (const { name, sha256 } of rows) {
    const sql = await readFile(`${folder}/${name}.sql`, 'utf8').catch(() => undefined);
    if (sql === undefined)
      throw new MigrationRefused(
        `The database has migration ${name}, which this version of Kinerja does not know: start the newer version.`,
      );
    if (checksum(sql) !== sha256)
      throw new MigrationRefused(
        `Migration ${name} was edited after it had been applied: restore the file and write a new migration.`,
      );
  }
  return rows.map(({ name }) => name);
};

const namesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder)).toSorted().map((file) => basename(file, '.sql'));

/** A migration that waits for gateways that do not know it. */
interface Waiting {
  readonly name: string;
  /** How many there are before it. */
  readonly place: number;
  /** Whether this version serves without those after it, and so need not wait itself. */
  readonly mayBeLeft: boolean;
}

const findWaiting = async (
  client: Client,
  folder: string,
  upTo: number,
  applied: readonly string[],
): Promise<Waiting | undefined> => {
  const names = (await namesIn(folder)).slice(0, upTo);
  const says = async (name: string, what: RegExp) => what.test(await readFile(`${folder}/${name}.sql`, 'utf8'));
  for (const [place, name] of names.entries()) {
    if (applied.includes(name) || !(await says(name, SHUTS_OUT))) continue;
    const { rows } = await client.query<{ count: number }>(WHO_KNOWS_NOT, [numberOf(name)]);
    if (rows[0]?.count === 0) continue;
    const after = await Promise.all(names.slice(place + 1).map((later) => says(later, DISPENSABLE)));
    return { name, place, mayBeLeft: after.every(Boolean) };
  }
  return undefined;
};

/** Applies what is left. */
const applyAll = async (client: Client, folder: string, count: number): Promise<readonly string[]> => {
  const failures: string[] = [];
  const silent = () => undefined;
  const applied = await runner({
    dbClient: client,
    dir: folder,
    direction: 'up',
    count,
    migrationsSchema: 'kinerja_migration',
    migrationsTable: 'applied',
    advisoryLockMode: 'wait',
    checkOrder: true,
    logger: { info: silent, warn: silent, error: (text: string) => failures.push(text) },
    migrationLoaderStrategies: [
      {
        extensions: ['.sql'],
        loader: (paths) =>
          Promise.all(
            paths.map(async (path) => {
              const sql = await readFile(path, 'utf8');
              return {
                id: path,
                filePaths: [path],
                actions: {
                  up: (steps) => {
                    steps.sql(sql);
                    steps.sql(
                      `insert into kinerja_migration.checksum values ($$${basename(path, '.sql')}$$, '${checksum(sql)}')`,
                    );
                  },
                  down: false,
                },
              };
            }),
          ),
      },
    ],
  }).catch((error: unknown) => {
    throw failures.length > 0 ? new Error(failures.join('\n'), { cause: error }) : error;
  });
  return applied.map(({ name }) => name);
};

const connectAsOwner = async (ownerUrl: string): Promise<Client> => {
  const client = new Client({ connectionString: ownerUrl, application_name: 'kinerja-migrate' });
  // A server that ends fails what is under way, and that is told; without a listener Node would exit, also in the middle of a stop.
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** PostgreSQL: lock not available, deadlock detected. */
const STUCK = new Set<unknown>(['55P03', '40P01']);
/** How often it is tried, a second after the time before: an import may keep its locks for two minutes. */
const TRIES = 300;

const isStuck = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && STUCK.has(error.code)) || isStuck(error.cause));

/**
 * Applies what has not been applied yet: in order of name, each in a transaction of its own together with its checksum,
 * under an advisory lock, so that two gateways may start at once. One that gives up waiting for a table (`lock_timeout`) is tried
 * again. Then the job library brings its own schema up to date.
 *
 * One that shuts out gateways of an older version is left for later while such a gateway is connected ({@link waitingMigration}),
 * when this version serves without those after it; else it is waited for.
 *
 * @param upTo how many of them the database has afterwards at most; all by default.
 * @returns the names of the migrations that were applied.
 * @throws {MigrationRefused} when an applied file is missing or was edited, or older gateways stay for five minutes.
 */
export const migrate = async (
  ownerUrl: string,
  folder: string = MIGRATIONS,
  upTo = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> => {
  const client = await connectAsOwner(ownerUrl);
  try {
    // "if not exists" alone can collide.
    await locked(client, () => client.query(BOOKKEEPING));
    const applied: string[] = [];
    for (let tries = 1; ; tries += 1) {
      const before = await refuseEdited(client, folder);
      const waiting = await findWaiting(client, folder, upTo, before);
      try {
        const limit = Math.min(upTo, waiting?.place ?? upTo);
        applied.push(...(await applyAll(client, folder, Math.max(0, limit - before.length))));
        if (waiting === undefined || waiting.mayBeLeft) break;
        if (tries === TRIES)
          throw new MigrationRefused(
            `Migration ${waiting.name} waits for gateways of an older version, which still use this database: end them, and start again.`,
          );
      } catch (error) {
        if (tries === TRIES || !isStuck(error)) throw error;
        // The library leaves its transaction open, and with it its advisory lock.
        await client.query('rollback');
        await client.query('select pg_advisory_unlock_all()');
        applied.push(...(await refuseEdited(client, folder)).filter((name) => !before.includes(name)));
      }
      await sleep(1000);
    }
    await locked(client, () => migrateJobQueue(client));
    return applied;
  } finally {
    await client.end();
  }
};

/** The migration that is left for when no gateway of an older version is connected; nothing when all are applied. */
export const waitingMigration = async (ownerUrl: string): Promise<string | undefined> => {
  const client = await connectAsOwner(ownerUrl);
  try {
    const applied = await refuseEdited(client, MIGRATIONS);
    return (await namesIn(MIGRATIONS)).find((name) => !applied.includes(name));
  } finally {
    await client.end();
  }
};
