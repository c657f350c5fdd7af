import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway, SERVICE } from './mock-gateway.ts';
import { host } from './pages.ts';
import { elementKeys } from './questionnaire.ts';

const gateway = new MockGateway();
const { openPage } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const FORM = `<kinerja-rating-form service="${SERVICE}" site-key="pk_demo"><a href="/form">Formulir biasa</a></kinerja-rating-form>`;

const openForm = (form = FORM) => {
  gateway.page = host(gateway, form);
  return openPage(gateway.pageAddress);
};

const next = (page: Page) => page.getByRole('button', { name: 'Lanjut' });
const review = (page: Page) => page.getByRole('button', { name: 'Periksa jawaban' });
const send = (page: Page) => page.getByRole('button', { name: 'Kirim', exact: true });

/** Answers all nine with the best answer but one, step by step, up to the comment. */
async function answerAll(page: Page): Promise<void> {
  for (const key of elementKeys) {
    await page.locator(`[id="score.${key}"] .answer`).nth(2).click();
    await next(page).click();
  }
}

describe('one question at a time', () => {
  test('a rating with comment and profile reaches the gateway once, as it was reviewed', async () => {
    const page = await openForm();
    await answerAll(page);
    await page.getByRole('textbox', { name: /Saran/ }).fill('  Antreannya cepat.  ');
    await page.getByRole('combobox', { name: 'Umur' }).selectOption('25-39');
    await review(page).click();
    await page.getByRole('button', { name: 'Ubah Waktu Penyelesaian' }).click();
    await page.getByLabel('Sangat cepat').check();
    await review(page).click();
    await expect(page.locator('dl').textContent()).resolves.toContain('Sangat cepat');
    await send(page).click();
    await page.getByRole('heading', { name: 'Terima kasih' }).waitFor();

    expect(gateway.submits).toHaveLength(1);
    const [{ input, siteKey } = { input: undefined, siteKey: undefined }] = gateway.submits;
    expect(siteKey).toBe('pk_demo');
    expect(input).toMatchObject({
      serviceId: SERVICE,
      questionnaireVersion: 1,
      comment: 'Antreannya cepat.',
      respondent: { ageBand: '25-39' },
      siteKey: 'pk_demo',
      answers: elementKeys.map((element) => ({ element, score: element === 'waktu' ? 4 : 3 })),
    });
    const code = await page.getByLabel('Kode tanda terima').inputValue();
    expect(code).toBe(`BDG-${input?.submissionKey.slice(0, 8).toUpperCase()}`);
  });
});
