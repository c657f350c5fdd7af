import { afterAll, beforeAll, expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { type GatewayProcess, startProcess, temporaryData } from '../support/process.ts';
import { rating, SUBMIT } from '../support/submit.ts';
import { RatingFormDriver } from './rating-form-driver.ts';

const data = temporaryData();
const { openPage } = useBrowser();
const PHONE = { viewport: { width: 360, height: 740 } };

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

const ask = async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> => {
  const response = await fetch(`${gateway.address}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data: answer } = (await response.json()) as { data: Data };
  return answer;
};

interface Running {
  readonly service: {
    readonly unit: {
      readonly name: string;
      readonly satisfactionIndex: { readonly ratings: number | null; readonly closed: boolean };
    };
  };
}

/** The running figure of this month, of the unit that gives a service. */
const running = async (serviceId: string, period: string) => {
  const { service } = await ask<Running>(
    `query ($id: ID!, $period: Period) { service(id: $id) { unit { name satisfactionIndex(period: $period) { ratings closed } } } }`,
    { id: serviceId, period },
  );
  return service.unit.satisfactionIndex;
};

const thisMonth = () =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Jakarta', year: 'numeric', month: '2-digit' }).format(new Date());

test('a rating given on the page is receipted, and ten of them move the running index of the unit', async () => {
  const page = await openPage(`${gateway.address}/demo/pemda-site/layanan.html`, PHONE);
  const form = new RatingFormDriver(page);
  await form.answerAndSend('Petugasnya membantu.');
  await form.text('Terima kasih').waitFor();
  const code = await form.receipt();
  expect(code).toMatch(/^3273(-[0-9A-Z]{4}){4}$/);
  const { feedbackReceipt } = await ask<{ feedbackReceipt: { kind: string; service: { id: string } } }>(
    'query ($code: String!) { feedbackReceipt(code: $code) { kind service { id } } }',
    { code: code.toLowerCase().replaceAll('-', ' ') },
  );
  expect(feedbackReceipt.kind).toBe('RATING');

  const serviceId = feedbackReceipt.service.id;
  const before = await running(serviceId, thisMonth());
  for (let sent = 0; sent < 10; sent += 1) await ask(SUBMIT, { input: rating(serviceId) });
  await expect
    .poll(async () => (await running(serviceId, thisMonth())).ratings, { timeout: 15_000 })
    .toBeGreaterThanOrEqual((before.ratings ?? 0) + 10);
  expect((await running(serviceId, thisMonth())).closed).toBe(false);
});

test('the page of the region shows its board, says that the data are samples, and can be used by everyone', async () => {
  const page = await openPage(`${gateway.address}/demo/pemda-site/`, PHONE);
  await page
    .getByRole('heading', { name: 'Di atas rata-rata' })
    .or(page.getByText('Di atas rata-rata'))
    .first()
    .waitFor();
  expect(await page.getByText('Data contoh', { exact: true }).first().isVisible()).toBe(true);
  // The site is an old theme on purpose: how wide that gets is its own affair, and every-state.test.ts holds the widgets' width.
  expect(await breaches(page)).toEqual([]);
});

test('the page on waiting shows where visitors wait, what has changed, and what an office did, as samples', async () => {
  const page = await openPage(`${gateway.address}/demo/pemda-site/waktu-layanan.html`, PHONE);
  await page.locator('kinerja-service-time [part=slowest]', { hasText: 'Menunggu dipanggil' }).waitFor();
  await page.locator('kinerja-service-time [part=change]', { hasText: 'Lebih cepat' }).waitFor();
  await page.locator('kinerja-public-replies [part=reply]').first().waitFor();
  expect(await page.getByText('Data contoh', { exact: true }).count()).toBe(2);
  expect(await breaches(page)).toEqual([]);
});

test('the plain form of the same service works without JavaScript', async () => {
  const address = /(http:\S+\/form\/\S+)/.exec(gateway.printed())?.[1] ?? '';
  const page = await openPage(address, { ...PHONE, javaScriptEnabled: false });
  for (const element of await page.locator('fieldset[id^="answers-"]').all())
    await element.getByRole('radio').nth(2).check();
  await page.getByLabel('Saran atau masukan').fill('Ruang tunggunya panas.');
  await page.getByRole('button', { name: 'Kirim penilaian' }).click();
  await page.getByRole('heading', { name: 'Kode tanda terima' }).waitFor();
  expect(await page.locator('.code').textContent()).toMatch(/^3273(-[0-9A-Z]{4}){4}$/);
  await page.reload();
  expect(await page.getByText('tidak dicatat dua kali').isVisible()).toBe(true);
});
