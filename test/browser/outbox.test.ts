import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';

const gateway = new MockGateway();
const { visitor } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => {
  gateway.reset();
  gateway.page = host(gateway, formTag());
});
afterAll(() => gateway.stop());

const COMMENT = 'Antreannya cepat.';
const WAITING = 'Tersimpan di perangkat ini, menunggu jaringan.';

/** Opens the form with a clock of ours: what waits for minutes waits for a call of `runFor`. */
async function openForm(context: BrowserContext): Promise<RatingFormDriver> {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(gateway.pageAddress);
  return new RatingFormDriver(page);
}

/** What lies in the outbox on the device. */
const kept = (page: Page): Promise<{ key: string; attempt: number; failed?: string; input: { comment?: string } }[]> =>
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

const unreachable = () => {
  gateway.writeTrouble = (response) => response.destroy();
};
const reachable = () => {
  gateway.writeTrouble = undefined;
};

describe('a rating that cannot be sent', () => {
  test('is kept on the device before the first request, and says so', async () => {
    const form = await openForm(await visitor());
    let keptAtFirstRequest: unknown;
    gateway.writeTrouble = async (response) => {
      keptAtFirstRequest ??= await kept(form.page);
      response.destroy();
    };
    await form.answerAndSend(COMMENT);
    await form.text(WAITING).waitFor();
    expect(keptAtFirstRequest).toMatchObject([{ attempt: 0, input: { comment: COMMENT } }]);
    expect(await kept(form.page)).toMatchObject([{ attempt: 1 }]);
  });

  test('is sent again by itself, and then wiped from the device', async () => {
    unreachable();
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.text(WAITING).waitFor();
    reachable();
    await form.page.clock.runFor(5_000);
    await form.text('Terima kasih').waitFor();
    expect(gateway.submits).toHaveLength(1);
    expect(await kept(form.page)).toEqual([]);
  });

  test('is delivered exactly once after a reload', async () => {
    unreachable();
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.text(WAITING).waitFor();
    reachable();
    await form.page.reload();
    await form.text('Terima kasih').waitFor();
    expect(await form.receipt()).toMatch(/^BDG-/);
    expect(gateway.stored.size).toBe(1);
    expect(gateway.submits).toHaveLength(1);
    expect(await kept(form.page)).toEqual([]);
    await form.page.reload();
    await form.page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(gateway.submits).toHaveLength(1);
  });

  test('is delivered when the device is online again', async () => {
    const context = await visitor();
    const form = await openForm(context);
    await form.page.getByText('Pertanyaan 1 dari 9').waitFor();
    await context.setOffline(true);
    await form.answerAndSend(COMMENT);
    await form.text(WAITING).waitFor();
    // Offline is no try: a phone without signal for a day must not use up its sixty.
    expect(await kept(form.page)).toMatchObject([{ attempt: 0 }]);
    await context.setOffline(false);
    await form.page.clock.runFor(1_000);
    await form.text('Terima kasih').waitFor();
    expect(gateway.submits).toHaveLength(1);
  });

  test('waits longer each time and honours Retry-After', async () => {
    const context = await visitor();
    // The middle of the jitter: a slow answer must not decide which try comes first.
    await context.addInitScript(() => {
      Math.random = () => 0.5;
    });
    const form = await openForm(context);
    let tries = 0;
    gateway.writeTrouble = (response) => {
      tries += 1;
      response
        .writeHead(503, tries === 3 ? { 'retry-after': '100' } : tries === 4 ? { 'retry-after': '99999999' } : {})
        .end();
    };
    await form.answerAndSend(COMMENT);
    const triesAfter = async (milliseconds: number) => {
      await form.page.clock.runFor(milliseconds);
      await form.page.waitForTimeout(100);
      return tries;
    };
    await form.text('menunggu server').waitFor();
    expect(await triesAfter(1_400)).toBe(1);
    expect(await triesAfter(3_100)).toBe(2);
    expect(await triesAfter(2_900)).toBe(2);
    expect(await triesAfter(6_100)).toBe(3);
    expect(await triesAfter(98_000)).toBe(3);
    expect(await triesAfter(2_100)).toBe(4);
    expect(await triesAfter(60_000)).toBe(4);
  });

  test('waits when too many come from its network, then goes by itself', async () => {
    let isBusy = true;
    gateway.outcome = () =>
      isBusy
        ? { __typename: 'TooManyRequests', message: 'x', retryAfterSeconds: 30, challengeRequired: false }
        : undefined;
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.text('Tersimpan di perangkat ini, menunggu server.').waitFor();
    await form.text('Dikirim lagi pukul').waitFor();
    isBusy = false;
    await form.page.clock.runFor(29_000);
    expect(gateway.submits).toHaveLength(1);
    await form.page.clock.runFor(2_000);
    await form.text('Terima kasih').waitFor();
    expect(gateway.submits).toHaveLength(2);
  });

  test('is not fooled by the sign-in page of a public network', async () => {
    gateway.writeTrouble = (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Masuk Wi-Fi</title>');
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.text(WAITING).waitFor();
    gateway.writeTrouble = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"submitFeedback":{"ok":true}}}');
    await form.button('Coba lagi').click();
    await form.text(WAITING).waitFor();
    reachable();
    await form.button('Coba lagi').click();
    await form.text('Terima kasih').waitFor();
    expect(gateway.stored.size).toBe(1);
  });

  test('stops at once when the gateway will not have it, and keeps the answers', async () => {
    gateway.writeTrouble = (response) =>
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end('{"errors":[{"message":"Situs belum terdaftar."}]}');
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.text('Situs belum terdaftar. 403').waitFor();
    await form.page.getByRole('link', { name: 'Formulir biasa' }).waitFor();
    await form.page.reload();
    await form.text('Penilaian tidak terkirim, isiannya masih ada.').waitFor();
    await form.text('Situs belum terdaftar.').waitFor();
    reachable();
    await form.button('Coba lagi').click();
    await form.text('Terima kasih').waitFor();
    expect(gateway.submits[0]?.input.comment).toBe(COMMENT);
  });

  test('can be changed, or deleted from the device, after it was given up', async () => {
    gateway.writeTrouble = (response) => response.writeHead(413).end();
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.button('Ubah').click();
    await form.page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor();
    await form.button('Kirim').click();
    await form.button('Hapus dari perangkat ini').click();
    await form.page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await kept(form.page)).toEqual([]);
  });

  test('is given up after seven days, and told', async () => {
    unreachable();
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.text(WAITING).waitFor();
    await form.page.clock.fastForward(8 * 86_400_000);
    await form.text('Penilaian tidak terkirim').waitFor();
    expect(await kept(form.page)).toMatchObject([{ failed: '', input: { comment: COMMENT } }]);
  });

  test('is given up after sixty tries', async () => {
    unreachable();
    const form = await openForm(await visitor());
    await form.answerAndSend(COMMENT);
    await form.text(WAITING).waitFor();
    const [entry] = await kept(form.page);
    await form.page.evaluate(
      (submission) =>
        new Promise((resolve) => {
          const request = indexedDB.open('kinerja', 1);
          request.onsuccess = () => {
            const transaction = request.result.transaction('outbox', 'readwrite');
            transaction.objectStore('outbox').put(submission);
            transaction.oncomplete = resolve;
          };
        }),
      { ...entry, attempt: 60 },
    );
    reachable();
    await form.page.reload();
    await form.text('Penilaian tidak terkirim').waitFor();
    expect(gateway.submits).toEqual([]);
  });
});

