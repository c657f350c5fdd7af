import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { OFFICE_NOW, openTicketOffice } from '../support/ticket-office.ts';
import { loadTicketPolicy } from '../support/ticket-policy.ts';
import { problems } from '../support/views.ts';
import { focused, loseAnswers, press, text, useDesk, waitForFocus } from './desk-driver.ts';

/* The office's desk, on the page /konsol of a real gateway: people of a unit work on what a citizen has reported. */

const office = await openTicketOffice();
const { gateway, bandung, people, report, read, add, work, head, audit } = office;
const { openPage, openAs, tokenFor } = await useDesk(office);

afterEach(() => {
  gateway.clock.set(OFFICE_NOW);
});

type Name = keyof typeof people;

const step = (page: Page, name: string) =>
  page.locator('details.step', { has: page.locator('summary', { hasText: name }) });

/** Opens the form of a move, as far as it is closed. */
const openForm = async (page: Page, name: string) => {
  const details = step(page, name);
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  return details;
};

const openTicket = async (name: Name, id: string, width = 360) => {
  const page = await openAs(name, { hash: `#kinerja-${id}`, width });
  await page.locator('h3#ticket').waitFor();
  return page;
};

test('a report goes from the inbox to its end, and the citizen reads on the receipt what was done', async () => {
  const { code, id } = await report({ words: 'Loket 3 tutup sejak pagi.' });
  const page = await openAs('Kepala Dago');
  await page.locator(`[id="${id}"]`).press('Enter');
  await waitForFocus(page, 'ticket');
  expect(page.url()).toContain(`#kinerja-${id}`);
  await text(page, 'Loket 3 tutup sejak pagi.');

  await (await openForm(page, 'Periksa dan teruskan'))
    .getByLabel('Kategori')
    .selectOption({ label: 'Prosedur tidak dijalankan' });
  await press(page, 'Teruskan');
  await waitForFocus(page, 'done');
  await openForm(page, 'Bagikan ke pegawai');
  await page.getByLabel('Pegawai').selectOption({ label: 'Staf Dago' });
  await press(page, 'Bagikan');
  await text(page, /pegawai kepada Staf Dago/);
  // Neither is given to whoever has it, nor back without being asked for.
  await openForm(page, 'Bagikan ke pegawai');
  expect(await page.getByLabel('Pegawai').locator('option').allTextContents()).toEqual([
    'Pilih…',
    'Bidan Dago',
    'Kepala Dago',
    'Tidak ada: kembali ke unit',
  ]);
  await press(page, 'Bagikan');
  await waitForFocus(page, 'ASSIGN-employeeId');

  const hers = await openAs('Staf Dago');
  await hers.locator(`[id="${id}"]`).click();
  await hers.locator('h3#ticket').waitFor();
  expect(await step(hers, 'Bagikan ke pegawai').count()).toBe(0);
  await openForm(hers, 'Catatan intern');
  await hers.getByLabel('Isi').fill('Petugas loket sakit.');
  await press(hers, 'Simpan catatan');
  await text(hers, 'Sudah tersimpan: Catatan intern.');
  await openForm(hers, 'Jawab pelapor');
  await hers.getByLabel('Isi').fill('Loket 3 sudah buka.');
  await press(hers, 'Kirim jawaban');
  await text(hers, 'Sudah tersimpan: Jawab pelapor.');
  await openForm(hers, 'Tutup');
  await press(hers, 'Tutup laporan');
  await text(hers, 'Sudah tersimpan: Tutup.');

  const receipt = await openPage(`${gateway.address}/tanda-terima`);
  await receipt.getByLabel('Kode tanda terima').fill(code);
  await receipt.getByLabel('Kode tanda terima').press('Enter');
  await text(receipt, 'Ditutup petugas');
  await text(receipt, 'Loket 3 sudah buka.');
  expect(await receipt.getByText('Petugas loket sakit.').count()).toBe(0);
  expect(await receipt.getByText('Staf Dago').count()).toBe(0);
});

