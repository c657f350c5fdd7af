import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../gateway/src/database/migrate.ts';
import { startOwnCluster } from '../../gateway/src/database/own-cluster.ts';

/** Addresses of the template database on the server of this run. */
export interface Template {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly gatewayUrl: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly template: Template;
  }
}

/**
 * One database server for the whole run, in a folder of its own, with one migrated database that tests copy
 * (database.ts). TEST_POSTGRES_BIN chooses its programs as POSTGRES_BIN does for the gateway: `npm`, or a folder.
 *
 * @returns stops the server and removes its folder.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-test-'));
  let stop = () => Promise.resolve();
  const tearDown = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const cluster = await startOwnCluster(folder, process.env['TEST_POSTGRES_BIN'] || 'npm');
    stop = cluster.stop;
    await migrate(cluster.ownerUrl);
    const { superuserUrl, ownerUrl, gatewayUrl } = cluster;
    provide('template', { superuserUrl, ownerUrl, gatewayUrl });
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}
