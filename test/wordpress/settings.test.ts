import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RatingFormOperation } from '@kinerja/schema/operations';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashOf, MockGateway } from '../browser/mock-gateway.ts';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { ADMIN } from '../support/global-wordpress.ts';
import { freePort } from '../support/process.ts';
import { useWordpress } from '../support/wordpress-site.ts';
import { SETTINGS, type Session, signIn, submitSettings, uploadPlugin } from './admin.ts';

/* The plugin in a WordPress of the distribution, from the zip to its settings and out again. */

const file = readFileSync(fileURLToPath(new URL('../../widgets/dist/kinerja.js', import.meta.url)), 'utf8');
const integrity = hashOf(file);

const gateway = new MockGateway();
const { visitor } = useBrowser();
const site = useWordpress();
let session: Session;

beforeAll(async () => {
  await gateway.start();
  session = await signIn(await visitor(), site, ADMIN.login);
});
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

/** The page of the settings, which asks for no JavaScript; WordPress' own would be most of what is loaded. */
const open = async (javaScriptEnabled = false): Promise<Page> => {
  const page = await (await visitor({ storageState: session, javaScriptEnabled })).newPage();
  await page.goto(`${site.address}${SETTINGS}`);
  return page;
};

const saved = () => site.run<Record<string, unknown> | false>("return get_option('kinerja_settings');");
const address = () => gateway.address.replace(/\/$/, '');
const GOOD = () => ({ gateway: address(), version: '0.3.0', site_key: 'pk_demo', region: '32.73' });

test('the zip is uploaded and activated, and the list of plugins leads to the settings', async () => {
  const page = await (await visitor({ storageState: session })).newPage();
  await uploadPlugin(page, site);
  const row = page.locator('tr[data-plugin="kinerja/kinerja.php"]');
  await row.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Kinerja', exact: true }).waitFor();
  expect(await page.getByLabel('Language of the widgets').inputValue()).toBe('id');
});

describe('nothing is saved, and the page says why,', () => {
  test('when values cannot be used: each is named with its field, and stays in it', async () => {
    const page = await open();
    const typed = { gateway: 'ftp://x', version: 'latest', site_key: 'dua kata', region: '<b>"Bandung"' };
    expect(await submitSettings(page, typed)).toEqual([
      'Gateway address: "ftp://x" cannot be used. A correct example: https://kinerja.example.go.id',
      'Widget version: "latest" cannot be used. A correct example: 1.2.3',
      'Site key: "dua kata" cannot be used. A correct example: pk_AbCd1234',
      'Region code: ""Bandung"" cannot be used. A correct example: 32.73',
    ]);
    expect(await page.locator('[aria-invalid=true]').evaluateAll((inputs) => inputs.map(({ id }) => id))).toEqual(
      Object.keys(typed).map((name) => `kinerja-${name}`),
    );
    expect(await page.getByLabel('Gateway address').inputValue()).toBe('ftp://x');
    expect(saved()).toBe(false);
  });

  test('when nothing answers at the address', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const [told] = await submitSettings(await open(), { ...GOOD(), gateway: nobody });
    expect(told).toContain(`${nobody}/widgets/versions.json does not answer: `);
    expect(saved()).toBe(false);
  });

  test.each([
    [
      'something else answers',
      200,
      '<h1>Selamat datang</h1>',
      'answers 200, which is not what a gateway answers: "Selamat datang"',
    ],
    [
      'there is no such version',
      404,
      'No widgets "0.3.0"',
      'answers 404, which is not what a gateway answers: "No widgets "0.3.0""',
    ],
    ['it leads elsewhere', 302, 'Pindah', 'answers 302, which is not what a gateway answers: "Pindah"'],
    ['the hash is none', 200, '{"kinerja.js":{"integrity":"sha384-abc\\" onload=\\"x"}}', 'has no hash of kinerja.js.'],
  ])('when %s', async (_, status, body, words) => {
    gateway.fileTrouble = (response) => response.writeHead(status, { location: '/' }).end(body);
    const [told] = await submitSettings(await open(), GOOD());
    expect(told).toContain(`/widgets/0.3.0/integrity.json ${words}`);
    expect(saved()).toBe(false);
  });
});

test('a connection is checked before anything is saved', async () => {
  const page = await open();
  expect(await submitSettings(page, GOOD(), 'Check the connection')).toEqual([
    `${address()} answers and has the widgets 0.3.0.`,
    'Region 32.73 is Kota Bandung.',
  ]);
  expect(await submitSettings(page, { region: '99.99' }, 'Check the connection')).toEqual([
    `${address()} answers and has the widgets 0.3.0.`,
    'Region code: the gateway knows no region "99.99".',
  ]);
  expect(saved()).toBe(false);
});

