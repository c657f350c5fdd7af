import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { RECEIPT_CODE } from './mock-gateway.ts';
import { TicketDesk } from './ticket-desk.ts';
import { useVisits } from './visit.ts';

/* What a citizen does with a report by the code of its receipt: answers, says what became of it, takes it and his words back. */

const { gateway, open } = useVisits((gateway) => {
  gateway.desk = new TicketDesk();
});

/** The receipt of a report that the office has answered. */
const openTicket = async (attributes = '') => {
  const page = await open(`<kinerja-receipt code="${RECEIPT_CODE}" ${attributes}></kinerja-receipt>`);
  await page.locator('[part=history]').waitFor();
  const desk = gateway.desk as TicketDesk;
  return { page, desk, button: (name: string) => page.getByRole('button', { name, exact: true }) };
};

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id ?? 'outside the widget');

const texts = async (page: Page, selector: string) =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

test('a report tells where it stands, what the office said and when, and what can be done until when', async () => {
  const { page } = await openTicket();
  expect(await texts(page, '[part=state]')).toEqual([
    'Sudah dijawab Saudara dapat membalas sampai 19 Okt 2026. Tanpa balasan, laporan ini ditutup.',
  ]);
  expect(await texts(page, 'dd')).toEqual(
    expect.arrayContaining([RECEIPT_CODE, 'Pengaduan', 'Prosedur layanan', 'LP-4711']),
  );
  const history = await texts(page, '[part=history] li');
  expect(history).toHaveLength(4);
  expect(history[0]).toMatch(/^Diterima 30 September 2026/);
  expect(history[3]).toMatch(/^dijawab 5 Oktober 2026.*Loket 3 sekarang buka sampai pukul dua\.$/i);
});

test.each([
  ['in time', false, 'Langkah petugas berikutnya paling lambat 2 Okt 2026. Jawaban paling lambat 7 Okt 2026.'],
  ['late', true, 'Petugas terlambat: batasnya 2 Okt 2026. Jawaban paling lambat 7 Okt 2026.'],
])('the days of an office that is %s are told', async (_, overdue, told) => {
  const { desk } = { desk: gateway.desk as TicketDesk };
  Object.assign(desk.ticket, { state: 'RECEIVED', stateLabel: 'Menunggu diperiksa', dueOn: '2026-10-02', overdue });
  desk.ticket.replyBy = null;
  const { page } = await openTicket();
  expect(await texts(page, '[part=state]')).toEqual([`Menunggu diperiksa ${told}`]);
});

