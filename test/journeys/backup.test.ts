import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MANIFEST, type Manifest } from '@kinerja/gateway/database/backup/manifest';
import { restoreBackup } from '@kinerja/gateway/database/backup/restore-backup';
import { takeBackup } from '@kinerja/gateway/database/backup/take-backup';
import { prepareDatabase } from '@kinerja/gateway/database/open-database';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { auditTrailOf } from '../support/audit.ts';
import { type BlankDatabase, createBlankDatabase } from '../support/database.ts';
import { startGateway, startGatewayOn } from '../support/gateway.ts';
import { openDatabase } from '../support/own-cluster.ts';
import { rating, submit, submitAll, submitted } from '../support/submit.ts';

/* What was acknowledged survives the machine: a backup of one instant, restored into an empty database, is the same to the last row. */

const NOW = new Date('2026-11-21T03:00:00Z');
const WORDS = 'Kolom\tdan\nbaris \\N \\. "kutip", emoji 🙏🏽, é';

/** How many migrations the version had that was the first to chain its audit trail, and to take backups. */
const FIRST_WITH_TRAIL = 31;

const gateway = await startGateway({
  now: NOW.toISOString(),
  tenants: {
    bandung: { units: [{ name: 'Dinas A', services: ['Umum'] }] },
    palu: { code: '72.71', units: [{ name: 'Dinas B', services: ['KTP'] }] },
  },
});
const { bandung, palu } = gateway.tenants;
const place = await mkdtemp(join(tmpdir(), 'kinerja-backup-'));
afterAll(() => rm(place, { recursive: true, force: true }));

const ratings = (count: number) => Array.from({ length: count }, () => rating(bandung.service('Umum').id));
await submitAll(gateway, ratings(20));
const first = await submitted(gateway, rating(palu.service('KTP').id, { comment: WORDS }));
await submitted(gateway, rating(palu.service('KTP').id, { kind: 'COMPLAINT', comment: WORDS, answers: [] }));
await gateway.tick();

let taken = 0;
const take = async (): Promise<{ readonly folder: string; readonly manifest: Manifest }> => {
  taken += 1;
  const folder = join(place, `backup-${taken}`);
  return { folder, manifest: await takeBackup(gateway.database.ownerUrl, folder, NOW) };
};

const blank = async (): Promise<BlankDatabase> => {
  const database = await createBlankDatabase();
  onTestFinished(database.close);
  return database;
};