test('the newest release is what is saved where no version was typed', async () => {
  gateway.latest = '0.4.0';
  const page = await open();
  expect(await submitSettings(page, { ...GOOD(), version: '' })).toEqual(['The settings are saved.']);
  expect(saved()).toMatchObject({ version: '0.4.0', integrity, questions: RatingFormOperation.id });
  expect(await page.getByLabel('Widget version').inputValue()).toBe('0.4.0');
});

test('that a version is old, or in development, is told', async () => {
  gateway.latest = '0.4.0';
  const page = await open();
  expect(await submitSettings(page, GOOD(), 'Check the connection')).toContain(
    'The newest release of the widgets is 0.4.0.',
  );
  gateway.latest = '0.1.0';
  gateway.isReleased = false;
  expect(await submitSettings(page, GOOD())).toEqual([
    'The settings are saved.',
    'The widgets 0.3.0 are in development: when their file changes, browsers refuse it until you save again.',
  ]);
});

describe('once saved,', () => {
  beforeAll(async () => {
    gateway.reset();
    expect(await submitSettings(await open(), { ...GOOD(), gateway: gateway.address })).toEqual([
      'The settings are saved.',
    ]);
  });

  test('the settings hold the hash that the gateway told, and which files there are', async () => {
    const files = expect.arrayContaining(['kinerja.js', 'index-badge.js', 'kiosk.js']);
    const { id: questions } = RatingFormOperation;
    const rest = { language: 'id', reserve_height: true, as_div: false };
    expect(saved()).toEqual({ ...GOOD(), integrity, files, questions, ...rest });
    expect(await (await open()).locator('.wrap').textContent()).toContain(integrity);
  });

  test('the page shows a line for each widget, with what the settings do not tell', async () => {
    expect(await (await open()).locator('.wrap li code').allTextContents()).toEqual([
      '[kinerja_formulir layanan="service_AbCd…"]',
      '[kinerja_papan jenis="puskesmas"]',
      '[kinerja_kartu unit="unit_AbCd…"]',
      '[kinerja_lencana unit="unit_AbCd…"]',
      '[kinerja_perubahan unit="unit_AbCd…"]',
      '[kinerja_laporan layanan="service_AbCd…"]',
      '[kinerja_tanda_terima]',
      '[kinerja_waktu_layanan layanan="service_AbCd…"]',
      '[kinerja_tindak_lanjut unit="unit_AbCd…"]',
    ]);
  });

  test('a gateway that is away costs nothing but a warning, as long as the file is the same', async () => {
    gateway.fileTrouble = (response) => response.destroy();
    const page = await open();
    const [first, second] = await submitSettings(page, { region: '65.01' });
    expect(first).toBe('The settings are saved.');
    expect(second).toContain('The hash of the widgets 0.3.0 could not be fetched, what was saved before still holds. ');
    expect(saved()).toMatchObject({ region: '65.01', integrity });
    const [refused] = await submitSettings(page, { version: '9.9.9' });
    expect(refused).toContain('/widgets/9.9.9/integrity.json does not answer: ');
    expect(saved()).toMatchObject({ version: '0.3.0', integrity });
  });

  test('a file that has changed since is told by the check', async () => {
    const other = JSON.stringify({ 'kinerja.js': { integrity: `sha384-${'A'.repeat(64)}` } });
    gateway.fileTrouble = (response) => response.end(other);
    const told = await submitSettings(await open(), {}, 'Check the connection');
    expect(told.join()).toContain('The file is another one than when these settings were saved');
  });

  test('nobody but an administrator reads or changes them, and no page of somebody else does', async () => {
    site.run(
      `wp_insert_user(['user_login' => 'penyunting', 'user_pass' => '${ADMIN.password}', 'role' => 'editor']); return 1;`,
    );
    const before = saved();
    const context = await visitor();
    await signIn(context, site, 'penyunting');
    expect((await context.request.get(`${site.address}${SETTINGS}`)).status()).toBe(403);
    const admin = await visitor({ storageState: session });
    const form = { 'kinerja[gateway]': 'https://jahat.example', 'kinerja[version]': '0.3.0', save: '1' };
    const forged = await admin.request.post(`${site.address}${SETTINGS}`, { form });
    expect(forged.status()).toBe(403);
    expect(saved()).toEqual(before);
  });

  test('the page breaks no rule of axe, and is in Indonesian for everybody who does not read English', async () => {
    site.run(`update_user_meta(1, 'locale', 'jv_ID'); return 1;`);
    const page = await open(true);
    await page.getByRole('button', { name: 'Periksa sambungan' }).waitFor();
    expect(await page.getByLabel('Alamat gateway').inputValue()).toBe(address());
    expect(await breaches(page, '.wrap')).toEqual([]);
    site.run(`delete_user_meta(1, 'locale'); return 1;`);
  });

  test('they go with the plugin', () => {
    site.removePlugin();
    expect(saved()).toBe(false);
  });
});

test('PHP has nothing to complain about', () => {
  expect(site.pluginComplaints()).toEqual([]);
});
