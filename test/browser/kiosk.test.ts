import type { RatingForm } from '@kinerja/widgets';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
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
  gateway.page = host(gateway, formTag('mode="kiosk"'));
});
afterAll(() => gateway.stop());

const COMMENT = 'Rahasia antrean warga.';
const SCREEN = { width: 1080, height: 1920 };
/** A token as the gateway makes them, in length and letters. */
const TOKEN = `device_${'a'.repeat(43)}.${'b'.repeat(43)}`;

/** What a visitor and the staff do at a kiosk; its clock is ours. */
class KioskDriver extends RatingFormDriver {
  get question() {
    return this.page.getByRole('dialog', { name: 'Masih di sini?' });
  }
  get thanks() {
    return this.page.getByRole('region', { name: 'Terima kasih' });
  }
  /** What the staff read of the queue. */
  async queue(): Promise<string[]> {
    return this.page.locator('[part="queue"]').allTextContents();
  }
  async start(): Promise<void> {
    await this.page.getByText('Pertanyaan 1 dari 9').waitFor();
  }
  /** Visitors one after the other, each of whom rates and finishes, in the page itself. */
  async visits(count: number): Promise<void> {
    await this.form.evaluate(
      async (form: RatingForm, { keys, visitors }) => {
        const press = async (selector: string) => {
          form.shadowRoot?.querySelector<HTMLElement>(selector)?.click();
          await form.requestUpdate();
        };
        for (let visitor = 0; visitor < visitors; visitor += 1) {
          for (const key of keys) {
            await press(`[name="score.${key}"]`);
            await press('form .primary');
          }
          await press('form .primary');
          await press('form .primary');
          const restarted = new Promise((resolve) => form.addEventListener('kinerja-restart', resolve, { once: true }));
          await press('.done .primary');
          await restarted;
        }
      },
      { keys: elementKeys, visitors: count },
    );
  }
  async pass(seconds: number): Promise<void> {
    await this.page.clock.runFor(seconds * 1_000);
  }
  /** In full screen Firefox keeps Escape to itself, and a change of the window's size never comes to its end. */
  async leaveFullScreen(): Promise<void> {
    await this.page.evaluate(() => document.fullscreenElement && document.exitFullscreen());
  }
  async setToken(token: string): Promise<void> {
    await this.form.evaluate((form: RatingForm, given) => {
      form.deviceToken = given;
    }, token);
  }
}

const openKiosk = async (context: BrowserContext): Promise<KioskDriver> => {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(gateway.pageAddress);
  const kiosk = new KioskDriver(page);
  await kiosk.start();
  // The kiosk's file comes after the form's, and takes over at its first tick.
  await page.locator('form[autocomplete=off]').waitFor();
  return kiosk;
};
const submittedKey = async () => {
  await expect.poll(() => gateway.submits.length).toBeGreaterThan(0);
  return gateway.submits[0]?.input.submissionKey ?? '';
};
const newKiosk = async (options = {}) => openKiosk(await visitor({ viewport: SCREEN, ...options }));

const unreachable = () => {
  gateway.writeTrouble = (response) => response.destroy();
};
const revoked = () => {
  const message = 'deviceToken: perangkat ini sudah dicabut, jadi kirimannya tidak diterima lagi.';
  gateway.outcome = ({ input }) =>
    input.deviceToken === TOKEN
      ? { __typename: 'InvalidInput', message, issues: [{ path: 'deviceToken', message }] }
      : undefined;
};

/** All that a page holds: text, fields, what is checked or chosen, storage of every kind but the outbox. */
const heldBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts: string[] = [];
    const read = (root: Document | ShadowRoot) => {
      texts.push(root.textContent ?? '');
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        const { value, checked } = element as HTMLInputElement;
        texts.push(...[...element.attributes].map((attribute) => attribute.value));
        if (typeof value === 'string') texts.push(value);
        if (checked) texts.push(`checked ${element.getAttribute('name')}`);
        if (element.shadowRoot) read(element.shadowRoot);
      }
    };
    read(document);
    texts.push(
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(history.state),
    );
    texts.push(document.cookie, location.href, getSelection()?.toString() ?? '');
    for (const name of await caches.keys()) texts.push(name);
    for (const { name, version } of await indexedDB.databases()) texts.push(`${name} ${version}`);
    return texts.join('\n');
  });

