import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { typeInto } from '../support/type-into.ts';
import { problems } from '../support/views.ts';
import { RatingFormDriver } from './rating-form-driver.ts';

/* The page /builder of a real gateway, and a site that pastes what it prints. */

const { openPage } = useBrowser();

const site = { html: '', css: '', policy: '' };
const server = createServer((request, response) => {
  if (request.url === '/site.css') response.writeHead(200, { 'content-type': 'text/css' }).end(site.css);
  else
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        ...(site.policy && { 'content-security-policy': site.policy }),
      })
      .end(site.html);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());
const SITE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** How the world reaches the gateway, as its configuration has it. */
const PRINTED = 'https://kinerja.example.go.id';

const gateway = await startGateway({
  mode: 'production',
  tenants: {
    bandung: {
      code: '32.73',
      name: 'Kota Bandung',
      units: [
        { name: 'Disdukcapil', kind: 'dinas', services: ['KTP-el', 'Akta'] },
        { name: 'Puskesmas Garuda', kind: 'puskesmas', services: ['Umum'] },
      ],
      sites: { pk_here: [SITE], pk_elsewhere: ['https://other.example.go.id'] },
    },
  },
});
const SERVICE = gateway.tenants.bandung.service('KTP-el').id;

/** After this browsers warn of a preload that nobody took up. */
const UNUSED_PRELOAD_MS = 3_500;

beforeEach(() => {
  site.html = site.css = site.policy = '';
});

const open = (path = '/builder', width = 1280) =>
  openPage(`${gateway.address}${path}`, { viewport: { width, height: 900 } });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const printed = async (page: Page, id: string) => (await page.locator(`#${id}`).textContent()) ?? '';
const reachable = (text: string) => text.replaceAll(PRINTED, gateway.address);

/** A form for the site, as far as its snippet. */
async function chooseForm(page: Page, key = 'pk_here'): Promise<void> {
  await field(page, 'Daerah').selectOption({ label: 'Kota Bandung' });
  await field(page, 'Unit').selectOption({ label: 'Disdukcapil' });
  await field(page, 'Layanan').selectOption({ label: 'KTP-el' });
  await typeInto(field(page, 'Alamat situs yang memasang'), `${SITE}/layanan`);
  await field(page, 'Alamat situs yang memasang').press('Enter');
  await typeInto(field(page, 'Kunci situs'), key);
  await field(page, 'Kunci situs').press('Enter');
}

const waitForPreview = (page: Page) => page.locator('kinerja-rating-form').getByText('Pertanyaan 1 dari 9').waitFor();

