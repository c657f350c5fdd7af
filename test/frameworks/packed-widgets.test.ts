import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MockGateway, SERVICE } from '../browser/mock-gateway.ts';
import { RatingFormDriver } from '../browser/rating-form-driver.ts';
import { unitCard } from '../browser/unit-card.ts';
import { useBrowser } from '../support/browser.ts';
import { type Consumer, installPacked } from '../support/packed-widgets.ts';

/* The archive, installed into an empty application: what its bundler makes of it, and its script, run in a browser. */

const UNIT = 'unit_Arcamanik';
const gateway = new MockGateway();
const { visitor } = useBrowser();
let consumer: Consumer;

beforeAll(async () => {
  await gateway.start();
  consumer = await installPacked();
});
beforeEach(() => {
  gateway.reset();
  gateway.unit = unitCard;
});
afterAll(async () => {
  consumer?.remove();
  await gateway.stop();
});

/** A page of the application; `/files/` holds what this folder does. */
async function open(folder: string, body: string): Promise<{ page: Page; errors: readonly Error[]; loaded: string[] }> {
  const { address } = gateway;
  gateway.page = `<!doctype html><html lang="id" data-gateway="${address}" data-service="${SERVICE}" data-unit="${UNIT}">
    <meta charset="utf-8"><title>Aplikasi</title><main></main><aside></aside>${body}</html>`;
  const page = await (await visitor()).newPage();
  const errors: Error[] = [];
  const loaded: string[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.route('**/files/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/files/', '');
    loaded.push(name);
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(folder, name), 'utf8') });
  });
  await page.goto(gateway.pageAddress);
  return { page, errors, loaded };
}

test('bundled by Vite, it registers what was imported, fetches files when they are asked for, and sends a rating', async () => {
  const outDir = join(consumer.folder, 'built');
  await build({
    root: consumer.folder,
    configFile: false,
    logLevel: 'error',
    base: '/files/',
    build: {
      outDir,
      rolldownOptions: { input: join(consumer.folder, 'app.mjs'), output: { entryFileNames: 'app.js' } },
    },
  });
  const { page, errors, loaded } = await open(outDir, '<script type="module" src="/files/app.js"></script>');
  await page.getByText('Patarosan 1 ti 9').waitFor();
  await page.getByText(unitCard.name).waitFor();
  const made = readdirSync(join(outDir, 'assets')).map((name) => `assets/${name}`);
  const members = (names: readonly string[]) => names.map((name) => /(\w+)-[\w-]{8}\.js$/.exec(name)?.[1] ?? '').sort();
  expect(members(made)).toEqual(expect.arrayContaining(['builder', 'doctor', 'kiosk', 'su', 'themes', 'trend']));
  // The language and the theme that were asked for.
  expect(members(loaded)).toEqual(expect.arrayContaining(['su', 'themes']));
  expect(members(loaded).filter((name) => ['builder', 'doctor', 'kiosk', 'trend'].includes(name))).toEqual([]);
  expect(await page.evaluate('seen.told')).toEqual(['kinerja-load']);
  // Its class is used, and nothing has registered it.
  expect(await page.evaluate('seen.trend()')).toEqual([expect.any(String), undefined]);
  await page.locator('kinerja-rating-form').evaluate((form) => form.setAttribute('lang', 'id'));
  const form = new RatingFormDriver(page);
  await form.answerAndSend();
  expect(await form.receipt()).toMatch(/^BDG-/);
  expect(gateway.stored.size).toBe(1);
  expect(errors).toEqual([]);
});

test.each([
  ['a module', '<script type="module" src="/files/kinerja.js"></script>'],
  ['a classic script', '<script async src="/files/kinerja.iife.js"></script>'],
])('by script tag, as %s, it shows form and badge', async (_kind, script) => {
  const tags = `<kinerja-rating-form gateway="${gateway.address}" service="${SERVICE}"></kinerja-rating-form>
    <kinerja-index-badge gateway="${gateway.address}" unit="${UNIT}"></kinerja-index-badge>`;
  const { page, errors, loaded } = await open(join(consumer.installed, 'dist/scripts'), tags + script);
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
  await page.getByText(unitCard.name).waitFor();
  expect(loaded).toContain('index-badge.js');
  expect(errors).toEqual([]);
});