const kept = (page: Page): Promise<{ key: string; failed?: string; input: { submittedAt: string } }[]> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('kinerja', 1);
        request.onerror = reject;
        request.onsuccess = () => {
          const all = request.result.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );

describe('a screen that is left', () => {
  test('asks whether anybody is there, and begins anew without a trace of the last visitor', async () => {
    const kiosk = await newKiosk();
    const untouched = await heldBy(kiosk.page);
    await kiosk.answerAll();
    await kiosk.page.getByRole('textbox').pressSequentially(COMMENT);
    await kiosk.page.getByRole('combobox', { name: 'Umur' }).selectOption('25-39');
    await kiosk.page.getByRole('textbox').selectText();
    expect(await heldBy(kiosk.page)).toContain(COMMENT);
    await kiosk.pass(25);
    await kiosk.question.waitFor();
    expect(await kiosk.question.textContent()).toContain('Dalam 20 detik isian dihapus');
    await kiosk.pass(8);
    expect(await kiosk.question.textContent()).toContain('Dalam 12 detik');
    await kiosk.pass(13);
    await kiosk.start();
    expect(await kiosk.question.count()).toBe(0);
    expect(await heldBy(kiosk.page)).toBe(untouched);
    expect(await kept(kiosk.page)).toEqual([]);
    expect(gateway.submits).toEqual([]);
  });

  test('cannot be made to bring back what was typed', async () => {
    const kiosk = await newKiosk();
    await kiosk.answerAll();
    await kiosk.page.getByRole('textbox').pressSequentially(COMMENT);
    await kiosk.pass(46);
    await kiosk.start();
    await kiosk.answerAll();
    const field = kiosk.page.getByRole('textbox');
    await field.click();
    for (let times = 0; times < 5; times += 1) await kiosk.page.keyboard.press('Control+Z');
    expect(await field.inputValue()).toBe('');
    const names = await kiosk.page
      .locator('textarea, select')
      .evaluateAll((fields) => fields.map((element) => element.getAttribute('name') ?? ''));
    // Without a name, and in a form that asks not to, no browser offers what was typed before.
    expect(new Set(names)).toEqual(new Set(['']));
    expect(await kiosk.page.locator('form').getAttribute('autocomplete')).toBe('off');
  });

  test('goes on when the visitor says so, or touches it', async () => {
    const kiosk = await newKiosk();
    await kiosk.choose(elementKeys[0] ?? '', 3);
    await kiosk.pass(25);
    await kiosk.button('Ya, lanjutkan').click();
    await kiosk.question.waitFor({ state: 'hidden' });
    await kiosk.pass(24);
    expect(await kiosk.question.count()).toBe(0);
    await kiosk.pass(2);
    await kiosk.question.waitFor();
    await kiosk.leaveFullScreen();
    await kiosk.page.keyboard.press('Escape');
    await kiosk.question.waitFor({ state: 'hidden' });
    expect(await kiosk.page.getByRole('radio', { checked: true }).count()).toBe(1);
    await kiosk.pass(26);
    await kiosk.button('Hapus dan selesai').click();
    await kiosk.question.waitFor({ state: 'hidden' });
    expect(await kiosk.page.getByRole('radio', { checked: true }).count()).toBe(0);
  });

  test('that nobody touched asks nobody', async () => {
    const kiosk = await newKiosk();
    await kiosk.pass(600);
    expect(await kiosk.question.count()).toBe(0);
  });

  test('waits as long as the page says', async () => {
    gateway.page = host(gateway, formTag('mode="kiosk" idle-seconds="90"'));
    const kiosk = await newKiosk();
    await kiosk.choose(elementKeys[0] ?? '', 3);
    await kiosk.pass(69);
    expect(await kiosk.question.count()).toBe(0);
    await kiosk.pass(2);
    await kiosk.question.waitFor();
  });

  test('keeps nothing when it comes back from the history', async () => {
    const kiosk = await newKiosk();
    await kiosk.answerAll();
    await kiosk.page.getByRole('textbox').fill(COMMENT);
    gateway.page = '<!doctype html><title>Lain</title><p>Halaman lain</p>';
    await kiosk.page.goto(`${gateway.pageAddress}lain`);
    gateway.page = host(gateway, formTag('mode="kiosk"'));
    // Firefox brings the page back as it was left, which goBack() would wait for in vain.
    await kiosk.page.evaluate(() => history.back());
    await expect.poll(() => heldBy(kiosk.page)).toContain('Pertanyaan 1 dari 9');
    const held = await heldBy(kiosk.page);
    expect(held).not.toContain(COMMENT);
    expect(held).not.toContain('checked ');
  });

  test('stays where it is when somebody goes back', async () => {
    const kiosk = await newKiosk();
    await kiosk.choose(elementKeys[0] ?? '', 3);
    const address = kiosk.page.url();
    for (let times = 0; times < 3; times += 1) {
      await kiosk.page.evaluate(
        () =>
          new Promise((resolve) => {
            addEventListener('popstate', () => resolve(null), { once: true });
            history.back();
          }),
      );
    }
    expect(kiosk.page.url()).toBe(address);
    expect(await kiosk.page.getByRole('radio', { checked: true }).count()).toBe(1);
  });
});

