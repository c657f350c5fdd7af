import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway, SERVICE } from './mock-gateway.ts';
import { host } from './pages.ts';
import { formTag } from './rating-form-driver.ts';

const gateway = new MockGateway();
const { openPage } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const open = (body: string, head = '') => {
  gateway.page = host(gateway, body, head);
  return openPage(gateway.pageAddress);
};

const FALLBACK = '<a href="/form">Formulir biasa</a>';
const form = (attributes: string) => `<kinerja-rating-form ${attributes}>${FALLBACK}</kinerja-rating-form>`;
const board = (attributes: string) => `<kinerja-unit-leaderboard ${attributes}>${FALLBACK}</kinerja-unit-leaderboard>`;

/** Puts a tag in the place of the one before. */
const paste = (page: Page, tag: string) =>
  page.locator('main').evaluate((main, html) => {
    main.innerHTML = html;
  }, tag);

const problems = (page: Page) => page.locator('#problems li').allTextContents();

/** The attributes that are named as wrong. */
const wrong = async (page: Page) =>
  (await problems(page)).flatMap(
    (text) => /^(?:Atribut )?(.+) (?:belum diisi|tidak dapat dipakai|tidak dikenal)\./.exec(text)?.[1] ?? [],
  );

describe('a wrong attribute is named on the page', () => {
  test('of which nothing can be shown: the fallback shows, and nothing is asked', async () => {
    const page = await open('');
    for (const [tag, named] of [
      [form(''), ['service', 'site-key']],
      [form('service="KTP elektronik" site-key="k"'), ['service="KTP elektronik"']],
      [form('service="{{service}}" site-key="k"'), ['service="{{service}}"']],
      [board(''), ['tenant', 'kind']],
      [board('tenant="Bandung" kind="puskesmas"'), ['tenant="Bandung"']],
      [board('tenant="32.73" kind="puskesmas" period="2026-Q5"'), ['period="2026-Q5"']],
      [board('tenant="32.73" kind="puskesmas" gateway="ftp://x"'), ['gateway="ftp://x"']],
    ] as const) {
      await paste(page, tag);
      await page.getByText('Untuk pengelola situs').waitFor();
      expect(await wrong(page)).toEqual(named);
      for (const text of await problems(page)) expect(text).toContain('Contoh yang benar: ');
      expect(await page.getByRole('link', { name: 'Formulir biasa' }).isVisible()).toBe(true);
    }
    expect(gateway.reads).toEqual([]);
  });

  test('that can be done without: the form shows all the same', async () => {
    const page = await open('');
    for (const [attributes, named] of [
      ['layout="wizard"', ['layout="wizard"']],
      ['theme="pink"', ['theme="pink"']],
      ['lang="ms"', ['lang="ms"']],
    ] as const) {
      await paste(page, formTag(attributes));
      await page.getByText('Pertanyaan 1 dari 9').waitFor();
      await expect.poll(() => wrong(page)).toEqual(named);
    }
  });

  test('that is misspelt: it shows with debug, and wherever the right one is missing', async () => {
    const page = await open('');
    for (const [tag, named] of [
      [formTag('sitekey="x" debug'), ['sitekey']],
      [formTag('periode="x" service-id="x" debug'), ['service-id']],
      [form('service-id="service_x" sitekey="x"'), ['service', 'site-key', 'service-id', 'sitekey']],
      [formTag('sitekey="x"'), []],
    ] as const) {
      await paste(page, tag);
      await expect.poll(() => wrong(page)).toEqual(named);
    }
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await page.locator('#problems').count()).toBe(0);
  });

  test('what frameworks and people add is none of our business', async () => {
    const page = await open(
      formTag('class="a" id="b" data-v-1a2b aria-label="c" style="display:block" _ngcontent-x hidden-x part="d"'),
    );
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await problems(page)).toEqual([]);
  });

  test('a service or region that the gateway does not know', async () => {
    const page = await open(
      form('service="service_of-nobody" site-key="k"') + board('tenant="99.99" kind="puskesmas"'),
    );
    await expect.poll(() => page.getByText('Tidak ditemukan di server').count()).toBeGreaterThanOrEqual(2);
    expect(await page.getByRole('link', { name: 'Formulir biasa' }).count()).toBe(2);
  });
});

test('what the gateway says about a question is shown', async () => {
  gateway.readTrouble = (response) =>
    response.end('{"data":{"tenant":null},"errors":[{"message":"period: 2031 belum dimulai."}]}');
  const page = await open(board('tenant="32.73" kind="puskesmas" period="2031"'));
  await page.getByText('Tidak ditemukan di server. period: 2031 belum dimulai.').waitFor();
});

