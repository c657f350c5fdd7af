import { explainBoard } from '@kinerja/gateway/domain/board-words';
import { periodTitle } from '@kinerja/gateway/domain/period';
import { explainWithheld } from '@kinerja/gateway/domain/withheld-reason';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { board, tooFewUnits } from './board.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';

const gateway = new MockGateway();
const { openPage } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const open = async (attributes = 'period="2026-Q3"'): Promise<Page> => {
  gateway.page = host(
    gateway,
    `<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" ${attributes}></kinerja-unit-leaderboard>`,
  );
  const page = await openPage(gateway.pageAddress);
  await page.getByRole('heading', { name: /puskesmas, Kota Bandung/ }).waitFor();
  return page;
};

/** The text of an element, with single spaces. */
const words = async (page: Page, selector: string) =>
  (await page.locator(selector).allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());

test('bands come in their order, and units in the order of the gateway', async () => {
  const page = await open();
  expect(await words(page, 'th[scope=rowgroup]')).toEqual([
    'Di atas rata-rata',
    'Sekitar rata-rata',
    'Di bawah rata-rata',
    'Belum cukup penilaian',
  ]);
  const names = (await words(page, 'th[scope=row]')).map((text) => /^Puskesmas [A-Za-z ]+/.exec(text)?.[0].trim());
  expect(names).toEqual(board.rows.map(({ unit }) => unit.name));
});

test('a row says in words all that it draws', async () => {
  const page = await open();
  expect(await words(page, '.ABOVE tr:nth-child(2) > *')).toEqual([
    'Puskesmas Arcamanik 200 penilaian. Peringkat 1–5 dari 12',
    'IKM resmi 88,75, A (Sangat Baik) Skor adil 88,24, rentang 85,86–90,45',
  ]);
  expect((await words(page, '.UNBANDED tr')).at(-1)).toContain('Belum diperingkat');
  expect(await words(page, 'caption')).toEqual([
    'Batang: rentang 95 % dari skor adil, pada skala 70–95. Garis tegak: rata-rata 82,48.',
  ]);
});

test('intervals lie on one scale', async () => {
  const page = await open();
  const drawn = await page.locator('svg').evaluateAll((pictures) =>
    pictures.map((picture) => {
      const { left, width } = picture.getBoundingClientRect();
      const at = (x: number) => 70 + ((x - left) / width) * 25;
      const range = picture.querySelector('.range')?.getBoundingClientRect();
      const dot = picture.querySelector('circle')?.getBoundingClientRect();
      return [at(range?.left ?? 0), at(range?.right ?? 0), at(((dot?.left ?? 0) + (dot?.right ?? 0)) / 2)];
    }),
  );
  expect(drawn).toHaveLength(board.rows.length);
  for (const [index, { interval, fairScore }] of board.rows.entries())
    for (const [place, value] of [interval.lower, interval.upper, fairScore].entries())
      expect(drawn[index]?.[place]).toBeCloseTo(value, 0);
});

test('units without a place are listed by name with the reason', async () => {
  const page = await open();
  expect(await words(page, '[part=withheld] li')).toEqual([
    ...board.withheld.map(({ unit, reason }) => `${unit.name}: ${explainWithheld(reason)}`),
  ]);
});

test('an open period says that it is provisional, and as of when', async () => {
  gateway.board = { ...board, closed: false, basis: 'VERIFIED' };
  const page = await open('period="2026-Q4"');
  await page.getByText('Triwulan IV 2026').waitFor();
  await page.getByText(/^Sementara, keadaan 8 Oktober 2026.*07\.00/).waitFor();
  await page.getByText('Skor adil hanya memakai penilaian terverifikasi.').waitFor();
});

test('too few units are said in words, and the others are still named', async () => {
  gateway.board = tooFewUnits;
  gateway.sampleData = true;
  const page = await open();
  await page.getByText(explainBoard({ state: 'TOO_FEW_UNITS' })).waitFor();
  await page.getByText('Data contoh').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  expect(await words(page, '[part=withheld] li')).toHaveLength(5);
});

test.each([
  ['2026', 'Tahun 2026'],
  ['2026-S2', 'Semester II 2026'],
  ['2026-09', 'September 2026'],
] as const)('the period %s is "%s"', async (period, indonesian) => {
  const page = await open(`period="${period}"`);
  await page.getByText(indonesian).waitFor();
  await page.locator('kinerja-unit-leaderboard').evaluate((element) => element.setAttribute('lang', 'en'));
  await page.getByText('Above average').waitFor();
  await page.getByText(periodTitle(period, 'en')).waitFor();
});

test('a band of a later gateway does not break a page that pinned this version', async () => {
  const page = await open();
  await page.route(/graphql/, async (route) => {
    const answer = await (await route.fetch()).text();
    const later = answer.replace('"band":"ABOVE"', '"band":"FAR_ABOVE"');
    await route.fulfill({
      body: later,
      contentType: 'application/json',
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  await page.reload();
  await page.getByRole('rowheader', { name: 'Puskesmas Arcamanik' }).waitFor();
  expect((await words(page, 'th[scope=rowgroup]'))[0]).toBe('Di atas rata-rata');
});