describe('a rating', () => {
  test('is thanked for with its receipt, which then leaves the screen', async () => {
    const kiosk = await newKiosk();
    await kiosk.answerAndSend(COMMENT);
    const code = `BDG-${(await submittedKey()).slice(0, 8).toUpperCase()}`;
    await kiosk.thanks.getByText(code).waitFor();
    expect(await kiosk.page.getByText('Salin kode').isVisible()).toBe(false);
    await kiosk.pass(10);
    await kiosk.button('Tambah waktu').click();
    await kiosk.pass(18);
    expect(await kiosk.thanks.isVisible()).toBe(true);
    await kiosk.pass(3);
    await kiosk.start();
    const held = await heldBy(kiosk.page);
    for (const residue of [code, COMMENT, await submittedKey()]) expect(held).not.toContain(residue);
    expect(await kept(kiosk.page)).toEqual([]);
  });

  test('follows another one no sooner than the repeat interval', async () => {
    gateway.page = host(gateway, formTag('mode="kiosk" repeat-seconds="8"'));
    const kiosk = await newKiosk();
    await kiosk.answerAndSend('');
    await kiosk.thanks.getByText('BDG-').waitFor();
    const finish = kiosk.thanks.getByRole('button', { name: /^Selesai/ });
    expect(await finish.isDisabled()).toBe(true);
    await kiosk.pass(5);
    expect(await finish.isDisabled()).toBe(true);
    await kiosk.pass(4);
    await kiosk.button('Selesai').click();
    await kiosk.start();
    await kiosk.answerAndSend('');
    await kiosk.thanks.getByText('BDG-').waitFor();
    const [first, second] = gateway.submits.map(({ input }) => Date.parse(input.submittedAt));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(8_000);
  });

  test('carries the place where the kiosk stands, as the admin wrote it', async () => {
    gateway.page = host(gateway, formTag('mode="kiosk" place="Loket 3, lantai dasar"'));
    const kiosk = await newKiosk();
    await kiosk.answerAndSend('');
    await kiosk.thanks.getByText('BDG-').waitFor();
    expect(gateway.submits[0]?.input.place).toBe('Loket 3, lantai dasar');
  });

  test('carries the token of the device, which stands nowhere on the page', async () => {
    const kiosk = await newKiosk();
    await kiosk.setToken(TOKEN);
    await kiosk.answerAndSend('');
    await kiosk.thanks.getByText('BDG-').waitFor();
    expect(gateway.submits[0]?.input.deviceToken).toBe(TOKEN);
    expect(await heldBy(kiosk.page)).not.toContain(TOKEN);
    expect(gateway.reads.map(({ href }) => href).join()).not.toContain('device');
  });

  test('that the visitor can put right comes back to him', async () => {
    gateway.outcome = () => ({
      __typename: 'InvalidInput',
      message: 'x',
      issues: [{ path: 'comment', message: 'Komentar memuat NIK.' }],
    });
    const kiosk = await newKiosk();
    await kiosk.answerAndSend(COMMENT);
    await kiosk.page.locator('#mistakes').waitFor();
    gateway.outcome = undefined;
    await kiosk.page.getByRole('link', { name: 'Saran atau masukan' }).click();
    await kiosk.page.getByRole('textbox').fill('Cepat.');
    await kiosk.button('Periksa jawaban').click();
    await kiosk.button('Kirim').click();
    await kiosk.thanks.getByText('BDG-').waitFor();
    expect(new Set(gateway.submits.map(({ input }) => input.submissionKey)).size).toBe(1);
  });

  test('is not thanked for when the page would not have it', async () => {
    const kiosk = await newKiosk();
    await kiosk.page.evaluate(() => addEventListener('kinerja-submit', (event) => event.preventDefault()));
    await kiosk.answerAndSend('');
    await kiosk.page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor();
    expect(await kiosk.thanks.count()).toBe(0);
  });
});

