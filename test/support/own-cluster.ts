import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../gateway/src/database/open-database.ts';
import { type OwnCluster, startOwnCluster } from '../../gateway/src/database/own-cluster.ts';
import { findPostgresPrograms } from '../../gateway/src/database/postgres-programs.ts';

export { openDatabase };

/** Whether this machine has PostgreSQL programs of its own. */
export const hasSystemPostgres = (): boolean => findPostgresPrograms().engine === 'system';

/**
 * Starts a database server of a gateway's own, in a folder that goes with it when the running test has finished.
 *
 * @param bin as POSTGRES_BIN: `npm`, a folder, or nothing for what the gateway would find.
 */
export async function startTemporaryCluster(bin?: string): Promise<OwnCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-cluster-'));
  const cluster = await startOwnCluster(folder, bin);
  onTestFinished(async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return cluster;
}
