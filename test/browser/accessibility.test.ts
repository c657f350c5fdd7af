import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { board, tooFewUnits } from './board.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';

const gateway = new MockGateway();
const { openPage } = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe has against the page as it is, at both widths and in both colour schemes. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of [360, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const told = await page.evaluate(
        (tags) =>
          (globalThis as unknown as { axe: typeof import('axe-core') }).axe
            .run(document, { runOnly: tags })
            .then((results) => results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.failureSummary}`)),
        RULES,
      );
      found.push(...told.map((text) => `${width} px, ${colorScheme}: ${text}`));
    }
  return found;
}

/** Anything wider than the screen, and targets smaller than a finger. */
const misfits = (page: Page) =>
  page.evaluate(() => {
    const told: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth)
      told.push(`page is ${document.documentElement.scrollWidth} px wide`);
    for (const widget of document.querySelectorAll('kinerja-rating-form, kinerja-unit-leaderboard'))
      for (const target of widget.shadowRoot?.querySelectorAll('button, select, textarea, .answer') ?? []) {
        const { width, height } = target.getBoundingClientRect();
        if (height > 0 && (width < 44 || height < 44)) told.push(`${target.textContent?.trim()}: ${width} × ${height}`);
      }
    return told;
  });

async function expectAccessible(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await misfits(page)).toEqual([]);
}

const open = async (body: string, settings: BrowserContextOptions = {}): Promise<Page> => {
  gateway.page = host(gateway, body);
  const page = await openPage(gateway.pageAddress, settings);
  await page.evaluate(axe);
  return page;
};
const openForm = async (attributes = '') => new RatingFormDriver(await open(formTag(attributes)));
const openBoard = (attributes = '') =>
  open(`<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" ${attributes}></kinerja-unit-leaderboard>`);

describe('the form is accessible', () => {
  test('from the first question to the receipt', async () => {
    gateway.sampleData = true;
    const form = await openForm();
    await form.choose('persyaratan', 3);
    await expectAccessible(form.page);
    await form.button('Lanjut').click();
    await form.button('Lanjut').click();
    await expectAccessible(form.page);
    await form.button('Sebelumnya').click();
    await form.answerAll();
    await form.page.getByRole('textbox').fill('x'.repeat(1_001));
    await expectAccessible(form.page);
    await form.page.getByRole('textbox').fill('Cepat.');
    await form.button('Periksa jawaban').click();
    await expectAccessible(form.page);
    gateway.outcome = () => ({
      __typename: 'InvalidInput',
      message: 'x',
      issues: [
        { path: 'comment', message: 'Komentar memuat NIK.' },
        { path: 'siteKey', message: 'Kunci dicabut.' },
      ],
    });
    await form.button('Kirim').click();
    await form.text('Kunci dicabut').waitFor();
    await expectAccessible(form.page);
    gateway.outcome = undefined;
    gateway.writeTrouble = (response) => response.destroy();
    await form.button('Kirim').click();
    await form.text('menunggu jaringan').waitFor();
    await expectAccessible(form.page);
    gateway.writeTrouble = (response) => response.writeHead(403).end();
    await form.button('Coba lagi').click();
    await form.text('Penilaian tidak terkirim').waitFor();
    await expectAccessible(form.page);
    gateway.writeTrouble = undefined;
    await form.button('Coba lagi').click();
    await form.text('Terima kasih').waitFor();
    await expectAccessible(form.page);
  });

  test('with everything on one page, and its mistakes', async () => {
    const form = await openForm('layout="all" lang="en"');
    await form.button('Check answers').click();
    await form.page.getByText('Something still needs your attention').waitFor();
    await expectAccessible(form.page);
  });

  test('with wrong attributes, and without a gateway', async () => {
    gateway.readTrouble = (response) => response.destroy();
    const form = await openForm('layout="wizard" sitekey="x"');
    await form.button('Coba lagi').waitFor();
    await expectAccessible(form.page);
  });

  test('while it loads', async () => {
    gateway.readTrouble = () => undefined;
    const form = await openForm();
    await form.page.getByRole('link', { name: 'Formulir biasa' }).waitFor();
    await expectAccessible(form.page);
  });

  test('says aloud what happens', async () => {
    gateway.writeTrouble = (response) => response.destroy();
    const form = await openForm();
    const aloud = () => form.page.getByRole('status').textContent();
    await form.answerAndSend();
    await expect.poll(aloud).toBe('Tersimpan di perangkat ini, menunggu jaringan.');
    gateway.writeTrouble = undefined;
    await form.button('Coba lagi').click();
    await expect.poll(aloud).toBe('Terima kasih, penilaian Saudara sudah tercatat.');
    await form.button('Salin kode').click();
    await expect.poll(aloud).toBe('Kode disalin');
  });
});

describe('the board is accessible', () => {
  test('with rows, open and as sample data', async () => {
    gateway.board = { ...board, closed: false };
    gateway.sampleData = true;
    const page = await openBoard('lang="en"');
    await page.getByRole('table').waitFor();
    await expectAccessible(page);
  });

  test('with too few units', async () => {
    gateway.board = tooFewUnits;
    const page = await openBoard();
    await page.getByText('Papan ini tampil setelah').waitFor();
    await expectAccessible(page);
  });

  test('to a screen reader it is a table with a caption and named rows', async () => {
    const page = await openBoard();
    const table = page.getByRole('table', { name: /pada skala 70–95/ });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Unit', 'IKM resmi, Skor adil']);
    expect(await table.getByRole('rowheader', { name: /^Puskesmas Arcamanik/ }).count()).toBe(1);
  });
});

test('the choice is visible in forced colours', async () => {
  const form = new RatingFormDriver(await open(formTag(), { forcedColors: 'active' }));
  await form.choose('persyaratan', 3);
  expect(await form.page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
  await form.page.locator('.root').screenshot();
  const styles = await form
    .element('persyaratan')
    .locator('.answer span')
    .evaluateAll((answers) => answers.map((answer) => getComputedStyle(answer).outlineStyle));
  expect(styles).toEqual(['none', 'none', 'solid', 'none']);
});

test('the night is what the visitor has set, unless the page says otherwise', async () => {
  const page = await open(formTag() + formTag('theme="light"'), { colorScheme: 'dark' });
  const backgrounds = () =>
    page.locator('.root').evaluateAll((roots) => roots.map((root) => getComputedStyle(root).backgroundColor));
  await expect.poll(backgrounds).toEqual(['rgb(19, 32, 44)', 'rgb(255, 255, 255)']);
  expect(await violations(page)).toEqual([]);
});
