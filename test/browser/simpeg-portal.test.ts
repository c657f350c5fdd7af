import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { type GatewayProcess, startProcess, temporaryData } from '../support/process.ts';
import { problems } from '../support/views.ts';

/* The example portal as `pnpm start` serves it, with the people of the demonstration. */

const data = temporaryData();
const { visitor } = useBrowser();

let gateway: GatewayProcess;

beforeAll(async () => {
  gateway = await startProcess({ DATA_DIR: data.folder, DEMO: '1' });
  await gateway.ready();
}, 120_000);
afterAll(async () => {
  gateway.kill('SIGTERM');
  await gateway.ended;
  await data.remove();
});

const address = () => `${gateway.address}/demo/simpeg-portal/`;

/** Opens the portal as somebody; every request of the page is kept. */
const signIn = async (post: string, region = '32.73') => {
  const context = await visitor();
  const page = await context.newPage();
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  await page.goto(`${address()}login?region=${region}`);
  await page.getByRole('button', { name: post }).first().click();
  await page.getByRole('heading', { name: 'Kinerja saya' }).waitFor();
  return { page, requests };
};

/** What the scorecard shows, once it has what it asked for. */
const shown = async (page: Page): Promise<string> => {
  const text = () =>
    page.locator('kinerja-appraisal-desk').evaluate((element) => element.shadowRoot?.textContent ?? '');
  await expect.poll(text, { timeout: 15_000 }).toMatch(/Penilaian saya|Perjalanan penilaian/);
  return text();
};

test('the address of the portal is printed at the start', async () => {
  await expect.poll(() => gateway.printed()).toContain(address());
});

test.each([
  ['an employee', 'Dokter', 'Perjalanan penilaian'],
  ['a supervisor', 'Kepala Puskesmas', 'Yang saya nilai'],
  ['an evaluator', 'Auditor Ahli Madya', 'Yang saya nilai'],
  ['a personnel administrator', 'Analis SDM Aparatur', 'Perjalanan penilaian'],
])('%s signs in and sees the scorecard, and no address ever holds a token', async (_, post, words) => {
  const { page, requests } = await signIn(post);
  const card = await shown(page);
  expect(card).toContain(words);
  expect(card).not.toContain('eyJ');
  const token = await page.evaluate(() =>
    (globalThis as unknown as { kinerjaToken: () => Promise<string> }).kinerjaToken(),
  );
  const answer = await page.request.post(`${gateway.address}/graphql`, {
    headers: { Authorization: `Bearer ${token}` },
    data: { query: '{ viewer { name } }' },
  });
  expect(await answer.json()).toMatchObject({ data: { viewer: { name: expect.stringMatching(/^Pegawai Contoh/) } } });
  for (const request of requests) {
    expect(request.url()).not.toContain('eyJ');
    expect(request.headers()['referer'] ?? '').not.toContain('eyJ');
  }
  const cookies = await page.context().cookies();
  expect(cookies).toEqual([expect.objectContaining({ name: 'simpeg_contoh', httpOnly: true, sameSite: 'Lax' })]);
});

test('login and scorecard can be used by everyone', async () => {
  const { page } = await signIn('Dokter', '65.01');
  await shown(page);
  expect(await problems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.getByRole('heading', { name: 'Login contoh' }).waitFor();
  expect(await problems(page)).toEqual([]);
});

test('a page sends nothing in the name of somebody else who signed in in another tab, and keeps what was typed', async () => {
  const { page } = await signIn('Perawat', '62.71');
  await shown(page);
  const other = await page.context().newPage();
  await other.goto(`${address()}login?region=62.71`);
  await other.getByRole('button', { name: 'Bidan' }).first().click();
  await other.getByRole('heading', { name: 'Kinerja saya' }).waitFor();
  const refused = () =>
    page.evaluate(() => (globalThis as unknown as { kinerjaToken: () => Promise<string> }).kinerjaToken());
  await expect(refused()).rejects.toThrow('Portal menjawab 401.');
  await page.getByText('Sesi portal untuk Pegawai Contoh 7 sudah berakhir.').waitFor();
  await other.goto(`${address()}login?region=62.71`);
  await other.getByRole('button', { name: 'Perawat' }).first().click();
  await other.getByRole('heading', { name: 'Kinerja saya' }).waitFor();
  expect(await refused()).toContain('.');
  expect(await page.locator('#sesi-berakhir').isVisible()).toBe(false);
});

test('whoever has signed out is led to the login, and gets no token', async () => {
  const { page } = await signIn('Perawat');
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.goto(address());
  await page.getByRole('heading', { name: 'Login contoh' }).waitFor();
  const answer = await page.request.post(`${address()}token`, { headers: { Origin: gateway.address } });
  expect(answer.status()).toBe(401);
});

test('the staff console lets a visitor of the demonstration be one of its people, and says that all is sample data', async () => {
  const page = await (await visitor({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto(`${gateway.address}/konsol`);
  await page.getByText('Tidak ada yang sungguhan.').waitFor();
  await page.getByText('Kota Bandung').click();
  await page
    .getByRole('link', { name: /Kepala Puskesmas/ })
    .filter({ visible: true })
    .click();
  const desk = page.locator('kinerja-ticket-desk');
  await desk.getByText('Data contoh').waitFor();
  await desk.getByRole('button', { name: /^Terlambat \([1-9]/ }).click();
  await desk
    .getByText(/^Terlambat \d+ hari kerja/)
    .first()
    .waitFor();
  await desk.locator('[part=ticket] a').first().click();
  await desk.getByRole('heading', { name: 'Yang dapat Saudara lakukan' }).waitFor();
  expect(await problems(page)).toEqual([]);
  await page.getByRole('link', { name: 'English' }).click();
  await desk.getByRole('link', { name: 'Inbox' }).click();
  await desk
    .getByText(/^Overdue by \d+ working days?/)
    .first()
    .waitFor();
});

test('the portal carries the desk of the office for whoever is signed in there', async () => {
  const { page } = await signIn('Kepala Puskesmas');
  await page.getByRole('link', { name: 'Laporan warga' }).click();
  await page.locator('kinerja-ticket-desk [part=ticket]').first().waitFor();
  expect(await problems(page)).toEqual([]);
});

test('the staff console makes no token for anybody but those people', async () => {
  const page = await (await fetch(`${gateway.address}/konsol?sebagai=employee_${'A'.repeat(43)}`)).text();
  expect(page).toContain('ask-token');
  expect(page).not.toContain('token="');
});
