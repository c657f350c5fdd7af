import { expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { putTallies } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';

/* The page that the code on a printed report leads to, on the phone of whoever scans it. */

const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: { bandung: { sampleData: true, units: [{ name: 'Puskesmas Dago', services: ['Umum'] }] } },
});
const { bandung } = gateway.tenants;
await putTallies(gateway.database, bandung, [
  {
    serviceId: bandung.service('Umum').uuid,
    questionnaireKey: 'skm-2017',
    day: '2026-05-10',
    tally: tallyOf(skm2017, Array<number[]>(40).fill(skm2017.elements.map(() => 3))),
  },
]);
await gateway.tick();
const { data } = await gateway.ask<{ unit: { reportPath: string } }>(
  'query ($id: ID!) { unit(id: $id) { reportPath } }',
  {
    id: bandung.unit('Puskesmas Dago').id,
  },
);
const { openPage } = useBrowser();

test.each([360, 1280])('at %i px it breaks no rule of axe, and is no wider than the screen', async (width) => {
  const page = await openPage(gateway.address + data.unit.reportPath, { viewport: { width, height: 800 } });
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Laporan Survei Kepuasan Masyarakat');
  expect(await breaches(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});

test('its tables are read by their headers, and the files are a link away', async () => {
  const page = await openPage(gateway.address + data.unit.reportPath);
  const table = page.getByRole('region', { name: 'Nilai per unsur' }).getByRole('table');
  expect(await table.getByRole('columnheader').count()).toBe(8);
  expect(await table.getByRole('rowheader').count()).toBe(skm2017.elements.length);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Unduh PDF' }).click();
  expect((await download).suggestedFilename()).toMatch(/^laporan-3273-[\dA-Z]{4}-[\dA-Z]{4}-2026-Q2-skm-2017-1\.pdf$/);
});