/** Every row of every table, as one fingerprint for each table. */
const fingerprints = async ({ inspect }: Pick<BlankDatabase, 'inspect'>) => {
  const tables = await inspect<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace in ('public'::regnamespace, 'kinerja_migration'::regnamespace) and relkind in ('r', 'p')
       and not relispartition and relname <> 'applied' order by 1`,
  );
  const prints: Record<string, unknown> = {};
  for (const { name } of tables) {
    const schema = name === 'checksum' ? 'kinerja_migration' : 'public';
    [prints[name]] = await inspect(
      `select count(*)::integer as rows, md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as md5
       from ${schema}."${name}" t`,
    );
  }
  return prints;
};

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('a backup', () => {
  test('restored into an empty database is the same to the last row, of every region', async () => {
    const { folder } = await take();
    const target = await blank();
    const manifest = await restoreBackup(target, folder);
    expect(await fingerprints(target)).toEqual(await fingerprints(gateway.database));
    expect(manifest.regions.map(({ code, rows }) => [code, rows['feedback']])).toEqual([
      ['32.73', 20],
      ['72.71', 2],
    ]);
  });

  test('can be served from: the trail is whole, a repetition gets its receipt, and new words are taken', async () => {
    const { folder, manifest } = await take();
    const target = await blank();
    await restoreBackup(target, folder);
    const database = await openDatabase(target);
    const again = await startGatewayOn(
      { database, close: () => database.close() },
      { now: NOW.toISOString(), rounds: false },
      onTestFinished,
    );
    const { fault, head } = await auditTrailOf({ ...gateway.database, database }, palu).verify();
    expect([fault, head]).toEqual([null, manifest.regions.find(({ code }) => code === '72.71')?.trail?.head]);
    const receipt = await again.ask<{ feedbackReceipt: { code: string } }>(
      'query ($code: String!) { feedbackReceipt(code: $code) { code } }',
      { code: first.receipt.code },
    );
    expect(receipt.data.feedbackReceipt.code).toBe(first.receipt.code);
    expect(await submit(again, rating(palu.service('KTP').id))).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
    // What protects the rows is on again.
    const [{ open = -1 } = {}] = await target.inspect<{ open: number }>(
      `select count(*)::integer as open from pg_class
       where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
    );
    const [{ off = -1 } = {}] = await target.inspect<{ off: number }>(
      "select count(*)::integer as off from pg_trigger where tgenabled = 'D'",
    );
    expect([open, off]).toEqual([0, 0]);
  });

  test('of an older version is restored as it was, and raised to this one', async () => {
    const older = await blank();
    await prepareDatabase(older, FIRST_WITH_TRAIL);
    const [region = {}] = await gateway.database.inspect<Record<string, unknown>>('select * from tenant order by code');
    const names = Object.keys(region);
    await older.inspect(
      `insert into tenant (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
      Object.values(region),
    );
    const folder = join(place, 'older');
    expect((await takeBackup(older.ownerUrl, folder, NOW)).migrations).toHaveLength(FIRST_WITH_TRAIL);
    const target = await blank();
    await restoreBackup(target, folder);
    expect(await target.inspect('select code from tenant')).toEqual([{ code: '32.73' }]);
    const [here, now] = [await fingerprints(target), await fingerprints(gateway.database)];
    expect(Object.keys(here)).toEqual(Object.keys(now));
    expect(here['checksum']).toEqual(now['checksum']);
  });

  test('is of one instant, whatever is written while it is taken', async () => {
    const writing = submitAll(gateway, ratings(60));
    const { folder, manifest } = await take();
    await writing;
    const target = await blank();
    await restoreBackup(target, folder);
    const [{ ratings: stored = -1, counted = -2, told = -3 } = {}] = await target.inspect<{
      ratings: number;
      counted: number;
      told: number;
    }>(
      `select (select count(*)::integer from feedback where kind = 'RATING') as ratings,
              (select sum(ratings)::integer from tally) as counted,
              (select count(*)::integer from audit_event where action = 'feedback.received') as told`,
    );
    expect([counted, told]).toEqual([stored, stored + 1]);
    expect(manifest.tables.find(({ name }) => name === 'feedback')?.rows).toBe(stored + 1);
  });

  test('is readable by its owner alone', async () => {
    const { folder } = await take();
    expect((await stat(folder)).mode & 0o077).toBe(0);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });

  test('never takes the place of another', async () => {
    const { folder } = await take();
    const before = await readFile(join(folder, MANIFEST), 'utf8');
    expect(await refusal(takeBackup(gateway.database.ownerUrl, folder, NOW))).toContain(`${folder} sudah ada`);
    expect(await readFile(join(folder, MANIFEST), 'utf8')).toBe(before);
    expect((await readdir(place)).filter((name) => name.includes('belum'))).toEqual([]);
    expect(await refusal(takeBackup(gateway.database.ownerUrl, join(place, 'nowhere', 'x'), NOW))).toContain(
      `tidak dapat dibuat di ${join(place, 'nowhere')}: folder itu tidak ada.`,
    );
  });

  test('is no reason to change the database: one without tables is told, and has none afterwards', async () => {
    const target = await blank();
    expect(await refusal(takeBackup(target.ownerUrl, join(place, 'none'), NOW))).toContain('belum pernah dipakai');
    expect(
      await target.inspect("select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"),
    ).toEqual([]);
  });

  test('for which the database goes away leaves nothing that looks like one', async () => {
    const gone = new URL(gateway.database.ownerUrl);
    gone.pathname = '/there-is-no-such-database';
    const folder = join(place, 'never');
    expect(await refusal(takeBackup(gone.href, folder, NOW))).toContain('does not exist');
    expect((await readdir(place)).filter((name) => name.startsWith('never'))).toEqual([]);
  });
});

const intact = await take();

describe('a restoration is refused, and changes nothing,', () => {
  const damaged = async (change: (folder: string) => Promise<unknown>) => {
    const { folder } = await take();
    await change(folder);
    const target = await blank();
    const told = await refusal(restoreBackup(target, folder));
    const [{ tables = -1 } = {}] = await target.inspect<{ tables: number }>(
      "select count(*)::integer as tables from pg_class where relnamespace = 'public'::regnamespace",
    );
    return { told, tables };
  };
  /** With a manifest of which the hash says nothing, as older backups have. */
  const edit = async (folder: string, change: (manifest: Manifest) => void) => {
    const { sha256: _, ...manifest } = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest & {
      readonly sha256: string;
    };
    change(manifest);
    await writeFile(join(folder, MANIFEST), JSON.stringify(manifest));
  };

  test('when one bit of a file is another', async () => {
    expect(
      await damaged(async (folder) => {
        const path = join(folder, 'feedback.copy.gz');
        const bytes = await readFile(path);
        bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
        await writeFile(path, bytes);
      }),
    ).toEqual({ told: expect.stringMatching(/Cadangan rusak: isi .*feedback\.copy\.gz bukan/), tables: 0 });
  });

  test('when one digit of the manifest is another', async () => {
    const { told } = await damaged(async (folder) => {
      const path = join(folder, MANIFEST);
      await writeFile(path, (await readFile(path, 'utf8')).replace('"takenAt": "2026', '"takenAt": "2022'));
    });
    expect(told).toContain('rusak');
  });

  test('when a file is missing, or the manifest', async () => {
    expect((await damaged((folder) => rm(join(folder, 'tally.copy.gz')))).told).toContain('tidak lengkap');
    expect((await damaged((folder) => rm(join(folder, MANIFEST)))).told).toContain(`tidak ada ${MANIFEST}`);
    expect((await damaged((folder) => writeFile(join(folder, MANIFEST), '{"format":2}'))).told).toContain('rusak');
  });

  test('when it was made by a newer version, which this one cannot prepare', async () => {
    const { told } = await damaged((folder) =>
      edit(folder, ({ migrations }) => {
        migrations.push({ name: '9999_of_the_future', sha256: 'ab'.repeat(32) });
      }),
    );
    expect(told).toMatch(/9999_of_the_future, yang tidak dapat disiapkan di sini/);
  });

  test('when a row is missing that was counted', async () => {
    const target = await blank();
    const { folder } = await take();
    await edit(folder, ({ regions }) => {
      for (const region of regions) if (region.code === '72.71') region.rows['feedback'] = 3;
    });
    expect(await refusal(restoreBackup(target, folder))).toContain(
      'Tabel feedback berisi 2 baris dari daerah 72.71, seharusnya 3.',
    );
    expect(await target.inspect('select from tenant')).toEqual([]);
    // And the same database takes the right one afterwards.
    await restoreBackup(target, intact.folder);
    expect(await target.inspect('select from tenant')).toHaveLength(2);
  });

  test('when the database has regions', async () => {
    const before = await fingerprints(gateway.database);
    expect(await refusal(restoreBackup(gateway.database, intact.folder))).toContain(
      'sudah berisi daerah (32.73, 72.71)',
    );
    expect(await fingerprints(gateway.database)).toEqual(before);
  });
});
