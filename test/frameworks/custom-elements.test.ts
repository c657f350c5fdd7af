import type { CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MockGateway, SERVICE } from '../browser/mock-gateway.ts';
import { RatingFormDriver } from '../browser/rating-form-driver.ts';
import { useBrowser } from '../support/browser.ts';
import { applicationPage, type Given, heard, loadWidgets, show } from './host-page.ts';
import { buildHost, FRAMEWORKS } from './hosts/build-host.ts';

/*
 * The cases of custom-elements-everywhere.com with our own elements, and what an application does to them besides: each
 * framework of npm has the same application in hosts/, built for development, and driven as a visitor does.
 */

const gateway = new MockGateway();
const { visitor } = useBrowser();
/** What the console of the page says in a test, warnings of the framework included. */
let complaints: string[] = [];

beforeAll(() => gateway.start());
beforeEach(() => {
  gateway.reset();
  complaints = [];
});
afterEach(() => {
  expect(complaints).toEqual([]);
});
afterAll(() => gateway.stop());

/** React gives properties and listens to events of any name since version 19. */
const isLimited = (framework: string) => framework === 'react-18';

const FIRST = 'Pertanyaan 1 dari 9';

describe.each(FRAMEWORKS)('in %s', (framework) => {
  let script = '';
  beforeAll(async () => {
    script = await buildHost(framework);
  });

  const open = async (given: Given = {}, withWidgets = true): Promise<Page> => {
    gateway.page = applicationPage(gateway, script, given, withWidgets);
    const page = await (await visitor()).newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      const isNetwork = message.text().startsWith('Failed to load resource');
      if (/error|warning/.test(message.type()) && !isNetwork) complaints.push(message.text());
    });
    await page.goto(gateway.pageAddress);
    return page;
  };

  const form = (page: Page) => page.locator('kinerja-rating-form');
  const attribute = (page: Page, name: string) => form(page).evaluate((element, of) => element.getAttribute(of), name);

  describe('an element', () => {
    test('is shown without children, and asks once', async () => {
      const page = await open({ page: 'listening' });
      await page.getByText(FIRST).waitFor();
      expect(gateway.reads).toHaveLength(1);
    });

    test('shows children in its slot, also those that change, inside a component', async () => {
      gateway.readTrouble = (response) => response.destroy();
      const page = await open({ page: 'nested' });
      await page.getByRole('link', { name: 'Formulir biasa' }).waitFor();
      await show(page, { fallback: 'Formulir lain' });
      await page.getByRole('link', { name: 'Formulir lain' }).waitFor();
    });

    test('is taken away and put back, with its children', async () => {
      const page = await open();
      for (let times = 0; times < 3; times += 1) {
        await page.getByText(FIRST).waitFor();
        expect(await form(page).locator('a').count()).toBe(1);
        await show(page, { page: 'blank' });
        await page.getByText('Beranda').waitFor();
        expect(await form(page).count()).toBe(0);
        await show(page, { page: 'survey' });
      }
      await page.getByText(FIRST).waitFor();
    });

    test('keeps its answers when it is moved in a list', async () => {
      const page = await open({ page: 'region' });
      await page.getByLabel('Sangat sesuai').first().check();
      await page.getByRole('table').waitFor();
      await show(page, { widgets: ['board', 'form'] });
      expect(await page.locator('main kinerja-unit-leaderboard + kinerja-rating-form').count()).toBe(1);
      expect(await page.getByLabel('Sangat sesuai').first().isChecked()).toBe(true);
      expect(gateway.reads).toHaveLength(2);
    });
  });

  describe('data', () => {
    test('arrive as attributes, and no value is no attribute', async () => {
      const page = await open({ page: 'nested', layout: 'all' });
      await page.getByText(FIRST).waitFor();
      expect(await attribute(page, 'service')).toBe(SERVICE);
      expect(await attribute(page, 'site-key')).toBe('pk_demo');
      expect(await attribute(page, 'layout')).toBe('all');
      await show(page, { layout: null });
      await expect.poll(() => attribute(page, 'layout')).toBeNull();
      await show(page, { layout: 'steps' });
      await expect.poll(() => attribute(page, 'layout')).toBe('steps');
      await show(page, { layout: undefined });
      await expect.poll(() => attribute(page, 'layout')).toBeNull();
    });

    test('of another service ask anew, and bring another form', async () => {
      const page = await open();
      await page.getByLabel('Sangat sesuai').first().check();
      await show(page, { service: `${SERVICE}-2` });
      await page.getByText(`Layanan ${SERVICE}-2`).waitFor();
      expect(await page.locator('input:checked').count()).toBe(0);
      expect(gateway.reads).toHaveLength(2);
    });

    test('arrive as properties, numbers too; in React 18 as attributes of the same name, if there are any', async () => {
      const given = (siteKey: string) => (isLimited(framework) ? null : siteKey);
      const page = await open({ page: 'properties', period: 2026 });
      await page.getByText('Tahun 2026').waitFor();
      await page.getByText(FIRST).waitFor();
      expect(await attribute(page, 'site-key')).toBe(given('pk_demo'));
      await show(page, { period: '2026-S1', siteKey: 'pk_lain', layout: 'all' });
      await page.getByText('Semester I 2026').waitFor();
      expect(await attribute(page, 'site-key')).toBe(given('pk_lain'));
      await show(page, { siteKey: null, layout: undefined });
      await expect.poll(() => attribute(page, 'layout')).toBeNull();
      // Vue empties a property that is to be null.
      expect((await attribute(page, 'site-key')) ?? '').toBe('');
    });

    test('that are true or false switch an attribute on and off', async () => {
      const page = await open({ page: 'nested', debug: true });
      await page.getByText(FIRST).waitFor();
      expect(await attribute(page, 'debug')).not.toBeNull();
      await show(page, { debug: null });
      await expect.poll(() => attribute(page, 'debug')).toBeNull();
    });

    test('that were there before the file are not lost, and follow afterwards', async () => {
      const page = await open({ page: 'nested' }, false);
      await page.getByRole('link', { name: 'Formulir biasa' }).waitFor();
      await loadWidgets(page, gateway);
      await page.getByText(FIRST).waitFor();
      await show(page, { layout: 'all', siteKey: 'pk_lain' });
      await expect.poll(() => page.getByRole('radiogroup').count()).toBeGreaterThan(8);
      expect(await attribute(page, 'site-key')).toBe('pk_lain');
    });

    test('that were properties before the file are attributes of another name in React and Svelte', async () => {
      const page = await open({ page: 'properties' }, false);
      await loadWidgets(page, gateway);
      await page.getByText(FIRST).waitFor();
      const isLost = framework.startsWith('react') || framework === 'svelte';
      expect(await attribute(page, 'site-key')).toBe(isLost ? null : 'pk_demo');
      await show(page, { siteKey: 'pk_lain' });
      await expect.poll(() => attribute(page, 'site-key')).toBe(isLimited(framework) ? null : 'pk_lain');
    });
  });

  describe('events', () => {
    test.each(['survey', 'listening'] as const)(
      'are heard on the page "%s", each with what it carries',
      async (way) => {
        const isDeaf = isLimited(framework) && way === 'survey';
        const page = await open({ page: way });
        const driver = new RatingFormDriver(page);
        await driver.answerAndSend('Ramah.');
        await driver.text('Terima kasih').waitFor();
        const told = [
          ['kinerja-load', undefined],
          ['kinerja-submit', 'Ramah.'],
          ['kinerja-success', await driver.receipt()],
        ];
        expect(await heard(page)).toEqual(isDeaf ? [] : told);
        gateway.readTrouble = (response) => response.writeHead(200).end('<h1>Masuk</h1>');
        await show(page, { service: `${SERVICE}-2` });
        await driver.button('Coba lagi').waitFor();
        expect((await heard(page)).slice(3)).toEqual(isDeaf ? [] : [['kinerja-error', 'answer']]);
      },
    );

    test('are heard also when the file comes after the listener', async () => {
      const page = await open({ page: isLimited(framework) ? 'listening' : 'survey' }, false);
      await loadWidgets(page, gateway);
      await page.getByText(FIRST).waitFor();
      expect(await heard(page)).toEqual([['kinerja-load', undefined]]);
    });

    test('kinerja-submit is cancelled by the application, as long as it wants', async () => {
      const page = await open({ page: isLimited(framework) ? 'listening' : 'survey', refuses: true });
      const driver = new RatingFormDriver(page);
      await driver.answerAndSend();
      await page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor();
      expect(gateway.submits).toEqual([]);
      await show(page, { refuses: false });
      await driver.button('Kirim').click();
      await driver.text('Terima kasih').waitFor();
      expect(gateway.submits).toHaveLength(1);
    });
  });

  describe('the life of an application', () => {
    test('goes from route to route with the same widgets, which show what each route says', async () => {
      const page = await open({ page: 'region', period: '2026-Q3' });
      await page.getByText(FIRST).waitFor();
      await page.getByText('Triwulan III 2026').waitFor();
      await show(page, { page: 'survey', service: `${SERVICE}-2` });
      await page.getByText(`Layanan ${SERVICE}-2`).waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
      await show(page, { page: 'region', service: SERVICE, period: '2026-Q2' });
      await page.getByText('Triwulan II 2026').waitFor();
      await page.getByText('Perekaman KTP-el').waitFor();
    });

    test('leaves nothing behind, however often it begins and ends', async () => {
      const page = await open({ page: 'region' });
      const client = await page.context().newCDPSession(page);
      await page.evaluate(() => window.host.unmount());
      const before = await listeners(client);
      await page.evaluate(async () => {
        const seen: WeakRef<Element>[] = [];
        const widgets = () => [...document.querySelectorAll('kinerja-rating-form, kinerja-unit-leaderboard')];
        const drawn = async (count: number) => {
          while (widgets().length !== count) await new Promise(requestAnimationFrame);
          seen.push(...widgets().map((widget) => new WeakRef(widget)));
        };
        for (let round = 0; round < 20; round += 1) {
          await window.host.mount();
          await drawn(2);
          window.host.show({ page: 'blank' });
          await drawn(0);
          window.host.show({ page: 'region' });
          await drawn(2);
          window.host.unmount();
        }
        Object.assign(window, { seen });
      });
      expect(await page.evaluate('seen.length')).toBe(80);
      const left = async () => {
        await client.send('HeapProfiler.collectGarbage');
        return page.evaluate('seen.filter((widget) => widget.deref()).length');
      };
      // A framework may hold what it has shown last, and its tools for developers what they saw in the last seconds.
      await expect.poll(left, { timeout: 20_000 }).toBeLessThanOrEqual(4);
      expect(await listeners(client)).toBe(before);
    });
  });
});

/** How many listeners there are on what outlives an application. */
async function listeners(client: CDPSession): Promise<number> {
  let count = 0;
  for (const expression of ['window', 'document', 'document.documentElement', 'document.body']) {
    const { result } = await client.send('Runtime.evaluate', { expression });
    const found = await client.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
    count += found.listeners.length;
  }
  return count;
}
