import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startGateway } from '../../../test/support/gateway.ts';
import { examinePage } from './doctor/examine-page.ts';
import { createReach } from './doctor/reach.ts';
import { addDoctorCommands } from './doctor-commands.ts';

/* Pages of another site, served for real, each with one thing wrong; the gateway is a real one, too. */

const site = { html: '', headers: {} as Record<string, string>, status: 200 };
const server = createServer((request, response) => {
  if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
  else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
  else if (request.url === '/large')
    response.writeHead(200, { 'content-type': 'text/html' }).end('x'.repeat(5_000_000));
  else if (request.url === '/inward') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  else response.writeHead(site.status, { 'content-type': 'text/html; charset=utf-8', ...site.headers }).end(site.html);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());
const SITE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const gateway = await startGateway({
  tenants: {
    bandung: {
      code: '32.73',
      units: [{ name: 'Disdukcapil', kind: 'dinas', services: ['KTP-el'] }],
      sites: { pk_here: [SITE], pk_elsewhere: ['https://other.example.go.id'] },
    },
  },
});
const { bandung } = gateway.tenants;
const SERVICE = bandung.service('KTP-el').id;

let latest = '';
let integrity = '';
beforeAll(async () => {
  latest = ((await (await gateway.fetch('/widgets/versions.json')).json()) as { latest: string }).latest;
  const file = Buffer.from(await (await gateway.fetch(`/widgets/${latest}/kinerja.js`)).arrayBuffer());
  integrity = `sha384-${createHash('sha384').update(file).digest('base64')}`;
});

const script = (attributes = `type="module" async integrity="${integrity}"`, version = latest, name = 'kinerja.js') =>
  `<script src="${gateway.address}/widgets/${version}/${name}" ${attributes}></script>`;
const form = (attributes = `service="${SERVICE}" site-key="pk_here"`, fallback = '<a href="/f">Isi survei</a>') =>
  `<kinerja-rating-form ${attributes}>${fallback}</kinerja-rating-form>`;

beforeEach(() => {
  site.html = script() + form();
  site.headers = {};
  site.status = 200;
});

const examine = async (path = '/') => {
  const findings = await examinePage(`${SITE}${path}`, createReach({ allowLocal: true }));
  return findings.map(({ verdict, text, mend }) => `${verdict}: ${text}${mend === undefined ? '' : ` | ${mend}`}`);
};
/** What is not good, but for the site's having no certificate. */
const wrong = async () => (await examine()).filter((line) => !/^ok|^warn: Halaman ini http:/.test(line));

test('of a page without a fault everything is said to be good', async () => {
  site.headers = {
    'content-security-policy': `default-src 'none'; script-src ${gateway.address}; connect-src ${gateway.address}; require-trusted-types-for 'script'; trusted-types lit-html`,
  };
  expect(await wrong()).toEqual([]);
  expect(await examine()).toEqual([
    expect.stringMatching(/^warn: Halaman ini http:/),
    'ok: integrity cocok dengan berkas yang disajikan.',
    `ok: Versi ${latest} adalah rilis terbaru.`,
    'ok: Content-Security-Policy mengizinkan semua yang diperlukan widget.',
    'ok: <kinerja-rating-form>: layanan KTP-el ada.',
    `ok: <kinerja-rating-form>: kunci situs berlaku di ${SITE}.`,
  ]);
});

describe('the script', () => {
  test.each([
    ['is missing', () => form(), /^error: Tidak ada tag skrip widget .*\/builder/],
    ['is no module', () => script(''), /^error: kinerja\.js hanya jalan sebagai modul/],
    [
      'is a module and must not be',
      () => script('type="module"', latest, 'kinerja.iife.js'),
      /^error: kinerja\.iife\.js bukan modul/,
    ],
    [
      'is waited for',
      () => script(`type="module" integrity="${integrity}"`),
      /^warn: Tag skrip tanpa async.*kata async/,
    ],
    ['has no integrity', () => script('type="module"'), /^warn: Tag skrip tanpa integrity.*integrity="sha384-/],
    [
      'has the integrity of another file',
      () => script('type="module" integrity="sha384-AAAA"'),
      /^error: integrity tidak cocok/,
    ],
    ['floats', () => script('type="module"', 'latest'), /^warn: Alamat \/latest\/ berganti isi/],
    ['floats with an integrity', () => script(undefined, 'latest'), /^error: integrity pada alamat \/latest\//],
    ['is of a version that never was', () => script('type="module"', '9.9.9'), /^error: Skrip .*9\.9\.9.* status 404/],
    [
      'is there in two versions',
      () => script() + script('type="module"', 'latest'),
      /^warn: Halaman memuat beberapa versi/,
    ],
    [
      'is on a server that is away',
      () => '<script type="module" src="http://127.0.0.1:9/widgets/1.0.0/kinerja.js"></script>',
      /^error: http:\/\/127\.0\.0\.1:9 tidak terhubung/,
    ],
  ])('%s', async (_, html, said) => {
    site.html = html() + (html() === form() ? '' : form());
    expect((await wrong()).filter((line) => said.test(line))).toHaveLength(1);
  });
});

describe('the policy', () => {
  const policies = (rest: string) => `default-src 'none'; ${rest}`;
  test.each([
    [
      'refuses the script',
      () => policies(`connect-src ${gateway.address}`),
      /^error: .*\(script-src\) menolak .*kinerja\.js.*script-src http/,
    ],
    [
      'refuses the gateway',
      () => policies(`script-src ${gateway.address}`),
      /^error: .*\(connect-src\) menolak .*graphql.*connect-src http/,
    ],
    [
      'refuses the templates',
      () => `trusted-types 'none'`,
      /^error: .*\(trusted-types\) menolak templat widget.*trusted-types lit-html/,
    ],
    ['runs no script', () => 'sandbox', /^error: .*\(sandbox\) menolak semua skrip/],
    [
      'allows the one file by its hash',
      () => `script-src '${integrity}'; connect-src ${gateway.address}`,
      /^warn: .*hanya mengizinkan berkas utama/,
    ],
  ])('%s, in the header or in the page', async (_, policy, said) => {
    site.headers = { 'content-security-policy': policy() };
    expect(await wrong()).toEqual([expect.stringMatching(said)]);
    site.headers = {};
    site.html = `<meta http-equiv="Content-Security-Policy" content="${policy()}">${site.html}`;
    expect(await wrong()).toEqual([expect.stringMatching(said)]);
  });

  test('ignores the height that a style attribute reserves', async () => {
    site.headers = { 'content-security-policy': "style-src 'self'" };
    site.html = script() + form(`service="${SERVICE}" site-key="pk_here" style="min-height:40em"`);
    expect(await wrong()).toEqual([expect.stringMatching(/^warn: .*\(style-src\) mengabaikan atribut style/)]);
  });

  test('refuses the file of a widget that has one of its own', async () => {
    site.headers = { 'content-security-policy': `script-src '${integrity}'` };
    site.html = `${script()}<kinerja-appraisal-desk>x</kinerja-appraisal-desk>`;
    expect(await wrong()).toEqual([expect.stringMatching(/^error: .*berkas tambahan untuk kinerja-appraisal-desk/)]);
  });
});

describe('a widget', () => {
  test.each([
    ['without a service', 'site-key="pk_here"', /^error: .*Atribut service belum diisi\. Contoh yang benar: service_/],
    [
      'with a wrong layout',
      `service="${SERVICE}" site-key="pk_here" layout="wizard"`,
      /^warn: .*layout="wizard" tidak dapat dipakai\. .*steps, all/,
    ],
    [
      'with a misspelt name',
      `service="${SERVICE}" site-key="pk_here" periode="x" sitekey="y"`,
      /^warn: .*Atribut sitekey tidak dikenal\. .*site-key/,
    ],
    [
      'with an unknown service',
      'service="service_nobody" site-key="pk_here"',
      /^error: .*layanan service_nobody tidak ada/,
    ],
    [
      'with an unknown key',
      `service="${SERVICE}" site-key="pk_gone"`,
      /^error: .*pk_gone tidak dikenal .*site-key add/,
    ],
    [
      'with the key of another site',
      `service="${SERVICE}" site-key="pk_elsewhere"`,
      /^error: .*pk_elsewhere tidak berlaku di http/,
    ],
    ['left in debug', `service="${SERVICE}" site-key="pk_here" debug`, /^warn: .*debug terlihat oleh warga/],
    [
      'with a gateway that is none',
      `service="${SERVICE}" site-key="pk_here" gateway="ftp://x"`,
      /^error: .*alamat server tidak diketahui/,
    ],
  ])('%s', async (_, attributes, said) => {
    site.html = script() + form(attributes);
    expect((await wrong()).filter((line) => said.test(line))).toHaveLength(1);
  });

  test.each([
    ['is empty', () => form(undefined, ' <!-- --> '), /^warn: .*kosong: tanpa JavaScript/],
    [
      'is none of ours',
      () => '<kinerja-formulir></kinerja-formulir>',
      /^error: .*tag ini tidak dikenal.*kinerja-rating-form/,
    ],
    ['is in no HTML', () => '<div id="app"></div>', /^warn: Tidak ada tag widget di HTML/],
    [
      'is a div',
      () => '<div data-kinerja="rating-form" data-service="x" data-site-key="pk_here">x</div>',
      /^error: <kinerja-rating-form>: service="x"/,
    ],
    [
      'shows a region that is none',
      () => '<kinerja-unit-leaderboard tenant="99.99" kind="dinas">x</kinerja-unit-leaderboard>',
      /^error: .*daerah 99\.99 tidak ada/,
    ],
    [
      'shows a kind that is none',
      () => '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas">x</kinerja-unit-leaderboard>',
      /^error: .*tidak ada unit berjenis "puskesmas"/,
    ],
    [
      'shows a unit that is none',
      () => '<kinerja-scorecard unit="unit_x">x</kinerja-scorecard>',
      /^error: .*unit unit_x tidak ada/,
    ],
  ])('%s', async (_, html, said) => {
    site.html = script() + html();
    expect(await wrong()).toEqual([expect.stringMatching(said)]);
  });
});

test('a plain form in a frame must be allowed by both sides', async () => {
  const frame = `<iframe src="${gateway.address}/form/${SERVICE}"></iframe>`;
  site.html += frame;
  expect(await wrong()).toEqual([]);
  site.headers = { 'content-security-policy': "frame-src 'self'" };
  expect(await wrong()).toEqual([expect.stringMatching(/^error: .*\(frame-src\) menolak bingkai/)]);
});

describe('an address', () => {
  test('leads on to the page', async () => {
    expect(await examine('/moved')).toEqual(await examine());
  });

  test.each([
    ['/loop', /terlalu sering dialihkan/],
    ['/large', /lebih besar dari/],
  ])('%s comes to nothing', async (path, said) => {
    expect(await examine(path)).toEqual([expect.stringMatching(said)]);
  });

  test('of something that is no page', async () => {
    site.status = 503;
    expect(await examine()).toEqual([expect.stringMatching(/^error: .*status 503/)]);
    site.status = 200;
    site.headers = { 'content-type': 'application/json' };
    expect(await examine()).toEqual([expect.stringMatching(/^error: .*bukan halaman/)]);
  });

  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://10.1.2.3/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://2130706433/',
  ])('inside the network, %s, is asked with --allow-local only', async (address) => {
    const [finding] = await examinePage(address, createReach({ allowLocal: false }));
    expect(finding?.text).toMatch(/alamat jaringan dalam; .*--allow-local/);
  });

  test.each(['file:///etc/passwd', 'ftp://example.go.id/', 'dukcapil', 'http://user:secret@example.go.id/'])(
    '%s is none',
    async (address) => {
      const [finding] = await examinePage(address, createReach({ allowLocal: true }));
      expect(finding?.text).toMatch(/bukan alamat http atau https/);
    },
  );
});

test('the command prints a line each, and fails when something is wrong', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = new Command();
  addDoctorCommands(program);
  const run = () => program.parseAsync(['doctor', `${SITE}/`, '--allow-local'], { from: 'user' });
  const printed = () => write.mock.calls.map(([text]) => String(text)).join('');
  await run();
  expect(printed()).toMatch(
    /^periksa {2}Halaman ini http: .*\n {9}Sajikan situs dengan https\.\nbaik {5}integrity cocok/,
  );
  site.html = script() + form('site-key="pk_here"');
  await expect(run()).rejects.toThrow(`1 hal salah di ${SITE}/.`);
  expect(printed()).toContain('salah    <kinerja-rating-form>: Atribut service belum diisi.');
  write.mockRestore();
});
