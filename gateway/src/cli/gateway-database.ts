import { type Config, loadConfig } from '../config.ts';
import { lockDataFolder } from '../database/data-folder-lock.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { joinOwnCluster, startOwnCluster } from '../database/own-cluster.ts';
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

/**
 * Opens the database that the gateway uses, whether it runs or not, and leaves everything as it was afterwards; also when
 * the command is interrupted, which rolls back what it has not finished.
 */
export const withGatewayDatabase = async (work: (place: Workplace) => Promise<void>): Promise<void> => {
  const config = loadConfig(process.env, standpoint());
  const undo: Undo[] = [];
  const undoAll = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  let isInterrupted = false;
  const interrupt = async () => {
    if (isInterrupted) return;
    isInterrupted = true;
    process.stderr.write('\nDihentikan: yang belum selesai tidak disimpan.\n');
    await undoAll();
    process.exit(130);
  };
  process.on('SIGINT', () => void interrupt());
  process.on('SIGTERM', () => void interrupt());
  try {
    const database = await openDatabase(await reachDatabase(config, undo), undefined, PATIENCE_MS);
    const tenants = await openTenantDirectory(database.directory);
    await work({ config, database, tenants, now: new Date() });
    await database.close();
  } catch (error) {
    // The connections of an interrupted command break; what became of it has been told.
    if (isInterrupted) return;
    throw error;
  } finally {
    if (!isInterrupted) await undoAll();
  }
};

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
