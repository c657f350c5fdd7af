import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { WATCH_LAYOUT_SHIFT } from '../support/layout-shift.ts';
import { MockGateway, SERVICE } from './mock-gateway.ts';
import { CURRENT, host } from './pages.ts';
import { formTag } from './rating-form-driver.ts';

/* What the widgets cost the page that embeds them: nothing, whatever becomes of the gateway. */

const gateway = new MockGateway();
const { visitor, openPage } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => {
  gateway.reset();
  gateway.page = host(gateway, `${formTag()}<p>Kantor kami buka pukul 08.00.</p>`);
});
afterAll(() => gateway.stop());

const fallback = (page: Page) => page.getByRole('link', { name: 'Formulir biasa' });

describe('the page is there at once, with what is inside the tag,', () => {
  const arrive = async (settings: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await visitor(settings)).newPage();
    await page.goto(gateway.pageAddress, { waitUntil: 'domcontentloaded' });
    expect(await page.getByText('Kantor kami buka').isVisible()).toBe(true);
    expect(await fallback(page).isVisible()).toBe(true);
    return page;
  };

  test('without JavaScript', async () => {
    await arrive({ javaScriptEnabled: false });
    expect(gateway.reads).toEqual([]);
  });

  test('while the script never comes: with the tag that the builder prints nothing waits for it', async () => {
    gateway.fileTrouble = () => undefined;
    gateway.page = gateway.page.replace('type="module"', 'type="module" async');
    await arrive();
  });

  test('where nobody answers at the address of the gateway', async () => {
    await gateway.goDown();
    try {
      await arrive();
    } finally {
      await gateway.comeBack();
    }
  });
});

test('a div that comes in two pieces is taken up when all of it is there', async () => {
  const { origin } = new URL(gateway.address);
  const page = await (await visitor()).newPage();
  const server = createServer(async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.write(
      `<!doctype html><html lang="id"><title>x</title><script type="module" async src="${origin}/widgets/${CURRENT}/kinerja.js"></script><div data-kinerja="rating-form" data-service="${SERVICE}" data-site-key="pk_demo"><p>Satu</p>`,
    );
    await page.waitForFunction('customElements.get("kinerja-rating-form")');
    response.end('<a href="/form">Formulir biasa</a></div>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await page.locator('[class], div').locator('kinerja-rating-form > a').count()).toBe(1);
    expect(await fallback(page).isVisible()).toBe(false);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test.each([
  ['half an answer', '{"data":{"service":{"id":"service'],
  ['nothing', ''],
  ['another shape', '{"service":null}'],
  ['a list', '[]'],
  ['an answer without what was asked for', '{"data":{}}'],
])('a gateway that answers with %s leaves what is inside the tag, and a way to try again', async (_, body) => {
  gateway.readTrouble = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  const page = await openPage(gateway.pageAddress);
  await page.getByRole('button', { name: 'Coba lagi' }).waitFor();
  expect(await fallback(page).isVisible()).toBe(true);
  gateway.readTrouble = undefined;
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
});

describe('the height is reserved by an attribute', () => {
  /** As the builder prints it. */
  const STYLE = 'style="display:block;min-height:700px"';
  const origin = () => new URL(gateway.address).origin;

  const arrive = async (styles: string) => {
    const head = `<script nonce="watch">${WATCH_LAYOUT_SHIFT}</script>`;
    gateway.page = host(gateway, `${formTag(STYLE)}<p>Kantor kami buka pukul 08.00.</p>`, head);
    gateway.pageHeaders = {
      'content-security-policy': `default-src 'none'; script-src 'nonce-watch' ${origin()}; connect-src ${origin()}; ${styles}`,
    };
    const page = await (await visitor({ viewport: { width: 360, height: 740 } })).newPage();
    await page.route(/kinerja\.js|graphql/, async (route) => {
      await page.waitForTimeout(200);
      await route.continue();
    });
    await page.goto(gateway.pageAddress);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    return page;
  };

  test('where the policy of the site allows it: nothing moves', async () => {
    const page = await arrive("style-src-attr 'unsafe-inline'");
    expect(await page.evaluate<number>('layoutShift')).toBe(0);
  });

  test('where it does not, the form is there all the same, and what is under it moves', async () => {
    const page = await arrive("style-src 'none'");
    expect(await page.evaluate<number>('layoutShift')).toBeGreaterThan(0);
    expect(await page.getByRole('radio').count()).toBe(4);
  });
});
