import { randomUUID } from 'node:crypto';
import { encodeGlobalId } from '@kinerja/gateway/global-id';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { closeTopic, judgePost, openTopic } from '../support/forum-topics.ts';
import { openTicketOffice } from '../support/ticket-office.ts';
import { problems } from '../support/views.ts';
import { focused, loseAnswers, press, text, useDesk, waitForFocus } from './desk-driver.ts';

/* Topics of the forum, at the desk of the officials who open them, answer in them and close them. */

const office = await openTicketOffice();
const { gateway, bandung, leader } = office;
const { openAs } = await useDesk(office);

const publicPage = async (path: string) => (await gateway.fetch(path)).text();
const openOne = async (name: Parameters<typeof openAs>[0], id: string, width = 360) => {
  const page = await openAs(name, { hash: `#kinerja-${id}`, width });
  await page.locator('h3#topic').waitFor();
  return page;
};
const openList = async (name: Parameters<typeof openAs>[0] = 'Kepala Dago', width = 360) => {
  const page = await openAs(name, { hash: '#kinerja-topics', width });
  await page.locator('h3#topics').waitFor();
  return page;
};
const unfold = (page: Page, title: string) => page.locator('summary', { hasText: title }).press('Enter');
const thread = (page: Page) => page.locator('[part=posts] [part=post]').allTextContents();

test('an official reads a topic and answers; everybody sees the answer, marked with unit and post', async () => {
  const { id, path, write } = await openTopic(office);
  await judgePost(leader, { id: await write('Pukul tujuh saja.'), verdict: 'SHOW' });
  await judgePost(leader, { id: await write('Dasar bodoh.'), verdict: 'HIDE', reason: 'Memaki.' });
  await write('Masih menunggu.');
  const page = await openAs('Kepala Dago', { hash: '#kinerja-forum' });
  await page.getByRole('link', { name: 'Topik terbuka dan jawaban resmi' }).press('Enter');
  await waitForFocus(page, 'topics');
  await page.getByRole('link', { name: 'Jam buka loket' }).first().press('Enter');
  await waitForFocus(page, 'topic');
  await text(page, 'Jam berapa sebaiknya loket dibuka?');
  expect(await thread(page)).toEqual([
    expect.stringContaining('Pukul tujuh saja.'),
    expect.stringContaining('Disembunyikan: Memaki.'),
  ]);
  await page.getByRole('link', { name: '1 tulisan menunggu putusan' }).waitFor();
  expect(await page.getByRole('link', { name: 'Halaman publik topik ini' }).getAttribute('href')).toBe(
    `${gateway.address}${path}`,
  );
  await unfold(page, 'Jawab sebagai pejabat');
  await page.getByLabel('Isi').fill('Mulai Senin pukul tujuh. Tanya di 0812-3456-7890.');
  await press(page, 'Kirim jawaban');
  await waitForFocus(page, 'done');
  expect((await thread(page)).at(-1)).toMatch(
    /Jawaban resmi\s+Kepala, Dago\s+Mulai Senin pukul tujuh\. Tanya di \[nomor telepon\]\./,
  );
  const shown = await publicPage(path);
  expect(shown).toContain('Mulai Senin pukul tujuh.');
  expect(shown).toContain('Kepala, Dago');
  expect(shown).not.toContain('Kepala Dago');
  await page.getByRole('link', { name: 'Kembali ke topik terbuka' }).press('Enter');
  // Back to its row.
  await waitForFocus(page, id);
});

test('an answer that got lost is sent again and stored once; what was typed survives a reload', async () => {
  const { id, path } = await openTopic(office);
  const page = await openOne('Wakil Walikota', id);
  await unfold(page, 'Jawab sebagai pejabat');
  await press(page, 'Kirim jawaban');
  await waitForFocus(page, `ANSWER-${id}-text`);
  await text(page, 'Ini masih kosong.');
  await page.getByLabel('Isi').fill('Kami periksa minggu ini.');
  await loseAnswers(page);
  await press(page, 'Kirim jawaban');
  await waitForFocus(page, `ANSWER-${id}-refusal`);
  await text(page, 'kirim lagi, dan hanya tercatat sekali');
  await page.reload();
  await text(page, 'Ini belum terkirim; dipulihkan dari tab ini.');
  expect(await page.getByLabel('Isi').inputValue()).toBe('Kami periksa minggu ini.');
  await press(page, 'Kirim jawaban');
  await waitForFocus(page, 'done');
  expect((await publicPage(path)).split('Kami periksa minggu ini.')).toHaveLength(2);
});

test('an answer into a topic that was closed meanwhile is refused in words, and can still be copied', async () => {
  const { id } = await openTopic(office);
  const page = await openOne('Kepala Dago', id);
  await unfold(page, 'Jawab sebagai pejabat');
  await page.getByLabel('Isi').fill('Jawaban yang terlambat.');
  await closeTopic(leader, { id, reason: 'Sudah diputuskan.' });
  await press(page, 'Kirim jawaban');
  await waitForFocus(page, `ANSWER-${id}-refusal`);
  await text(page, 'Alasan ditutup: Sudah diputuskan.');
  await press(page, 'Muat keadaan terbaru');
  await text(page, 'Tidak dapat dikirim lagi: Jawab sebagai pejabat');
  await text(page, 'Jawaban yang terlambat.');
  expect(await page.locator('summary').count()).toBe(0);
  await press(page, 'Buang');
  await waitForFocus(page, 'topic');
  expect(await page.getByText('Jawaban yang terlambat.').count()).toBe(0);
});