describe('the inbox', () => {
  test('is worked by keyboard: the focus goes to what opens, and back to the row it came from', async () => {
    const [first, second] = [await report(), await report()];
    const page = await openAs('Kepala Dago', { width: 1280 });
    await waitForFocus(page, 'inbox');
    await page.locator(`[id="${first.id}"]`).focus();
    for (let steps = 0; steps < 20 && (await focused(page)) !== second.id; steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitForFocus(page, 'ticket');
    await page.evaluate(() => history.back());
    await waitForFocus(page, second.id);
    await page.keyboard.press('Enter');
    await waitForFocus(page, 'ticket');
    await page.reload();
    await page.locator('h3#ticket').waitFor();
    expect(page.url()).toContain(second.id);
  });

  test('is filtered, tells how many there are, and says in words when there is nothing', async () => {
    const [given, junk, rude] = [await report(), await report(), await report({ words: 'Dasar petugas bodoh.' })];
    await office.assign(head, given.id, { employeeId: people['Staf Dago'].id });
    await office.flag(head, junk.id, { reason: 'Iklan.' });
    await office.hide(head, rude.id, { reason: 'Memaki.' });
    const page = await openAs('Kepala Dago');
    const rows = () => page.locator('[part=ticket] a').evaluateAll((links) => links.map(({ id }) => id));
    await expect.poll(rows).toContain(given.id);
    expect(await rows()).not.toContain(junk.id);
    await press(page, /^Belum dibagi/);
    await expect.poll(rows).not.toContain(given.id);
    await press(page, /^Spam \(1\)$/);
    await expect.poll(rows).toEqual([junk.id]);
    expect(await page.getByRole('status').textContent()).toBe('1 laporan ditampilkan.');
    await press(page, 'Disembunyikan');
    await expect.poll(rows).toEqual([rude.id]);
    await press(page, 'Bagian saya');
    await text(page, 'Tidak ada laporan terbuka yang dibagikan kepada Saudara.');
  });

  test('loads more, and the focus goes to the first one that is new', async () => {
    for (let count = 0; count < 27; count += 1) await report({ service: 'Gigi' });
    const page = await openAs('Kepala Kopo');
    await expect.poll(() => page.locator('[part=ticket]').count()).toBe(25);
    await press(page, 'Muat lagi');
    await expect.poll(() => page.locator('[part=ticket]').count()).toBe(27);
    await waitForFocus(page, (await page.locator('[part=ticket] a').nth(25).getAttribute('id')) ?? '');
    expect(await page.getByRole('button', { name: 'Muat lagi' }).count()).toBe(0);
  });

  test('says what is overdue in working days, in figures and in English, too', async () => {
    const { id } = await report();
    gateway.clock.set('2026-08-26T02:00:00Z');
    const page = await openAs('Kepala Dago');
    await press(page, /^Terlambat/);
    await page
      .locator('li.late', { has: page.locator(`[id="${id}"]`) })
      .getByText('Terlambat 2 hari kerja, batasnya 24 Agu 2026')
      .waitFor();
    await page.evaluate(() => {
      document.documentElement.lang = 'en';
    });
    await text(page, 'Overdue by 2 working days, was due');
    await page.getByRole('link', { name: 'Figures' }).click();
    await waitForFocus(page, 'figures');
    const overdue = page.getByRole('row', { name: /^Overdue now/ });
    await page.getByLabel('Period').selectOption({ label: 'Year 2026' });
    await expect.poll(async () => Number(await overdue.getByRole('cell').textContent())).toBeGreaterThan(0);
  });

  test('of somebody who heads no unit holds what she was given, and a ticket that is not hers does not open', async () => {
    const [hers, other] = [await report(), await report()];
    await office.assign(head, hers.id, { employeeId: people['Bidan Dago'].id });
    const page = await openAs('Bidan Dago');
    await text(page, 'Saudara tidak memimpin unit.');
    expect(await page.locator('[part=ticket] a').evaluateAll((links) => links.map(({ id }) => id))).toEqual([hers.id]);
    await page.goto(`${gateway.address}/konsol#kinerja-${other.id}`);
    await text(page, 'Laporan ini tidak ada, atau bukan (lagi) bagian Saudara.');
  });
});

describe('personal data', () => {
  const WORDS = 'Saya Siti, wa 0812-3456-7890.';

  test('is masked; shown on request, which says before that it is recorded, and is', async () => {
    const { code, id } = await report({ words: WORDS });
    await add(code, 'Surel saya siti@contoh.id.');
    const page = await openTicket('Kepala Dago', id);
    await text(page, 'Saya Siti, wa [nomor telepon].');
    const before = (await audit('ticket.revealed')).length;
    await page.getByText('Tampilkan data pribadi').press('Enter');
    await text(page, /Nama Saudara dan waktunya dicatat di jejak audit/);
    expect(await audit('ticket.revealed')).toHaveLength(before);
    await press(page, 'Ya, tampilkan dan catat');
    await waitForFocus(page, 'revealed');
    await text(page, WORDS);
    await text(page, 'Surel saya siti@contoh.id.');
    expect(await audit('ticket.revealed')).toHaveLength(before + 1);
    await press(page, 'Samarkan lagi');
    await text(page, 'Surel saya [alamat surel].');
    expect(await page.getByText(WORDS).count()).toBe(0);
  });
});

describe('what is typed', () => {
  test('survives a reload; a reply whose answer got lost is sent again and counts once', async () => {
    const { code, id } = await report();
    await work(head, id, 'VERIFY', { category: 'prosedur' });
    const page = await openTicket('Kepala Dago', id);
    await openForm(page, 'Jawab pelapor');
    await page.getByLabel('Isi').fill('Sudah kami perbaiki.');
    await loseAnswers(page);
    await press(page, 'Kirim jawaban');
    await waitForFocus(page, 'REPLY-refusal');
    await text(page, 'kirim lagi, dan hanya tercatat sekali');
    await page.reload();
    await text(page, 'Ini belum terkirim; dipulihkan dari tab ini.');
    expect(await page.getByLabel('Isi').inputValue()).toBe('Sudah kami perbaiki.');
    await loseAnswers(page);
    await press(page, 'Kirim jawaban');
    await waitForFocus(page, 'REPLY-refusal');
    await page.reload();
    await text(page, 'Ini belum terkirim; dipulihkan dari tab ini.');
    await press(page, 'Kirim jawaban');
    await waitForFocus(page, 'done');
    expect((await read(code)).entries.map(({ move }) => move)).toEqual(['VERIFY', 'REPLY']);
  });

  test('stays when somebody else was faster, and when it is not good; that is told at its field', async () => {
    const { code, id } = await report();
    await work(head, id, 'VERIFY', { category: 'prosedur' });
    const page = await openTicket('Kepala Dago', id);
    await openForm(page, 'Jawab pelapor');
    await press(page, 'Kirim jawaban');
    await waitForFocus(page, 'REPLY-text');
    expect(await page.locator('#REPLY-text-mistake').textContent()).toBe('Ini masih kosong.');
    await page.getByLabel('Isi').fill('a\u0001b');
    await press(page, 'Kirim jawaban');
    await expect.poll(() => page.locator('#REPLY-text-mistake').textContent()).toContain('text:');
    expect(await page.getByLabel('Isi').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Isi').fill('Kami periksa besok.');
    await office.withdraw(code);
    await press(page, 'Kirim jawaban');
    await waitForFocus(page, 'REPLY-refusal');
    await text(page, 'Laporan ini sudah diubah sejak Saudara membukanya. Yang diketik tetap ada.');
    expect(await page.getByLabel('Isi').inputValue()).toBe('Kami periksa besok.');
    await press(page, 'Muat keadaan terbaru');
    await text(page, 'Ditarik pelapor');
    await text(page, 'Tidak dapat dikirim lagi: Jawab pelapor');
    await text(page, 'Kami periksa besok.');
    await press(page, 'Buang');
    await waitForFocus(page, 'steps');
    expect(await page.getByText('Kami periksa besok.').count()).toBe(0);
  });

  test('stays when the token has expired, and is gone from the tab when one signs out', async () => {
    const { id } = await report();
    const page = await openTicket('Kepala Dago', id);
    await openForm(page, 'Catatan intern');
    await page.getByLabel('Isi').fill('Telepon petugas.');
    gateway.clock.set('2026-08-19T08:00:00Z');
    await press(page, 'Simpan catatan');
    await text(page, 'Masa masuk Saudara sudah habis.');
    await page.getByLabel('Token masuk').fill(tokenFor('Kepala Dago'));
    await press(page, 'Masuk');
    await openForm(page, 'Catatan intern');
    expect(await page.getByLabel('Isi').inputValue()).toBe('Telepon petugas.');
    await press(page, 'Keluar');
    await waitForFocus(page, 'token');
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });
});

test('words of the citizen are hidden where they stand, with a reason, and shown again', async () => {
  const { code, id } = await report();
  await add(code, 'Kepala loketnya si Anu.');
  const page = await openTicket('Kepala Dago', id);
  const said = page.locator('[part=step]', { hasText: 'ditambah pelapor' });
  await said.locator('summary').click();
  await said.getByLabel('Alasan').fill('Menyebut nama orang.');
  await said.getByRole('button', { name: 'Sembunyikan', exact: true }).click();
  await waitForFocus(page, 'done');
  await said.getByText('Disembunyikan: Menyebut nama orang.').waitFor();
  expect(await said.getByText('si Anu').count()).toBe(0);
  await said.locator('summary').click();
  await said.getByRole('button', { name: 'Tampilkan lagi', exact: true }).click();
  await said.getByText('Kepala loketnya si Anu.').waitFor();
});

test('a report is tagged with an app of the region, and is not offered the one that it has', async () => {
  gateway.clock.set('2026-08-19T08:00:00Z');
  const digitalServices = [
    { key: 'antrean', label: { id: 'Aplikasi antrean' } },
    { key: 'situs', label: { id: 'Situs <b>dinas</b>' } },
  ];
  await loadTicketPolicy(gateway.database, bandung, { ...sp4nLapor, digitalServices }, gateway.clock.now());
  const { id } = await report();
  const page = await openTicket('Kepala Dago', id);
  await openForm(page, 'Tandai layanan digital');
  await page.getByLabel('Aplikasi atau situs').selectOption({ label: 'Situs <b>dinas</b>' });
  await press(page, 'Tandai');
  await waitForFocus(page, 'done');
  await page.locator('[part=facts]').getByText('Situs <b>dinas</b>').waitFor();
  await openForm(page, 'Tandai layanan digital');
  expect(await page.getByLabel('Aplikasi atau situs').locator('option').allTextContents()).toEqual([
    'Pilih…',
    'Aplikasi antrean',
    'Tidak ada: hapus tanda',
  ]);
  expect(await problems(page)).toEqual([]);
  await page.getByLabel('Aplikasi atau situs').selectOption({ label: 'Tidak ada: hapus tanda' });
  await press(page, 'Tandai');
  await expect.poll(() => page.locator('[part=facts]').getByText('Layanan digital').count()).toBe(0);
});

test('the desk can be used by everyone in every view: sign-in, inbox, ticket with all that it can show, figures', async () => {
  const { code, id } = await report();
  await work(head, id, 'NOTE', { text: 'Petugas sakit.' });
  await add(code, 'Masih tutup.');
  await work(head, id, 'VERIFY', { category: 'prosedur' });
  await work(head, id, 'REPLY', { text: 'Sudah kami perbaiki.' });
  const found: Record<string, readonly string[]> = {};
  const look = async (state: string, page: Page) => {
    const told = await problems(page);
    if (told.length > 0) found[state] = told;
  };
  await look('sign-in', await openPage(`${gateway.address}/konsol`));
  const page = await openAs('Kepala Dago');
  await page.locator(`[id="${id}"]`).waitFor();
  await look('inbox', page);
  await page.locator(`[id="${id}"]`).click();
  await page.locator('h3#ticket').waitFor();
  await openForm(page, 'Catatan intern');
  await press(page, 'Simpan catatan');
  await text(page, 'Ini masih kosong.');
  await look('ticket', page);
  await page.getByRole('link', { name: 'Angka' }).click();
  await page.locator('kinerja-scorecard').getByText('Belum ada penilaian.').waitFor();
  await look('figures', page);
  expect(found).toEqual({});
}, 180_000);

test('the console allows itself no more than it needs, and nothing of it is refused', async () => {
  const refused: string[] = [];
  const page = await openPage('about:blank');
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${gateway.address}/konsol`);
  await page.getByLabel('Token masuk').fill(tokenFor('Kepala Dago'));
  await press(page, 'Masuk');
  await text(page, 'Masuk sebagai Kepala Dago');
  expect(refused).toEqual([]);
  expect(await page.content()).not.toContain(tokenFor('Kepala Dago').slice(0, 40));
});
