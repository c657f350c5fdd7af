import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { type Config, loadConfig } from '../config.ts';
import { lockDataFolder } from '../database/data-folder-lock.ts';
import { type Database, openDatabase, ownerUrlOf } from '../database/open-database.ts';
import {
  type ClusterAddresses,
  type DatabaseAddresses,
  joinOwnCluster,
  startOwnCluster,
} from '../database/own-cluster.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { openTenantDirectory, type TenantDirectory, type TenantEntry } from '../tenant/tenant-directory.ts';
import { Refused } from './refused.ts';

/** What a command works on. */
export interface Workplace {
  readonly config: Config;
  readonly database: Database;
  readonly tenants: TenantDirectory;
  readonly now: Date;
}

/** Where the operator stands: pnpm runs scripts in the root of the project. */
export const standpoint = (): string => process.env['INIT_CWD'] ?? process.cwd();

/** Nobody waits behind a command: a busy machine may take its time. */
const PATIENCE_MS = 15_000;

type Undo = () => Promise<void> | void;

/** The addresses of the gateway's database: DATABASE_URL, else its own server, which is started when none runs. */
const reachDatabase = async ({ databaseUrl, dataDir, postgresBin }: Config, undo: Undo[]) => {
  if (databaseUrl !== undefined) return databaseUrl;
  const joined = await joinOwnCluster(dataDir);
  if (joined !== undefined) return joined;
  undo.push(lockDataFolder(dataDir));
  const cluster = await startOwnCluster(dataDir, postgresBin);
  undo.push(cluster.stop);
  return cluster;
};

/** Ends the process on Ctrl-C and SIGTERM, after `cleanUp`; what a broken connection left unfinished is rolled back. */
const onInterrupt = (cleanUp: () => Promise<void>) => {
  let isInterrupted = false;
  const interrupt = () => {
    if (isInterrupted) return;
    isInterrupted = true;
    process.stderr.write('\nDihentikan: yang belum selesai tidak disimpan.\n');
    void cleanUp().finally(() => process.exit(130));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    isInterrupted: () => isInterrupted,
    stopListening: () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
};

/** Where the database is, and what it takes to get there. */
export interface Reached {
  readonly config: Config;
  readonly addresses: ClusterAddresses | string;
  readonly isInterrupted: () => boolean;
}

type Work = (reached: Reached) => Promise<void>;

/** Reaches a database, and does all of `undo` and what else it takes afterwards; also when the command is interrupted. */
const reachAndUndo = async (config: Config, undo: Undo[], work: Work): Promise<void> => {
  const undoAll = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  const reaching = reachDatabase(config, undo);
  const { isInterrupted, stopListening } = onInterrupt(async () => {
    // A server that is just starting is waited for, so that it can be stopped.
    await reaching.catch(() => undefined);
    await undoAll();
  });
  try {
    await work({ config, addresses: await reaching, isInterrupted });
  } catch (error) {
    // The connections of an interrupted command break, which was told already; the process ends when all is cleaned up.
    if (isInterrupted()) await new Promise(() => undefined);
    throw error;
  } finally {
    stopListening();
    await undoAll();
  }
};

/**
 * Reaches the database that the gateway uses, whether it runs or not, and leaves everything as it was afterwards. The database is as
 * it was left: perhaps without a table.
 */
export const withDatabaseServer = (work: Work): Promise<void> =>
  reachAndUndo(loadConfig(process.env, standpoint()), [], work);

/** Reaches an empty database of its own, of which nothing is left afterwards. */
export const withTemporaryServer = async (work: Work): Promise<void> => {
  const { databaseUrl: _, ...config } = loadConfig(process.env, standpoint());
  const dataDir = await mkdtemp(join(tmpdir(), 'kinerja-sementara-'));
  await reachAndUndo({ ...config, dataDir }, [() => rm(dataDir, { recursive: true, force: true })], work);
};

/** Connects as the owner of the tables, for what the gateway itself may not do. */
export const asOwner = async <Result>(
  addresses: DatabaseAddresses | string,
  work: (owner: Pool) => Promise<Result>,
): Promise<Result> => {
  const owner = new Pool({ connectionString: ownerUrlOf(addresses), application_name: 'kinerja-owner', max: 1 });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
};

/** Opens the database that the gateway uses. */
export const withGatewayDatabase = (work: (place: Workplace) => Promise<void>): Promise<void> =>
  withDatabaseServer(async ({ config, addresses, isInterrupted }) => {
    const database = await openDatabase(addresses, undefined, PATIENCE_MS);
    try {
      const tenants = await openTenantDirectory(database.directory);
      await work({ config, database, tenants, now: new Date() });
    } finally {
      // Closing waits for what is under way, which an interrupted command must not finish.
      if (!isInterrupted()) await database.close();
    }
  });

/** As above, bound to the region with this code. */
export const withRegion = (
  code: string,
  work: (place: Workplace & { readonly tenant: TenantEntry }) => Promise<void>,
): Promise<void> =>
  withGatewayDatabase(async (place) => {
    const tenant = await place.tenants.byCode(code);
    if (tenant === undefined) {
      const known = place.tenants.all().map((entry) => entry.code);
      const there =
        known.length === 0
          ? 'belum ada daerah; tambahkan dengan: pnpm kinerja tenant add'
          : `yang ada: ${known.join(', ')}`;
      throw new Refused(`Daerah dengan kode "${code}" tidak ada; ${there}.`);
    }
    await withTenant(tenant.tenantId, () => work({ ...place, tenant }));
  });