test('a topic is opened once, refusals stand at their field, and it is closed with its reason', async () => {
  const page = await openList();
  await unfold(page, 'Buka topik baru');
  expect(await page.getByLabel('Tentang').locator('option').allTextContents()).toEqual([
    'Pilih…',
    'Dago',
    'Dago: Umum',
  ]);
  await press(page, 'Buka');
  await waitForFocus(page, 'OPEN_TOPIC-topic-subject');
  await page.getByLabel('Tentang').selectOption({ label: 'Dago: Umum' });
  await page.getByLabel('Judul').fill('a'.repeat(201));
  await page.getByLabel('Pembuka').fill('Di mana sebaiknya parkir?');
  await press(page, 'Buka');
  await waitForFocus(page, 'OPEN_TOPIC-topic-title');
  await text(page, 'paling banyak 200');
  await page.getByLabel('Judul').fill('Parkir <b>puskesmas</b>');
  await loseAnswers(page);
  await press(page, 'Buka');
  await waitForFocus(page, 'OPEN_TOPIC-topic-refusal');
  await page.reload();
  expect(await page.getByLabel('Judul').inputValue()).toBe('Parkir <b>puskesmas</b>');
  await press(page, 'Buka');
  await waitForFocus(page, 'done');
  expect(await page.getByRole('link', { name: 'Parkir <b>puskesmas</b>' }).count()).toBe(1);
  expect(await page.locator('[part=topic] b').count()).toBe(0);
  await page.getByRole('link', { name: 'Parkir <b>puskesmas</b>' }).click();
  await text(page, 'Dago: Umum');
  await unfold(page, 'Tutup topik');
  await press(page, 'Tutup');
  await text(page, 'Ini masih kosong.');
  await page.getByLabel('Alasan').fill('Sudah diputuskan bersama.');
  await press(page, 'Tutup');
  await waitForFocus(page, 'done');
  await text(page, /Ditutup .*: Sudah diputuskan bersama\./);
  expect(await page.locator('[part=steps]').count()).toBe(0);
  await page.getByRole('link', { name: 'Kembali ke topik terbuka' }).click();
  await page.locator('h3#topics').waitFor();
  expect(await page.getByRole('link', { name: 'Parkir <b>puskesmas</b>' }).count()).toBe(0);
});

test('whoever may not answer reads the topic and has no form; a leader also opens one about the region', async () => {
  const { id } = await openTopic(office);
  for (const name of ['Staf Dago', 'Kepala Kopo'] as const) {
    const page = await openOne(name, id);
    expect(await page.locator('summary').count()).toBe(0);
    await page.getByRole('link', { name: 'Kembali ke topik terbuka' }).click();
    await text(page, 'Tidak ada topik terbuka yang dapat Saudara jawab.');
    expect(await page.locator('summary').count()).toBe(name === 'Staf Dago' ? 0 : 1);
  }
  const absent = encodeGlobalId({ type: 'ForumTopic', tenantId: bandung.uuid, id: randomUUID() });
  await text(await openAs('Staf Dago', { hash: `#kinerja-${absent}` }), 'Topik ini tidak ada.');
  const page = await openList('Wakil Walikota');
  await unfold(page, 'Buka topik baru');
  await page.getByLabel('Tentang').selectOption({ label: 'seluruh daerah' });
  await page.getByLabel('Judul').fill('Hari bebas kendaraan');
  await page.getByLabel('Pembuka').fill('Di jalan mana?');
  await press(page, 'Buka');
  await waitForFocus(page, 'done');
  await page.locator('[part=topic]', { hasText: 'seluruh daerah' }).getByText('Hari bebas kendaraan').waitFor();
});

test('topics can be worked by keyboard alone, and used by everyone, in both languages', async () => {
  const { id, write } = await openTopic(office, 'Kursi tunggu');
  await judgePost(leader, { id: await write('<img src=x onerror=alert(1)>'), verdict: 'SHOW' });
  const found: Record<string, readonly string[]> = {};
  const look = async (state: string, page: Page) => {
    const told = await problems(page);
    if (told.length > 0) found[state] = told;
  };
  for (const width of [360, 1280]) {
    const list = await openList('Kepala Dago', width);
    await unfold(list, 'Buka topik baru');
    await press(list, 'Buka');
    await text(list, 'Ini masih kosong.');
    await look(`list, ${width} px`, list);
    const page = await openOne('Kepala Dago', id, width);
    await unfold(page, 'Jawab sebagai pejabat');
    await press(page, 'Kirim jawaban');
    await text(page, 'Ini masih kosong.');
    expect(await page.locator('[part=post] img').count()).toBe(0);
    await look(`topic, ${width} px`, page);
  }
  expect(found).toEqual({});
  const page = await openOne('Kepala Dago', id);
  await page.locator('h3#topic').focus();
  const pressed = async (keys: readonly string[], isThere: () => Promise<boolean>) => {
    for (let steps = 0; steps < 20 && !(await isThere()); steps += 1) await page.keyboard.press('Tab');
    for (const key of keys) await page.keyboard.press(key);
  };
  await pressed(['Enter', 'Tab'], async () => (await focused(page)) === `ANSWER-${id}-form`);
  await page.keyboard.type('Ditambah sepuluh kursi.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await waitForFocus(page, 'done');
  expect((await thread(page)).at(-1)).toContain('Ditambah sepuluh kursi.');
  await page.locator('kinerja-ticket-desk').evaluate((desk) => desk.setAttribute('lang', 'en'));
  await text(page, 'Answer as an official');
  await text(page, 'Official answer');
}, 180_000);
