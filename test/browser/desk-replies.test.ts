import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openTicketOffice } from '../support/ticket-office.ts';
import { problems } from '../support/views.ts';
import { loseAnswers, press, text, useDesk, waitForFocus } from './desk-driver.ts';

/* What a unit tells everybody about what it did, at its desk: published from an answered report, and taken back. */

const office = await openTicketOffice();
const { gateway, bandung, people, head, report, answered, work, assign } = office;
const { openAs } = await useDesk(office);

const published = async () => {
  const { data } = await gateway.ask<{
    unit: { publicReplies: readonly { id: string; said: string; done: string; element: string | null }[] };
  }>(
    'query ($id: ID!) { unit(id: $id) { publicReplies { id said done element } } }',
    { id: bandung.unit('Dago').id },
    { 'Cache-Control': 'no-cache' },
  );
  return data.unit.publicReplies;
};

const openTicket = async (name: Parameters<typeof openAs>[0], id: string, width = 360) => {
  const page = await openAs(name, { hash: `#kinerja-${id}`, width });
  await page.locator('h3#ticket').waitFor();
  return page;
};
const form = (page: Page) =>
  page.locator('details.step', { has: page.locator('summary', { hasText: 'Umumkan tindak lanjut' }) });
const fill = async (page: Page, said: string, done: string) => {
  if ((await form(page).getAttribute('open')) === null) await form(page).locator('summary').press('Enter');
  await page.getByLabel('Yang disampaikan warga').fill(said);
  await page.getByLabel('Yang kami lakukan').fill(done);
};

test('what was done about an answered report is published once, though its answer got lost, and taken back', async () => {
  const { id } = await answered();
  const page = await openTicket('Kepala Dago', id);
  await fill(page, 'Loket sering tutup.', 'Loket buka setiap hari kerja.');
  await page.getByLabel('Unsur pelayanan').selectOption({ label: 'Waktu Penyelesaian' });
  await loseAnswers(page);
  await press(page, 'Umumkan');
  await waitForFocus(page, `PUBLISH-${id}-refusal`);
  await text(page, 'kirim lagi, dan hanya tercatat sekali');
  await page.reload();
  await text(page, 'Ini belum terkirim; dipulihkan dari tab ini.');
  expect(await page.getByLabel('Yang kami lakukan').inputValue()).toBe('Loket buka setiap hari kerja.');
  await press(page, 'Umumkan');
  await waitForFocus(page, 'done');
  const [reply, ...others] = await published();
  expect(others).toEqual([]);
  expect(reply).toMatchObject({
    said: 'Loket sering tutup.',
    done: 'Loket buka setiap hari kerja.',
    element: 'waktu',
  });

  await page.getByRole('link', { name: 'Tindak lanjut publik' }).press('Enter');
  await waitForFocus(page, 'replies');
  const shown = page.locator('[part=reply]', { hasText: 'Loket sering tutup.' });
  await shown.locator('summary', { hasText: 'Tarik pengumuman' }).press('Enter');
  await press(page, 'Tarik');
  await waitForFocus(page, `WITHDRAW-${reply?.id}-reason`);
  await shown.getByLabel('Alasan').fill('Salah unit.');
  await press(page, 'Tarik');
  await waitForFocus(page, 'replies');
  await text(page, 'Sudah tersimpan: Tarik pengumuman.');
  await text(page, 'Unit ini belum mengumumkan apa-apa.');
  expect(await published()).toEqual([]);
});

test('a copy of the citizen’s words is refused at its field, and what was typed stays', async () => {
  const { id } = await answered();
  const page = await openTicket('Wakil Walikota', id);
  await fill(page, 'Loket 3 tutup.', `${'a'.repeat(601)}`);
  await press(page, 'Umumkan');
  await waitForFocus(page, `PUBLISH-${id}-done`);
  await text(page, 'Terlalu panjang: paling banyak 600 huruf.');
  await fill(page, 'Loket 3 tutup.', 'Loket dibuka.');
  await press(page, 'Umumkan');
  await waitForFocus(page, `PUBLISH-${id}-said`);
  await expect
    .poll(() => page.locator(`[id="PUBLISH-${id}-said-mistake"]`).textContent())
    .toContain('dengan kata-kata sendiri');
  expect(await page.getByLabel('Yang kami lakukan').inputValue()).toBe('Loket dibuka.');
  expect(await published()).toEqual([]);
});

test('there is no form for a report that is not answered, nor for whoever may not publish', async () => {
  const { id } = await report();
  const early = await openTicket('Kepala Dago', id);
  expect(await form(early).count()).toBe(0);
  await work(head, id, 'VERIFY', { category: 'prosedur' });
  await assign(head, id, { employeeId: people['Staf Dago'].id });
  await work(head, id, 'REPLY', { text: 'Sudah kami perbaiki.' });
  const page = await openTicket('Staf Dago', id);
  await page.getByText('Tutup', { exact: true }).waitFor();
  expect(await form(page).count()).toBe(0);
  await page.getByRole('link', { name: 'Tindak lanjut publik' }).click();
  await text(page, 'Yang mengumumkan tindak lanjut adalah pimpinan unit');
});

test('hostile words are but words, and both places can be used by everyone', async () => {
  const { id } = await answered();
  const found: Record<string, readonly string[]> = {};
  const look = async (state: string, page: Page) => {
    const told = await problems(page);
    if (told.length > 0) found[state] = told;
  };
  for (const width of [360, 1280]) {
    const page = await openTicket('Kepala Dago', id, width);
    await fill(page, '', '');
    await press(page, 'Umumkan');
    await text(page, 'Ini masih kosong.');
    await look(`form, ${width} px`, page);
    await fill(page, '<img src=x onerror=alert(1)>', `<b>Dibuka</b> ${width}`);
    await press(page, 'Umumkan');
    await waitForFocus(page, 'done');
    await page.getByRole('link', { name: 'Tindak lanjut publik' }).click();
    await page.getByText(`<b>Dibuka</b> ${width}`).waitFor();
    expect(await page.locator('[part=reply] img, [part=reply] b').count()).toBe(0);
    await page.locator('summary', { hasText: 'Tarik pengumuman' }).first().click();
    await look(`list, ${width} px`, page);
  }
  expect(found).toEqual({});
}, 180_000);
