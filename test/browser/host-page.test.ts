import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
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
/** What stands under the widget. */
const openingHours = (page: Page) => page.getByText('Kantor kami buka');

describe('the page is there at once, with what is inside the tag,', () => {
  const arrive = async (settings: BrowserContextOptions = {}) => {
    const page = await (await visitor(settings)).newPage();
    await page.goto(gateway.pageAddress, { waitUntil: 'domcontentloaded' });
    await openingHours(page).waitFor({ timeout: 1000 });
    await fallback(page).waitFor({ timeout: 1000 });
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

  /** How far down `openingHours` goes when the form comes, in px. */
  const moves = async (styles: string) => {
    gateway.page = host(gateway, `${formTag(STYLE)}<p>Kantor kami buka pukul 08.00.</p>`);
    gateway.pageHeaders = {
      'content-security-policy': `default-src 'none'; script-src ${origin()}; connect-src ${origin()}; ${styles}`,
    };
    const page = await (await visitor({ viewport: { width: 360, height: 740 } })).newPage();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/kinerja\.js|graphql/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(gateway.pageAddress, { waitUntil: 'commit' });
    await openingHours(page).waitFor();
    const top = async () => (await openingHours(page).boundingBox())?.y ?? Number.NaN;
    const before = await top();
    release();
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await page.getByRole('radio').count()).toBe(4);
    return (await top()) - before;
  };

  test('where the policy of the site allows it: nothing moves', async () => {
    expect(await moves("style-src-attr 'unsafe-inline'")).toBe(0);
  });

  test('where it does not, the form is there all the same, and what is under it moves', async () => {
    expect(await moves("style-src 'none'")).toBeGreaterThan(0);
  });
});
