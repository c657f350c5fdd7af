import { LANGUAGES } from '@kinerja/gateway/domain/text';
import { receiptWords } from '@kinerja/widgets/receipt-words';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { rating } from '../support/submit.ts';
import { problems } from '../support/views.ts';
import { host } from './pages.ts';

/* A report followed without JavaScript, on a phone. */

const gateway = await startGateway({
  tenants: { bandung: { sampleData: true, units: [{ name: 'Disdukcapil', services: ['Perekaman KTP-el'] }] } },
});
const { openPage } = useBrowser();
const PHONE = { viewport: { width: 360, height: 740 } };

const report = async (): Promise<string> => {
  const { data } = await gateway.ask<{ submitFeedback: { receipt: { code: string } } }>(
    'mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { ... on SubmitFeedbackSuccess { receipt { code } } } }',
    {
      input: {
        ...rating(gateway.tenants.bandung.service('Perekaman KTP-el').id),
        kind: 'COMPLAINT',
        answers: [],
        comment: 'Loket 3 tutup.',
      },
    },
  );
  return data.submitFeedback.receipt.code;
};

/** Looks a code up by the page that asks for it. */
const look = async (page: Page, code: string) => {
  await page.locator('#code').fill(code);
  await page.locator('button').click();
};

test.each(LANGUAGES)('in %s everyone can ask, read, and be told what is wrong', async (lang) => {
  const page = await openPage(`${gateway.address}/tanda-terima?lang=${lang}`, PHONE);
  expect(await problems(page)).toEqual([]);
  await look(page, '3273-AAAA-BBBB-CCCC-DDDD');
  await page.getByText(receiptWords[lang].unknown).waitFor();
  expect(await problems(page)).toEqual([]);
  await look(page, await report());
  await page.getByRole('heading', { name: receiptWords[lang].history }).waitFor();
  for (const summary of await page.locator('summary').all()) await summary.click();
  expect(await problems(page)).toEqual([]);
});

test('a report is added to, taken back and its words erased without JavaScript', async () => {
  const page = await openPage(`${gateway.address}/tanda-terima`, { ...PHONE, javaScriptEnabled: false });
  const code = await report();
  await look(page, code);
  await page.getByLabel('Tambah keterangan').fill('Masih tutup.');
  await page.getByRole('button', { name: 'Kirim tulisan' }).click();
  await page.getByText('Sudah terkirim dan tercatat.').waitFor();
  expect(page.url()).not.toContain(code.slice(5));
  await page.reload();
  expect(await page.getByText('Masih tutup.').count()).toBe(1);
  await page.getByText('Hapus tulisan saya', { exact: true }).click();
  await page.getByRole('button', { name: 'Ya, hapus tulisan saya' }).click();
  await page.getByText('Tulisan ini sudah dihapus.').waitFor();
  await page.getByText('Tarik laporan ini', { exact: true }).click();
  await page.getByRole('button', { name: 'Ya, tarik laporan' }).click();
  await page.getByRole('heading', { name: 'Ditarik pelapor' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
});

test('the widget does the same against this gateway, and what it did stands on the page without JavaScript', async () => {
  const code = await report();
  const page = await openPage('about:blank', PHONE);
  const body = host({ address: `${gateway.address}/` }, `<kinerja-receipt code="${code}"></kinerja-receipt>`);
  await page.route(`${gateway.address}/situs`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${gateway.address}/situs`);
  await page.getByLabel('Tambah keterangan').fill('Masih tutup.');
  await page.getByRole('button', { name: 'Kirim tulisan' }).click();
  await page.locator('#delivery', { hasText: 'Sudah terkirim' }).waitFor();
  await page.locator('[part=history] li').nth(1).waitFor();
  await page.getByText('Hapus tulisan saya', { exact: true }).click();
  await page.getByRole('button', { name: 'Ya, hapus tulisan saya' }).click();
  await page.getByText('Tulisan ini sudah dihapus.').waitFor();
  await page.goto(`${gateway.address}/tanda-terima`);
  await look(page, code);
  await page.getByText('Tulisan ini sudah dihapus.').waitFor();
  expect(await page.locator('.history li').count()).toBe(2);
});
