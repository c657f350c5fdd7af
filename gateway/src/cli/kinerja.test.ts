import { execFile, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { lockDataFolder } from '../database/data-folder-lock.ts';
import { startOwnCluster } from '../database/own-cluster.ts';
import { explain } from './explain.ts';
import { usageFault } from './help.ts';
import { createProgram } from './program.ts';
import { progressOn } from './screen.ts';

const KINERJA = fileURLToPath(new URL('../../bin/kinerja.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kinerja-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  // As an operator's DATABASE_URL: one account, from which the gateway's role is taken on.
  const url = new URL(inject('template').superuserUrl);
  url.pathname = new URL(db.ownerUrl).pathname;
  vi.stubEnv('DATABASE_URL', url.href);
  vi.stubEnv('INIT_CWD', folder);
  vi.stubEnv('MODE', ''); // Vitest has one of its own
});
afterAll(() => db.close());

const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
afterEach(() => write.mockClear());

/** What a command prints. */
const kinerja = async (...args: readonly string[]): Promise<string> => {
  write.mockClear();
  await createProgram().parseAsync(args, { from: 'user' });
  return write.mock.calls
    .map(([text]) => String(text))
    .join('')
    .trimEnd();
};

/** What it says instead, on standard error. */
const refusal = (...args: readonly string[]): Promise<string | undefined> =>
  kinerja(...args).then(
    (printed) => `printed: ${printed}`,
    (error: unknown) => (error instanceof Error && 'exitCode' in error ? usageFault(error as never) : explain(error)),
  );

/** The command as a process of its own. */
const run = (args: readonly string[], env: Record<string, string>) =>
  new Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [KINERJA, ...args],
      { env: { ...process.env, DATABASE_URL: '', ...env } },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

const STANDARD = [
  '--requirements',
  'KK',
  '--procedure',
  'Antre',
  '--service-time',
  '10 menit',
  '--fee',
  'Gratis',
  '--product',
  'KTP',
  '--complaint-handling',
  'Loket',
];
const RATINGS = `tanggal;${skm2017.elements.map(({ key }) => key).join(';')}\n03-07-2026;4;4;4;;4;4;4;4;4\n`;

describe('a region', () => {
  let unit: string;
  let service: string;

  test('begins with commands alone', async () => {
    expect(await kinerja('tenants')).toBe('Belum ada daerah; tambahkan dengan: pnpm kinerja tenant add');
    await kinerja('tenant', 'add', '32.73', 'Kota Bandung', '--time-zone', 'Asia/Jakarta');
    unit = await kinerja('unit', 'add', '32.73', 'Disdukcapil', '--kind', 'dinas', '--staff', '40');
    service = await kinerja('service', 'add', '32.73', 'KTP-el', '--unit', unit, ...STANDARD);
    expect(await kinerja('tenants')).toMatch(
      /^KODE +NAMA +ZONA WAKTU +DATA\n32\.73 +Kota Bandung +Asia\/Jakarta +nyata$/,
    );
    expect(await kinerja('units', '32.73', '--kind', 'dinas')).toContain(`${unit}  dinas  Disdukcapil  40`);
  });

  test('finds the ids for its pages, and a key for its site', async () => {
    const services = await kinerja('services', '32.73', '--unit', unit);
    expect(services).toContain(`<kinerja-rating-form service="${service}" site-key="…"></kinerja-rating-form>`);
    expect(services).toMatch(
      /src="http:\S+\/widgets\/\d+\.\d+\.\d+\/kinerja\.js" crossorigin="anonymous" integrity="sha384-\S{64}">/,
    );
    const key = await kinerja('site-key', 'add', '32.73', 'Situs', '--origin', 'https://dukcapil.example.go.id');
    expect(key).toMatch(/^pk_[\w-]{22}$/);
    expect(await kinerja('site-key', 'list', '32.73')).toContain(
      `${key}  Situs  https://dukcapil.example.go.id  berlaku`,
    );
    await kinerja('site-key', 'revoke', '32.73', key);
    expect(await kinerja('site-key', 'list', '32.73')).toContain('dicabut');
  });

  test('imports its ratings, closes its periods and lists its imports', async () => {
    writeFileSync(join(folder, 'survei.csv'), RATINGS);
    const args = ['import', 'ratings', 'survei.csv', '--tenant', '32.73', '--service', service, '--by', 'sari'];
    expect(await kinerja(...args, '--dry-run')).toMatch(/Berkas ini baik: 1 penilaian .* Tidak ada yang disimpan/);
    expect(await kinerja(...args)).toContain(
      '1 penilaian bertanggal 2026-07-03 sampai 2026-07-03 diimpor untuk Kota Bandung',
    );
    expect(await kinerja(...args)).toMatch(/^Berkas yang sama sudah diimpor .* oleh sari/);
    expect(await kinerja('close-periods')).toBe('32.73 Kota Bandung: tidak ada yang jatuh tempo');
    expect(await kinerja('import', 'list', '32.73')).toMatch(/RATINGS +1 +sari +survei\.csv/);
  });

  test('imports its recaps, and sees the index before and after', async () => {
    const recap = fileURLToPath(new URL('../../../test/data/ikm-recap-gaspul-q3.csv', import.meta.url));
    const printed = await kinerja('import', 'recap', recap, '--tenant', '32.73', '--unit', unit, '--period', '2025-Q3');
    expect(printed).toContain('Disdukcapil, 2025-Q3, sebelum: belum ada penilaian.');
    expect(printed).toContain('Disdukcapil, 2025-Q3, sesudah: IKM 91,48, mutu A (Sangat Baik), dari 29 penilaian.');
  });

  test('keeps nothing of an import that is interrupted', async () => {
    const rows = Array.from({ length: 20_000 }, () => '03-07-2026;3;3;3;3;3;3;3;3;3\n');
    writeFileSync(join(folder, 'besar.csv'), [RATINGS.split('\n')[0], '\n', ...rows].join(''));
    const args = ['import', 'ratings', 'besar.csv', '--tenant', '32.73', '--service', service];
    const child = spawn(process.execPath, [KINERJA, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    child.stderr.on('data', (text) => said.push(String(text)));
    child.stdout.on('data', (text) => {
      if (String(text).includes('dari 20.000 baris')) child.kill('SIGTERM');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, said: said.join('').trim() }).toEqual({
      code: 130,
      said: 'Dihentikan: yang belum selesai tidak disimpan.',
    });
    expect(await kinerja('import', 'list', '32.73')).not.toContain('besar.csv');
  }, 30_000);

  test('changes the staff of a unit, which the audit keeps with all other changes', async () => {
    await kinerja('unit', 'staff', '32.73', unit, '2');
    expect(await kinerja('units', '32.73')).toContain('Disdukcapil  2');
    const actions = await db.inspect<{ action: string }>('select action from audit_event order by at, id');
    expect(actions.map(({ action }) => action)).toEqual([
      ...['tenant.added', 'unit.added', 'service.added', 'site-key.added', 'site-key.revoked'],
      ...['ratings.imported', 'recap.imported', 'unit.staff'],
    ]);
  });

  test('registers its devices, whose token is shown once, and revokes them', async () => {
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await kinerja('device', 'list', '32.73')).toBe('Belum ada perangkat terdaftar.');
    const shown = await kinerja('device', 'add', '32.73', ' Kios lobi ', '--service', service, '--place', 'Loket  3');
    const [, id = ''] = /^id: (device_[\w-]{43})$/m.exec(shown) ?? [];
    const [, token = ''] = /^token: (\S+)$/m.exec(shown) ?? [];
    expect(token).toMatch(new RegExp(`^${id}\\.[\\w-]{43}$`));
    await kinerja('device', 'add', '32.73', 'Tablet', '--unit', unit);
    await kinerja('device', 'add', '32.73', 'Mobil keliling');
    const list = await kinerja('device', 'list', '32.73');
    expect(list).toContain(`${id}  Kios lobi       KTP-el         Loket 3  belum pernah       berlaku`);
    expect(list).toMatch(/Tablet +Disdukcapil +belum pernah +berlaku/);
    expect(list).toMatch(/Mobil keliling +semua layanan +belum pernah +berlaku/);
    expect(list).not.toContain(token);
    expect(await kinerja('device', 'revoke', '32.73', id)).toContain('Perangkat dicabut');
    expect(await kinerja('device', 'revoke', '32.73', id)).toBe('Perangkat ini sudah dicabut.');
    expect(await kinerja('device', 'list', '32.73')).toMatch(/Kios lobi .*dicabut/);
    const events = await db.inspect<{ action: string; detail: object }>(
      `select action, detail from audit_event where action like 'device.%' order by at, id`,
    );
    expect(events.map(({ action }) => action)).toEqual([
      'device.added',
      'device.added',
      'device.added',
      'device.revoked',
    ]);
    expect(events[0]?.detail).toMatchObject({ name: 'Kios lobi', place: 'Loket 3', unitId: null });
    expect(JSON.stringify(events)).not.toContain(token.slice(-43));
    expect(hints.mock.calls.join('')).toContain('tidak pernah ditampilkan lagi');
    hints.mockRestore();
  });

  test.each([
    ['a service that is none', ['--service', 'abc'], '--service: "abc" bukan id layanan daerah ini'],
    ['a unit that is none', ['--unit', 'abc'], '--unit: "abc" bukan id unit daerah ini'],
    ['both', ['--unit', 'a', '--service', 'b'], 'sebutkan satu saja'],
    ['a place that is none', ['--place', '<b>'], '--place: bukan nama loket atau ruang'],
  ])('registers no device for %s', async (_, options, told) => {
    expect(await refusal('device', 'add', '32.73', 'Kios', ...options)).toContain(told);
  });

  test('takes no token for the id of a device, and none that is not there', async () => {
    expect(await refusal('device', 'revoke', '32.73', 'device_x.y')).toContain('bukan tokennya');
    expect(await refusal('device', 'revoke', '32.73', 'device_x')).toContain('Perangkat "device_x" tidak ada');
    expect(await refusal('device', 'add', '32.73', ' ')).toContain('nama: sebutkan perangkatnya');
  });

  test('gives other programs keys, of which it keeps hashes, and takes them back', async () => {
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await kinerja('api-client', 'list', '32.73')).toBe('Belum ada klien API.');
    const scopes = ['--scope', 'visits', '--scope', 'read'];
    const shown = await kinerja('api-client', 'add', '32.73', ' Dasbor Kominfo ', ...scopes);
    const [, id = ''] = /^id: (client_[\w-]{43})$/m.exec(shown) ?? [];
    const [, key = ''] = /^kunci: (\S+)$/m.exec(shown) ?? [];
    expect(key).toMatch(new RegExp(`^kinerja_${id}\\.[\\w-]{43}$`));
    expect(hints.mock.calls.join('')).toContain('tidak pernah ditampilkan lagi');
    hints.mockRestore();
    const list = await kinerja('api-client', 'list', '32.73');
    expect(list).toContain(`${id}  Dasbor Kominfo  read visits  belum pernah      berlaku`);
    expect(list).not.toContain(key);
    expect(await db.inspect('select key_hash from api_client')).toEqual([
      { key_hash: createHash('sha256').update(key).digest() },
    ]);
    expect(await kinerja('api-client', 'revoke', '32.73', id)).toContain('Klien API dicabut');
    expect(await kinerja('api-client', 'revoke', '32.73', id)).toBe('Klien API ini sudah dicabut.');
    expect(await kinerja('api-client', 'list', '32.73')).toMatch(/Dasbor Kominfo .*dicabut/);
    const events = await db.inspect(
      `select action, detail from audit_event where action like 'api-client.%' order by at, id`,
    );
    expect(events).toEqual([
      { action: 'api-client.added', detail: { name: 'Dasbor Kominfo', scopes: ['read', 'visits'] } },
      { action: 'api-client.revoked', detail: {} },
    ]);
  });

  test.each([
    ['no scope', ['add', '32.73', 'Dasbor'], '--scope: sebutkan untuk apa kunci ini: read atau visits'],
    ['a scope that is none', ['add', '32.73', 'Dasbor', '--scope', 'write'], '--scope: "write" tidak dikenal'],
    ['no name', ['add', '32.73', ' ', '--scope', 'read'], 'nama: sebutkan program'],
    ['a key for an id', ['revoke', '32.73', 'kinerja_client_x.y'], 'bukan kuncinya'],
    ['an id that is none', ['revoke', '32.73', 'client_x'], 'Klien API "client_x" tidak ada'],
  ])('has no API client by %s', async (_, args, told) => {
    expect(await refusal('api-client', ...args)).toContain(told);
  });

  test('has a poster written for each of its services and places', async () => {
    vi.stubEnv('PUBLIC_URL', 'https://kinerja.example.go.id');
    const out = join(folder, 'poster');
    const args = ['poster', '32.73', '--out', out, '--places', 'Loket 1, Loket 2'];
    expect(await kinerja(...args)).toBe(`2 poster ditulis ke ${out}.`);
    expect(await kinerja(...args, '--format', 'svg', '--lang', 'en')).toBe(`2 poster ditulis ke ${out}.`);
    expect(readdirSync(out).sort()).toEqual([
      'poster-disdukcapil-ktp-el-loket-1.pdf',
      'poster-disdukcapil-ktp-el-loket-1.svg',
      'poster-disdukcapil-ktp-el-loket-2.pdf',
      'poster-disdukcapil-ktp-el-loket-2.svg',
    ]);
    const svg = readFileSync(join(out, 'poster-disdukcapil-ktp-el-loket-2.svg'), 'utf8');
    expect(svg).toContain('https://kinerja.example.go.id/nilai/3273-');
    expect(svg).toContain('Rate this service');
    expect(readFileSync(join(out, 'poster-disdukcapil-ktp-el-loket-1.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    vi.stubEnv('PUBLIC_URL', '');
  });

  test('is told which posters it cannot have, and gets the others', async () => {
    const javanese = await kinerja('service', 'add', '32.73', 'ꦏꦛꦥ', '--unit', unit, ...STANDARD);
    const out = join(folder, 'poster-jawa');
    expect(await refusal('poster', '32.73', '--out', out)).toMatch(/^ꦏꦛꦥ: Huruf "ꦏ" tidak ada .+\n.*--format svg/);
    expect(readdirSync(out)).toEqual(['poster-disdukcapil-ktp-el.pdf']);
    expect(await kinerja('poster', '32.73', '--out', out, '--format', 'svg')).toContain('2 poster ditulis');
    expect(await refusal('poster', '32.73', '--out', out, '--places', 'Loket 1,,')).toContain('--places: sebutkan');
    await db.inspect('delete from service where name = $1', ['ꦏꦛꦥ']);
    expect(javanese).toContain('service_');
  });

  test('has visit codes printed for its queue tickets', async () => {
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    vi.stubEnv('PUBLIC_URL', 'https://kinerja.example.go.id');
    const out = join(folder, 'tiket');
    expect(await kinerja('visit-codes', '32.73', service, '--count', '13', '--out', out)).toMatch(
      /^13 kode kunjungan untuk \d{4}-\d\d-\d\d ditulis ke /,
    );
    vi.stubEnv('PUBLIC_URL', '');
    const sheets = readdirSync(out).sort();
    expect(sheets).toEqual([
      expect.stringMatching(/^kode-kunjungan-\S+-01\.pdf$/),
      expect.stringMatching(/^kode-kunjungan-\S+-02\.pdf$/),
    ]);
    for (const sheet of sheets) expect(readFileSync(join(out, sheet)).subarray(0, 5).toString()).toBe('%PDF-');
    const [row] = await db.inspect('select count(*)::integer as count, min(issued_by) as by from visit_code');
    expect(row).toEqual({ count: 13, by: expect.stringMatching(/^operator /) });
    expect(hints.mock.calls.join('')).toContain('hanya ada di berkas itu');
    await kinerja('visit-codes', '32.73', service, '--count', '1', '--out', out);
    expect(readdirSync(out)).toHaveLength(3);
    const javanese = await kinerja('service', 'add', '32.73', 'ꦏꦛꦥ', '--unit', unit, ...STANDARD);
    const [id = ''] = /service_[\w-]+/.exec(javanese) ?? [];
    expect(await refusal('visit-codes', '32.73', id, '--out', out)).toMatch(/^Huruf "ꦏ" tidak ada /);
    await db.inspect('delete from service where name = $1', ['ꦏꦛꦥ']);
    hints.mockRestore();
  });

  test.each([
    ['a service that is none', ['abc'], '"abc" bukan id layanan daerah ini'],
    [
      'a day that does not exist',
      [() => service, '--day', '2026-02-30'],
      'tanggal seperti 2026-12-01, yang diterima "2026-02-30"',
    ],
    ['a day that is long past', [() => service, '--day', '2020-01-01'], '--day: yang diharapkan hari kunjungan dari'],
    ['none', [() => service, '--count', '0'], '--count: yang diharapkan 1 sampai 1000'],
  ])('has no visit codes printed for %s', async (_, options, told) => {
    const given = options.map((option) => (typeof option === 'string' ? option : option()));
    expect(await refusal('visit-codes', '32.73', ...given, '--out', join(folder, 'tiket-salah'))).toContain(told);
  });

  test('gives its portal keys whose secret is shown once, and takes them back', async () => {
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await kinerja('portal-key', 'list', '32.73')).toBe('Belum ada kunci portal.');
    const printed = await kinerja('portal-key', 'add', '32.73', 'SIMPEG');
    const [, kid = '', secret = ''] = /^kid: ([\w-]{36})\nsecret: ([\w-]{43})$/.exec(printed) ?? [];
    expect(hints.mock.calls.flat().join('')).toContain('tidak pernah ditampilkan lagi');
    expect(await db.inspect('select id, secret from portal_key')).toEqual([{ id: kid, secret }]);
    await kinerja('portal-key', 'add', '32.73', 'SIMPEG baru');
    expect(hints.mock.calls.flat().join('')).toContain('Kunci lama tetap berlaku');
    hints.mockRestore();
    expect(await kinerja('portal-key', 'revoke', '32.73', kid)).toContain('Kunci portal dicabut');
    expect(await kinerja('portal-key', 'revoke', '32.73', kid)).toBe('Kunci portal ini sudah dicabut.');
    const listed = await kinerja('portal-key', 'list', '32.73');
    expect(listed).toMatch(new RegExp(`^KID.*\n${kid}  SIMPEG .*dicabut\n.*SIMPEG baru .*berlaku$`));
    const audit = JSON.stringify(await db.inspect('select * from audit_event'));
    for (const text of [listed, audit]) expect(text).not.toContain(secret);
  });

  test('loads its promises to those who write, and refuses them when they are wrong', async () => {
    const file = fileURLToPath(new URL('../../../schema/ticket-policies/sp4n-lapor.json', import.meta.url));
    const write = (changes: object) =>
      writeFileSync(
        join(folder, 'janji.json'),
        JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), key: 'bandung', ...changes }),
      );
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    write({ verifyWithin: 0, categories: [] });
    expect(await refusal('policy', 'tickets', '32.73', 'janji.json')).toMatch(
      /^Kebijakan pengaduan tidak dapat dipakai:\n {2}verifyWithin: .+\n {2}categories: .+$/,
    );
    write({ verifyWithin: 2 });
    expect(await kinerja('policy', 'tickets', '32.73', 'janji.json')).toContain('dimuat untuk Kota Bandung');
    expect(await kinerja('policy', 'tickets', '32.73', 'janji.json')).toContain('dengan isi yang sama');
    write({ verifyWithin: 1 });
    expect(await refusal('policy', 'tickets', '32.73', 'janji.json')).toMatch(/^version: yang diharapkan 2/);
    expect(hints.mock.calls.flat().join('')).toContain('tetap pada janji yang dulu');
    hints.mockRestore();
    expect(await db.inspect('select key, version from ticket_policy')).toEqual([{ key: 'bandung', version: 1 }]);
  });

  test('loads how long it keeps things, and refuses times that would end before their use', async () => {
    const write = (months: object) =>
      writeFileSync(
        join(folder, 'masa-simpan.json'),
        JSON.stringify({ key: 'bandung', version: 1, source: 'Jadwal retensi arsip', months }),
      );
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    write({ ratingWords: 1, comments: 24 });
    expect(await refusal('policy', 'retention', '32.73', 'masa-simpan.json')).toMatch(
      /^Kebijakan masa simpan tidak dapat dipakai:\n {2}months.ratingWords: .+12.*\n {2}months: .+comments.*$/,
    );
    write({ ratingWords: 36, ticketWords: null });
    expect(await kinerja('policy', 'retention', '32.73', 'masa-simpan.json')).toContain(
      'Bulan: ratingWords 36, ticketWords tanpa batas, ticketAnswers 60, forumWords 24, profiles 60.',
    );
    expect(await kinerja('policy', 'retention', '32.73', 'masa-simpan.json')).toContain('dengan isi yang sama');
    expect(hints.mock.calls.flat().join('')).toContain('tidak dapat dikembalikan');
    hints.mockRestore();
    expect(await db.inspect('select key, version from retention_policy')).toEqual([{ key: 'bandung', version: 1 }]);
  });

  test('loads how its services handle a visit, and refuses what is wrong with every path', async () => {
    const file = fileURLToPath(new URL('../../../schema/visit-processes/counter-queue.json', import.meta.url));
    const write = (changes: object) =>
      writeFileSync(
        join(folder, 'proses.json'),
        JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), key: 'loket', ...changes }),
      );
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    write({ pace: 'HOURS', steps: [] });
    expect(await refusal('policy', 'visits', '32.73', 'proses.json')).toMatch(
      /^Proses layanan tidak dapat dipakai:\n {2}pace: .+\n {2}steps: .+$/,
    );
    write({ standard: { minutes: 15 } });
    expect(await kinerja('policy', 'visits', '32.73', 'proses.json')).toContain('TAKEN → CALLED → SERVED → FINISHED');
    expect(await kinerja('policy', 'visits', '32.73', 'proses.json')).toContain('dengan isi yang sama');
    write({ standard: { minutes: 10 } });
    expect(await refusal('policy', 'visits', '32.73', 'proses.json')).toMatch(/^version: yang diharapkan 2/);
    expect(hints.mock.calls.flat().join('')).toContain('tetap pada proses yang dulu');
    hints.mockRestore();
    expect(await db.inspect('select key, version from visit_process')).toEqual([{ key: 'loket', version: 1 }]);
  });

  test('loads its appraisal policy, version after version, and refuses one that is wrong with every path', async () => {
    const file = fileURLToPath(new URL('../../../schema/policies/bandung.json', import.meta.url));
    const policy = JSON.parse(readFileSync(file, 'utf8'));
    const write = (changes: object) =>
      writeFileSync(join(folder, 'kebijakan.json'), JSON.stringify({ ...policy, ...changes }));
    const hints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await kinerja('policy', 'list', '32.73')).toContain('Belum ada kebijakan');
    expect(await kinerja('policy', 'check', file)).toMatch(
      /^Kebijakan bandung versi 1 \(.+\) dapat dipakai: periode QUARTERLY, YEARLY; komponen hasil 40, proses 20, .*\.$/,
    );
    expect(await db.inspect('select from appraisal_policy')).toEqual([]);
    expect(await kinerja('policy', 'load', '32.73', file)).toContain('dimuat untuk Kota Bandung');
    expect(hints.mock.calls.flat().join('')).toContain('naikkan version dengan satu');
    expect(await kinerja('policy', 'load', '32.73', file)).toContain('sudah dimuat dengan isi yang sama');
    write({ version: 3 });
    expect(await refusal('policy', 'load', '32.73', 'kebijakan.json')).toBe(
      'version: yang diharapkan 2, karena versi terakhir kebijakan bandung adalah 1, yang diterima 3.',
    );
    write({ teamSize: 3 });
    expect(await refusal('policy', 'load', '32.73', 'kebijakan.json')).toMatch(/^version: yang diharapkan 2/);
    write({ version: 2, teamSize: 99, activityDays: -1 });
    for (const args of [['load', '32.73'], ['check']])
      expect(await refusal('policy', ...args, 'kebijakan.json')).toMatch(
        /^Kebijakan penilaian tidak dapat dipakai:\n {2}teamSize: .+\n {2}activityDays: .+$/,
      );
    write({ version: 2, teamSize: 3 });
    await kinerja('policy', 'load', '32.73', 'kebijakan.json');
    hints.mockRestore();
    expect(await kinerja('policy', 'list', '32.73')).toMatch(
      /^KUNCI .*\nbandung +1 +0 .* operator .*\nbandung +2 +0 .*$/,
    );
    writeFileSync(join(folder, 'kebijakan.json'), '{');
    expect(await refusal('policy', 'check', 'kebijakan.json')).toContain('kebijakan.json bukan JSON yang utuh');
  });

  test('takes back a single token by its jti', async () => {
    expect(await kinerja('token', 'revoke', '32.73', 'a-1')).toContain('Token dicabut');
    expect(await kinerja('token', 'revoke', '32.73', 'a-1')).toBe('Token ini sudah dicabut.');
    expect(await db.inspect('select token_id from revoked_token')).toEqual([{ token_id: 'a-1' }]);
  });

  test('computes its audit trail anew, and says what is not chained or not known', async () => {
    expect(await kinerja('audit', 'verify', '32.73')).toMatch(
      /^Jejak audit utuh: 0 peristiwa, [1-9]\d* belum dirantai\.$/,
    );
    expect(await refusal('audit', 'verify', '32.73', '--hash', 'ab'.repeat(32))).toContain('TIDAK utuh');
    expect(await refusal('audit', 'verify', '32.73', '--hash', 'abc')).toContain('64 angka heksadesimal');
  });

  test('trusts a single sign-on, with keys that are fetched or pinned, and stops', async () => {
    const issuer = 'https://sso.bandung.example.go.id';
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const write = (name: string, key: typeof publicKey) =>
      writeFileSync(join(folder, name), JSON.stringify({ keys: [key.export({ format: 'jwk' })] }));
    write('jwks.json', publicKey);
    write('rahasia.json', privateKey);
    expect(await kinerja('oidc', 'list', '32.73')).toBe('Belum ada penyedia OIDC.');
    const add = ['oidc', 'add', '32.73', issuer, '--audience'];
    await kinerja(...add, 'kinerja', '--jwks-uri', `${issuer}/jwks`, '--subject-claim', 'nip');
    await kinerja(...add, 'cadangan', '--jwks', 'jwks.json');
    expect(await kinerja(...add, 'konsol', '--jwks', 'jwks.json', '--console')).toContain('<alamat gateway>/konsol');
    await kinerja(...add, 'meja', '--jwks', 'jwks.json', '--console', 'openid  profile');
    expect((await kinerja('oidc', 'list', '32.73')).split('\n').slice(1)).toEqual([
      `${issuer}  cadangan  sub    -               disematkan: 1`,
      `${issuer}  kinerja   nip    -               ${issuer}/jwks`,
      `${issuer}  konsol    sub    openid          disematkan: 1`,
      `${issuer}  meja      sub    openid profile  disematkan: 1`,
    ]);
    expect(await refusal(...add, 'lain', '--jwks', 'jwks.json', '--console', 'profile')).toContain(
      '--console: "profile" tidak dapat dipakai; yang diharapkan cakupan dengan openid',
    );
    expect(await refusal(...add, 'kinerja', '--jwks', 'jwks.json')).toContain('sudah terdaftar');
    expect(await refusal(...add, 'lain')).toContain('Sebutkan salah satu');
    expect(await refusal(...add, 'lain', '--jwks', 'rahasia.json')).toContain('kunci publik RSA, EC atau OKP saja');
    expect(await refusal(...add, 'lain', '--jwks', 'tidak-ada.json')).toContain('tidak dapat dibaca');
    expect(await refusal(...add, 'lain', '--jwks-uri', 'http://sso.example.go.id/jwks')).toContain('alamat https');
    expect(await refusal('oidc', 'add', '32.73', 'sso', '--audience', 'x', '--jwks', 'jwks.json')).toContain(
      'penerbit: "sso" tidak dapat dipakai',
    );
    for (const audience of ['cadangan', 'konsol', 'meja'])
      await kinerja('oidc', 'remove', '32.73', issuer, '--audience', audience);
    expect(await refusal('oidc', 'remove', '32.73', issuer, '--audience', 'cadangan')).toContain('tidak ada');
    expect(await db.inspect('select audience from identity_provider')).toEqual([{ audience: 'kinerja' }]);
    const actions = await db.inspect<{ action: string }>(
      "select action from audit_event where action ~ '^(portal-key|token|oidc)' order by at, id",
    );
    expect(actions.map(({ action }) => action)).toEqual([
      ...['portal-key.added', 'portal-key.added', 'portal-key.revoked', 'token.revoked'],
      ...[...Array(4).fill('oidc.added'), ...Array(3).fill('oidc.removed')],
    ]);
  });

  test.each([
    [['units', '99.99'], 'Daerah dengan kode "99.99" tidak ada; yang ada: 32.73.'],
    [['tenant', 'add', '32.73', 'Lagi', '--time-zone', 'Asia/Jakarta'], 'A region with the code 32.73 exists already.'],
    [['tenant', 'add', '3273', 'Lagi', '--time-zone', 'Asia/Jakarta'], 'Kode daerah "3273" tidak dikenal'],
    [['tenant', 'add', '11.02', 'Lagi', '--time-zone', 'WIB'], 'Zona waktu "WIB" tidak dikenal'],
    [
      ['site-key', 'add', '32.73', 'Situs', '--origin', 'https://a.example/'],
      '--origin: "https://a.example/" tidak dapat dipakai',
    ],
    [['site-key', 'revoke', '32.73', 'pk_x'], 'Kunci situs "pk_x" tidak ada'],
    [['portal-key', 'add', '32.73', ''], 'nama: sebutkan portal'],
    [['portal-key', 'revoke', '32.73', '../x'], 'Kunci portal "../x" tidak ada'],
    [['token', 'revoke', '32.73', 'eyJhbGciOiJIUzI1NiJ9.e30.x'], 'jti: sebutkan isi klaim jti'],
    [['unit', 'staff', '32.73', 'x', '3'], '"x" bukan id unit daerah ini'],
    [['import', 'ratings', 'tidak-ada.csv', '--tenant', '32.73'], 'tidak-ada.csv tidak ada.'],
    [['import', 'ratings', '.', '--tenant', '32.73'], 'adalah folder, bukan berkas.'],
    [['import', 'ratings', 'survei.csv', '--tenant', '32.73'], 'Layanan mana yang dinilai?'],
  ])('is told in one sentence what is wrong with %j', async (args, sentence) => {
    const said = await refusal(...args);
    expect(said).toContain(sentence);
    expect(said).not.toContain('\n');
  });
});

