import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { putTallies } from '../support/figures.ts';
import { createOperator, importUnanimousRecap } from '../support/import.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import { openTicketOffice } from '../support/ticket-office.ts';
import { problems } from '../support/views.ts';
import { focused, loseAnswers, press, text, useDesk, waitForFocus } from './desk-driver.ts';

/* Objections to published figures at the desk: raised by the head of the unit, decided by a leader, read by everybody. */

const office = await openTicketOffice();
const { gateway, bandung } = office;
const { openAs } = await useDesk(office);
const operator = await createOperator(gateway, bandung);

/** Ratings of a service on some days; by default in July, which is published in August. */
const rate = (service: string, days: readonly string[] = ['2026-07-10']) =>
  putTallies(
    gateway.database,
    bandung,
    days.map((day) => ({
      serviceId: bandung.service(service).uuid,
      questionnaireKey: 'skm-2017',
      day,
      tally: tallyOf(skm2017, Array<number[]>(40).fill(skm2017.elements.map(() => 3))),
    })),
  );
for (const service of ['Umum', 'Gigi', 'Izin']) await rate(service);
await gateway.tick();

const openObjections = async (name: Parameters<typeof openAs>[0], width = 360) => {
  const page = await openAs(name, { hash: '#kinerja-objections', width });
  await page.locator('h3#objections').waitFor();
  return page;
};
const figure = (page: Page, name: string) =>
  page.locator('[part=objection]', { has: page.locator('h5', { hasText: name }) });
const idOf = async (page: Page, name: string) =>
  (await figure(page, name).locator('h5').first().getAttribute('id')) ?? '';
const titles = (page: Page) => page.locator('[part=objection] h5').allTextContents();

const raised = async () => {
  const { data } = await gateway.ask<{
    tenant: {
      figureObjections: readonly {
        readonly unit: { readonly name: string };
        readonly service: { readonly name: string } | null;
        readonly reason: string;
        readonly decision: { readonly outcome: string; readonly explanation: string } | null;
      }[];
    };
  }>(
    `{ tenant(code: "${bandung.code}") { figureObjections {
         unit { name } service { name } reason decision { outcome explanation } } } }`,
    {},
    { 'Cache-Control': 'no-cache' },
  );
  return data.tenant.figureObjections;
};

test('the head of a unit objects once, though the answer got lost, and sees what became of it', async () => {
  const page = await openObjections('Kepala Dago');
  expect(await titles(page)).toEqual(['Juli 2026 · Dago · versi 1', 'Juli 2026 · Umum · versi 1']);
  await text(page, 'IKM 75,00 (mutu C) dari 40 penilaian');
  // Fourteen working days after Wednesday 19 August, but for the holidays of the region.
  await text(page, /Keberatan paling lambat 8 September 2026/);
  await text(page, 'Unit ini belum pernah mengajukan keberatan.');
  const id = await idOf(page, 'Dago');
  await figure(page, 'Dago').locator('summary').press('Enter');
  await text(page, 'langsung dibaca semua orang dan tidak dapat ditarik');
  await press(page, 'Ajukan');
  await waitForFocus(page, `OBJECT-${id}-reason`);
  await text(page, 'Ini masih kosong.');
  await page.getByLabel('Alasan', { exact: true }).fill('Formulir kertas belum dihitung; hubungi 0812-3456-7890.');
  await loseAnswers(page);
  await press(page, 'Ajukan');
  await waitForFocus(page, `OBJECT-${id}-refusal`);
  await page.reload();
  // It had arrived: the figure is not offered any more.
  await text(page, 'Formulir kertas belum dihitung; hubungi [nomor telepon].');
  expect(await titles(page)).toEqual(['Juli 2026 · Umum · versi 1', 'Juli 2026 · Dago · versi 1']);
  await text(page, 'Diputuskan paling lambat');
  expect(await raised()).toMatchObject([{ unit: { name: 'Dago' }, service: null, decision: null }]);
});

