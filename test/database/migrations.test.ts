import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS, MigrationRefused, migrate } from '@kinerja/gateway/database/migrate';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'kinerja-migrations-'));
  for (const name of readdirSync(MIGRATIONS)) copyFileSync(join(MIGRATIONS, name), join(folder, name));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const add = (name: string, sql: string) => writeFileSync(join(folder, `${name}.sql`), sql);
const run = () => migrate(database.ownerUrl, folder);

const ask = async (sql: string) => {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

test('a migrated database has nothing left to apply', async () => {
  expect(await run()).toEqual([]);
});

test('migrations are applied once each, in order of their names', async () => {
  add('9002_second', 'insert into trail values (2)');
  add('9001_first', 'create table trail (step integer); insert into trail values (1)');
  expect(await run()).toEqual(['9001_first', '9002_second']);
  expect(await run()).toEqual([]);
  expect(await ask('select step from trail')).toEqual([{ step: 1 }, { step: 2 }]);
});

test('two gateways that start at once apply each migration once', async () => {
  add('9001_trail', 'create table trail (step integer); insert into trail values (1); select pg_sleep(0.2)');
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat()).toEqual(['9001_trail']);
  expect(await ask('select step from trail')).toEqual([{ step: 1 }]);
});

test('a migration that fails leaves nothing, and the ones before it stay', async () => {
  add('9001_good', 'create table trail (step integer)');
  add('9002_bad', 'insert into trail values (1); select 1 / 0');
  await expect(run()).rejects.toThrow('division by zero');
  expect(await ask('select step from trail')).toEqual([]);
  add('9002_bad', 'insert into trail values (2)');
  expect(await run()).toEqual(['9002_bad']);
});

test('a file that was edited after it had been applied is refused by name', async () => {
  add('9001_trail', 'create table trail (step integer)');
  await run();
  add('9001_trail', 'create table trail (step bigint)');
  await expect(run()).rejects.toThrow(MigrationRefused);
  await expect(run()).rejects.toThrow('9001_trail was edited');
});

test('other line ends do not count as an edit', async () => {
  add('9001_trail', 'create table trail (\n  step integer\n)');
  await run();
  add('9001_trail', 'create table trail (\r\n  step integer\r\n)');
  expect(await run()).toEqual([]);
});

test('a database of a newer version is refused with the way out', async () => {
  add('9001_trail', 'create table trail (step integer)');
  await run();
  rmSync(join(folder, '9001_trail.sql'));
  await expect(run()).rejects.toThrow('start the newer version');
});
