import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway } from './mock-gateway.ts';
import { RatingFormDriver } from './rating-form-driver.ts';
import { serviceTimesChange } from './service-times.ts';
import { unitCard } from './unit-card.ts';

const gateway = new MockGateway();
const { openPage } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const site = (page: string) => `${gateway.address}demo/pemda-site/${page}`;

test('a rating is given on a page whose style sheet hides radio buttons and bends every button', async () => {
  const form = new RatingFormDriver(await openPage(site('layanan.html'), { viewport: { width: 360, height: 740 } }));
  await form.choose('persyaratan', 4);
  const radio = form.element('persyaratan').getByRole('radio').nth(3);
  expect(await radio.isVisible()).toBe(true);
  expect(await radio.isChecked()).toBe(true);
  expect(
    await form.button('Lanjut').evaluate((button) => {
      const { textTransform, float, fontSize, borderRadius, lineHeight } = getComputedStyle(button);
      return { textTransform, float, fontSize, borderRadius, lineHeight };
    }),
  ).toEqual({ textTransform: 'none', float: 'none', fontSize: '16px', borderRadius: '8px', lineHeight: '24px' });
  await form.answerAndSend();
  await form.text('Terima kasih').waitFor();
  expect(gateway.submits[0]?.siteKey).toBe('pk_demo');
});

test('the board is readable at 360 px, and the page does not grow wider', async () => {
  const page = await openPage(site('index.html'), { viewport: { width: 360, height: 740 } });
  await page.getByRole('rowheader', { name: /Arcamanik/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const cell = page.getByRole('cell', { name: /88,75/ });
  expect(
    await cell.evaluate((element) => {
      const { whiteSpace, backgroundColor } = getComputedStyle(element);
      return { whiteSpace, backgroundColor };
    }),
  ).toEqual({ whiteSpace: 'normal', backgroundColor: 'rgba(0, 0, 0, 0)' });
});

test('service time and replies stand on a page at 360 px, and it does not grow wider', async () => {
  gateway.unit = unitCard;
  const page = await openPage(site('waktu-layanan.html'), { viewport: { width: 360, height: 740 } });
  await page.getByText(serviceTimesChange.explanation).waitFor();
  await page.getByText('Dua belas kursi ditambah.').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('the snippet of the page is what an admin would paste', async () => {
  const page = await openPage(site('layanan.html'));
  const snippet = (await page.locator('pre').textContent()) ?? '';
  expect(snippet).toContain(`src="${gateway.address}widgets/`);
  expect(snippet).toContain(`href="${gateway.address}form/`);
  gateway.page = `<!doctype html><title>Situs lain</title>${snippet}`;
  await page.goto(gateway.pageAddress);
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
});
