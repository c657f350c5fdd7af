import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MockGateway } from '../browser/mock-gateway.ts';
import { host } from '../browser/pages.ts';
import { formTag } from '../browser/rating-form-driver.ts';
import { unitCard } from '../browser/unit-card.ts';
import { AXE, breachesHere } from '../support/axe.ts';
import { useWebKit } from './webkit-page.ts';

const gateway = new MockGateway();
const { page } = useWebKit();

beforeAll(() => gateway.start());
beforeEach(() => {
  gateway.reset();
  gateway.unit = unitCard;
});
afterAll(() => gateway.stop());

/** What axe has against the page, and what does not fit, on a phone and on a desk, by day and by night. */
async function problems(): Promise<string[]> {
  const found: string[] = [];
  await page().evaluate((source) => {
    document.head.append(Object.assign(document.createElement('script'), { textContent: source }));
  }, AXE);
  for (const width of [450, 1280])
    for (const theme of ['light', 'dark']) {
      await page().resize(width);
      const told = await page().evaluate(async (name) => {
        for (const widget of document.querySelectorAll(
          'kinerja-rating-form, kinerja-unit-leaderboard, kinerja-scorecard',
        ))
          widget.setAttribute('theme', name);
        await new Promise(requestAnimationFrame);
        const { scrollWidth } = document.documentElement;
        return scrollWidth > innerWidth ? [`the page is ${scrollWidth} px wide`] : [];
      }, theme);
      told.push(...(await page().evaluate(breachesHere)));
      found.push(...told.map((text) => `${width} px, ${theme}: ${text}`));
    }
  return found;
}

test.each([
  ['a question of the form', formTag(), 'Pertanyaan 1 dari 9'],
  ['a form with mistakes', formTag('layout="all" lang="ms"'), 'Untuk pengelola situs'],
  ['the board', '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas"></kinerja-unit-leaderboard>', 'Arcamanik'],
  ['the card of a unit', '<kinerja-scorecard unit="unit_Arcamanik"></kinerja-scorecard>', 'Puskesmas Arcamanik'],
])('%s breaks no rule of axe and fits', async (_, tag, words) => {
  gateway.page = host(gateway, tag);
  await page().open(gateway.pageAddress);
  await page().reads(words);
  if (tag.includes('layout="all"')) await page().click('.primary');
  expect(await problems()).toEqual([]);
});

test('the board is a table with a caption and row headers, drawn to one scale', async () => {
  gateway.page = host(gateway, '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas"></kinerja-unit-leaderboard>');
  await page().open(gateway.pageAddress);
  await page().reads('Puskesmas Arcamanik 200 penilaian');
  await page().reads('IKM resmi 88,75, A (Sangat Baik)');
  expect(await page().spoken('table')).toEqual(['table', expect.stringContaining('pada skala 70–95')]);
  expect((await page().spoken('th[scope=row]'))[0]).toBe('rowheader');
  const widths = await page().evaluate(() =>
    [...(document.querySelector('kinerja-unit-leaderboard')?.shadowRoot?.querySelectorAll('svg') ?? [])].map(
      (picture) => picture.getBoundingClientRect().width,
    ),
  );
  expect(new Set(widths).size).toBe(1);
});
