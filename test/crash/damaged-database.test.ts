import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { asSuperuser, startOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killServer } from '../drill/kill-server.ts';
import { flipBit } from '../support/bit.ts';
import { serverOf, startProcess, temporaryData } from '../support/process.ts';
import { seedTenant } from '../support/tenant.ts';

/* A disk that lies is found before anybody is served from it (TRUST R16). `pnpm drill bit-flips` turns many bits over. */

const data = temporaryData();
afterAll(data.remove);

const CLI = fileURLToPath(new URL('../../gateway/bin/kinerja.mjs', import.meta.url));
const verify = () =>
  promisify(execFile)(process.execPath, [CLI, 'verify'], {
    env: { ...process.env, MODE: 'demo', DATA_DIR: data.folder, POSTGRES_BIN: 'npm' },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );

beforeAll(async () => {
  const database = await openDatabase(await startOwnCluster(data.folder, 'npm'));
  await seedTenant(database, { units: [{ name: 'Dukcapil', services: ['KTP', 'KK'] }] });
  await database.close();
});

/** Kills the server when all that it has is on disk; the file of a table. */
const kill = async (table: string): Promise<string> => {
  const cluster = await startOwnCluster(data.folder, 'npm');
  const client = new Client({ connectionString: asSuperuser(cluster) });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('checkpoint');
  const { rows } = await client.query<{ path: string }>('select pg_relation_filepath($1) as path', [table]);
  await killServer(serverOf(data.folder));
  return join(data.folder, 'postgres', rows[0]?.path ?? '');
};

/** Within the first page. */
const BIT = 8_000 * 8 + 3;

const start = () => startProcess({ DATA_DIR: data.folder });

test('after a database was killed, a bit that its disk has turned over keeps the gateway from serving, and is told', async () => {
  const file = await kill('service');
  flipBit(file, BIT);
  const refused = await start();
  expect(await refused.ended).toBe(1);
  expect(refused.printed()).toContain('The database was stopped without warning, and is damaged:');
  expect(refused.printed()).toMatch(/base\/\d+\/\d+, blok 0 \(service\): checksum tidak cocok/);
  expect(await verify()).toEqual({
    code: 1,
    said: expect.stringMatching(/^Basis data RUSAK:\n {2}base\/\d+\/\d+, blok 0 \(service\): checksum tidak cocok\n/),
  });
  flipBit(file, BIT);
  expect(await verify()).toEqual({
    code: 0,
    said: expect.stringMatching(
      /^\d+\.\d+ halaman dan \d+ tabel dan indeks dibaca: utuh\.\nJejak audit 1 daerah dihitung ulang: utuh\.\n$/,
    ),
  });
  // The command has stopped it in order.
  await kill('service');
  const gateway = await start();
  await gateway.ready();
  expect(gateway.printed()).not.toContain('verified');
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
}, 180_000);

test('a gateway whose database was killed and damaged while it served ends, and leaves no server behind', async () => {
  const gateway = await start();
  await gateway.ready();
  const file = await kill('service');
  flipBit(file, BIT);
  expect(await gateway.ended).toBe(1);
  expect(gateway.printed()).toContain('The database was stopped without warning, and is damaged:');
  expect(serverOf(data.folder)).toBeUndefined();
  flipBit(file, BIT);
}, 180_000);
