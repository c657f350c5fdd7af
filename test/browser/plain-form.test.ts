import { LANGUAGES } from '@kinerja/gateway/domain/text';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { problems } from '../support/views.ts';

/* The form without JavaScript, on a phone, in the languages of the people who hold it. */

const gateway = await startGateway({
  tenants: { bandung: { sampleData: true, units: [{ name: 'Disdukcapil', services: ['Perekaman KTP-el'] }] } },
});
const { openPage } = useBrowser();
const PHONE = { viewport: { width: 360, height: 740 } };

const address = (lang: string) =>
  `${gateway.address}/form/${gateway.tenants.bandung.service('Perekaman KTP-el').id}?lang=${lang}`;

const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test.each(LANGUAGES)('in %s everyone can use it', async (lang) => {
  const page = await openPage(address(lang), PHONE);
  expect(await problems(page)).toEqual([]);
});

test('whoever prefers dark gets it dark, and can read all of it', async () => {
  const page = await openPage(address('id'), { ...PHONE, colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(18, 26, 34)');
  expect(await breaches(page)).toEqual([]);
});

test.each(LANGUAGES)('in %s everyone can write a report, and mend what is wrong with it', async (lang) => {
  const page = await openPage(`${address(lang)}&kind=complaint`, PHONE);
  expect(await problems(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('form')?.setAttribute('novalidate', ''));
  await page.locator('button').click();
  await page.getByRole('alert').waitFor();
  expect(await problems(page)).toEqual([]);
});

test('a report is written and followed without JavaScript', async () => {
  const page = await openPage(address('id'), { ...PHONE, javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Pengaduan' }).click();
  await page.getByLabel('Apa yang terjadi, di mana, dan kapan?').fill('Loket 3 tutup.');
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  await page.getByRole('button', { name: 'Cek tanda terima' }).click();
  await page.getByRole('heading', { name: 'Menunggu diperiksa' }).waitFor();
  expect(await width(page)).toBe(360);
});

test('in Javanese a rating is given and receipted without JavaScript', async () => {
  const page = await openPage(address('jv'), { ...PHONE, javaScriptEnabled: false });
  for (const { key, answers } of skm2017.elements)
    await page
      .locator(`#answers-${key}`)
      .getByLabel(answers[2]['jv'] ?? '', { exact: true })
      .check();
  await page.getByLabel('Saran utawi pamrayogi').fill('Petugasipun sabar.');
  await page.getByRole('button', { name: 'Kintun pambiji' }).click();
  await page.getByRole('heading', { name: 'Kode tandha tampi' }).waitFor();
  expect(await page.locator('.code').textContent()).toMatch(/^3273(-[0-9A-Z]{4}){4}$/);
  expect(await width(page)).toBe(360);
  expect(await page.locator('html').getAttribute('lang')).toBe('jv');
});

test('without JavaScript another language is one tap away, and each link is large enough for a finger', async () => {
  const page = await openPage(address('id'), { ...PHONE, javaScriptEnabled: false });
  for (const link of await page.getByRole('navigation', { name: 'Bahasa' }).getByRole('link').all())
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.getByRole('link', { name: 'Basa Jawa' }).click();
  await page.getByText('Kados pundi pamanggih panjenengan').first().waitFor();
  expect(await page.getByRole('link', { name: 'Basa Jawa' }).getAttribute('aria-current')).toBe('page');
});

test('what is wrong stands in Javanese above the form and leads to its question', async () => {
  const page = await openPage(address('jv'), PHONE);
  await page.evaluate(() => document.querySelector('form')?.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'Kintun pambiji' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('Dèrèng kakintun').waitFor();
  expect(await problems(page)).toEqual([]);
  await alert.getByRole('link').first().click();
  expect(new URL(page.url()).hash).toMatch(/^#answers/);
});
