import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addOfficeNetwork } from '../support/office-networks.ts';
import { nineAnswers, rating, submitAll } from '../support/submit.ts';
import { openTicketOffice } from '../support/ticket-office.ts';
import { problems } from '../support/views.ts';
import { focused, loseAnswers, press, text, useDesk, waitForFocus } from './desk-driver.ts';

/* Ratings that should not count, at the desk of a leader: looked at first, taken out with a reason, and counted again. */

const office = await openTicketOffice();
const { gateway, bandung } = office;
const { openAs } = await useDesk(office);

const rate = (service: string, count: number, more: { readonly place?: string } = {}) =>
  submitAll(
    gateway,
    Array.from({ length: count }, () => rating(bandung.service(service).id, { answers: nineAnswers(4), ...more })),
  );
await rate('Umum', 12, { place: 'Ruang Rapat' });
await rate('Umum', 4);
await rate('Surat', 12);
// A selection ends before now: five minutes past two in Jakarta.
gateway.clock.set('2026-08-19T07:05:00Z');

const openExclusions = async (name: Parameters<typeof openAs>[0] = 'Wakil Walikota', width = 360) => {
  const page = await openAs(name, { hash: '#kinerja-exclusions', width });
  await page.locator('h3#exclusions').waitFor();
  return page;
};
const choose = async (page: Page, unit: string, service: string) => {
  await page.locator('#reviewed-unit').selectOption(bandung.unit(unit).id);
  await page.getByRole('heading', { name: `Yang dikeluarkan dari angka ${unit}`, exact: true }).waitFor();
  await page.locator('summary', { hasText: 'Keluarkan penilaian' }).press('Enter');
  await page.getByLabel('Layanan', { exact: true }).selectOption({ label: service });
};
const between = async (page: Page, from: string, until: string) => {
  await page.getByLabel('Diterima sejak').fill(from);
  await page.getByLabel('Diterima sebelum').fill(until);
};
const form = (name: string) => `EXCLUDE-${bandung.unit('Dago').id}-${name}`;
const button = (page: Page) => page.locator('details[open] button.primary').textContent();

const stored = () =>
  gateway.database.inspect<{ readonly from: Date; readonly until: Date; readonly [column: string]: unknown }>(
    `select received_from as "from", received_until as "until", place, channel, reason, ratings, lifted_because as lifted
     from rating_exclusion order by id`,
  );

test('what is sent is what was looked at: a change of the selection asks to look again', async () => {
  const page = await openExclusions();
  await choose(page, 'Dago', 'Umum');
  await press(page, 'Lihat dulu');
  await waitForFocus(page, form('from'));
  await between(page, '2026-08-19T13:00', '2026-08-19T12:00');
  await press(page, 'Lihat dulu');
  await waitForFocus(page, form('until'));
  await text(page, 'Ini harus sesudah waktu sebelumnya.');
  await between(page, '2026-08-19T13:00', '2026-08-19T14:01');
  await press(page, 'Lihat dulu');
  await waitForFocus(page, form('found'));
  await text(page, '16 penilaian akan dikeluarkan');
  await text(page, 'nilai 4, 144 kali');
  expect(await button(page)).toContain('Keluarkan');
  await page.getByLabel('Loket atau ruang').fill('Ruang Rapat');
  await expect.poll(() => button(page)).toContain('Lihat dulu');
  expect(await page.locator('[part=found]').count()).toBe(0);
  await press(page, 'Lihat dulu');
  await text(page, '12 penilaian akan dikeluarkan');
  await press(page, 'Keluarkan');
  await waitForFocus(page, form('reason'));
  await page.getByLabel('Alasan', { exact: true }).selectOption({ label: 'Diisi oleh pegawai kantor itu sendiri' });
  await page.getByLabel('Penjelasan').fill('Terekam di loket; hubungi 0812-3456-7890.');
  await loseAnswers(page);
  await press(page, 'Keluarkan');
  await waitForFocus(page, form('refusal'));
  await page.reload();
  await page.locator('#reviewed-unit').selectOption(bandung.unit('Dago').id);
  await text(page, 'Terekam di loket; hubungi [nomor telepon].');
  await text(page, 'Ini belum terkirim; dipulihkan dari tab ini.');
  // Typed on the clocks of Jakarta, wherever the browser is.
  expect(await stored()).toEqual([
    {
      from: new Date('2026-08-19T06:00:00Z'),
      until: new Date('2026-08-19T07:01:00Z'),
      ...{ place: 'Ruang Rapat', channel: null, reason: 'OWN_STAFF', ratings: 12, lifted: null },
    },
  ]);
  // It had arrived: once more there is nothing left to take out.
  await press(page, 'Lihat dulu');
  await text(page, 'Tidak ada penilaian yang masih dihitung dalam pilihan ini.');
  expect(await button(page)).toContain('Lihat dulu');
});

