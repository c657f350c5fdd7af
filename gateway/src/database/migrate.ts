import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import { Client } from 'pg';
import { migrateJobQueue } from './job-queue.ts';

/** The folder of migrations that this version of the gateway brings. */
export const MIGRATIONS = fileURLToPath(new URL('../../../schema/migrations', import.meta.url));

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
 * @param upTo how many of them the database has afterwards at most; all by default.
 * @returns the names of the migrations that were applied.
 * @throws {MigrationRefused} when an applied file is missing or was edited.
 */
export const migrate = async (
  ownerUrl: string,
  folder: string = MIGRATIONS,
  upTo = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> => {
  const client = new Client({ connectionString: ownerUrl, application_name: 'kinerja-migrate' });
  await client.connect();
  try {
    // "if not exists" alone can collide.
    await locked(client, () => client.query(BOOKKEEPING));
    const applied: string[] = [];
    for (let tries = 1; ; tries += 1) {
      const before = await refuseEdited(client, folder);
      try {
        applied.push(...(await applyAll(client, folder, Math.max(0, upTo - before.length))));
        break;
      } catch (error) {
        if (tries === TRIES || !isStuck(error)) throw error;
        // The library leaves its transaction open, and with it its advisory lock.
        await client.query('rollback');
        await client.query('select pg_advisory_unlock_all()');
        applied.push(...(await refuseEdited(client, folder)).filter((name) => !before.includes(name)));
        await sleep(1000);
      }
    }
    await locked(client, () => migrateJobQueue(client));
    return applied;
  } finally {
    await client.end();
  }
};
