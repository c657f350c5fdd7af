import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { startOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { findPostgresPrograms } from '@kinerja/gateway/database/postgres-programs';
import { withTenant } from '@kinerja/gateway/database/tenant-scope';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { seedTenant } from '../support/tenant.ts';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-ways-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const isInstalled = () => {
  try {
    return findPostgresPrograms().engine === 'system';
  } catch {
    return false;
  }
};

/** Writes and reads back through the gateway's own role. */
const proveUsable = async (addresses: Parameters<typeof openDatabase>[0]) => {
  const database = await openDatabase(addresses);
  try {
    const tenant = await seedTenant(database, { code: '32.73', units: [{ name: 'Dukcapil', services: ['KTP-el'] }] });
    const units = await withTenant(tenant.uuid, () => database.prisma.unit.findMany({ select: { name: true } }));
    const { rows } = await database.directory.query<{ role: string }>('select current_user as role');
    return { units, role: rows[0]?.role };
  } finally {
    await database.close();
  }
};
const USABLE = { units: [{ name: 'Dukcapil' }], role: 'kinerja_gateway' };

test('the programs that came with the packages serve, and the data outlive the server', async () => {
  const folder = newFolder();
  const first = await startOwnCluster(folder, 'npm');
  expect(first.programs.engine).toBe('npm');
  expect(await proveUsable(first)).toEqual(USABLE);
  await first.stop();
  const second = await startOwnCluster(folder, 'npm');
  const client = new Client({ connectionString: second.superuserUrl.replace(/postgres$/, 'kinerja') });
  await client.connect();
  expect((await client.query('select code from tenant')).rows).toEqual([{ code: '32.73' }]);
  await client.end();
  await second.stop();
});

test.skipIf(!isInstalled())('the programs of the system serve when there are any', async () => {
  const cluster = await startOwnCluster(newFolder());
  expect(cluster.programs.engine).toBe('system');
  expect(await proveUsable(cluster)).toEqual(USABLE);
  await cluster.stop();
});

test.skipIf(!isInstalled())('data are opened by no other engine than the one that made them', async () => {
  const folder = newFolder();
  const { stop } = await startOwnCluster(folder, 'npm');
  await stop();
  const { bin } = findPostgresPrograms();
  await expect(startOwnCluster(folder, bin)).rejects.toThrow(
    /made by npm PostgreSQL \d+, but this machine offers system/,
  );
});

test('a server named by DATABASE_URL serves through the role that owns nothing', async () => {
  const database = await createTestDatabase();
  expect(await proveUsable(database.superuserUrl)).toEqual(USABLE);
  await database.close();
});

test('an owner who may not make the role is told what to run', async () => {
  const database = await createTestDatabase();
  const superuser = new Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  await superuser.query("create role petugas login password 'rahasia'");
  const url = Object.assign(new URL(database.ownerUrl), { username: 'petugas', password: 'rahasia' }).href;
  await expect(openDatabase(url)).rejects.toThrow('grant kinerja_gateway to "petugas"');
  await superuser.query('drop role petugas');
  await superuser.end();
  await database.close();
});

test('a server that lets nobody in is named without its password', async () => {
  const outcome = openDatabase('postgres://petugas:rahasia@127.0.0.1:1/kinerja');
  await expect(outcome).rejects.toThrow('The database at 127.0.0.1 does not let us in');
  await expect(outcome).rejects.not.toThrow('rahasia');
});
