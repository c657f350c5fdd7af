import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { KioskBrowser } from '../support/kiosk-browser.ts';
import { MockGateway, SERVICE } from './mock-gateway.ts';
import { host } from './pages.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';

/* The example kiosk as a web app: set up by the staff, started without a network, brought up to date. */

const gateway = new MockGateway();
const { visitor } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const TOKEN = `device_${'a'.repeat(43)}.${'b'.repeat(43)}`;
const PIN = '271828';

const kioskAddress = () => `${gateway.address}demo/kiosk/`;

class KioskAppDriver extends RatingFormDriver {
  /** Opens the kiosk; from then on its files come from the service worker. */
  async open(): Promise<void> {
    await this.page.goto(kioskAddress());
    await this.start();
  }
  async start(): Promise<void> {
    await this.page.getByText('Pertanyaan 1 dari 9').waitFor();
    await this.page.locator('.kiosk').waitFor({ state: 'attached' });
  }
  async setUp(): Promise<void> {
    await this.page.goto(`${kioskAddress()}petugas.html`);
    await this.page.getByLabel('Loket atau ruang').fill('Loket 3');
    await this.page.getByLabel('Token perangkat').fill(TOKEN);
    await this.page.getByLabel('PIN petugas').last().fill(PIN);
    await this.button('Simpan dan mulai kios').click();
    await this.start();
  }
  /** Waits until a start without a network has its questions; where the service worker was late, they come with the next start. */
  async keepQuestions(): Promise<void> {
    const kept = async () => {
      const found = await this.page.evaluate(
        async () => (await (await caches.open('kinerja-questions')).keys()).length,
      );
      if (found === 0) await this.open();
      return found;
    };
    await expect.poll(kept, { timeout: 20_000, interval: 1000 }).toBe(1);
  }
  async enter(pin: string): Promise<void> {
    await this.page.getByLabel('PIN petugas').first().fill(pin);
    await this.button('Masuk').click();
  }
  async queue(): Promise<string[]> {
    return this.page.locator('[part="queue"]').allTextContents();
  }
}

const newKiosk = async (options = {}) =>
  new KioskAppDriver(await (await visitor({ viewport: { width: 1080, height: 1920 }, ...options })).newPage());

describe('after a power cut', () => {
  const browser = new KioskBrowser();
  afterEach(async () => {
    await browser.remove();
    await gateway.comeBack();
  });

  test('the kiosk starts without a network, and no rating is lost', async () => {
    const first = new KioskAppDriver(await browser.start());
    await first.setUp();
    await first.keepQuestions();
    await browser.close();

    await gateway.goDown();
    const offline = new KioskAppDriver(await browser.start());
    await offline.open();
    await offline.answerAndSend('Cepat.');
    await offline.page.getByText('tersimpan di perangkat ini dan terkirim sendiri').waitFor();
    await browser.kill();

    const again = new KioskAppDriver(await browser.start());
    await again.open();
    await expect.poll(() => again.queue()).toEqual(['1 penilaian menunggu jaringan.']);
    await again.answerAndSend('Ramah.');
    await again.page.getByText('tersimpan di perangkat ini dan terkirim sendiri').waitFor();
    await gateway.comeBack();
    // As when the cable is back; without it the next try comes within seconds, too.
    await again.page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => gateway.stored.size, { timeout: 40_000 }).toBe(2);
    const given = [...gateway.stored.values()].map(({ input }) => [input.comment, input.deviceToken]);
    expect(given.sort()).toEqual([
      ['Cepat.', TOKEN],
      ['Ramah.', TOKEN],
    ]);
    expect(gateway.submits).toHaveLength(2);
  });

  test('what a visitor typed is gone when somebody goes back to the page', async () => {
    const page = await browser.start();
    const comesBackWith = async (attributes: string) => {
      gateway.page = host(gateway, formTag(attributes));
      await page.goto(gateway.pageAddress);
      const form = new KioskAppDriver(page);
      await (attributes ? form.start() : page.getByText('Pertanyaan 1 dari 9').waitFor());
      await form.choose('persyaratan', 3);
      await page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
      });
      gateway.page = '<!doctype html><title>Lain</title><p>Halaman lain</p>';
      await page.evaluate(() => location.assign('/lain'));
      await page.getByText('Halaman lain').waitFor();
      gateway.page = host(gateway, formTag(attributes));
      await page.evaluate(() => history.back());
      await page.getByText('Pertanyaan 1 dari 9').waitFor();
      return {
        wasWhole: await page.evaluate('!!window.persisted'),
        checked: await page.locator('input:checked').count(),
      };
    };
    // An ordinary page is put aside whole by this browser, and comes back as it was.
    expect(await comesBackWith('')).toEqual({ wasWhole: true, checked: 1 });
    expect((await comesBackWith('mode="kiosk"')).checked).toBe(0);
  });
});

