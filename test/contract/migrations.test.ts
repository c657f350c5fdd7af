import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createEmptyDatabase, MIGRATIONS, migrate } from '../support/migrations.ts';

/* Migrations: each once, in order, whole or not at all; and a database that disagrees with the files is left alone. */

const shipped = readdirSync(MIGRATIONS)
  .map((file) => file.replace('.sql', ''))
  .sort();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A copy of the shipped migrations, with some files added or changed. */
const folderWith = (files: Readonly<Record<string, string>> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-migrations-'));
  folders.push(folder);
  cpSync(MIGRATIONS, folder, { recursive: true });
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return folder;
};

const applied = `select name from kinerja_migration.applied order by id`;

test('an empty database gets all of them, in order, and the next start finds nothing to do', async () => {
  const { ownerUrl, ask } = await createEmptyDatabase();
  expect(await migrate(ownerUrl)).toEqual(shipped);
  expect((await ask(applied)).map(({ name }) => name)).toEqual(shipped);
  expect(await migrate(ownerUrl)).toEqual([]);
  expect((await ask(applied)).map(({ name }) => name)).toEqual(shipped);
});

test('a new one is applied alone', async () => {
  const { ownerUrl, ask } = await createEmptyDatabase();
  await migrate(ownerUrl);
  const folder = folderWith({ '9001_more.sql': 'create table more (id integer primary key);' });
  expect(await migrate(ownerUrl, folder)).toEqual(['9001_more']);
  expect(await ask('select count(*)::integer as count from more')).toEqual([{ count: 0 }]);
});

test('of gateways that start at once, one applies them and the others wait', async () => {
  const { ownerUrl, ask } = await createEmptyDatabase();
  const results = await Promise.all(Array.from({ length: 4 }, () => migrate(ownerUrl)));
  expect(results.toSorted((a, b) => b.length - a.length)).toEqual([shipped, [], [], []]);
  expect((await ask(applied)).map(({ name }) => name)).toEqual(shipped);
});

test('one that fails leaves nothing of itself, keeps those before it, and is tried again', async () => {
  const { ownerUrl, ask } = await createEmptyDatabase();
  const before = { '9001_first.sql': 'create table first (id integer);' };
  const wrong = {
    ...before,
    '9002_second.sql': 'create table second (id integer);\ninsert into first values (1);\nselect no_such_column;',
  };
  await expect(migrate(ownerUrl, folderWith(wrong))).rejects.toThrow('no_such_column');
  expect((await ask(applied)).at(-1)).toEqual({ name: '9001_first' });
  expect(await ask('select * from first')).toEqual([]);
  expect(await ask("select to_regclass('second') as second")).toEqual([{ second: null }]);
  const mended = { ...before, '9002_second.sql': 'create table second (id integer);' };
  expect(await migrate(ownerUrl, folderWith(mended))).toEqual(['9002_second']);
});

describe('is refused in one sentence, with nothing changed:', () => {
  const first = shipped[0] ?? '';

  test('a migration that was edited after it had been applied', async () => {
    const { ownerUrl, ask } = await createEmptyDatabase();
    await migrate(ownerUrl);
    const folder = folderWith({ [`${first}.sql`]: '-- edited', '9001_more.sql': 'create table more (id integer);' });
    await expect(migrate(ownerUrl, folder)).rejects.toThrow(
      `Migration ${first} was edited after it had been applied: restore the file and write a new migration.`,
    );
    expect(await ask("select to_regclass('more') as more")).toEqual([{ more: null }]);
  });

  test('a database that a newer version has migrated', async () => {
    const { ownerUrl } = await createEmptyDatabase();
    await migrate(ownerUrl, folderWith({ '9001_more.sql': 'create table more (id integer);' }));
    await expect(migrate(ownerUrl)).rejects.toThrow(
      'The database has migration 9001_more, which this version of Kinerja does not know: start the newer version.',
    );
  });

  test('a migration that was put between those that were applied', async () => {
    const { ownerUrl, ask } = await createEmptyDatabase();
    await migrate(ownerUrl);
    const folder = folderWith({ '0001_a_late_thought.sql': 'create table late (id integer);' });
    await expect(migrate(ownerUrl, folder)).rejects.toThrow(/0001_a_late_thought|order/);
    expect(await ask("select to_regclass('late') as late")).toEqual([{ late: null }]);
  });
});