describe('the queue', () => {
  test('is told to the staff in words, and to visitors not at all', async () => {
    unreachable();
    const kiosk = await newKiosk();
    for (let visitors = 1; visitors <= 2; visitors += 1) {
      await kiosk.answerAndSend(COMMENT);
      await kiosk.thanks.getByText('tersimpan di perangkat ini dan terkirim sendiri').waitFor();
      await kiosk.pass(21);
      await kiosk.start();
    }
    expect(await kiosk.queue()).toEqual(['2 penilaian menunggu jaringan.']);
    expect(await kiosk.page.locator('[part="parcel"]').count()).toBe(0);
    expect(await heldBy(kiosk.page)).not.toContain(COMMENT);
    gateway.writeTrouble = undefined;
    await kiosk.pass(60);
    await expect.poll(() => kiosk.queue()).toEqual([]);
    // What becomes of other people's ratings is not read out to whoever stands there now.
    expect(await kiosk.page.getByRole('status').count()).toBe(0);
    expect(gateway.stored.size).toBe(2);
    expect(await kept(kiosk.page)).toEqual([]);
  });

  test('of five days and 200 ratings is delivered once each, with the time at which each was given', async () => {
    unreachable();
    gateway.page = host(gateway, formTag('mode="kiosk" repeat-seconds="0"'));
    const kiosk = await newKiosk();
    for (let day = 1; day <= 5; day += 1) {
      await kiosk.visits(40);
      await expect
        .poll(() => kiosk.pass(1).then(() => kiosk.queue()))
        .toEqual([`${day * 40} penilaian menunggu jaringan.`]);
      await kiosk.page.clock.fastForward(24 * 3_600_000);
    }
    const given = await kept(kiosk.page);
    // Killed and started again: what waits is on the device.
    await kiosk.page.close();
    const again = await openKiosk(kiosk.page.context());
    await expect.poll(() => again.queue()).toEqual(['200 penilaian menunggu jaringan.']);
    gateway.writeTrouble = undefined;
    await again.pass(60);
    await expect.poll(() => gateway.stored.size, { timeout: 30_000 }).toBe(200);
    await expect.poll(() => again.pass(1).then(() => again.queue())).toEqual([]);
    expect(gateway.submits).toHaveLength(200);
    for (const { key, input } of given) expect(gateway.stored.get(key)?.input).toEqual(input);
    expect(new Set(given.map(({ input }) => input.submittedAt.slice(0, 10))).size).toBe(5);
    expect(await kept(again.page)).toEqual([]);
    // Two hundred ratings of eleven steps each are slow to give on any machine.
  }, 180_000);

  test('is not given up after sixty tries before seven days are over', async () => {
    unreachable();
    const kiosk = await newKiosk();
    await kiosk.answerAndSend('');
    await kiosk.thanks.getByText('tersimpan di perangkat ini').waitFor();
    for (let tries = 0; tries < 70; tries += 1) {
      await kiosk.page.clock.fastForward(3_600_000);
      await kiosk.page.evaluate(() => 'let the request go out');
    }
    // A try may just be under way, or storage may have answered it too late for the clock: the next try is within the hour.
    await expect
      .poll(
        () =>
          kiosk
            .pass(2)
            .then(() => kiosk.page.clock.fastForward(3_600_000))
            .then(() => kiosk.queue()),
        { timeout: 10_000, interval: 250 },
      )
      .toEqual(['1 penilaian menunggu jaringan.']);
    await kiosk.page.clock.fastForward(5 * 86_400_000);
    await expect.poll(() => kiosk.pass(2).then(() => kiosk.queue()), { timeout: 10_000 }).toHaveLength(2);
    expect((await kiosk.queue())[0]).toBe('1 penilaian tersimpan di sini dan belum diterima server.');
    expect(await kept(kiosk.page)).toHaveLength(1);
  });

  test('says when the browser refuses to store it', async () => {
    unreachable();
    const context = await visitor({ viewport: SCREEN });
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    });
    const kiosk = await openKiosk(context);
    await kiosk.answerAndSend('');
    await kiosk.thanks.getByText('Perangkat ini tidak dapat menyimpannya').waitFor();
    await kiosk.pass(21);
    await expect
      .poll(() => kiosk.queue())
      .toEqual(['1 penilaian hanya ada di layar ini karena peramban menolak menyimpan. Jangan matikan perangkat.']);
  });
});

