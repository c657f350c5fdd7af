import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MockGateway, SERVICE } from '../browser/mock-gateway.ts';
import { host } from '../browser/pages.ts';
import { elementKeys } from '../browser/questionnaire.ts';
import { formTag } from '../browser/rating-form-driver.ts';
import { useWebKit, type WebKitPage } from './webkit-page.ts';

const gateway = new MockGateway();
const { page } = useWebKit();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const open = async (body = formTag(), head = ''): Promise<WebKitPage> => {
  gateway.page = host(gateway, body, head);
  await page().open(gateway.pageAddress);
  return page();
};

/** Answers, reviews and sends, with the keyboard alone. */
async function rate(form: WebKitPage): Promise<void> {
  await form.reads('Pertanyaan 1 dari 9');
  await form.press('Tab');
  for (const _ of elementKeys) await form.press('Space', 'ArrowDown', 'Enter');
  await form.press('Tab');
  await form.type('Terima kasih');
  await form.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter');
  await form.reads('Periksa jawaban');
  for (let presses = 0; presses < 15; presses += 1) await form.press('Tab');
  await form.press('Enter');
}

const scores = () => gateway.submits[0]?.input.answers.map(({ score }) => score);

describe('the form', () => {
  test('is given with the keyboard alone', async () => {
    const form = await open();
    await rate(form);
    await form.reads('Terima kasih, penilaian Saudara sudah tercatat.');
    expect(gateway.submits).toHaveLength(1);
    expect(gateway.submits[0]).toMatchObject({ siteKey: 'pk_demo', input: { comment: 'Terima kasih' } });
    expect(scores()).toEqual(elementKeys.map(() => 2));
  });

  test('is given with the pointer', async () => {
    const form = await open();
    for (const key of elementKeys) {
      await form.click(`[id="score.${key}"] .answer:nth-of-type(4)`);
      await form.click('.primary');
    }
    await form.click('.primary', 'Periksa jawaban');
    await form.click('.primary', 'Kirim');
    await form.reads('Terima kasih, penilaian Saudara sudah tercatat.');
    expect(scores()).toEqual(elementKeys.map(() => 4));
  });

  test('is told to assistive technology as groups of named radio buttons', async () => {
    const form = await open();
    await form.reads('Pertanyaan 1 dari 9');
    expect(await form.spoken('[id="score.persyaratan"] .answer:first-of-type input')).toEqual([
      'radio',
      'Tidak sesuai',
    ]);
    expect(await form.spoken('[id="score.persyaratan"]')).toEqual([
      'radiogroup',
      expect.stringMatching(/^Pertanyaan 1 dari 9 /),
    ]);
  });

  test('keeps a rating that cannot be sent, and delivers it once after the page was opened anew', async () => {
    gateway.writeTrouble = (response) => response.destroy();
    const form = await open();
    await rate(form);
    await form.reads('Tersimpan di perangkat ini, menunggu jaringan.');
    gateway.writeTrouble = undefined;
    await form.open(gateway.pageAddress);
    await form.reads('Terima kasih, penilaian Saudara sudah tercatat.');
    expect(gateway.stored.size).toBe(1);
    await form.open(gateway.pageAddress);
    await form.reads('Pertanyaan 1 dari 9');
    expect(gateway.submits).toHaveLength(1);
  });

  test('sends nothing by the form of the page around it', async () => {
    const form = await open(
      `<form action="/elsewhere"><input type="search" name="q" value="akta">${formTag()}<button>Cari</button></form>`,
    );
    await form.reads('Pertanyaan 1 dari 9');
    await form.click('.answer');
    await form.press('Enter');
    await form.reads('Pertanyaan 2 dari 9');
    // A browser asks for the icon of a page whenever it likes.
    const sent = () => gateway.pageRequests.filter((path) => path.startsWith('/elsewhere'));
    expect(sent()).toEqual([]);
    await form.click('button', 'Cari');
    await expect.poll(sent).toEqual(['/elsewhere?q=akta']);
  });
});

describe('the file', () => {
  test('fills in what was set before it arrived, and follows what changes', async () => {
    const form = await open(
      '<div id="place"></div>',
      `<script type="module">
        const form = document.createElement('kinerja-rating-form');
        Object.assign(form, { service: '${SERVICE}', siteKey: 'pk_demo' });
        document.querySelector('#place').append(form);
      </script>`,
    );
    await form.reads('Pertanyaan 1 dari 9');
    await form.evaluate(() => document.querySelector('kinerja-rating-form')?.setAttribute('lang', 'en'));
    await form.reads('Question 1 of 9');
  });

  test('breaks no rule of a page that allows nothing but the file and the gateway', async () => {
    const [own] = gateway.address.match(/^http:\/\/[^/]+/) ?? [];
    gateway.pageHeaders = {
      // WebKit alone asks the policy about the icon of the page as well.
      'content-security-policy': `default-src 'none'; script-src 'nonce-x' ${own}; connect-src ${own}; style-src 'none'; img-src 'self'`,
    };
    const report =
      "addEventListener('securitypolicyviolation', (event) => (window.violation = event.violatedDirective))";
    const form = await open(formTag(), `<script nonce="x">${report}</script>`);
    await form.reads('Pertanyaan 1 dari 9');
    await form.click('.answer');
    await form.click('.primary');
    await form.reads('Pertanyaan 2 dari 9');
    expect(await form.evaluate(() => String(Reflect.get(window, 'violation')))).toBe('undefined');
  });

  test('works alone as a classic script, and shows the fallback when the gateway is away', async () => {
    gateway.readTrouble = (response) => response.destroy();
    gateway.page = `<!doctype html><title>x</title>${formTag()}<script async src="${gateway.address}widgets/latest/kinerja.iife.js"></script>`;
    await page().open(gateway.pageAddress);
    await page().reads('Server tidak terhubung');
    await page().reads('Formulir biasa');
    gateway.readTrouble = undefined;
    await page().click('button', 'Coba lagi');
    await page().reads('Pertanyaan 1 dari 9');
  });
});