test('an answer that was lost after the rating was stored is asked for again, and counts once', async () => {
  const form = await openForm(await visitor());
  let isFirst = true;
  gateway.outcome = ({ input }) => {
    if (!isFirst) return undefined;
    isFirst = false;
    gateway.stored.set(input.submissionKey, { input, siteKey: undefined });
    throw new Error('cut off after the commit');
  };
  await form.answerAndSend(COMMENT);
  await form.text('menunggu server').waitFor();
  await form.button('Coba lagi').click();
  await form.text('Terima kasih').waitFor();
  expect(gateway.submits).toHaveLength(2);
  expect(JSON.stringify(gateway.submits[0])).toBe(JSON.stringify(gateway.submits[1]));
  expect(gateway.stored.size).toBe(1);
});

test('of two tabs only one sends what waited', async () => {
  unreachable();
  const context = await visitor();
  const form = await openForm(context);
  await form.answerAndSend(COMMENT);
  await form.text(WAITING).waitFor();
  await form.page.close();
  reachable();
  const tabs = await Promise.all([openForm(context), openForm(context)]);
  await Promise.all(tabs.map((tab) => tab.page.getByText('Pertanyaan 1 dari 9').waitFor()));
  await expect.poll(() => gateway.submits.length).toBe(1);
  await Promise.all(tabs.map((tab) => tab.page.waitForTimeout(300)));
  expect(gateway.submits).toHaveLength(1);
  expect(await kept(tabs[0].page)).toEqual([]);
});