test('a region takes part in the comparison between regions when its operator says so, and the change is kept', async () => {
  expect(await kinerja('region', 'benchmark', '32.73', 'on')).toBe(
    'Kota Bandung ikut perbandingan antardaerah, tanpa nama, mulai triwulan yang ditutup berikutnya.',
  );
  expect(await kinerja('region', 'benchmark', '32.73', 'on')).toBe('Kota Bandung sudah ikut; tidak ada yang berubah.');
  expect(await kinerja('region', 'benchmark', '32.73', 'off')).toContain('Kota Bandung tidak lagi ikut');
  expect(await refusal('region', 'benchmark', '32.73', 'ya')).toBe('Yang diharapkan on atau off, yang diterima "ya".');
  expect(await db.inspect(`select action from audit_event where action like 'benchmark.%' order by id`)).toEqual([
    { action: 'benchmark.joined' },
    { action: 'benchmark.left' },
  ]);
});

describe('a command line', () => {
  test.each([
    [['nope'], 'Perintah tidak dikenal: nope. Lihat: pnpm kinerja --help'],
    [['tenant'], undefined],
    [['tenants', '--x'], 'Pilihan tidak dikenal: --x. Lihat: pnpm kinerja --help'],
    [['unit'], undefined],
    [['unitss', '32.73'], 'Perintah tidak dikenal: unitss. Maksudnya units? Lihat: pnpm kinerja --help'],
    [['units'], 'Argumen belum diisi: kode. Lihat: pnpm kinerja --help'],
    [
      ['import', 'recap', 'a.csv', '--tenant', '32.73', '--period', '2026-Q3'],
      'Pilihan wajib belum diisi: --unit <id>. Lihat: pnpm kinerja --help',
    ],
    [
      ['import', 'recap', 'a.csv', '--period', '2026-Q5'],
      expect.stringMatching(/^Periode "2026-Q5" tidak dikenal; .*2026-Q4/),
    ],
    [['import', 'recap', 'a.csv', '--respondents', 'x'], 'Yang diharapkan bilangan bulat, yang diterima "x".'],
  ])('%j is answered in one sentence, or with its help', async (args, sentence) => {
    vi.spyOn(process.stderr, 'write').mockReturnValueOnce(true);
    expect(await refusal(...args)).toEqual(sentence);
  });
});