test('an exclusion is lifted with a reason, and says so from then on', async () => {
  const page = await openExclusions();
  await page.locator('#reviewed-unit').selectOption(bandung.unit('Dago').id);
  const exclusion = page.locator('[part=exclusion]');
  await exclusion.getByText('Umum · 12 penilaian').waitFor();
  await exclusion.locator('summary').press('Enter');
  await exclusion.getByLabel('Penjelasan').fill('<b>Ternyata</b> warga.');
  await exclusion.getByRole('button', { name: 'Hitung kembali', exact: true }).click();
  await waitForFocus(page, 'done');
  await exclusion.getByText('<b>Ternyata</b> warga.').waitFor();
  expect(await exclusion.locator('summary, b').count()).toBe(0);
  expect(await stored()).toMatchObject([{ lifted: '<b>Ternyata</b> warga.' }]);
});

test('a selection that cannot be is refused in words, and a way of coming narrows it', async () => {
  const page = await openExclusions();
  await choose(page, 'Kelurahan Dago', 'Surat');
  await between(page, '2026-08-19T13:00', '2027-08-19T14:01');
  await press(page, 'Lihat dulu');
  const until = `EXCLUDE-${bandung.unit('Kelurahan Dago').id}-until`;
  await waitForFocus(page, until);
  expect(await page.locator(`[id="${until}-mistake"]`).textContent()).toBe(
    'Waktunya paling lama 31 hari, dan semuanya harus sudah lewat.',
  );
  await between(page, '2026-08-19T13:00', '2026-08-19T14:01');
  await page.getByLabel('Cara masuk').selectOption({ label: 'Kios' });
  await press(page, 'Lihat dulu');
  await text(page, 'Tidak ada penilaian yang masih dihitung');
  await page.getByLabel('Cara masuk').selectOption({ label: 'Aplikasi lain' });
  await press(page, 'Lihat dulu');
  await text(page, '12 penilaian akan dikeluarkan');
  await text(page, 'Belum ada angkanya yang terbit');
});

test('an alarm is looked at in the form, filled in for it, or closed with a reason', async () => {
  const { database } = gateway.database;
  const service = bandung.service('Surat');
  const { unitId } = await gateway.database.inTenant(bandung, () =>
    database.prisma.service.findFirstOrThrow({ where: { id: service.uuid }, select: { unitId: true } }),
  );
  const raise = (at: number, kind: string, receivedFrom: string, receivedUntil: string) =>
    gateway.database.inTenant(bandung, () =>
      database.prisma.ratingAlarm.create({
        data: {
          ...{
            tenantId: bandung.uuid,
            id: `01990000-0000-7000-8000-00000000000${at}`,
            unitId,
            serviceId: service.uuid,
          },
          ...{ day: new Date('2026-08-19'), kind, receivedFrom, receivedUntil, expected: 3, seen: 60, log10P: -22.3 },
          ...{ raisedAt: gateway.clock.now(), state: 'OPEN' },
        },
      }),
    );
  await raise(1, 'COUNT', '2026-08-19T06:00:00Z', '2026-08-19T07:04:00Z');
  await raise(2, 'SOURCE', '2026-08-18T17:00:00Z', '2026-08-19T17:00:00Z');
  const page = await openExclusions();
  await page.locator('#reviewed-unit').selectOption(bandung.unit('Kelurahan Dago').id);
  const alarms = page.locator('[part=alarm]');
  await expect.poll(() => alarms.count()).toBe(2);
  const found = await problems(page);
  expect(found).toEqual([]);
  const hour = alarms.filter({ hasText: '13.00' });
  await hour.getByRole('button', { name: 'Periksa penilaian ini' }).press('Enter');
  await waitForFocus(page, `EXCLUDE-${bandung.unit('Kelurahan Dago').id}-form`);
  expect(await page.getByLabel('Diterima sejak').inputValue()).toBe('2026-08-19T13:00');
  expect(await page.getByLabel('Diterima sebelum').inputValue()).toBe('2026-08-19T14:04');
  await press(page, 'Lihat dulu');
  await text(page, '12 penilaian akan dikeluarkan');
  // Nothing is taken out of what an alarm is about by closing it.
  await hour.locator('summary').press('Enter');
  await hour.getByRole('button', { name: 'Tutup peringatan' }).click();
  await text(page, 'Ini masih kosong.');
  await hour.getByLabel('Penjelasan').fill('Ada pekan pelayanan di alun-alun.');
  await hour.getByRole('button', { name: 'Tutup peringatan' }).click();
  await expect.poll(() => alarms.count()).toBe(1);
  expect(await gateway.database.inspect('select kind, state, explanation from rating_alarm order by id')).toEqual([
    { kind: 'COUNT', state: 'DISMISSED', explanation: 'Ada pekan pelayanan di alun-alun.' },
    { kind: 'SOURCE', state: 'OPEN', explanation: null },
  ]);
});