describe('the snippet of the form', () => {
  test('works on the site, under the policy and with the style that are printed with it', async () => {
    const page = await open();
    await chooseForm(page);
    await waitForPreview(page);
    await page.getByText(`Kunci ini berlaku di ${SITE}.`).waitFor();
    const snippet = await printed(page, 'snippet');
    expect(snippet).toMatch(
      /^<script type="module" async src="https:\/\/kinerja\.example\.go\.id\/widgets\/\d+\.\d+\.\d+\/kinerja\.js" crossorigin="anonymous" integrity="sha384-\S{64}"><\/script>/,
    );
    expect(snippet).toContain(`<kinerja-rating-form service="${SERVICE}" site-key="pk_here">`);
    expect(snippet).toContain(`<a href="${PRINTED}/form/${SERVICE}">Isi survei kepuasan masyarakat</a>`);

    site.css = await printed(page, 'style');
    site.policy = `default-src 'none'; style-src 'self'; ${reachable(await printed(page, 'policy')).replaceAll('\n', ' ')}; require-trusted-types-for 'script'`;
    site.html = `<!doctype html><html lang="id"><title>Situs</title><link rel="stylesheet" href="/site.css"><main>${reachable(snippet)}</main>`;
    const refused: string[] = [];
    const other = await openPage('about:blank');
    other.on('console', (message) => {
      if (/Content Security Policy|Trusted/i.test(message.text())) refused.push(message.text());
    });
    await other.goto(`${SITE}/`);
    const form = new RatingFormDriver(other);
    await form.answerAndSend();
    await form.text('Terima kasih').waitFor();
    expect(refused).toEqual([]);
    const reserved = await other
      .locator('kinerja-rating-form')
      .evaluate((widget) => getComputedStyle(widget).minHeight);
    expect(Number.parseInt(reserved, 10)).toBeGreaterThan(300);
  });

  test('of the version in use has the questions fetched beside the script, and only once', async () => {
    const page = await open();
    const versions = await (await fetch(`${gateway.address}/widgets/versions.json`)).json();
    const latest = /widgets\/([\d.]+)\/kinerja\.js/.exec(await page.content())?.[1];
    await page.route('**/widgets/versions.json', (route) => route.fulfill({ json: { ...versions, latest } }));
    await page.reload();
    await chooseForm(page);
    await waitForPreview(page);
    await page.getByText(`Kunci ini berlaku di ${SITE}.`).waitFor();
    const snippet = await printed(page, 'snippet');
    expect(snippet).toContain('<link rel="preload" as="fetch" crossorigin="anonymous" href="');
    await page.getByRole('tab', { name: 'Selalu terbaru' }).click();
    expect(await printed(page, 'snippet')).not.toContain('preload');

    site.html = `<!doctype html><html lang="id"><title>Situs</title><main>${reachable(snippet)}</main>`;
    const other = await openPage('about:blank');
    const asked: string[] = [];
    const warnings: string[] = [];
    other.on('request', (request) => request.url().includes('/graphql') && asked.push(request.resourceType()));
    other.on('console', (message) => warnings.push(message.text()));
    await other.goto(`${SITE}/`);
    await new RatingFormDriver(other).text('Pertanyaan 1 dari 9').waitFor();
    await other.waitForTimeout(UNUSED_PRELOAD_MS);
    expect(asked).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test('is there for a CMS that strips tags, and for the usual systems', async () => {
    const page = await open();
    await chooseForm(page);
    await page.getByRole('tab', { name: 'HTML' }).press('ArrowRight');
    expect(await printed(page, 'snippet')).toMatch(/widgets\/latest\/kinerja\.js"><\/script>/);
    await page.getByRole('tab', { name: 'Selalu terbaru' }).press('ArrowRight');
    expect(await printed(page, 'snippet')).toMatch(
      new RegExp(
        `^<div class="kinerja-rating-form" data-kinerja="rating-form" data-service="${SERVICE}" data-site-key="pk_here">`,
      ),
    );
    await page.getByRole('tab', { name: 'WordPress' }).click();
    expect(await printed(page, 'snippet')).toBe(`[kinerja_formulir layanan="${SERVICE}"]`);
    await page.getByRole('tab', { name: 'Blade' }).click();
    expect(await printed(page, 'snippet')).toContain("@push('scripts')");
    await page.getByRole('tab', { name: 'Blade' }).press('ArrowRight');
    expect(await printed(page, 'snippet')).toContain("section('scripts')");
    await page.getByRole('tab', { name: 'CodeIgniter' }).press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'HTML' }).getAttribute('aria-selected')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent?.trim())).toBe(
      'HTML',
    );
  });

  test('is copied as it stands', async () => {
    const page = await open();
    await chooseForm(page);
    await page.getByRole('tabpanel').getByRole('button', { name: 'Salin' }).click();
    await page.getByRole('status').first().getByText('Sudah disalin').waitFor();
    const snippet = await printed(page, 'snippet');
    site.html = '<!doctype html><textarea aria-label="Sini"></textarea>';
    await page.goto(SITE);
    await field(page, 'Sini').press('ControlOrMeta+v');
    expect(await field(page, 'Sini').inputValue()).toBe(snippet);
  });
});

describe('no snippet is offered', () => {
  test.each([
    ['pk_elsewhere', 'Kunci ini tidak berlaku di'],
    ['pk_gone', 'Kunci ini tidak dikenal atau sudah dicabut'],
    ['', 'Isi alamat situs dan kunci situs'],
  ])('with the key "%s", and how to get one is said', async (key, said) => {
    const page = await open();
    await chooseForm(page, key);
    await page.getByText(said).waitFor();
    expect(await page.locator('#obstacles').textContent()).toContain(
      `pnpm kinerja site-key add 32.73 "Nama situs" --origin ${SITE}`,
    );
    expect(await page.locator('#snippet').count()).toBe(0);
  });

  test('of what the newest release does not have, as 0.2.0 does not: newer widgets, and a board that renews itself', async () => {
    const page = await open();
    const files = await (await gateway.fetch('/widgets/0.2.0/integrity.json')).json();
    await page.route('**/widgets/*/integrity.json', (route) => route.fulfill({ json: files }));
    await page.reload();
    const refused = () => page.getByText(/^Pilihan ini belum ada di rilis terbaru/).waitFor();
    await chooseForm(page);
    for (const label of ['Formulir laporan', 'Waktu layanan', 'Anda sampaikan, kami lakukan']) {
      await field(page, 'Widget').selectOption({ label: 'Formulir penilaian' });
      await page.locator('#snippet').waitFor();
      await field(page, 'Widget').selectOption({ label });
      await refused();
      expect(await page.locator('#snippet').count()).toBe(0);
    }
    await field(page, 'Widget').selectOption({ label: 'Papan unit sejenis' });
    await field(page, 'Jenis unit').selectOption('puskesmas');
    await page.locator('#snippet').waitFor();
    await field(page, 'Angka baru').selectOption({ label: 'Sendiri, selama halaman terbuka' });
    await refused();
    expect(await page.locator('#snippet').count()).toBe(0);
  });

  test('before everything is chosen, or for an address that is none', async () => {
    const page = await open();
    await page.getByText('Pilih daerahnya dulu.').waitFor();
    await chooseForm(page);
    await page.locator('#snippet').waitFor();
    await typeInto(field(page, 'Alamat situs yang memasang'), 'dukcapil');
    await field(page, 'Alamat situs yang memasang').press('Enter');
    await page.getByText('Alamat situs belum benar.').waitFor();
  });
});

