import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { board } from './board.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';

/* A board that renews itself: on a page among others, and on a screen in an office. */

const gateway = new MockGateway();
const { visitor } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(async () => {
  gateway.reset();
  await gateway.comeBack();
});
afterAll(() => gateway.stop());

const MINUTE = 60_000;
/** Longer than news waits, and than one renewal after another. */
const SOON = 16_000;
/** Longer than a board ever waits. */
const ROUND = 6.5 * MINUTE;

const tag = (attributes: string) =>
  `<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" period="2026-Q3" ${attributes}></kinerja-unit-leaderboard>`;

interface Opening {
  readonly tags?: string;
  readonly width?: number;
  readonly height?: number;
}

/** The page on a clock that the test turns. */
const open = async ({ tags = tag('mode="live"'), width = 1280, height = 900 }: Opening = {}): Promise<Page> => {
  gateway.page = host(gateway, tags);
  const page = await (await visitor({ viewport: { width, height } })).newPage();
  await page.clock.install({ time: new Date('2026-11-30T05:00:00Z') });
  await page.goto(gateway.pageAddress);
  await page.getByText('Puskesmas Arcamanik').first().waitFor({ state: 'attached' });
  await page.clock.runFor(1100);
  return page;
};

/** Lets time pass at once; what is due happens once. */
const pass = async (page: Page, milliseconds: number) => {
  await page.clock.fastForward(milliseconds);
  await page.clock.runFor(1100);
};

/** Polls what is so, each time a while later. */
const later = <Found>(page: Page, milliseconds: number, look: () => Found) =>
  expect.poll(async () => {
    await pass(page, milliseconds);
    return look();
  });

const line = (page: Page) => page.locator('[part="live"]').first();
const said = async (page: Page) => ((await line(page).locator('p').textContent()) ?? '').replace(/\s+/g, ' ').trim();
const listens = () => expect.poll(() => gateway.listeners.size);

/** The same board, on which one unit has more ratings. */
const publish = (ratings: number) => {
  const [first, ...others] = board.rows;
  gateway.board = { ...board, rows: [{ ...first, ratings }, ...others] };
};

const shows = (page: Page, ratings: string) => page.getByText(`${ratings} penilaian.`).first().waitFor();