describe('a revoked device', () => {
  test('keeps its ratings, says so to the staff in words, and sends them with a new token', async () => {
    revoked();
    const kiosk = await newKiosk();
    await kiosk.setToken(TOKEN);
    await kiosk.answerAndSend(COMMENT);
    await kiosk.thanks.getByText('server belum menerimanya').waitFor();
    expect(await kiosk.page.locator('#mistakes').isVisible()).toBe(false);
    await kiosk.pass(21);
    await kiosk.start();
    const [told, until] = await kiosk.queue();
    expect(told).toBe(
      '1 penilaian tersimpan di sini dan belum diterima: server menolak token perangkat ini. Petugas: minta pengelola mendaftarkan perangkat ini, lalu pasang token yang baru.',
    );
    expect(until).toMatch(/^Tersimpan paling lama sampai \d+ \S+ \d{4}\.$/);
    await kiosk.page.reload();
    await kiosk.start();
    await expect.poll(async () => (await kiosk.queue())[0]).toBe(told);
    expect(await kept(kiosk.page)).toHaveLength(1);
    await kiosk.setToken(TOKEN.replace('b', 'c'));
    await kiosk.pass(2);
    await expect.poll(() => gateway.stored.size).toBe(1);
    await expect.poll(() => kiosk.pass(1).then(() => kiosk.queue())).toEqual([]);
    expect(gateway.submits.at(-1)?.input.comment).toBe(COMMENT);
  });
});

test('a screen without full screen, wake lock, speech, dialogs and storage estimates works all the same', async () => {
  const context = await visitor({ viewport: SCREEN });
  await context.addInitScript(() => {
    for (const [owner, name] of [
      [Element.prototype, 'requestFullscreen'],
      [Navigator.prototype, 'wakeLock'],
      [Navigator.prototype, 'storage'],
      [window, 'speechSynthesis'],
      [HTMLDialogElement.prototype, 'showModal'],
    ] as const)
      Object.defineProperty(owner, name, { value: undefined });
  });
  gateway.page = host(gateway, formTag('mode="kiosk" layout="icons"'));
  const kiosk = await openKiosk(context);
  const errors: string[] = [];
  kiosk.page.on('pageerror', ({ message }) => errors.push(message));
  await kiosk.choose(elementKeys[0] ?? '', 3);
  await kiosk.pass(26);
  await kiosk.question.waitFor();
  await kiosk.button('Ya, lanjutkan').click();
  await kiosk.answerAndSend('');
  await kiosk.thanks.getByText('BDG-').waitFor();
  expect(errors).toEqual([]);
});

test('the first touch asks for the whole screen; the form covers the page in any case', async () => {
  const kiosk = await newKiosk();
  expect(await kiosk.form.evaluate((form) => form.getBoundingClientRect().toJSON())).toMatchObject({
    top: 0,
    left: 0,
    width: 1080,
    height: 1920,
  });
  await kiosk.choose(elementKeys[0] ?? '', 3);
  await expect.poll(() => kiosk.page.evaluate(() => document.fullscreenElement?.localName)).toBe('html');
});