test('whom the ratings judge is told why he cannot decide; whom it does not concern has no such place', async () => {
  const page = await openExclusions();
  await page.locator('#reviewed-unit').selectOption(bandung.unit('Kopo').id);
  await text(page, 'Saudara bertugas di unit ini');
  expect(await page.locator('summary').count()).toBe(0);
  const head = await openExclusions('Kepala Dago');
  await text(head, 'Yang dapat mengeluarkan penilaian dari angka adalah pimpinan daerah.');
  expect(await head.getByRole('link', { name: 'Pengecualian' }).count()).toBe(0);
});

test('the place can be worked by keyboard alone, and used by everyone', async () => {
  const found: Record<string, readonly string[]> = {};
  for (const width of [360, 1280]) {
    const page = await openExclusions('Wakil Walikota', width);
    await choose(page, 'Dago', 'Umum');
    await press(page, 'Lihat dulu');
    await text(page, 'Ini masih kosong.');
    const told = await problems(page);
    await between(page, '2026-08-19T13:00', '2026-08-19T14:01');
    await press(page, 'Lihat dulu');
    await text(page, 'penilaian akan dikeluarkan');
    told.push(...(await problems(page)));
    if (told.length > 0) found[`${width} px`] = told;
  }
  expect(found).toEqual({});
  const page = await openExclusions();
  await page.locator('#reviewed-unit').selectOption(bandung.unit('Dago').id);
  await page.locator('h4', { hasText: 'Dago' }).waitFor();
  await page.locator('h3#exclusions').focus();
  for (let steps = 0; steps < 20 && (await focused(page)) !== form('form'); steps += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe(form('serviceId'));
}, 240_000);

test('what came from the office’s own network waits, and is told where it waits; kept out, it says so', async () => {
  const network = await addOfficeNetwork(gateway.database, bandung, { network: '127.0.0.0/8', unit: 'Kelurahan Dago' });
  await rate('Surat', 3);
  await network.revoke();
  const page = await openExclusions();
  await page
    .locator('#reviewed-unit option', { hasText: /^Kelurahan Dago \(\d menunggu\)$/ })
    .waitFor({ state: 'attached' });
  await page.locator('#reviewed-unit').selectOption(bandung.unit('Kelurahan Dago').id);
  const waiting = page.locator('[part=exclusion]', { hasText: 'Surat · 3 penilaian' });
  await waiting.getByText('Belum ada yang memeriksanya.').waitFor();
  await waiting.locator('summary', { hasText: 'Tetap tidak dihitung' }).press('Enter');
  await waiting.getByLabel('Penjelasan').fill('Pegawai mengisi sendiri.');
  await waiting.getByRole('button', { name: 'Simpan putusan', exact: true }).click();
  await waitForFocus(page, 'done');
  await waiting.getByText('Pegawai mengisi sendiri.').waitFor();
  expect(await waiting.getByText('Belum ada yang memeriksanya.').count()).toBe(0);
});