test('a leader decides with an explanation; a figure is not said to be corrected before it is', async () => {
  const page = await openObjections('Wakil Walikota');
  await text(page, 'Menunggu putusan Saudara');
  const id = await idOf(page, 'Dago');
  await figure(page, 'Dago').locator('summary').press('Enter');
  await page.getByLabel('Putusan', { exact: true }).selectOption({ label: 'Angka dikoreksi' });
  await page.getByLabel('Penjelasan').fill('Formulir kertas sudah dihitung.');
  await press(page, 'Putuskan');
  await waitForFocus(page, `DECIDE-${id}-refusal`);
  await text(page, 'Versi 1 masih yang terbaru');
  expect(await page.getByLabel('Penjelasan').inputValue()).toBe('Formulir kertas sudah dihitung.');
  await importUnanimousRecap(operator, {
    unit: bandung.unit('Dago'),
    period: '2026-07',
    ratings: 40,
    score: 4,
  });
  await press(page, 'Putuskan');
  await waitForFocus(page, 'objections');
  await text(page, 'Sudah tersimpan: Putuskan keberatan.');
  expect(await titles(page)).toEqual([]);
  expect(await raised()).toMatchObject([
    { decision: { outcome: 'CORRECTED', explanation: 'Formulir kertas sudah dihitung.' } },
  ]);
  const head = await openObjections('Kepala Dago');
  await text(head, /angka dikoreksi, 19 Agustus 2026/);
  // The new version can be objected to in its turn.
  expect(await titles(head)).toContain('Juli 2026 · Dago · versi 2');
});

test('the next figure gets the focus when one was objected to', async () => {
  const page = await openObjections('Kepala Kopo');
  const next = await idOf(page, 'Gigi');
  await figure(page, 'Kopo').locator('summary').press('Enter');
  await page.getByLabel('Alasan', { exact: true }).fill('<b>Salah</b> hitung.');
  await press(page, 'Ajukan');
  await waitForFocus(page, next);
  await text(page, 'Sudah tersimpan: Ajukan keberatan.');
  await text(page, '<b>Salah</b> hitung.');
  expect(await page.locator('[part=objection] b').count()).toBe(0);
});

test('whoever heads no unit is told who objects, and what is not offered is not there', async () => {
  const page = await openObjections('Staf Dago');
  await text(page, 'Saudara tidak memimpin unit');
  expect(await titles(page)).toEqual([]);
  expect(await page.locator('kinerja-ticket-desk').getByRole('link', { name: 'Pengecualian' }).count()).toBe(0);
});

test('the place can be worked by keyboard alone, and used by everyone', async () => {
  const found: Record<string, readonly string[]> = {};
  for (const width of [360, 1280]) {
    for (const name of ['Kepala Dinas', 'Wakil Walikota'] as const) {
      const page = await openObjections(name, width);
      await page.locator('summary').first().click();
      await press(page, /Ajukan|Putuskan/);
      await text(page, 'Ini masih kosong.');
      const told = await problems(page);
      if (told.length > 0) found[`${name}, ${width} px`] = told;
    }
  }
  expect(found).toEqual({});
  const page = await openObjections('Kepala Dinas');
  await page.locator('h3#objections').focus();
  for (let steps = 0; steps < 20 && !(await focused(page)).startsWith('OBJECT-'); steps += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Salah hitung.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await text(page, 'Sudah tersimpan: Ajukan keberatan.');
}, 240_000);

test('of many figures the rest is loaded when it is asked for, and the focus goes to the first of them', async () => {
  const months = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, '0')}-10`);
  await rate('Umum', months);
  await gateway.tick();
  const page = await openObjections('Kepala Dago');
  const listed = page.locator('[part=objections]').first().locator('h5');
  await expect.poll(() => listed.count()).toBe(25);
  await press(page, 'Muat lagi');
  await expect.poll(() => listed.count()).toBeGreaterThan(25);
  await waitForFocus(page, (await listed.nth(25).getAttribute('id')) ?? '');
});