test('neither a long press nor two fingers change the screen', async () => {
  const kiosk = await newKiosk();
  const prevented = await kiosk.form.evaluate((form) =>
    [
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
      new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true }),
      new WheelEvent('wheel', { bubbles: true, cancelable: true }),
      new Event('dragstart', { bubbles: true, cancelable: true }),
    ].map((event) => !form.dispatchEvent(event)),
  );
  expect(prevented).toEqual([true, true, false, true]);
  expect(await kiosk.form.evaluate((form) => getComputedStyle(form).touchAction)).toBe('pan-y');
});

test('a form that could not load its questions asks again by itself', async () => {
  gateway.readTrouble = (response) => response.destroy();
  const page = await (await visitor({ viewport: SCREEN })).newPage();
  await page.clock.install();
  await page.goto(gateway.pageAddress);
  const kiosk = new KioskDriver(page);
  await kiosk.button('Coba lagi').waitFor();
  gateway.readTrouble = undefined;
  await kiosk.pass(31);
  await kiosk.start();
});

test('a form that is taken away and put back is one kiosk', async () => {
  const kiosk = await newKiosk();
  await kiosk.form.evaluate(async (form) => {
    const parent = form.parentElement;
    for (let times = 0; times < 5; times += 1) {
      form.remove();
      await new Promise((resolve) => queueMicrotask(() => resolve(null)));
      parent?.append(form);
    }
  });
  await expect.poll(() => kiosk.page.locator('.kiosk').count()).toBe(1);
  await kiosk.choose(elementKeys[0] ?? '', 3);
  await kiosk.pass(26);
  expect(await kiosk.question.count()).toBe(1);
  await kiosk.form.evaluate((form) => form.removeAttribute('mode'));
  await kiosk.pass(2);
  expect(await kiosk.page.locator('.kiosk').count()).toBe(0);
  await kiosk.form.evaluate((form) => form.setAttribute('mode', 'kiosk'));
  await expect.poll(() => kiosk.page.locator('.kiosk').count()).toBe(1);
});

describe('the screen is accessible', () => {
  const SIZES = [{ width: 360, height: 740 }, { width: 1280, height: 800 }, SCREEN];

  /** What axe has against the page, and what is too small for a counter, at each size. */
  const problems = async (kiosk: KioskDriver): Promise<string[]> => {
    const { page } = kiosk;
    await kiosk.leaveFullScreen();
    const found: string[] = [];
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const told = await page.evaluate(() => {
        const form = document.querySelector('kinerja-rating-form');
        const elements = [...(form?.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])];
        const seen = elements.filter((element) => element.getClientRects().length > 0 && !element.closest('.unseen'));
        const small = seen
          .filter((element) => element.matches('button, select, textarea, .answer'))
          .filter(
            (element) => element.getBoundingClientRect().height < 64 || element.getBoundingClientRect().width < 64,
          );
        const faint = seen.filter(
          (element) =>
            [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) &&
            Number.parseFloat(getComputedStyle(element).fontSize) < 20,
        );
        const { scrollWidth = 0, scrollHeight = 0 } = form ?? {};
        const wide = scrollWidth > innerWidth ? [`${scrollWidth} px wide`] : [];
        // At the sizes of counters, whatever goes on must not have to be looked for.
        const high = innerWidth > 360 && scrollHeight > innerHeight ? [`${scrollHeight} px high`] : [];
        return [
          ...small.map((element) => `smaller than 64 px: ${element.outerHTML.slice(0, 80)}`),
          ...faint.map((element) => `smaller than 20 px: ${element.outerHTML.slice(0, 80)}`),
          ...wide,
          ...high,
        ];
      });
      found.push(...[...told, ...(await breaches(page))].map((text) => `${size.width} px: ${text}`));
    }
    return found;
  };

  test.each(['steps', 'icons'])('from the first question to the receipt, with layout="%s"', async (layout) => {
    gateway.sampleData = true;
    gateway.page = host(gateway, formTag(`mode="kiosk" layout="${layout}"`));
    const kiosk = await newKiosk();
    if (layout === 'icons') await kiosk.page.locator('.face').first().waitFor({ state: 'attached' });
    await kiosk.choose(elementKeys[0] ?? '', 3);
    expect(await problems(kiosk)).toEqual([]);
    await kiosk.pass(26);
    await kiosk.question.waitFor();
    expect(await problems(kiosk)).toEqual([]);
    await kiosk.button('Ya, lanjutkan').click();
    await kiosk.answerAll();
    expect(await problems(kiosk)).toEqual([]);
    await kiosk.button('Periksa jawaban').click();
    expect(await problems(kiosk)).toEqual([]);
    unreachable();
    await kiosk.button('Kirim').click();
    await kiosk.thanks.getByText('terkirim sendiri').waitFor();
    expect(await problems(kiosk)).toEqual([]);
    gateway.writeTrouble = undefined;
    await kiosk.pass(8);
    await kiosk.thanks.getByText('BDG-').waitFor();
    expect(await problems(kiosk)).toEqual([]);
  });
});

