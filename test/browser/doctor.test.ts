import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { hashOf, MockGateway } from './mock-gateway.ts';
import { formTag } from './rating-form-driver.ts';

/* What `debug` says on a page with one thing wrong. */

const gateway = new MockGateway();
const { openPage } = useBrowser();
const KINERJA = readFileSync(fileURLToPath(new URL('../../widgets/dist/kinerja.js', import.meta.url)), 'utf8');

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

interface Given {
  readonly version?: string;
  readonly integrity?: string;
  readonly css?: string;
  readonly meta?: string;
  readonly more?: string;
  readonly kind?: string;
}

const RESERVED = 'kinerja-rating-form { display: block; min-height: 900px; }';

/** A page that is as it should be, but for what is given. */
const page = (
  tag: string,
  {
    version = '0.3.0',
    integrity = hashOf(KINERJA),
    css = RESERVED,
    meta = '',
    more = '',
    kind = 'type="module" async',
  }: Given = {},
) =>
  `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Situs</title>${meta}<style>${css}</style>
  <script ${kind} crossorigin="anonymous" ${integrity && `integrity="${integrity}"`} src="${gateway.address}widgets/${version}/kinerja.js"></script>${more}</head>
  <body><main><h1>Layanan</h1>${tag}</main></body></html>`;

const examine = async (tag = formTag('debug'), given: Given = {}): Promise<Page> => {
  gateway.page = page(tag, given);
  const opened = await openPage(gateway.pageAddress);
  await opened.locator('#problems li.ok').first().waitFor();
  return opened;
};
const lines = (opened: Page, verdict: string) => opened.locator(`#problems li.${verdict}`).allTextContents();
const origin = () => new URL(gateway.pageAddress).origin;

test('a page without a fault is told to be good, point by point', async () => {
  const opened = await examine();
  expect([...(await lines(opened, 'warn')), ...(await lines(opened, 'error'))]).toEqual([]);
  const told = (await lines(opened, 'ok')).map((line) => line.replace(/\d+ milidetik/, '… milidetik'));
  expect(told).toEqual([
    'Baik: Server menjawab dalam … milidetik.',
    'Baik: Jawaban server boleh dibaca halaman ini.',
    `Baik: Kunci situs berlaku di ${origin()}.`,
    'Baik: Berkas widget versi 0.3.0 adalah rilis terbaru.',
    'Baik: Tag skrip memakai integrity.',
    'Baik: Tidak terlihat pelanggaran Content-Security-Policy oleh widget.',
    'Baik: Tinggi 900 piksel sudah disediakan.',
    'Baik: Ada isi di dalam tag untuk warga tanpa JavaScript.',
    'Baik: Kontras warna cukup (WCAG 2.2 AA).',
    'Baik: Jawaban yang belum terkirim disimpan di perangkat warga.',
  ]);
});

