import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SERVICE } from './mock-gateway.ts';
import { formTag } from './rating-form-driver.ts';
import { useVisits } from './visit.ts';

/* A citizen writes to an office, and holds the code by which the answer is read. */

const { gateway, open } = useVisits();

const tag = (attributes = '') =>
  `<kinerja-report-form service="${SERVICE}" site-key="pk_demo" ${attributes}><a href="/form">Formulir biasa</a></kinerja-report-form>`;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const received = (page: Page) => page.getByText('Terima kasih, laporan Saudara sudah tersimpan.').last().waitFor();

const openForm = async (attributes?: string) => {
  const page = await open(tag(attributes));
  await button(page, 'Kirim laporan').waitFor();
  return page;
};

const write = async (page: Page, text: string) => page.getByRole('textbox').fill(text);

const send = async (page: Page, kind = 'Pengaduan', text = 'Loket 3 tutup pukul dua.') => {
  await page.getByText(kind, { exact: true }).click();
  await write(page, text);
  await button(page, 'Kirim laporan').click();
};

describe('a report', () => {
  test('reaches the gateway once, as it was written, and gives a code', async () => {
    const page = await openForm('place="Loket 3"');
    await send(page);
    await received(page);
    expect(gateway.submits).toHaveLength(1);
    const { input, siteKey } = gateway.submits[0] ?? {};
    expect(siteKey).toBe('pk_demo');
    expect(input).toMatchObject({ kind: 'COMPLAINT', comment: 'Loket 3 tutup pukul dua.', place: 'Loket 3' });
    expect(input?.answers).toBeUndefined();
    const code = page.getByLabel('Kode tanda terima');
    expect(await code.inputValue()).toMatch(/^BDG-/);
    // Its box is none to write a report in.
    expect((await code.boundingBox())?.height).toBeLessThan(100);
    expect(await page.getByRole('link', { name: 'Lihat jawaban petugas dengan kode ini' }).getAttribute('href')).toBe(
      `${gateway.address}tanda-terima`,
    );
  });

  test('is written with the keyboard alone', async () => {
    const page = await openForm();
    for (const key of ['Tab', 'Space', 'ArrowDown', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.type('Tambah satu loket.');
    for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
    await received(page);
    expect(gateway.submits[0]?.input).toMatchObject({ kind: 'ASPIRATION', comment: 'Tambah satu loket.' });
  });

  test('tells by when it is answered, and what to write', async () => {
    const page = await openForm();
    await page.getByText('Permintaan informasi', { exact: true }).click();
    await page.getByText('Jawaban paling lambat 5 hari kerja.').waitFor();
    await page.getByLabel('Apa yang ingin Saudara ketahui?').waitFor();
  });

  test('is kept on the device while there is no network, and delivered after a reload', async () => {
    const page = await openForm();
    gateway.writeTrouble = (response) => response.destroy();
    await send(page);
    await page.getByText('Tersimpan di perangkat ini, menunggu jaringan.').last().waitFor();
    gateway.writeTrouble = undefined;
    await page.reload();
    await received(page);
    expect(gateway.stored.size).toBe(1);
  });

  test('that the gateway refuses comes back with its words', async () => {
    gateway.outcome = () => ({
      __typename: 'InvalidInput',
      message: 'Ada isian yang salah.',
      issues: [{ path: 'comment', message: 'comment: hanya tulisan biasa.' }],
    });
    const page = await openForm();
    await send(page, 'Pengaduan', 'Loket 3');
    await page.getByRole('link', { name: 'comment: hanya tulisan biasa.' }).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Loket 3');
  });

  test('that was sent before with other words is told so, and stays in the form', async () => {
    gateway.outcome = () => ({ __typename: 'KeyReused', message: 'Kunci ini sudah dipakai.' });
    const page = await openForm();
    await send(page, 'Pengaduan', 'Loket 3');
    await page.locator('#mistakes', { hasText: 'Kunci ini sudah dipakai.' }).waitFor();
    expect(await page.locator('#mistakes a').count()).toBe(0);
    expect(await page.getByRole('textbox').inputValue()).toBe('Loket 3');
  });

  test('is followed by another with a key of its own', async () => {
    const page = await openForm();
    await send(page);
    await button(page, 'Kirim laporan lain').click();
    await send(page, 'Aspirasi', 'Tambah loket.');
    await received(page);
    expect(new Set(gateway.submits.map(({ input }) => input.submissionKey)).size).toBe(2);
  });
});

describe('a mistake is told with the way to it:', () => {
  test('no kind, no words', async () => {
    const page = await openForm();
    await button(page, 'Kirim laporan').click();
    await page.getByRole('link', { name: 'Pilih salah satu' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)).toBe('mistakes');
    await page.getByRole('link', { name: 'Tulis isinya, paling banyak 1000 huruf, berupa tulisan biasa.' }).click();
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)).toBe('comment');
    expect(gateway.submits).toEqual([]);
  });

  test('too many words', async () => {
    const page = await openForm();
    await send(page, 'Pengaduan', 'a'.repeat(1_001));
    await page.getByText('Kelebihan 1 huruf').waitFor();
    await page.getByRole('link', { name: /Tulis isinya/ }).waitFor();
    expect(gateway.submits).toEqual([]);
  });
});

