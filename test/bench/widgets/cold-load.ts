import type { Browser, CDPSession, Page } from 'playwright-core';
import { WATCH_LAYOUT_SHIFT } from '../../support/layout-shift.ts';
import { countProcessorTime, type ProcessorTime } from '../../support/processor-time.ts';
import type { FormPage } from './peers.ts';

/** A page at its first visit, by a slow phone on a slow network. */
export interface Load {
  /** Milliseconds from the navigation until everything is rendered, and one frame. */
  readonly ready: number;
  readonly longestTask: number;
  /** What tasks take over 50 ms each, in total. */
  readonly blocking: number;
  readonly nodes: number;
  /** Bytes in use after a collection. */
  readonly heap: number;
  readonly shift: number;
}

/** Times slower. */
export const SLOW_PROCESSOR = 6;
/** 400 kbit/s each way, and 400 ms for each request. */
const SLOW_NETWORK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
export const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 } as const;

/** A page is given this long to come to rest once it is ready. */
const REST_MS = 1_500;
const READY = 'kinerja bench: ready';

interface Seen {
  readonly ready: number;
  readonly tasks: readonly number[];
  readonly shift: number;
}

/** Watches the page from its first line on; the same for each page, so that what it costs falls on all. */
const watch = (isReady: string) => `${WATCH_LAYOUT_SHIFT}
  window.seen = { ready: 0, tasks: [] };
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push(task.duration);
  }).observe({ type: 'longtask', buffered: true });
  const frameLater = () => {
    seen.ready = performance.now();
    console.log('${READY}');
  };
  const look = () => requestAnimationFrame(${isReady} ? frameLater : look);
  look();
`;

/** The text of a page: what stands above and below the form is the same for each. */
export const pageText = ({ head, body, isReady }: FormPage): string => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Layanan kependudukan</title>
    <script>${watch(`document.querySelector('footer') && ${isReady}`)}</script>
    ${head}
  </head>
  <body>
    <main>
      <h1>Layanan kependudukan</h1>
      <p>Berkas yang lengkap diproses pada hari yang sama.</p>
      ${body}
    </main>
    <footer>Kota Bandung</footer>
  </body>
</html>`;

/** A slow phone on a slow network, with nothing in its cache. `processor`: how many times slower. */
export const slowDown = async (client: CDPSession, processor = SLOW_PROCESSOR) => {
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  await client.send('Network.emulateNetworkConditions', SLOW_NETWORK);
  await client.send('Emulation.setCPUThrottlingRate', { rate: processor });
};

/** Opens a page as one who has never been there, lets it come to rest, and looks at it. */
const visit = async <Sight>(
  browser: Browser,
  address: string,
  prepare: (client: CDPSession) => Promise<(page: Page) => Promise<Sight>>,
): Promise<Sight> => {
  const context = await browser.newContext({ ...PHONE, locale: 'id-ID' });
  try {
    const page = await context.newPage();
    const look = await prepare(await context.newCDPSession(page));
    const ready = page.waitForEvent('console', { predicate: (message) => message.text() === READY });
    await Promise.all([ready, page.goto(address, { waitUntil: 'commit' })]);
    await page.waitForTimeout(REST_MS);
    return await look(page);
  } finally {
    await context.close();
  }
};

/** The first visit by a slow phone on a slow network. */
export const loadCold = (browser: Browser, address: string): Promise<Load> =>
  visit(browser, address, async (client) => {
    await slowDown(client);
    return async (page) => {
      const seen = await page.evaluate<Seen>('({ ...seen, shift: layoutShift })');
      await client.send('HeapProfiler.collectGarbage');
      const { nodes } = await client.send('Memory.getDOMCounters');
      const { usedSize } = await client.send('Runtime.getHeapUsage');
      return {
        ready: seen.ready,
        longestTask: Math.max(0, ...seen.tasks),
        blocking: seen.tasks.reduce((sum, task) => sum + task - 50, 0),
        nodes,
        heap: usedSize,
        shift: seen.shift,
      };
    };
  });

/** What the first visit takes of the processor, when nothing is slowed down. */
export const loadWork = (browser: Browser, address: string): Promise<ProcessorTime> =>
  visit(browser, address, countProcessorTime);
