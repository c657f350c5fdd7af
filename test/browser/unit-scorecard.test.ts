import { explainWithheld } from '@kinerja/gateway/domain/withheld-reason';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { host } from './pages.ts';
import { unitCard } from './unit-card.ts';
import { useVisits } from './visit.ts';

const { gateway, openPage } = useVisits((gateway) => {
  gateway.unit = unitCard;
});

const open = async (
  attributes = '',
  waitFor = 'Puskesmas Arcamanik',
  settings: BrowserContextOptions = {},
): Promise<Page> => {
  gateway.page = host(gateway, `<kinerja-scorecard unit="unit_Arcamanik" ${attributes}></kinerja-scorecard>`);
  const page = await openPage(gateway.pageAddress, settings);
  await page.getByText(waitFor).first().waitFor();
  return page;
};

const words = async (page: Page, selector: string) =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

test('index, grade and sample size come first, with the way they were reached', async () => {
  const page = await open();
  expect((await words(page, '[part=index]'))[0]).toContain('82,50 B (Baik) dari 1.120 penilaian warga');
  await page.getByText('Penjelasan').click();
  await page.getByText('Dihitung dari 1.120 penilaian.').waitFor();
  await page.getByText('Data contoh').waitFor();
});

test('each element is drawn to scale, and says in words all that it draws', async () => {
  const page = await open();
  const [first] = unitCard.satisfactionIndex.elements;
  const element = page.locator('[part=element]').first();
  expect((await words(page, '[part=element]'))[0]).toBe(
    `${first?.element.label} rata-rata 3,40 dari 4; 120 jawaban 1: 2 · 2: 8 · 3: 50 · 4: 60`,
  );
  const widths = await element
    .locator('rect')
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  const all = widths.reduce((sum, width) => sum + width, 0);
  expect(widths.map((width) => (width / all) * 120)).toEqual([2, 8, 50, 60].map((count) => expect.closeTo(count, 0)));
});

test('the trend is told with its interval, and a quarter without a figure as such', async () => {
  const page = await open();
  expect((await words(page, '[part=trend] caption'))[0]).toBe(unitCard.trend.explanation);
  const quarters = await words(page, '[part=trend] tbody tr');
  expect(quarters[2]).toBe('Triwulan I 2025 tidak ditampilkan');
  expect(quarters[7]).toBe('Triwulan II 2026 83,00 107 penilaian');
});

test('whatever is drawn is a table: each with a caption, and a header for each row', async () => {
  const page = await open();
  const { elements } = unitCard.satisfactionIndex;
  const table = page.getByRole('table', { name: 'Jawaban dari kiri ke kanan: 1 (terburuk) sampai 4 (terbaik).' });
  expect(await table.getByRole('rowheader').count()).toBe(elements.length);
  expect(await page.getByRole('table').locator('svg').count()).toBe(await page.locator('svg').count());
});

test('where the visitor chose the colours, what is drawn has that of the text', async () => {
  const page = await open('', 'Puskesmas Arcamanik', { forcedColors: 'active', colorScheme: 'dark' });
  const table = page.locator('[part=trend] table');
  const text = await table.evaluate((element) => getComputedStyle(element).color);
  const fills = await page.locator('rect').evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).fill));
  expect([...new Set(fills)]).toEqual([text]);
});

test('the weakest elements show what is done about them, those as weak under one number', async () => {
  const page = await open();
  const weakest = page.locator('[part=weakest] > ol > li');
  expect(await weakest.evaluateAll((items) => items.map((item) => (item as HTMLLIElement).value))).toEqual([1, 2, 2]);
  const [first, second] = await words(page, '[part=weakest] > ol > li');
  expect(first).toContain('Loket kedua dibuka pada hari Senin selesai paling lambat 1 Okt 2026');
  expect(first).toContain('Waktu tunggu turun dari 60 menjadi 35 menit.');
  expect(second).toContain('Belum ada perbaikan yang dicatat.');
});

test.each(['TOO_FEW_RATINGS', 'TOO_FEW_STAFF', 'NO_RATINGS'] as const)(
  'a figure that is withheld for %s says why, and draws nothing',
  async (state) => {
    const derivation = explainWithheld(state);
    gateway.unit = {
      ...unitCard,
      satisfactionIndex: { ...unitCard.satisfactionIndex, state, derivation, value: null, grade: null, ratings: null },
      weakestElements: [],
    };
    const page = await open();
    await page.getByText(derivation).waitFor();
    expect(await page.locator('[part=element], [part=index]').count()).toBe(0);
  },
);

test('it needs no token, sends none, and asks by a request that caches may answer', async () => {
  await open('period="2026-Q2" lang="en"', 'Weakest elements and what is done');
  const [read] = gateway.reads;
  expect(gateway.reads).toHaveLength(1);
  expect(gateway.preflights).toEqual([]);
  expect(JSON.parse(read?.searchParams.get('variables') ?? '{}')).toEqual({
    unit: 'unit_Arcamanik',
    period: '2026-Q2',
    lang: 'en',
  });
});

test('a unit that does not exist leaves the fallback, with the reason', async () => {
  gateway.unit = null;
  await open('', 'Tidak ditemukan di server.');
});