describe('a board on a page', () => {
  test('shows what was published since, without a reload, and says so once', async () => {
    const page = await open();
    await listens().toBe(1);
    await page.evaluate(() => {
      Object.assign(window, { isSamePage: true, loads: 0 });
      addEventListener('kinerja-load', () =>
        Object.assign(window, { loads: Number(Reflect.get(window, 'loads')) + 1 }),
      );
    });
    expect(await said(page)).toMatch(/^Diperbarui sendiri\. Terakhir diperbarui pukul 12\.00 WIB\.$/);
    publish(210);
    gateway.tellFigures();
    await later(page, SOON, () => gateway.reads.length).toBe(2);
    await shows(page, '210');
    expect(await page.evaluate(() => [Reflect.get(window, 'isSamePage'), Reflect.get(window, 'loads')])).toEqual([
      true,
      1,
    ]);
    expect(await page.getByRole('status').textContent()).toMatch(/^Papan diperbarui pukul 12\.\d\d WIB\.$/);
    expect(await breaches(page)).toEqual([]);
  });

  test('asks no more than once in ten seconds, however often it is told', async () => {
    const page = await open();
    await listens().toBe(1);
    const askedAt: number[] = [];
    await page.exposeFunction('noteAsking', (at: number) => askedAt.push(at));
    await page.evaluate(() => {
      const { fetch } = window;
      window.fetch = (...asked) => {
        Reflect.get(window, 'noteAsking')(performance.now());
        return fetch(...asked);
      };
    });
    for (let seconds = 0; seconds < 60; seconds += 1) {
      gateway.tellFigures();
      await page.clock.runFor(1000);
    }
    await expect.poll(() => askedAt.length).toBeGreaterThan(2);
    const gaps = askedAt.slice(1).map((at, place) => at - (askedAt[place] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  });

  test('does without news where there is none to be had, and asks every few minutes', async () => {
    gateway.liveTrouble = (response) => response.writeHead(503, { 'retry-after': '30' }).end();
    const page = await open();
    publish(220);
    await pass(page, 3.5 * MINUTE);
    expect(gateway.reads).toHaveLength(1);
    await pass(page, ROUND);
    await shows(page, '220');
    gateway.liveTrouble = undefined;
    await later(page, ROUND, () => gateway.listeners.size).toBe(1);
  });

  test('keeps the last board while the network is away, says of when it is, and catches up', async () => {
    const page = await open();
    await listens().toBe(1);
    await gateway.goDown();
    await later(page, ROUND, () => said(page)).toMatch(/^Tidak tersambung\. Terakhir diperbarui pukul 12\.00 WIB\.$/);
    await page.getByText('Puskesmas Arcamanik').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('Tidak tersambung.');
    await gateway.comeBack();
    publish(230);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await shows(page, '230');
    await expect.poll(() => said(page)).toMatch(/^Diperbarui sendiri/);
  });

  test('listens and asks nothing while nobody sees the page, and looks at once when somebody does', async () => {
    const page = await open();
    await listens().toBe(1);
    const see = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await see(true);
    await listens().toBe(0);
    await pass(page, 3 * ROUND);
    expect(gateway.reads).toHaveLength(1);
    publish(240);
    await see(false);
    await shows(page, '240');
    await listens().toBe(1);
  });

  test('can be paused', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Jeda' }).click();
    await listens().toBe(0);
    expect(await said(page)).toMatch(/^Dijeda\. Terakhir diperbarui pukul 12\.00 WIB\.$/);
    publish(250);
    await pass(page, 3 * ROUND);
    expect(gateway.reads).toHaveLength(1);
    await page.getByRole('button', { name: 'Lanjutkan' }).click();
    await shows(page, '250');
  });

  test('shares one connection with others of its region, and the last one closes it', async () => {
    const page = await open({ tags: tag('mode="live" id="first"') + tag('mode="live" id="second"') });
    await listens().toBe(1);
    await page.evaluate(() => document.getElementById('first')?.remove());
    await page.clock.runFor(2000);
    await listens().toBe(1);
    await page.evaluate(() => document.getElementById('second')?.removeAttribute('mode'));
    await page.clock.runFor(2000);
    await listens().toBe(0);
    expect(await page.locator('[part="live"]').count()).toBe(0);
    await page.getByText('Puskesmas Arcamanik').waitFor();
  });

  test('without the attribute it loads nothing more, and listens to nothing', async () => {
    const scripts: string[] = [];
    gateway.page = host(gateway, tag(''));
    const page = await (await visitor()).newPage();
    page.on('request', (request) => scripts.push(request.url()));
    await page.goto(gateway.pageAddress);
    await page.getByText('Puskesmas Arcamanik').waitFor();
    await page.waitForLoadState('networkidle');
    expect(scripts.filter((url) => /live/.test(url))).toEqual([]);
  });
});

describe('a board on a screen', () => {
  const openScreen = (width = 1920, height = 1080) => open({ tags: tag('mode="tv"'), width, height });

  /** What can be read on the page that is shown. */
  const shown = (page: Page) =>
    page.evaluate(() => {
      const root = document.querySelector('kinerja-unit-leaderboard')?.shadowRoot?.querySelector('.root:not(.live)');
      const visible = [...(root?.querySelectorAll<HTMLElement>('th[scope=row], li, h3, h2 ~ p') ?? [])].filter(
        (element) => element.checkVisibility(),
      );
      return {
        texts: visible.map((element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()),
        overflow: (root?.scrollHeight ?? 0) - (root?.clientHeight ?? 0),
        smallest: Math.min(...visible.map((element) => Number.parseFloat(getComputedStyle(element).fontSize))),
      };
    });
  const place = async (page: Page) => ((await line(page).locator('span').textContent()) ?? '').trim();

  test.each([
    [1920, 1080],
    [1280, 720],
    [1080, 1920],
    [360, 640],
  ])(
    'at %i × %i pixels everything stands on one of its pages, and nothing has to be scrolled',
    async (width, height) => {
      const page = await openScreen(width, height);
      const [, pages = '0'] = /dari (\d+)/.exec(await place(page)) ?? [];
      expect(Number(pages)).toBeGreaterThan(1);
      const texts: string[] = [];
      for (let at = 1; at <= Number(pages); at += 1) {
        expect(await place(page)).toBe(`Halaman ${at} dari ${pages}`);
        const now = await shown(page);
        expect(now.overflow, `page ${at}`).toBeLessThanOrEqual(0);
        expect(now.smallest).toBeGreaterThanOrEqual(Math.min(width * 0.0195, height * 0.035));
        texts.push(...now.texts);
        await page.keyboard.press('ArrowRight');
      }
      for (const { unit } of [...board.rows, ...board.withheld])
        expect(
          texts.filter((text) => text.startsWith(unit.name)),
          unit.name,
        ).toHaveLength(1);
      expect(texts).toContain(board.explanation);
      expect(await place(page)).toBe(`Halaman 1 dari ${pages}`);
    },
  );

  test('turns its pages by itself, begins again, and stands still when it is paused', async () => {
    const page = await openScreen();
    const [, pages = '0'] = /dari (\d+)/.exec(await place(page)) ?? [];
    const first = await place(page);
    await page.clock.runFor(16_000);
    expect(await place(page)).toBe(`Halaman 2 dari ${pages}`);
    await page.keyboard.press('Space');
    await pass(page, 5 * MINUTE);
    expect(await place(page)).toBe(`Halaman 2 dari ${pages}`);
    await page.getByRole('button', { name: 'Halaman sebelumnya' }).click();
    expect(await place(page)).toBe(first);
    await page.getByRole('button', { name: 'Lanjutkan' }).click();
    await page.clock.runFor(16_000 * Number(pages));
    expect(await place(page)).not.toBe(`Halaman ${pages} dari ${pages}`);
  });

  test('renews what it shows, on the page that it is at', async () => {
    const page = await openScreen();
    await listens().toBe(1);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    const before = await place(page);
    publish(260);
    await page.keyboard.press('Space');
    await page.clock.runFor(1100);
    await expect.poll(() => gateway.reads.length).toBeGreaterThan(1);
    expect(await place(page)).toBe(before);
    await page.getByText('260 penilaian.').waitFor({ state: 'attached' });
    expect(await place(page)).toBe(before);
    await page.keyboard.press('ArrowLeft');
    await shows(page, '260');
    expect(await page.getByRole('status').textContent()).toBe('');
  });

  test('a pointer that is left alone is out of sight', async () => {
    const page = await openScreen();
    const cursor = () =>
      page.evaluate(() => {
        const root = document.querySelector('kinerja-unit-leaderboard')?.shadowRoot?.querySelector('.root:not(.live)');
        return root ? getComputedStyle(root).cursor : '';
      });
    await page.clock.runFor(5000);
    expect(await cursor()).toBe('none');
    await page.mouse.move(300, 300);
    expect(await cursor()).toBe('auto');
  });

  test.each(['light', 'dark'] as const)('breaks no rule of accessibility, %s', async (colorScheme) => {
    const page = await openScreen();
    await page.emulateMedia({ colorScheme });
    expect(await breaches(page)).toEqual([]);
  });

  test('with few units it is one page, and says what is missing', async () => {
    gateway.board = { ...board, rows: board.rows.slice(0, 3), withheld: [] };
    const page = await openScreen(1080, 1920);
    expect((await shown(page)).overflow).toBeLessThanOrEqual(0);
    expect(await page.getByRole('button', { name: 'Jeda' }).count()).toBe(1);
  });
});
