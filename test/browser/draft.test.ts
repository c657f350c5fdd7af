import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';
import { elementKeys } from './questionnaire.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';

const gateway = new MockGateway();
const { visitor } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => {
  gateway.reset();
  gateway.page = host(gateway, formTag('layout="all"'));
});
afterAll(() => gateway.stop());

const [FIRST = '', SECOND = ''] = elementKeys;
const COMMENT = 'Antreannya cepat.';

async function openForm(context: BrowserContext): Promise<RatingFormDriver> {
  const page = await context.newPage();
  await page.goto(gateway.pageAddress);
  const form = new RatingFormDriver(page);
  await form.element(FIRST).waitFor();
  return form;
}

/** Which option of a question is checked, from 1; 0 for none. */
const checked = (form: RatingFormDriver, key: string) =>
  form
    .element(key)
    .locator('input')
    .evaluateAll((radios: HTMLInputElement[]) => radios.findIndex((radio) => radio.checked) + 1);

/** What lies on the device for the drafts of this tab. */
const draft = (form: RatingFormDriver) => form.page.evaluate(() => JSON.stringify({ ...sessionStorage }));

/** Chooses an option, and waits for the draft: it is kept right after the paint, and nobody reloads before that. */
async function chooseAndKeep(form: RatingFormDriver, key: string, option: number): Promise<void> {
  await form.choose(key, option);
  await expect.poll(() => draft(form)).toContain(`score.${key}`);
}

/** Writes something else in the place of the draft. */
const overwrite = (form: RatingFormDriver, text: string) =>
  form.page.evaluate((value) => {
    for (const name of Object.keys(sessionStorage)) sessionStorage.setItem(name, value);
  }, text);

describe('what was entered and not sent', () => {
  test('is there after a reload, option by option, and is sent as it was meant', async () => {
    const form = await openForm(await visitor());
    for (const [place, key] of elementKeys.entries()) await form.choose(key, (place % 4) + 1);
    await form.page.getByRole('textbox').fill(COMMENT);
    const [sex = ''] = await form.page.getByLabel('Jenis kelamin').selectOption({ index: 2 });
    await expect.poll(() => draft(form)).toContain('respondent.sex');
    await form.page.reload();
    await form.element(FIRST).waitFor();
    for (const [place, key] of elementKeys.entries()) expect(await checked(form, key)).toBe((place % 4) + 1);
    await form.button('Periksa jawaban').click();
    await form.button('Kirim').click();
    await form.text('Terima kasih').waitFor();
    const { answers, comment, respondent } = gateway.submits[0]?.input ?? {};
    expect(answers?.map(({ score }) => score)).toEqual(elementKeys.map((_, place) => (place % 4) + 1));
    expect([comment, respondent?.['sex']]).toEqual([COMMENT, sex]);
  });

  test('chooses nothing that the citizen did not choose', async () => {
    const form = await openForm(await visitor());
    await chooseAndKeep(form, SECOND, 4);
    await form.page.reload();
    await form.element(FIRST).waitFor();
    expect([await checked(form, FIRST), await checked(form, SECOND)]).toEqual([0, 4]);
  });

  test('is gone from the device as soon as it was sent', async () => {
    const form = await openForm(await visitor());
    for (const key of elementKeys) await form.choose(key, 3);
    await form.page.getByRole('textbox').fill(COMMENT);
    await expect.poll(() => draft(form)).toContain(COMMENT);
    await form.button('Periksa jawaban').click();
    await form.button('Kirim').click();
    await form.text('Terima kasih').waitFor();
    expect(await draft(form)).not.toContain(COMMENT);
    await form.page.reload();
    await form.element(FIRST).waitFor();
    expect(await checked(form, FIRST)).toBe(0);
  });

  test('is nothing to another tab, nor to the form of another service', async () => {
    const context = await visitor();
    const form = await openForm(context);
    await chooseAndKeep(form, FIRST, 2);
    expect(await checked(await openForm(context), FIRST)).toBe(0);
    await form.page.locator('kinerja-rating-form').evaluate((element) => {
      element.setAttribute('service', `${element.getAttribute('service')}-2`);
    });
    await form.text('Layanan service_').waitFor();
    expect(await checked(form, FIRST)).toBe(0);
  });

  test('is not kept at a counter, where the next visitor would see it', async () => {
    gateway.page = host(gateway, formTag('mode="kiosk"'));
    const form = await openForm(await visitor());
    await form.choose(FIRST, 2);
    expect(await draft(form)).not.toContain('score.');
  });
});

test.each([
  ['no JSON', '{"score.'],
  ['no object', '"3"'],
  ['null', 'null'],
  [
    'options that there are not',
    JSON.stringify({ [`score.${FIRST}`]: '5', [`score.${SECOND}`]: '<b>', 'score.x': '1' }),
  ],
])('a draft that holds %s is a form without answers', async (_, text) => {
  const form = await openForm(await visitor());
  await chooseAndKeep(form, FIRST, 2);
  await overwrite(form, text);
  await form.page.reload();
  await form.element(FIRST).waitFor();
  expect([await checked(form, FIRST), await checked(form, SECOND)]).toEqual([0, 0]);
  await form.choose(SECOND, 1);
  expect(await checked(form, SECOND)).toBe(1);
});