describe('attributes change at any time', () => {
  test('and the last question wins, in whatever order the answers come', async () => {
    const waiting: (() => void)[] = [];
    const page = await open(formTag());
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    await page.route(/graphql\?.*service_Dukcapil-KTP-slow/, async (route) => {
      waiting.push(() => void route.continue());
    });
    const set = (service: string) =>
      page.locator('kinerja-rating-form').evaluate((element, id) => element.setAttribute('service', id), service);
    await set(`${SERVICE}-slow`);
    await page.getByText('Memuat…').waitFor();
    await set(`${SERVICE}-fast`);
    await page.getByText(`Layanan ${SERVICE}-fast`).waitFor();
    for (const release of waiting) release();
    await page.waitForTimeout(200);
    expect(await page.getByText(`Layanan ${SERVICE}-fast`).isVisible()).toBe(true);
    expect(waiting).toHaveLength(1);
  });

  test('a mistake is taken back when the attribute is put right', async () => {
    const page = await open(form('service="x" site-key="k"'));
    await page.getByText('Untuk pengelola situs').waitFor();
    await page.locator('kinerja-rating-form').evaluate((element, id) => element.setAttribute('service', id), SERVICE);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await problems(page)).toEqual([]);
  });

  test('another service is another form, another layout is the same', async () => {
    const page = await open(formTag());
    await page.getByLabel('Tidak sesuai').first().check();
    const element = page.locator('kinerja-rating-form');
    await element.evaluate((form) => form.setAttribute('layout', 'all'));
    expect(await page.locator('input:checked').count()).toBe(1);
    await expect.poll(() => page.getByRole('group').or(page.getByRole('radiogroup')).count()).toBeGreaterThan(8);
    await element.evaluate((form, id) => form.setAttribute('service', `${id}-2`), SERVICE);
    await page.getByText(`Layanan ${SERVICE}-2`).waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
  });

  test('properties are the attributes, also when they were set before the file arrived', async () => {
    const page = await open(
      '<div id="place"></div>',
      `<script type="module">
        const form = document.createElement('kinerja-rating-form');
        form.service = '${SERVICE}';
        form.siteKey = 'pk_demo';
        document.querySelector('#place').append(form);
      </script>`,
    );
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    const tag = await page.locator('kinerja-rating-form').evaluate((form) => (form.cloneNode() as Element).outerHTML);
    expect(tag).toBe(`<kinerja-rating-form service="${SERVICE}" site-key="pk_demo"></kinerja-rating-form>`);
  });

  test('an element that is taken away asks nothing, and goes on when it is back', async () => {
    const page = await open(formTag());
    await page.getByLabel('Tidak sesuai').first().check();
    await page.evaluate(async () => {
      const form = document.querySelector('kinerja-rating-form');
      const parent = form?.parentElement;
      for (let times = 0; times < 20; times += 1) {
        form?.remove();
        if (times % 2) await new Promise(requestAnimationFrame);
        if (form) parent?.append(form);
      }
    });
    expect(await page.getByLabel('Tidak sesuai').first().isChecked()).toBe(true);
    expect(gateway.reads).toHaveLength(1);
  });
});

describe('the gateway', () => {
  test('is asked by a GET that caches and needs no preflight, with its parameters in order', async () => {
    const page = await open(board('tenant="32.73" kind="puskesmas"'));
    await page.getByRole('table').waitFor();
    const [read] = gateway.reads;
    expect(read?.search).toMatch(/^\?documentId=[\da-f]{32}&operationName=UnitLeaderboard&variables=/);
    expect(read?.searchParams.get('variables')).toBe('{"tenant":"32.73","kind":"puskesmas","lang":"id"}');
    expect(gateway.preflights).toEqual([]);
  });

  test('may be another one than where the file came from', async () => {
    const page = await open(board('tenant="32.73" kind="puskesmas" gateway="/elsewhere"'));
    await page.getByText('Server tidak terhubung').last().waitFor();
    expect(gateway.pageRequests.filter((path) => path.startsWith('/elsewhere/graphql?documentId='))).toHaveLength(1);
  });

  test.each([
    ['cut off', () => (gateway.readTrouble = (response) => response.destroy())],
    ['in trouble', () => (gateway.readTrouble = (response) => response.writeHead(502).end('<h1>Bad Gateway</h1>'))],
    ['a captive portal', () => (gateway.readTrouble = (response) => response.writeHead(200).end('<h1>Masuk</h1>'))],
  ])('%s: the fallback shows, and a retry works', async (_, trouble) => {
    trouble();
    const page = await open(formTag());
    await page.getByText('Server tidak terhubung').last().waitFor();
    expect(await page.getByRole('link', { name: 'Formulir biasa' }).isVisible()).toBe(true);
    gateway.readTrouble = undefined;
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await page.getByRole('link', { name: 'Formulir biasa' }).isVisible()).toBe(false);
  });

  test('silent: the fallback shows within a second', async () => {
    gateway.readTrouble = () => undefined;
    const page = await open(formTag());
    const start = Date.now();
    await page.getByRole('link', { name: 'Formulir biasa' }).waitFor({ timeout: 2_000 });
    expect(Date.now() - start).toBeLessThan(1_200);
    expect(await page.getByText('Memuat…').isVisible()).toBe(true);
  });
});