test('a rating that waits is delivered from any other page of the site', async () => {
  unreachable();
  const context = await visitor();
  const form = await openForm(context);
  await form.answerAndSend(COMMENT);
  await form.text(WAITING).waitFor();
  await form.page.close();
  reachable();
  gateway.page = host(gateway, '<p>Beranda</p>');
  await openForm(context);
  await expect.poll(() => gateway.stored.size).toBe(1);
});

test('a browser that refuses storage is told to keep the page open, and delivers all the same', async () => {
  unreachable();
  const context = await visitor();
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  const form = await openForm(context);
  await form.answerAndSend(COMMENT);
  await form.text('Belum tersimpan, jangan tutup halaman ini, menunggu jaringan.').waitFor();
  reachable();
  await form.page.clock.runFor(5_000);
  await form.text('Terima kasih').waitFor();
  expect(gateway.stored.size).toBe(1);
});

test('a rating is told to be on the device as soon as it is', async () => {
  let tries = 0;
  gateway.writeTrouble = (response) => {
    tries += 1;
    response.destroy();
  };
  const context = await visitor();
  await context.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function refuseWhenTold(...given) {
      if (document.documentElement.dataset['storage'] === 'refused') throw new DOMException('busy', 'UnknownError');
      return open.apply(this, given);
    };
  });
  const form = await openForm(context);
  const storage = (state: 'refused' | 'given') =>
    form.page.evaluate((value) => {
      document.documentElement.dataset['storage'] = value;
    }, state);
  const tryAgain = async () => {
    const before = tries;
    await form.page.clock.fastForward(3_600_000);
    await expect.poll(() => tries).toBeGreaterThan(before);
  };
  await form.page.getByText('Pertanyaan 1 dari 9').waitFor();
  await storage('refused');
  await form.answerAndSend(COMMENT);
  await form.text('Belum tersimpan, jangan tutup halaman ini, menunggu jaringan.').waitFor();
  await storage('given');
  await tryAgain();
  await form.text(WAITING).waitFor();
  expect(await kept(form.page)).toHaveLength(1);
});

test('a browser without locks, random UUIDs and IndexedDB delivers all the same', async () => {
  const context = await visitor();
  await context.addInitScript(() => {
    for (const [owner, name] of [
      [Navigator.prototype, 'locks'],
      [Crypto.prototype, 'randomUUID'],
      [window, 'indexedDB'],
    ] as const)
      Object.defineProperty(owner, name, { value: undefined });
  });
  const form = await openForm(context);
  await form.answerAndSend(COMMENT);
  await form.text('Terima kasih').waitFor();
  expect(gateway.submits[0]?.input.submissionKey).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  );
});