test('the kiosk can be installed as a web app', async () => {
  const kiosk = await newKiosk();
  await kiosk.open();
  const session = await kiosk.page.context().newCDPSession(kiosk.page);
  const { url, errors, data } = await session.send('Page.getAppManifest');
  expect(url).toBe(`${kioskAddress()}manifest.webmanifest`);
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({ display: 'fullscreen', lang: 'id', start_url: './' });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A window of its own for each test is like a private one, in which browsers install nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  for (const { src, sizes } of JSON.parse(data ?? '{}').icons) {
    const size = await kiosk.page.evaluate(async (address) => {
      const image = await createImageBitmap(await (await fetch(address)).blob());
      return `${image.width}x${image.height}`;
    }, src);
    expect(size).toBe(sizes);
  }
});

describe('the staff', () => {
  test('set the device up once; its token is never shown again', async () => {
    const kiosk = await newKiosk();
    await kiosk.setUp();
    await kiosk.answerAndSend('');
    await kiosk.page.getByText('BDG-').first().waitFor();
    expect(gateway.submits[0]).toMatchObject({ input: { serviceId: SERVICE, deviceToken: TOKEN }, siteKey: 'pk_demo' });
    await kiosk.page.getByRole('link', { name: 'Petugas' }).click();
    await kiosk.enter(PIN);
    await kiosk.page.getByText('Token sudah terpasang dan tidak ditampilkan lagi.').waitFor();
    await kiosk.page.getByText('Semua penilaian sudah terkirim.').waitFor();
    const held = await kiosk.page.evaluate(() => {
      const values = [...document.querySelectorAll('input')].map(({ value }) => value);
      return [document.documentElement.outerHTML, location.href, document.referrer, ...values].join();
    });
    expect(held).not.toContain(TOKEN);
    expect(gateway.reads.map(({ href }) => href).join()).not.toContain(TOKEN);
  });

  test('are let in with the right PIN only, and visitors cannot guess it', async () => {
    const kiosk = await newKiosk();
    await kiosk.setUp();
    await kiosk.page.clock.install();
    await kiosk.page.getByRole('link', { name: 'Petugas' }).click();
    for (let tries = 0; tries < 5; tries += 1) {
      await kiosk.enter('1111');
      await kiosk.page.getByText('PIN salah.').waitFor();
      expect(await kiosk.page.getByRole('heading', { name: 'Penyiapan' }).isVisible()).toBe(false);
    }
    await kiosk.enter(PIN);
    await kiosk.page.getByText('Terlalu banyak percobaan. Tunggu').waitFor();
    await kiosk.page.reload();
    await kiosk.enter(PIN);
    await kiosk.page.getByText('Terlalu banyak percobaan. Tunggu').waitFor();
    await kiosk.page.clock.fastForward(61_000);
    await kiosk.enter(PIN);
    await kiosk.page.getByRole('heading', { name: 'Penyiapan' }).waitFor();
    // Left alone, the screen is the visitors' again.
    await kiosk.page.clock.runFor(121_000);
    await kiosk.start();
  });

  test('read what was not taken, and send it with a new token', async () => {
    const message = 'deviceToken: perangkat ini sudah dicabut, jadi kirimannya tidak diterima lagi.';
    gateway.outcome = ({ input }) =>
      input.deviceToken === TOKEN
        ? { __typename: 'InvalidInput', message, issues: [{ path: 'deviceToken', message }] }
        : undefined;
    const kiosk = await newKiosk();
    await kiosk.setUp();
    await kiosk.answerAndSend('');
    await kiosk.page.getByText('server belum menerimanya').waitFor();
    await kiosk.page.getByRole('link', { name: 'Petugas' }).click();
    await kiosk.enter(PIN);
    await kiosk.page.getByText('server menolak token perangkat ini').waitFor();
    await kiosk.button('Kirim lagi yang belum diterima').waitFor();
    await kiosk.page.getByLabel('Token perangkat').fill(TOKEN.replace('b', 'c'));
    await kiosk.button('Simpan dan mulai kios').click();
    await kiosk.start();
    await expect.poll(() => gateway.stored.size).toBe(1);
    await expect.poll(() => kiosk.queue()).toEqual([]);
  });

  test('are told beside each field what is wrong with it', async () => {
    const kiosk = await newKiosk();
    await kiosk.page.goto(`${kioskAddress()}petugas.html`);
    await kiosk.page.getByLabel('Id layanan').fill('KTP');
    await kiosk.page.getByLabel('Token perangkat').fill('rahasia');
    await kiosk.button('Simpan dan mulai kios').click();
    expect(await kiosk.page.locator('.problem').allTextContents()).toEqual([
      '',
      'Id layanan belum benar; salin utuh dari pengelola.',
      'Token belum benar; salin utuh dari pengelola.',
      'PIN harus 4 sampai 8 angka.',
    ]);
    expect(await kiosk.page.evaluate(() => document.activeElement?.id)).toBe('service');
  });
});

