import manifest from '@kinerja/widgets/custom-elements.json' with { type: 'json' };
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATES } from '../../examples/playground/states.js';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { MockGateway } from './mock-gateway.ts';

/* Every state that the playground lists is there, and what the widgets show in it is accessible to everybody. */

const PHONE = { viewport: { width: 360, height: 740 } };
const gateway = new MockGateway();
const { openPage, visitor } = useBrowser();

beforeAll(() => gateway.start());
afterAll(() => gateway.stop());

const open = async (query = ''): Promise<Page> => {
  const page = await openPage(`${gateway.address}demo/playground/${query}`, PHONE);
  await page.locator('[data-played]').waitFor({ timeout: 40_000 });
  return page;
};

/** Parts that a widget has here, and that its manifest does not tell of. */
async function untoldParts(page: Page): Promise<readonly string[]> {
  const shown = await page.evaluate(
    (tags) => {
      const inside = (widget: Element) => [...(widget.shadowRoot?.querySelectorAll('[part]') ?? [])];
      return tags.flatMap((tag) =>
        [...document.querySelectorAll(tag)].flatMap(inside).map((element) => `${tag} ${element.getAttribute('part')}`),
      );
    },
    [...new Set(STATES.map(({ tag }) => tag))],
  );
  expect(new Set(shown).size).toBeGreaterThan(20);
  const told = manifest.modules
    .flatMap(({ declarations }) => declarations as readonly { tagName?: string; cssParts?: { name: string }[] }[])
    .flatMap(({ tagName, cssParts = [] }) => cssParts.map(({ name }) => `${tagName} ${name}`));
  return [...new Set(shown)].filter((part) => !told.includes(part));
}

test('every state shows, on a phone, under the words that all of it are samples, and nothing is sent', async () => {
  const page = await open();
  await page.getByText('Semua isi di halaman ini data contoh.').waitFor();
  const missing: string[] = [];
  for (const { name, tag, shows, alone } of STATES) {
    if (alone) continue;
    const words = page.locator(`#${name} ${tag}`).getByText(shows).first();
    await words.waitFor({ timeout: 5_000 }).catch(() => missing.push(`${name}: ${shows}`));
  }
  expect(missing).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect([gateway.reads, gateway.submits]).toEqual([[], []]);
  const background = (theme: string) =>
    page.locator(`#form-${theme} .primary`).evaluate((button) => getComputedStyle(button).backgroundColor);
  const themes = await Promise.all(['light', 'dark', 'blue', 'neutral', 'contrast'].map(background));
  expect(
    themes.filter((colour, at) => themes.indexOf(colour) !== at),
    themes.join(),
  ).toEqual([]);
  expect(await page.locator('#form-icons [part=question] svg').count()).toBeGreaterThan(3);
  expect(await breaches(page)).toEqual([]);
  expect(await untoldParts(page)).toEqual([]);
});

test('what is played takes neither the focus nor the place of the reader; an address with a state leads to it', async () => {
  const context = await visitor(PHONE);
  await context.addInitScript(() => {
    const moved: string[] = [];
    Object.assign(globalThis, { moved });
    for (const type of ['focusin', 'scroll']) addEventListener(type, () => moved.push(type));
  });
  const page = await context.newPage();
  await page.goto(`${gateway.address}demo/playground/`);
  await page.locator('[data-played]').waitFor({ timeout: 40_000 });
  expect(await page.evaluate('moved')).toEqual([]);
  await page.goto(`${gateway.address}demo/playground/?one#form-refused`);
  await page.locator('[data-played]').waitFor({ timeout: 40_000 });
  await expect
    .poll(() => page.locator('#form-refused').evaluate((one) => Math.abs(Math.round(one.getBoundingClientRect().top))))
    .toBe(0);
});

test.each(STATES.filter(({ alone }) => alone))('$name has the page for itself', async ({ name, tag, shows }) => {
  const page = await open(`?state=${name}`);
  await page.locator(tag).getByText(shows).first().waitFor();
  expect(await page.locator('main section').count()).toBe(1);
});

test('it keeps apart from what real pages of the same address have saved', async () => {
  const page = await open('?state=form-saved');
  await page.getByText('Tersimpan di perangkat ini').first().waitFor();
  const stores = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(stores).toEqual(['playground-kinerja']);
});
