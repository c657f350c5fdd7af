import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KioskBrowser } from '../support/kiosk-browser.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';

/* An ordinary page, in a browser that dies or has no room left. */

const gateway = new MockGateway();
let browser: KioskBrowser;

beforeAll(() => gateway.start());
beforeEach(() => {
  gateway.reset();
  gateway.page = host(gateway, formTag());
  browser = new KioskBrowser();
});
afterEach(() => browser.remove());
afterAll(() => gateway.stop());

const COMMENT = 'Antreannya cepat.';

async function openForm(): Promise<RatingFormDriver> {
  const page = await browser.start();
  await page.goto(gateway.pageAddress);
  return new RatingFormDriver(page);
}

const fillDisk = async (page: Page) => {
  const client = await page.context().newCDPSession(page);
  await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(gateway.pageAddress).origin, quotaSize: 1 });
};

describe('a browser that is killed', () => {
  test('while its rating waits for the network has it still, and delivers it once at the next visit', async () => {
    gateway.writeTrouble = (response) => response.destroy();
    const form = await openForm();
    await form.answerAndSend(COMMENT);
    await form.text('Tersimpan di perangkat ini, menunggu jaringan.').waitFor();
    await browser.kill();
    gateway.writeTrouble = undefined;
    const later = await openForm();
    await later.text('Terima kasih').waitFor();
    expect([...gateway.stored.values()].map(({ input }) => input.comment)).toEqual([COMMENT]);
  });

  test('after the gateway stored the rating and before the answer came gets the same receipt, and nothing counts twice', async () => {
    const form = await openForm();
    let answered = false;
    gateway.outcome = ({ input }) => {
      if (answered) return undefined;
      answered = true;
      gateway.stored.set(input.submissionKey, { input, siteKey: undefined });
      throw new Error('cut off after the commit');
    };
    await form.answerAndSend(COMMENT);
    await expect.poll(() => answered).toBe(true);
    await browser.kill();
    const later = await openForm();
    await later.text('Terima kasih').waitFor();
    expect(gateway.stored.size).toBe(1);
    expect(new Set(gateway.submits.map(({ input }) => input.submissionKey)).size).toBe(1);
  });
});

test('a full device keeps the rating in the page, says so, and delivers it', async () => {
  gateway.writeTrouble = (response) => response.destroy();
  const form = await openForm();
  await form.text('Pertanyaan 1 dari 9').waitFor();
  await fillDisk(form.page);
  await form.answerAndSend(COMMENT);
  await form.text('Belum tersimpan, jangan tutup halaman ini, menunggu jaringan.').waitFor();
  gateway.writeTrouble = undefined;
  await form.button('Coba lagi').click();
  await form.text('Terima kasih').waitFor();
  expect(gateway.stored.size).toBe(1);
});