describe('it says what is wrong, and how it is mended', () => {
  const tag = () => formTag('debug');
  test.each<[string, () => Promise<Page>, string, RegExp]>([
    [
      'an older version',
      () => {
        gateway.latest = '0.4.0';
        return examine();
      },
      'warn',
      /versi 0\.3\.0; rilis terbaru 0\.4\.0\..*widgets\/0\.4\.0\/kinerja\.js" crossorigin="anonymous" integrity="sha384-/,
    ],
    [
      'the floating channel',
      () => examine(tag(), { version: 'latest', integrity: '' }),
      'warn',
      /\/latest\/ berganti isi.*widgets\/0\.3\.0\/kinerja\.js"/,
    ],
    ['no async', () => examine(tag(), { kind: 'type="module"' }), 'warn', /tanpa async.*kata async/],
    ['no integrity', () => examine(tag(), { integrity: '' }), 'warn', /tanpa integrity.*integrity="sha384-\S{64}"/],
    ['a version that never was', () => examine(tag(), { version: '9.9.9' }), 'error', /tidak mengenal versi 9\.9\.9/],
    [
      'two versions',
      () =>
        examine(tag(), { more: `<script type="module" src="${gateway.address}widgets/0.1.0/kinerja.js"></script>` }),
      'warn',
      /beberapa versi widget: 0\.3\.0, 0\.1\.0/,
    ],
    [
      'a key of another site',
      () => {
        gateway.siteKeyStanding = 'OTHER_ORIGIN';
        return examine();
      },
      'error',
      /pk_demo tidak berlaku di http:\/\/127.*site-key add/,
    ],
    [
      'a key that is none',
      () => {
        gateway.siteKeyStanding = 'UNKNOWN';
        return examine();
      },
      'error',
      /pk_demo tidak dikenal atau sudah dicabut/,
    ],
    [
      'no reserved height',
      () => examine(tag(), { css: '' }),
      'warn',
      /Tinggi widget belum disediakan.*kinerja-rating-form \{ display: block; min-height: \d{3}px; \}/,
    ],
    [
      'too little of it',
      () => examine(tag(), { css: 'kinerja-rating-form { min-height: 40px; }' }),
      'warn',
      /disediakan 40 piksel, yang dipakai \d{3} piksel/,
    ],
    ['nothing inside', () => examine(tag().replace(/<a .*<\/a>/, '')), 'warn', /Tag kosong/],
    [
      'colours that cannot be read',
      () => examine(tag(), { css: `${RESERVED} kinerja-rating-form { --kinerja-color-muted: #aaa; }` }),
      'warn',
      /Kontras --kinerja-color-muted di atas --kinerja-color-background hanya 2,32; perlu 4,5/,
    ],
  ])('%s', async (_, open, verdict, said) => {
    const opened = await open();
    expect((await lines(opened, verdict)).filter((line) => said.test(line))).toHaveLength(1);
  });

  test('a policy that lets the file in and the gateway not', async () => {
    gateway.pageHeaders = {
      'content-security-policy': `default-src 'none'; script-src ${new URL(gateway.address).origin}; style-src 'unsafe-inline'; connect-src 'self'`,
    };
    gateway.page = page(formTag('debug'));
    const opened = await openPage(gateway.pageAddress);
    await opened.locator('#problems li.error').first().waitFor();
    const told = await lines(opened, 'error');
    expect(told.join('\n')).toMatch(/Server http\S+ tidak terhubung/);
    expect(told.join('\n')).toMatch(/Content-Security-Policy \(connect-src\) menolak http.*connect-src http/);
  });

  test('a policy in the page itself', async () => {
    const own = new URL(gateway.address).origin;
    const meta = `<meta http-equiv="Content-Security-Policy" content="script-src ${own}; connect-src https://elsewhere.example">`;
    gateway.page = page(formTag('debug'), { meta });
    const opened = await openPage(gateway.pageAddress);
    await opened.locator('#problems li.error').first().waitFor();
    expect((await lines(opened, 'error')).join('\n')).toMatch(/\(connect-src\) menolak http\S+graphql/);
  });

  test('a gateway that is away', async () => {
    gateway.page = page(formTag('debug gateway="http://127.0.0.1:9/"'));
    const opened = await openPage(gateway.pageAddress);
    await opened.locator('#problems li.error').first().waitFor();
    expect((await lines(opened, 'error'))[0]).toMatch(/Server http:\/\/127\.0\.0\.1:9\/ tidak terhubung/);
  });

  test('a proxy that takes away what lets other sites read', async () => {
    gateway.isUnreadable = true;
    gateway.page = page(formTag('debug'));
    const opened = await openPage(gateway.pageAddress);
    await opened.locator('#problems li.error').first().waitFor();
    expect(await lines(opened, 'error')).toEqual([expect.stringContaining('tidak boleh membaca jawabannya')]);
  });

  test('a frame without storage', async () => {
    const inside = page(formTag('debug')).replaceAll('"', '&quot;');
    gateway.page = `<!doctype html><title>x</title><iframe sandbox="allow-scripts" width="900" height="900" srcdoc="${inside}"></iframe>`;
    const opened = await openPage(gateway.pageAddress);
    const told = opened.frameLocator('iframe').locator('#problems li.warn');
    await told.getByText('menolak menyimpan').waitFor();
  });
});

test('without debug nothing of it shows, and nothing is loaded for it', async () => {
  gateway.page = page(formTag());
  const opened = await openPage('about:blank');
  const asked: string[] = [];
  opened.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await opened.goto(gateway.pageAddress);
  await opened.getByText('Pertanyaan 1 dari 9').waitFor();
  expect(await opened.locator('#problems').count()).toBe(0);
  expect(asked.filter((path) => /doctor|versions|healthz/.test(path))).toEqual([]);
});

test('what was said goes when the attribute goes', async () => {
  const opened = await examine();
  await opened.locator('kinerja-rating-form').evaluate((form) => form.removeAttribute('debug'));
  await expect.poll(() => opened.locator('#problems').count()).toBe(0);
});

test('it speaks English, and Indonesian where it knows no better', async () => {
  const opened = await examine(formTag('debug lang="en"'));
  expect((await lines(opened, 'ok'))[1]).toBe('Good: This page may read what the gateway answers.');
  await opened.locator('kinerja-rating-form').evaluate((form) => form.setAttribute('lang', 'su'));
  await expect.poll(async () => (await lines(opened, 'ok'))[1]).toBe('Baik: Jawaban server boleh dibaca halaman ini.');
});

test('it stands before what the element shows', async () => {
  const opened = await examine(formTag('debug layout="wizard"'));
  const box = opened.getByRole('group', { name: 'Untuk pengelola situs' });
  expect(await box.evaluate((element) => element.previousElementSibling)).toBe(null);
});
