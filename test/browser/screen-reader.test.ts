import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { board } from './board.ts';
import { host } from './pages.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';
import { unitCard } from './unit-card.ts';
import { useVisits } from './visit.ts';

/* What Chromium tells a screen reader of the widgets: its own tree, not what the markup hopes for. */

const { gateway, open, openPage } = useVisits((gateway) => {
  gateway.unit = unitCard;
});

interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description?: string;
  /** What else is told, `required: true` for example. */
  readonly [state: string]: unknown;
}

/** Everything of some roles. */
async function spoken(page: Page, ...roles: readonly string[]): Promise<Spoken[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored, role }) => !ignored && roles.includes(String(role?.value)))
    .map(({ role, name, description, properties = [] }) => ({
      role: role?.value,
      name: name?.value,
      ...(description?.value && { description: description.value }),
      ...Object.fromEntries(properties.map(({ name: state, value }) => [state, value.value])),
    }));
}

test('a question is a group with its text as name, and required where it is', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.choose('persyaratan', 3);
  const [group, ...radios] = await spoken(form.page, 'radiogroup', 'radio');
  expect(group).toMatchObject({
    name: expect.stringMatching(/^Pertanyaan 1 dari 9 Bagaimana pendapat Saudara .*persyaratan.*\?$/),
    required: true,
  });
  expect(radios.map(({ name, checked }) => [name, checked])).toEqual([
    ['Tidak sesuai', 'false'],
    ['Kurang sesuai', 'false'],
    ['Sesuai', 'true'],
    ['Sangat sesuai', 'false'],
  ]);
});

test('a question left open says in its name what is missing', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.button('Lanjut').click();
  await form.page.locator('#mistakes').waitFor();
  const [group] = await spoken(form.page, 'radiogroup');
  expect(group?.name).toMatch(/Pilih salah satu jawaban$/);
  expect((await spoken(form.page, 'link')).map(({ name }) => name)).toContain('Persyaratan');
});

test('a question that may be skipped says so', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.answerAll();
  await form.button('Periksa jawaban').click();
  await form.button('Ubah Biaya/Tarif').click();
  const [group, ...radios] = await spoken(form.page, 'radiogroup', 'radio');
  expect(group).toMatchObject({ name: expect.stringContaining('Pertanyaan 4 dari 9, boleh dikosongkan') });
  expect(group?.['required']).not.toBe(true);
  expect(radios.at(-1)?.name).toBe('Lewati — tidak saya alami');
});

test('the comment has its name and what it may hold, the profile a group of its own', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.answerAll();
  const [comment] = await spoken(form.page, 'textbox');
  expect(comment).toMatchObject({
    name: 'Saran atau masukan (boleh dikosongkan)',
    description: 'Sisa 1000 huruf. Jangan tulis nama, nomor telepon, atau NIK.',
    invalid: 'false',
  });
  await form.page.getByRole('textbox').fill('x'.repeat(1_001));
  expect((await spoken(form.page, 'textbox'))[0]).toMatchObject({
    description: expect.stringContaining('Kelebihan 1 huruf'),
    invalid: 'true',
  });
  expect((await spoken(form.page, 'group'))[0]?.name).toBe('Tentang Saudara, tanpa nama (boleh dikosongkan)');
  expect((await spoken(form.page, 'combobox')).map(({ name }) => name)).toEqual([
    'Jenis kelamin',
    'Umur',
    'Pendidikan terakhir',
    'Pekerjaan',
  ]);
});

test('in the review each button says what it changes', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.answerAll();
  await form.button('Periksa jawaban').click();
  const names = (await spoken(form.page, 'button')).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Ubah Persyaratan', 'Ubah Waktu Penyelesaian', 'Ubah Umur']));
  expect(new Set(names).size).toBe(names.length);
});

test('the receipt is a field with a name, and news come by a polite region that is read as a whole', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.answerAndSend();
  await form.text('Terima kasih').waitFor();
  expect((await spoken(form.page, 'textbox'))[0]).toMatchObject({ name: 'Kode tanda terima', readonly: true });
  expect(await spoken(form.page, 'status')).toEqual([expect.objectContaining({ live: 'polite', atomic: true })]);
});

test('the board is a table with a caption, a header for each column, and a row for each unit', async () => {
  const page = await open('<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas"></kinerja-unit-leaderboard>');
  await page.getByRole('table').waitFor();
  expect((await spoken(page, 'table'))[0]?.name).toMatch(/^Batang: rentang 95 % .* pada skala 70–95/);
  expect((await spoken(page, 'columnheader')).map(({ name }) => name)).toEqual(['Unit', 'IKM resmi, Skor adil']);
  const rows = (await spoken(page, 'rowheader')).map(({ name }) => name);
  for (const { unit } of board.rows) expect(rows.filter((name) => name.startsWith(unit.name))).toHaveLength(1);
  // The bars say nothing that the cells do not: a screen reader is not told of them.
  expect(await spoken(page, 'image', 'img', 'SvgRoot', 'graphics-document')).toEqual([]);
});

test('the card of a unit has a heading for each part, and a list of what is weak', async () => {
  const page = await open('<kinerja-scorecard unit="unit_Arcamanik"></kinerja-scorecard>');
  await page.getByText('Unsur terlemah').waitFor();
  expect((await spoken(page, 'heading')).map(({ name, level }) => [level, name])).toEqual([
    [1, 'Layanan kependudukan'],
    [2, 'Kartu kinerja: Puskesmas Arcamanik'],
    [3, 'Unsur pelayanan'],
    [3, 'Perubahan'],
    [3, 'Unsur terlemah dan perbaikannya'],
  ]);
  expect(await spoken(page, 'image', 'img', 'SvgRoot', 'graphics-document')).toEqual([]);
});

test('a link of the badge says where it leads, also out of its place', async () => {
  const page = await open('<kinerja-index-badge unit="unit_Arcamanik" href="/rincian"></kinerja-index-badge>');
  await page.getByRole('link').waitFor();
  expect((await spoken(page, 'link')).map(({ name }) => name)).toEqual([
    expect.stringMatching(/^Lihat rinciannya ?: Puskesmas Arcamanik$/),
  ]);
});

test('the field for a code has a name, a hint, and an alert when it is wrong', async () => {
  const page = await open('<kinerja-receipt></kinerja-receipt>');
  await page.getByLabel('Kode tanda terima').fill('3273');
  await page.getByRole('button', { name: 'Cek', exact: true }).click();
  await page.getByText('Kode ini belum lengkap').waitFor();
  expect((await spoken(page, 'textbox'))[0]).toMatchObject({
    name: 'Kode tanda terima',
    description: expect.stringMatching(/^Kode ada di tanda terima Saudara.*Kode ini belum lengkap/),
    invalid: 'true',
  });
  expect(await spoken(page, 'alert')).toHaveLength(1);
});

test('the question of the kiosk is a dialog with name and countdown, and the rest of the page is silent', async () => {
  gateway.page = host(gateway, formTag('mode="kiosk"'));
  const page = await openPage('about:blank');
  await page.clock.install();
  await page.goto(gateway.pageAddress);
  await page.locator('.kiosk').waitFor({ state: 'attached' });
  await new RatingFormDriver(page).choose('persyaratan', 3);
  await page.clock.runFor(26_000);
  await page.getByRole('dialog').waitFor();
  expect((await spoken(page, 'dialog'))[0]).toMatchObject({
    name: 'Masih di sini?',
    description: expect.stringMatching(/^Dalam \d+ detik/),
    modal: true,
  });
  expect(await spoken(page, 'radio')).toEqual([]);
});