describe('the file', () => {
  test('may be loaded twice, as a module and as a classic script', async () => {
    const errors: string[] = [];
    gateway.page = host(gateway, formTag(), `<script src="${gateway.address}widgets/0.0.9/kinerja.iife.js"></script>`);
    const page = await openPage('about:blank');
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(gateway.pageAddress);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(errors).toEqual([]);
  });

  test('works alone as a classic script', async () => {
    gateway.page = `<!doctype html><title>x</title>${formTag()}<script async src="${gateway.address}widgets/latest/kinerja.iife.js"></script>`;
    const page = await openPage(gateway.pageAddress);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
  });

  test('asks for the gateway attribute when it was served from somewhere else', async () => {
    const page = await open('');
    await page.route('**/copied/*.js', (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1);
      return route.fulfill({ path: fileURLToPath(new URL(`../../widgets/dist/${name}`, import.meta.url)) });
    });
    gateway.page = `<!doctype html><title>x</title>${formTag()}<script type="module" src="/copied/kinerja.js"></script>`;
    await page.goto(gateway.pageAddress);
    await page.getByText('Atribut gateway belum diisi').waitFor();
  });

  test('works in a sandboxed frame, which has no storage and no locks', async () => {
    const inside = host(gateway, formTag()).replaceAll('"', '&quot;');
    gateway.page = `<!doctype html><title>x</title><iframe sandbox="allow-scripts allow-forms" width="800" height="900" srcdoc="${inside}"></iframe>`;
    const page = await openPage(gateway.pageAddress);
    const frame = page.frameLocator('iframe');
    await frame.getByText('Pertanyaan 1 dari 9').waitFor();
    await frame.locator('kinerja-rating-form').evaluate((form) => form.setAttribute('layout', 'all'));
    await frame.getByText('Pertanyaan 9 dari 9').waitFor();
    await frame.locator('.answer:last-child input').evaluateAll((radios: HTMLElement[]) => {
      for (const radio of radios) radio.click();
    });
    await frame.getByRole('button', { name: 'Periksa jawaban' }).click();
    await frame.getByRole('button', { name: 'Kirim' }).click();
    await frame.getByText('Terima kasih, penilaian').last().waitFor();
    expect(gateway.submits).toHaveLength(1);
  });

  test('sends nothing by the form of the page around it, and leaves that one its own', async () => {
    const page = await open(
      `<form action="/elsewhere"><input type="search" name="q" value="akta">${formTag()}<button>Cari</button></form>`,
    );
    await page.getByLabel('Sangat sesuai').first().press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('Pertanyaan 2 dari 9').waitFor();
    expect(gateway.pageRequests.filter((path) => path.startsWith('/elsewhere'))).toEqual([]);
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.waitForURL('**/elsewhere?q=akta');
  });

  test('breaks no rule of a page that allows nothing but the file and the gateway', async () => {
    const [own] = gateway.address.match(/^http:\/\/[^/]+/) ?? [];
    gateway.pageHeaders = {
      'content-security-policy': `default-src 'none'; script-src ${own}; connect-src ${own}; style-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
    };
    const page = await open(formTag() + board('tenant="32.73" kind="puskesmas"'));
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML/i.test(message.text())) violations.push(message.text());
    });
    await page.reload();
    await page.getByRole('table').waitFor();
    await page.getByLabel('Sangat sesuai').first().check();
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.getByText('Pertanyaan 2 dari 9').waitFor();
    expect(violations).toEqual([]);
  });
});