test('a board and a card need no key', async () => {
  const page = await open();
  await field(page, 'Daerah').selectOption({ label: 'Kota Bandung' });
  await field(page, 'Widget').selectOption({ label: 'Papan unit sejenis' });
  await field(page, 'Jenis unit').selectOption('puskesmas');
  await field(page, 'Angka baru').selectOption({ label: 'Sendiri, selama halaman terbuka' });
  await field(page, 'Bahasa').selectOption('en');
  expect(await printed(page, 'snippet')).toContain(
    '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" mode="live" lang="en">',
  );
  await field(page, 'Widget').selectOption({ label: 'Kartu unit' });
  await field(page, 'Unit').selectOption({ label: 'Puskesmas Garuda' });
  await field(page, 'Tema').selectOption('dark');
  await page.getByText('<kinerja-scorecard unit="unit_').waitFor();
  await page.getByRole('tab', { name: 'WordPress' }).click();
  expect(await printed(page, 'snippet')).toMatch(/^\[kinerja_kartu unit="unit_\S+" tema="dark" bahasa="en"\]$/);
});

test('service time is compared with an earlier period, and a form for reports takes one kind', async () => {
  const page = await open();
  await chooseForm(page);
  await field(page, 'Widget').selectOption({ label: 'Papan unit sejenis' });
  await field(page, 'Jenis unit').selectOption('puskesmas');
  await field(page, 'Widget').selectOption({ label: 'Formulir laporan' });
  const previewed = (stem: string, name: string) => page.locator(`kinerja-${stem}`).getAttribute(name);
  // A kind of units is no kind of reports.
  expect(await previewed('report-form', 'kind')).toBeNull();
  await field(page, 'Jenis laporan').selectOption({ label: 'Pengaduan' });
  await expect.poll(() => previewed('report-form', 'kind')).toBe('complaint');
  await field(page, 'Widget').selectOption({ label: 'Waktu layanan' });
  const periods = field(page, 'Dibandingkan dengan').locator('option');
  const [, , earlier = ''] = await periods.evaluateAll((options) =>
    options.map((option) => (option as HTMLOptionElement).value),
  );
  await field(page, 'Dibandingkan dengan').selectOption(earlier);
  await expect.poll(() => previewed('service-time', 'compare')).toBe(earlier);
  expect(await previewed('service-time', 'kind')).toBeNull();
});

test('colours of the site are tried out, and told when they cannot be read', async () => {
  const page = await open();
  await chooseForm(page);
  await waitForPreview(page);
  await page.getByText('Kontras semua warna cukup').waitFor();
  await page.getByLabel('Pakai warna situs sendiri').check();
  await page.getByLabel('Tulisan', { exact: true }).fill('#999999');
  await page
    .getByText(/--kinerja-color-text di atas --kinerja-color-background: kontras 2,85, perlu 4,5/)
    .first()
    .waitFor();
  expect(await printed(page, 'style')).toContain('--kinerja-color-text: #999999;');
  expect(await printed(page, 'attribute')).toMatch(/^style="display:block;min-height:\d+px;--kinerja-color-primary:/);
  const colour = await page.locator('kinerja-rating-form .root').evaluate((root) => getComputedStyle(root).color);
  expect(colour).toBe('rgb(153, 153, 153)');
});

test('a rating that is tried out in the preview is not sent', async () => {
  const page = await open();
  await chooseForm(page);
  await waitForPreview(page);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  const form = new RatingFormDriver(page);
  await form.answerAll();
  await form.button('Periksa jawaban').click();
  await form.button('Kirim').click();
  await page.waitForTimeout(300);
  expect(sent).toEqual([]);
});

test('everyone can use it', async () => {
  const page = await open();
  await page.getByText('Pilih daerahnya dulu.').waitFor();
  expect(await problems(page)).toEqual([]);
  await chooseForm(page);
  await waitForPreview(page);
  await page.locator('#snippet').waitFor();
  await page.getByLabel('Pakai warna situs sendiri').check();
  expect(await problems(page)).toEqual([]);
});

test('it speaks English, too', async () => {
  const page = await open('/builder?lang=en');
  await page.getByRole('heading', { name: '1. Choose' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByText('Choose the region first.').waitFor();
});