describe('new files', () => {
  const HOUR = 3_600_000;
  const keyOf = async (kiosk: KioskAppDriver) => kiosk.page.locator('kinerja-rating-form').getAttribute('site-key');

  test('are taken up within the hour, when nobody is at the screen', async () => {
    const kiosk = await newKiosk();
    await kiosk.page.clock.install();
    await kiosk.open();
    gateway.siteKey = 'pk_new';
    await kiosk.page.clock.fastForward(HOUR);
    await expect.poll(() => keyOf(kiosk), { timeout: 15_000 }).toBe('pk_new');
  });

  test('wait until the visitor has finished', async () => {
    const kiosk = await newKiosk();
    await kiosk.page.clock.install();
    await kiosk.open();
    await kiosk.choose('persyaratan', 3);
    gateway.siteKey = 'pk_new';
    await kiosk.page.clock.fastForward(HOUR);
    await kiosk.button('Ya, lanjutkan').waitFor();
    expect(await keyOf(kiosk)).toBe('pk_demo');
    await kiosk.page.clock.runFor(21_000);
    await expect.poll(() => keyOf(kiosk).catch(() => null), { timeout: 15_000 }).toBe('pk_new');
  });

  test('are taken up together or not at all', async () => {
    const kiosk = await newKiosk();
    await kiosk.page.clock.install();
    await kiosk.open();
    gateway.siteKey = 'pk_new';
    gateway.missing = 'icons.js';
    await kiosk.page.clock.fastForward(HOUR);
    await kiosk.page.reload();
    await kiosk.start();
    expect(await keyOf(kiosk)).toBe('pk_demo');
  });
});

test('questions of long ago are shown with a word to the staff', async () => {
  const kiosk = await newKiosk();
  await kiosk.open();
  await kiosk.page.evaluate(async () => {
    const cache = await caches.open('kinerja-questions');
    for (const request of await cache.keys()) {
      const text = (await (await cache.match(request))?.text()) ?? '';
      await cache.put(request, new Response(text, { headers: { 'x-kinerja-day': '2026-01-15T02:00:00.000Z' } }));
    }
  });
  gateway.readTrouble = (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Masuk Wi-Fi</title>');
  await kiosk.page.reload();
  await kiosk.start();
  await kiosk.page.getByText('Pertanyaan tersimpan sejak 15 Januari 2026').waitFor();
});

describe('both pages', () => {
  test('break no rule of their strict policy', async () => {
    const kiosk = await newKiosk();
    const told: string[] = [];
    kiosk.page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text())) told.push(message.text());
    });
    kiosk.page.on('pageerror', ({ message }) => told.push(message));
    await kiosk.setUp();
    await kiosk.answerAndSend('');
    await kiosk.page.getByText('BDG-').first().waitFor();
    await kiosk.page.getByRole('link', { name: 'Petugas' }).click();
    await kiosk.enter(PIN);
    await kiosk.page.getByText('Semua penilaian sudah terkirim.').waitFor();
    expect(told).toEqual([]);
  });

  test('are accessible at a phone, a desk and a counter', async () => {
    gateway.sampleData = true;
    const kiosk = await newKiosk();
    const problems = async () => {
      const found: string[] = [];
      for (const [width, height] of [
        [360, 740],
        [1280, 800],
        [1080, 1920],
      ] as const) {
        await kiosk.page.setViewportSize({ width, height });
        found.push(...(await breaches(kiosk.page)).map((text) => `${width} px: ${text}`));
        const wide = await kiosk.page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) found.push(`${width} px: the page is ${wide} px wide`);
      }
      return found;
    };
    await kiosk.page.goto(`${kioskAddress()}petugas.html`);
    await kiosk.button('Simpan dan mulai kios').waitFor();
    await kiosk.button('Simpan dan mulai kios').click();
    expect(await problems()).toEqual([]);
    await kiosk.setUp();
    expect(await problems()).toEqual([]);
    await kiosk.page.getByRole('link', { name: 'Petugas' }).click();
    await kiosk.enter('1');
    await kiosk.page.getByText('PIN salah.').waitFor();
    expect(await problems()).toEqual([]);
  });
});

test('sample data say so at the counter, too', async () => {
  gateway.sampleData = true;
  const kiosk = await newKiosk();
  await kiosk.open();
  expect(await kiosk.page.getByText('Data contoh').isVisible()).toBe(true);
});