describe('a reply', () => {
  test('is sent, told in words where the focus goes, and stands in the history', async () => {
    const { page, desk, button } = await openTicket();
    await page.getByLabel('Balas jawaban petugas').fill('Tadi pagi masih tutup.');
    await button('Kirim tulisan').click();
    await page.locator('#delivery', { hasText: 'Sudah terkirim dan tercatat.' }).waitFor();
    expect(await focused(page)).toBe('delivery');
    await expect.poll(() => texts(page, '.state')).toEqual(['Sedang diproses']);
    expect((await texts(page, '[part=history] li')).at(-1)).toContain('Tadi pagi masih tutup.');
    expect(await page.getByLabel('Tambah keterangan').inputValue()).toBe('');
    expect(desk.arrived).toHaveLength(1);
    expect(await page.getByRole('status').textContent()).toBe('Sudah terkirim dan tercatat.');
  });

  test('whose answer gets lost is still there, and sent again counts once', async () => {
    const { page, desk, button } = await openTicket();
    desk.losses = 2;
    await page.getByLabel('Balas jawaban petugas').fill('Tadi pagi masih tutup.');
    await button('Kirim tulisan').click();
    await page.locator('#delivery', { hasText: 'Belum terkirim.' }).waitFor();
    expect(await page.getByLabel('Balas jawaban petugas').inputValue()).toBe('Tadi pagi masih tutup.');
    await button('Kirim tulisan').click();
    await expect.poll(() => desk.arrived).toHaveLength(2);
    await page.locator('#delivery', { hasText: 'Belum terkirim.' }).waitFor();
    await button('Kirim lagi').click();
    await page.locator('#delivery', { hasText: 'Sudah terkirim' }).waitFor();
    expect(desk.arrived).toHaveLength(3);
    expect(new Set(desk.arrived).size).toBe(1);
    await expect.poll(async () => (await texts(page, '[part=history] li')).length).toBe(5);
  });

  test('that was changed after a loss is another one', async () => {
    const { page, desk, button } = await openTicket();
    desk.losses = 1;
    await page.getByLabel('Balas jawaban petugas').fill('Tadi pagi tutup.');
    await button('Kirim tulisan').click();
    await page.locator('#delivery', { hasText: 'Belum terkirim.' }).waitFor();
    await page.getByLabel('Balas jawaban petugas').fill('Tadi pagi masih tutup.');
    await button('Kirim tulisan').click();
    await page.locator('#delivery', { hasText: 'Sudah terkirim' }).waitFor();
    expect(new Set(desk.arrived).size).toBe(2);
  });

  test('without words, and one that cannot be kept, is told beside the field, which has the focus', async () => {
    const { page, desk, button } = await openTicket();
    await button('Kirim tulisan').click();
    await page.getByText('Tulis dulu isinya').waitFor();
    expect(await focused(page)).toBe('text');
    expect(desk.arrived).toEqual([]);
    desk.refusal = { __typename: 'InvalidInput', message: 'text: …', issues: [] };
    await page.getByLabel('Balas jawaban petugas').fill('a\u0001b');
    await button('Kirim tulisan').click();
    await expect.poll(() => focused(page)).toBe('text');
    expect(await page.locator('#text').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#delivery').count()).toBe(0);
  });

  test('to a report that has moved on is told, and what is typed stays', async () => {
    const { page, desk, button } = await openTicket();
    desk.refusal = { __typename: 'NotAllowedNow', message: '…', allowed: [] };
    await page.getByLabel('Balas jawaban petugas').fill('Terlambat?');
    await button('Kirim tulisan').click();
    await page.locator('#delivery', { hasText: 'keadaan laporan sudah berubah' }).waitFor();
    expect(await page.locator('#text').inputValue()).toBe('Terlambat?');
  });
});

test('whether it was put right is said beside the word of the office, and can be said otherwise', async () => {
  const { page, button } = await openTicket();
  await button('Belum beres').click();
  await page.locator('#delivery', { hasText: 'Sudah terkirim' }).waitFor();
  await expect.poll(() => button('Belum beres').getAttribute('aria-pressed')).toBe('true');
  expect(await texts(page, '.state')).toEqual(['Sudah dijawab']);
  expect((await texts(page, 'dd')).at(-1)).toBe('Belum beres');
  await button('Sudah beres').click();
  await expect.poll(() => button('Sudah beres').getAttribute('aria-pressed')).toBe('true');
});

test('four weeks after closing it is asked for', async () => {
  const desk = gateway.desk as TicketDesk;
  Object.assign(desk.ticket, { state: 'CLOSED', stateLabel: 'Ditutup petugas', replyBy: null, outcomeAsked: true });
  desk.ticket.moves = ['SAY_OUTCOME'];
  const { page, button } = await openTicket();
  expect((await texts(page, '[part=state]'))[0]).toContain('Laporan ini sudah lama ditutup.');
  expect(await button('Kirim tulisan').count()).toBe(0);
});

test('a report is withdrawn after it was told what that means, by the keyboard alone', async () => {
  const { page, desk } = await openTicket();
  await page.getByText('Tarik laporan ini').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Petugas berhenti menanganinya').waitFor();
  expect(desk.arrived).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#delivery', { hasText: 'Sudah terkirim' }).waitFor();
  await expect.poll(() => texts(page, '.state')).toEqual(['Ditarik pelapor']);
  expect(await page.getByText('Tarik laporan ini').count()).toBe(0);
});

test('his words are erased after it was told what goes and what stays', async () => {
  const { page, button } = await openTicket();
  await page.getByText('Hapus tulisan saya', { exact: true }).click();
  await page.getByText('Yang hilang untuk selamanya').waitFor();
  await page.getByText('Yang tetap ada').waitFor();
  await button('Ya, hapus tulisan saya').click();
  await page.locator('#delivery', { hasText: 'Sudah terkirim' }).waitFor();
  await page.getByText('Tulisan ini sudah dihapus.').waitFor();
  const history = (await texts(page, '[part=history] li')).join();
  expect(history).not.toContain('pukul sebelas');
  expect(history).toContain('Loket 3 sekarang buka');
  expect(await page.getByText('Hapus tulisan saya', { exact: true }).count()).toBe(0);
  expect((await texts(page, 'dt')).includes('Tulisan dihapus')).toBe(true);
});

test.each([
  ['en', 'Reply to the office', 'Send the text', 'Sent and recorded.'],
  ['su', 'Waler waleran patugas', 'Kintunkeun seratan', 'Parantos kakintun sareng kacatet.'],
  ['jv', 'Mangsuli petugas', 'Kintun seratan', 'Sampun kakintun lan kacathet.'],
])('all of it is said in %s, too', async (lang, label, send, sent) => {
  const { page, button } = await openTicket(`lang="${lang}"`);
  await page.getByLabel(label).fill('Tutup.');
  await button(send).click();
  await page.locator('#delivery', { hasText: sent }).waitFor();
});

test('whoever has tried too many codes is told how long to wait', async () => {
  gateway.writeTrouble = (response) =>
    response
      .writeHead(429, { 'retry-after': '240', 'content-type': 'application/json' })
      .end('{"errors":[{"message":"x"}]}');
  const page = await open('<kinerja-receipt></kinerja-receipt>');
  await page.getByLabel('Kode tanda terima').fill(RECEIPT_CODE);
  await page.getByRole('button', { name: 'Cek', exact: true }).click();
  await page.getByText('Coba lagi dalam 240 detik.').last().waitFor();
  expect(await page.getByLabel('Kode tanda terima').inputValue()).toBe(RECEIPT_CODE);
});