describe('the kinds', () => {
  test('are those that the page and the region both take', async () => {
    const page = await openForm('kind="complaint"');
    expect(await page.getByRole('radio').count()).toBe(0);
    await page.getByRole('heading', { name: 'Pengaduan' }).waitFor();
    await write(page, 'Loket 3 tutup.');
    await button(page, 'Kirim laporan').click();
    await received(page);
    expect(gateway.submits[0]?.input.kind).toBe('COMPLAINT');
  });

  test('that a region does not take are said, with the way to the plain form', async () => {
    gateway.reportKinds = [];
    const page = await open(tag());
    await page.getByText('Daerah ini tidak menerima laporan jenis itu di sini.').waitFor();
    expect(await page.getByRole('link', { name: 'Formulir biasa' }).isVisible()).toBe(true);
  });
});

test('a draft is there after a reload, and gone once it was sent', async () => {
  const page = await openForm();
  await page.getByText('Aspirasi', { exact: true }).click();
  await write(page, 'Tambah satu loket.');
  await page.reload();
  await button(page, 'Kirim laporan').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Tambah satu loket.');
  await button(page, 'Kirim laporan').click();
  await received(page);
  expect(gateway.submits[0]?.input).toMatchObject({ kind: 'ASPIRATION', comment: 'Tambah satu loket.' });
  expect(await page.evaluate(() => Object.values(sessionStorage).join())).not.toContain('loket');
});

test('beside the rating form of the same service each shows its own', async () => {
  const page = await open(tag() + formTag());
  const report = page.locator('kinerja-report-form');
  const rating = page.locator('kinerja-rating-form');
  await rating.getByText('Pertanyaan 1 dari 9').waitFor();
  await report.getByText('Pengaduan', { exact: true }).click();
  await report.getByRole('textbox').fill('Loket 3 tutup.');
  await report.getByRole('button', { name: 'Kirim laporan' }).click();
  await report.getByText('Terima kasih, laporan Saudara sudah tersimpan.').last().waitFor();
  expect(await rating.getByText('Terima kasih').count()).toBe(0);
  expect(await rating.getByText('Pertanyaan 1 dari 9').isVisible()).toBe(true);
});

test.each([
  ['en', 'What you want to say'],
  ['su', 'Nu badé didugikeun ku Anjeun'],
  ['jv', 'Ingkang badhé panjenengan aturaken'],
])('speaks %s', async (lang, question) => {
  const page = await open(tag(`lang="${lang}"`));
  await page.getByText(question).waitFor();
});