describe('with large icons', () => {
  /** A device with an Indonesian voice, which keeps what it is given to say. */
  const withVoice = async () => {
    const context = await visitor();
    await context.addInitScript(() => {
      const said: string[] = [];
      const speech = Object.assign(new EventTarget(), {
        voices: [] as { lang: string; localService: boolean }[],
        speaking: false,
        getVoices: () => speech.voices,
        speak: ({ text, lang }: { text: string; lang: string }) => void said.push(`${lang}: ${text}`),
        cancel: () => void said.push('stop'),
      });
      Object.defineProperty(window, 'speechSynthesis', { value: speech });
      Object.defineProperty(window, 'SpeechSynthesisUtterance', {
        value: class {
          lang = '';
          readonly text: string;
          constructor(text: string) {
            this.text = text;
          }
        },
      });
      Object.assign(window, { said });
    });
    gateway.page = host(gateway, formTag('layout="icons"'));
    const page = await context.newPage();
    await page.goto(gateway.pageAddress);
    await page.locator('.face').first().waitFor();
    const form = new RatingFormDriver(page);
    const voiceArrives = () =>
      page.evaluate(() => {
        Object.assign(speechSynthesis, { voices: [{ lang: 'id_ID', localService: true }] });
        speechSynthesis.dispatchEvent(new Event('voiceschanged'));
      });
    return { form, voiceArrives, said: () => page.evaluate<string[]>('said') };
  };

  test('each answer has a face of its own, which screen readers pass over', async () => {
    const { form } = await withVoice();
    const faces = await form
      .element(elementKeys[0] ?? '')
      .locator('.face')
      .evaluateAll((all) => all.map((face) => [face.getAttribute('aria-hidden'), face.innerHTML]));
    expect(faces.map(([hidden]) => hidden)).toEqual(['true', 'true', 'true', 'true']);
    expect(new Set(faces.map(([, drawing]) => drawing)).size).toBe(4);
    expect(
      await form
        .element(elementKeys[0] ?? '')
        .getByRole('radio', { name: 'Sangat sesuai' })
        .count(),
    ).toBe(1);
    // Skipping a question is neither good nor bad.
    const skip = form.page.locator('.answer', { hasText: 'Lewati' });
    expect(await skip.locator('.face').count()).toBe(0);
  });

  test('a question is read aloud as soon as there is a voice, and no longer than wanted', async () => {
    const { form, voiceArrives, said } = await withVoice();
    const speaker = form.button('Bacakan');
    expect(await speaker.isVisible()).toBe(false);
    await voiceArrives();
    await speaker.click();
    expect((await said()).at(-1)).toMatch(/^id_ID: Bagaimana pendapat Saudara .+\. Sangat sesuai$/);
    await speaker.click();
    expect((await said()).at(-1)).toBe('stop');
    await speaker.click();
    await form.choose(elementKeys[0] ?? '', 4);
    expect((await said()).at(-1)).toBe('stop');
    await form.button('Lanjut').click();
    await form.page.getByText('Pertanyaan 2 dari 9').waitFor();
    await speaker.click();
    expect((await said()).at(-1)).toMatch(/prosedur/i);
    await form.page.locator('kinerja-rating-form').evaluate((element) => element.remove());
    expect((await said()).at(-1)).toBe('stop');
  });
});