describe('progress', () => {
  const shown = (isTTY: boolean, total: number) => {
    const out: string[] = [];
    const progress = progressOn({ isTTY, write: (text: string | Uint8Array) => Boolean(out.push(String(text))) });
    for (let done = 1000; done <= total; done += 1000) progress(done, total);
    return out;
  };

  test('fills ten lines of a log', () => {
    expect(shown(false, 48_000)).toHaveLength(10);
    expect(shown(false, 48_000)).toContain('25.000 dari 48.000 baris\n');
    expect(shown(false, 48_000).at(-1)).toBe('48.000 dari 48.000 baris\n');
  });

  test('moves on one line of a terminal', () => {
    const steps = shown(true, 48_000);
    expect(steps).toHaveLength(48);
    expect(steps[11]).toBe('\r12.000 dari 48.000 baris');
    expect(steps.at(-1)).toBe('\r48.000 dari 48.000 baris\n');
  });

  test('of a short file is not shown', () => expect(shown(true, 2000)).toEqual([]));
});

test('help lists every command with what it does', async () => {
  const { code, stdout } = await run(['--help'], {});
  expect(code).toBe(0);
  const [, commands = ''] = stdout.split('Perintah:\n');
  const lines = commands.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^ {2}[a-z]\S*(?: \S+)* {2,}\S.*$/);
  expect(lines.map((line) => line.trim().split(/ {2,}| </)[0])).toEqual([
    ...['tenants', 'units', 'services', 'tenant add', 'unit add', 'unit staff', 'service add', 'region benchmark'],
    ...['site-key add', 'site-key list', 'site-key revoke'],
    ...[
      'portal-key add',
      'portal-key list',
      'portal-key revoke',
      'device add',
      'device list',
      'device revoke',
      'office-network add',
      'office-network list',
      'office-network revoke',
      'api-client add',
      'api-client list',
      'api-client revoke',
      'poster',
      'visit-codes',
    ],
    'token revoke',
    ...[
      'oidc add',
      'oidc list',
      'oidc remove',
      'import ratings',
      'import recap',
      'import visits',
      'import users',
      'import units',
      'import employees',
    ],
    ...[
      'import attendance',
      'import results',
      'import list',
      'export results',
      'export tickets',
      'export backlog',
      'role grant',
      'role revoke',
    ],
    ...[
      'policy load',
      'policy list',
      'policy check',
      'policy tickets',
      'policy visits',
      'policy retention',
      'close-periods',
      'audit verify',
      'backup take',
      'backup check',
      'backup restore',
      'verify',
      'months list',
      'months detach',
      'months attach',
      'doctor',
    ],
  ]);
});