test('line ends of another system are no edit', async () => {
  const { ownerUrl } = await createEmptyDatabase();
  await migrate(ownerUrl, folderWith({ '9001_more.sql': 'create table more (\n  id integer\n);\n' }));
  const folder = folderWith({ '9001_more.sql': 'create table more (\r\n  id integer\r\n);\r\n' });
  expect(await migrate(ownerUrl, folder)).toEqual([]);
});

describe('a migration that shuts out gateways that do not know it', () => {
  const SHUTS_OUT =
    '-- The old table goes.\n-- A gateway of the version before cannot read from here on.\ncreate table later (id integer);';

  /** Connects under a name, until it is told to leave. */
  const connectAs = async (ownerUrl: string, name: string) => {
    const client = new Client({ connectionString: ownerUrl, application_name: name });
    await client.connect();
    let isThere = true;
    const leave = async () => {
      if (isThere) await client.end();
      isThere = false;
    };
    onTestFinished(leave);
    return leave;
  };

  test('is left for later while a gateway of an older version is connected', async () => {
    const { ownerUrl } = await createEmptyDatabase();
    const place = shipped.indexOf('0040_feedback_by_month');
    const leave = await connectAs(ownerUrl, 'kinerja');
    expect(await migrate(ownerUrl, MIGRATIONS, place + 1)).toEqual(shipped.slice(0, place));
    await leave();
    expect(await migrate(ownerUrl, MIGRATIONS, place + 1)).toEqual(['0040_feedback_by_month']);
  });

  test.each([
    ['kinerja', false],
    ['kinerja-listener', false],
    ['kinerja@9001', false],
    ['kinerja-directory@9001', false],
    ['kinerja@9002', true],
    ['kinerja-directory@9003', true],
    ['kinerja-backup', true],
    ['psql', true],
  ])('with "%s" connected, applied: %s', async (name, isApplied) => {
    const { ownerUrl } = await createEmptyDatabase();
    await migrate(ownerUrl);
    await connectAs(ownerUrl, name);
    const folder = folderWith({ '9001_first.sql': 'create table first (id integer);', '9002_last.sql': SHUTS_OUT });
    expect(await migrate(ownerUrl, folder)).toEqual(['9001_first', ...(isApplied ? ['9002_last'] : [])]);
  });

  test('is waited for when others come after it', async () => {
    const { ownerUrl, ask } = await createEmptyDatabase();
    await migrate(ownerUrl);
    const leave = await connectAs(ownerUrl, 'kinerja@9001');
    const migrating = migrate(
      ownerUrl,
      folderWith({
        '9001_first.sql': 'create table first (id integer);',
        '9002_last.sql': SHUTS_OUT,
        '9003_more.sql': 'create table more (id integer);',
      }),
    );
    await expect.poll(() => ask("select to_regclass('first') is not null as made")).toEqual([{ made: true }]);
    expect(await ask("select to_regclass('more') as more")).toEqual([{ more: null }]);
    await leave();
    expect(await migrating).toEqual(['9001_first', '9002_last', '9003_more']);
  });

  test('is left for later with those after it that this version serves without', async () => {
    const { ownerUrl } = await createEmptyDatabase();
    await migrate(ownerUrl);
    const leave = await connectAs(ownerUrl, 'kinerja@9001');
    const folder = folderWith({
      '9001_first.sql': 'create table first (id integer);',
      '9002_last.sql': SHUTS_OUT,
      '9003_more.sql': '-- Quicker.\n-- This version serves without it.\ncreate table more (id integer);',
    });
    expect(await migrate(ownerUrl, folder)).toEqual(['9001_first']);
    await leave();
    expect(await migrate(ownerUrl, folder)).toEqual(['9002_last', '9003_more']);
  });

  test('is told by its head: a comment further down says nothing', async () => {
    const { ownerUrl } = await createEmptyDatabase();
    await migrate(ownerUrl);
    await connectAs(ownerUrl, 'kinerja@9001');
    const sql = '-- Short.\ncreate table later (id integer);\n-- A gateway of the version before cannot see it.';
    expect(await migrate(ownerUrl, folderWith({ '9002_last.sql': sql }))).toEqual(['9002_last']);
  });
});