describe('the tables of ratings by month', () => {
  afterEach(() => vi.useRealTimers());

  const tables = async () => {
    const [, ...lines] = (await kinerja('months', 'list')).split('\n');
    return lines.map((line) => line.split(/ {2,}/));
  };

  test('are listed with what is in them, and why they cannot be detached', async () => {
    const [first = [], ...others] = await tables();
    const [name = '', month = '', rows, , state] = first;
    expect(name).toMatch(/^feedback_until_\d{4}_\d{2}$/);
    expect(month).toBe(`sebelum ${name.slice(-7).replace('_', '-')}`);
    expect([rows, state]).toEqual(['1', 'dipakai: belum berakhir']);
    expect(others.at(-1)?.slice(0, 3)).toEqual(['feedback_default', 'di luar semua bulan', '0']);
    expect(await refusal('months', 'detach', name)).toBe(`${name} belum dapat dilepas: belum berakhir.`);
    expect(await refusal('months', 'attach', 'feedback_2001_01')).toBe(
      'Tidak ada tabel bulan bernama "feedback_2001_01"; lihat: pnpm kinerja months list.',
    );
  });

  test('are detached once they are over and nothing of people is kept in them, told by a backup, and put back', async () => {
    const all = await tables();
    const [old = [''], next = ['']] = all;
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(Date.now() + 10 * 365 * 86_400_000) });
    expect((await tables())[0]?.[4]).toBe('dipakai: masa simpan daerah 32.73 belum habis');
    expect(await refusal('months', 'detach', old[0] ?? '')).toContain('masa simpan daerah 32.73 belum habis');
    const name = next[0] ?? '';
    expect((await tables())[1]?.[4]).toBe('dapat dilepas');
    expect(await kinerja('months', 'detach', name)).toMatch(
      /^feedback_\d{4}_\d{2} dilepas dengan 0 baris; angka, tanda terima dan jejak audit tetap\.\n.*kinerja_detached/,
    );
    expect(await refusal('months', 'detach', name)).toBe(`${name} sudah dilepas.`);
    expect(await kinerja('backup', 'take', '--out', 'tanpa-bulan')).toContain(
      `Bulan yang dilepas tidak ikut (${name})`,
    );
    expect((await tables()).find(([one]) => one === name)?.[4]).toBe('dilepas');
    expect(await kinerja('months', 'attach', name)).toBe(`${name} dipasang kembali dengan 0 baris.`);
    expect((await tables()).map(([one]) => one)).toEqual(all.map(([one]) => one));
  });
});

describe('the personnel of a region', () => {
  const NIP = '198609262015052001';
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const importFile = (kind: string, name: string) => kinerja('import', kind, name, '--tenant', '65.01', '--by', 'sari');

  test('comes from SIASN: units, employees, attendance', async () => {
    await kinerja('tenant', 'add', '65.01', 'Kabupaten Bulungan', '--time-zone', 'Asia/Makassar');
    write('ref_unor.csv', 'Id,DiatasanId,NamaUnor\nU1,,Dinas Kesehatan\n');
    expect(await importFile('units', 'ref_unor.csv')).toMatch(/1 unit diimpor: 1 baru, 0 berubah/);
    write(
      'asn.csv',
      `nip_baru,nama,nik,jabatan_nama,tmt_jabatan,unor_id\n${NIP},Ani,6501234567890001,Bidan,01-03-2021,U1\n`,
    );
    const imported = await importFile('employees', 'asn.csv');
    expect(imported).toContain('Tidak dibaca dan tidak disimpan: 1 sel dalam 1 kolom (nik).');
    expect(imported).toContain('1 pegawai diimpor: 1 baru, 0 datanya berubah, 0 pindah jabatan');
    expect(await importFile('employees', 'asn.csv')).toMatch(
      /sudah diimpor .* oleh sari \(1 pegawai, .*tidak ada yang berubah/,
    );
    write('hadir.csv', `NIP,Bulan,Hari Hadir,Hari Kerja\n${NIP},2026-01,20,21\n`);
    expect(await importFile('attendance', 'hadir.csv')).toContain('1 baris diimpor: 1 ukuran baru, 0 dikoreksi');
  });

  test('notes the networks of its offices, however they are written, and takes them back', async () => {
    expect(await kinerja('office-network', 'list', '65.01')).toBe('Belum ada jaringan kantor.');
    const id = await kinerja('office-network', 'add', '65.01', '203.0.113.9/28', 'Wi-Fi kantor');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    await kinerja('office-network', 'add', '65.01', '2001:db8:7::1', 'Kabel');
    expect(await kinerja('office-network', 'list', '65.01')).toMatch(
      new RegExp(`${id} +203\\.0\\.113\\.0/28 +Wi-Fi kantor +semua unit +berlaku\\n.* 2001:db8:7::1/128 .*`),
    );
    for (const wrong of ['kantor', '10.0.0.0/8', '203.0.113.0/33', '2001:db8::/16', ''])
      expect(await refusal('office-network', 'add', '65.01', wrong, 'Kantor')).toContain(`jaringan: "${wrong}"`);
    expect(await refusal('office-network', 'add', '65.01', '203.0.113.9', ' ')).toContain('nama: ');
    await kinerja('office-network', 'revoke', '65.01', id);
    expect(await kinerja('office-network', 'list', '65.01')).toContain('dicabut');
    expect(await refusal('office-network', 'revoke', '65.01', id)).toContain('tidak ada atau sudah dicabut');
  });

  test('gets its first administrator by a command, which does not repeat the employee number', async () => {
    const printed = await kinerja('role', 'grant', '65.01', NIP, 'PERSONNEL_ADMIN');
    expect(printed).toBe('Ani kini PERSONNEL_ADMIN.');
    expect(await refusal('role', 'grant', '65.01', NIP, 'PERSONNEL_ADMIN')).toContain('sudah pengelola kepegawaian');
    expect(await kinerja('role', 'revoke', '65.01', NIP, 'PERSONNEL_ADMIN')).toBe('Ani bukan lagi PERSONNEL_ADMIN.');
    expect(await refusal('role', 'grant', '65.01', '198609262015052002', 'LEADER')).toContain('…002');
    expect(JSON.stringify(await db.inspect('select * from audit_event'))).not.toContain(NIP);
  });

  test('has its final results written once, to be read by nobody else', async () => {
    const args = [
      'export',
      'results',
      '--tenant',
      '65.01',
      '--period',
      '2026-Q1',
      '--format',
      'csv',
      '--out',
      'hasil.csv',
    ];
    expect(await kinerja(...args)).toMatch(/^0 hasil final ditulis ke .*hasil\.csv/);
    const { mode } = statSync(join(folder, 'hasil.csv'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    expect(await refusal(...args)).toContain('hasil.csv sudah ada; sebutkan nama lain dengan --out.');
    expect(await refusal(...args.slice(0, 5), '2026', '--format', 'csv')).toContain('tambahkan --yearly');
  });

  test('has what was said of its apps written for their developers, to be read by nobody else', async () => {
    const args = ['export', 'backlog', '--tenant', '65.01', '--period', '2026-Q1', '--out', 'aplikasi.csv'];
    expect(await kinerja(...args)).toMatch(/^0 laporan dan 0 komentar ditulis ke .*aplikasi\.csv/);
    const { mode } = statSync(join(folder, 'aplikasi.csv'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    expect(await refusal(...args)).toContain('aplikasi.csv sudah ada');
  });
});

describe('without DATABASE_URL', () => {
  const dataDir = join(folder, 'data');
  const env = { DATA_DIR: dataDir, POSTGRES_BIN: process.env['TEST_POSTGRES_BIN'] || 'npm' };

  test('a command uses the database of a running gateway, and one of its own afterwards, which it stops', async () => {
    const unlock = lockDataFolder(dataDir);
    const cluster = await startOwnCluster(dataDir, env.POSTGRES_BIN);
    const args = ['tenant', 'add', '32.73', 'Kota Bandung', '--time-zone', 'Asia/Jakarta'];
    expect(await run(args, env)).toMatchObject({ code: 0, stderr: '' });
    await cluster.stop();
    expect(await run(['tenants'], env)).toEqual({
      code: 1,
      stdout: '',
      stderr: `The data folder ${dataDir} is in use by process ${process.pid}: stop that one first.\n`,
    });
    unlock();
    expect(await run(['tenants'], env)).toMatchObject({ code: 0, stdout: expect.stringContaining('Kota Bandung') });
    // Nothing is left that would hold the folder.
    lockDataFolder(dataDir)();
  }, 60_000);

  test('what was backed up can be checked, and restored into an empty place alone', async () => {
    const at = { ...env, INIT_CWD: folder };
    const taken = await run(['backup', 'take', '--out', 'cadangan'], at);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    expect(taken.stdout).toMatch(
      /^\d+ baris dari 1 daerah, dengan \d+ peristiwa jejak audit, ditulis ke \S+cadangan\./,
    );
    expect(await run(['backup', 'check', 'cadangan'], at)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Cadangan dari 20\S+ dapat dipulihkan: .* dari 1 daerah, .*; semuanya cocok\.\n$/),
    });
    expect(await run(['backup', 'restore', 'cadangan'], at)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('sudah berisi daerah (32.73)'),
    });
    const elsewhere = { ...at, DATA_DIR: join(folder, 'elsewhere') };
    expect(await run(['backup', 'restore', 'cadangan'], elsewhere)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Dipulihkan: '),
    });
    expect((await run(['tenants'], elsewhere)).stdout).toContain('Kota Bandung');
  }, 120_000);
});
