import type { Browser } from 'playwright-core';
import { countProcessorTime } from '../../support/processor-time.ts';
import { medianOf } from '../median.ts';
import { markdown, ratio } from '../table.ts';
import { PHONE, pageText, SLOW_PROCESSOR } from './cold-load.ts';
import type { Origins } from './origins.ts';
import { figure, measured } from './verdicts.ts';

/** Milliseconds of the widget, and of the browser alone with the same markup and styles. */
interface Rendered {
  readonly own: number;
  readonly bare: number;
}

/** A board as the browser can draw it without the widget. */
interface Drawn {
  readonly markup: string;
  readonly styles: string;
}

/**
 * Functions for a page: `renderOwn` puts a board on it whose answer is at hand, `drawn` tells what came of that, and `renderBare` has
 * the browser parse and draw the same. The two that render tell how long it took until all of it was painted.
 */
const PREPARE = `(async () => {
  const stem = 'kinerja-unit-leaderboard';
  const mount = () => {
    const place = document.createElement('div');
    document.querySelector('main').append(place);
    place.innerHTML = '<' + stem + ' tenant="32.73" kind="puskesmas"></' + stem + '>';
    return place;
  };
  const ask = window.fetch;
  const answer = await new Promise((resolve) => {
    window.fetch = async (...asked) => {
      resolve((await ask(...asked)).text());
      throw new TypeError('Failed to fetch');
    };
    window.first = mount();
  });
  first.remove();
  window.fetch = async () => new Response(answer, { headers: { 'content-type': 'application/json' } });

  const { port1, port2 } = new MessageChannel();
  const turn = () => new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
  const painted = async () => { await new Promise(requestAnimationFrame); await turn(); };

  let board;
  window.renderOwn = async () => {
    const start = performance.now();
    const place = mount();
    board = place.querySelector(stem);
    while (!board.shadowRoot.querySelector('table')) await turn();
    await painted();
    return performance.now() - start;
  };
  window.drawn = () => {
    const { innerHTML: markup, adoptedStyleSheets } = board.shadowRoot;
    const styles = adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('');
    return { markup, styles };
  };
  window.renderBare = async ({ markup, styles }) => {
    const start = performance.now();
    const copy = document.createElement('div');
    const root = copy.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = markup;
    document.querySelector('main').append(copy);
    await painted();
    return performance.now() - start;
  };
})()`;

const openBoard = async (browser: Browser, address: string) => {
  const context = await browser.newContext({ ...PHONE, locale: 'id-ID' });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  const client = await context.newCDPSession(page);
  await page.evaluate(PREPARE);
  return { context, page, client };
};

const draw = async (browser: Browser, address: string): Promise<Drawn> => {
  const { context, page } = await openBoard(browser, address);
  await page.evaluate('renderOwn()');
  const drawn = await page.evaluate<Drawn>('drawn()');
  await context.close();
  return drawn;
};

/** One figure of each side, each on a page of its own: the first table of a page pays for its letters and styles. */
const renderBoth = async (drawn: Drawn, render: (step: string) => Promise<number>): Promise<Rendered> => ({
  own: await render('renderOwn()'),
  bare: await render(`renderBare(${JSON.stringify(drawn)})`),
});

const renderSlowly = async (browser: Browser, address: string, step: string): Promise<number> => {
  const { context, page, client } = await openBoard(browser, address);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR });
  const took = await page.evaluate<number>(step);
  await context.close();
  return took;
};

/** Processor time is the same however busy the machine is. */
const renderByProcessor = async (browser: Browser, address: string, step: string): Promise<number> => {
  const { context, page, client } = await openBoard(browser, address);
  const used = await countProcessorTime(client);
  const { all: start } = await used();
  await page.evaluate(step);
  const { all: end } = await used();
  await context.close();
  return end - start;
};

/** The first board of a page, fifty units: Markdown, and the figure that has a limit. */
export const renderBoard = async (browser: Browser, origins: Origins, script: string, rounds: number) => {
  const head = `<script type="module" src="${script}"></script>`;
  const address = origins.addPage('board', pageText({ name: 'board', head, body: '', isReady: 'true' }));
  const drawn = await draw(browser, address);
  const slow: Rendered[] = [];
  const processor: Rendered[] = [];
  for (let round = 0; round < rounds * 2; round += 1) {
    slow.push(await renderBoth(drawn, (step) => renderSlowly(browser, address, step)));
    processor.push(await renderBoth(drawn, (step) => renderByProcessor(browser, address, step)));
  }
  const median = (renders: readonly Rendered[], side: keyof Rendered) => medianOf(renders.map((one) => one[side]));
  const row = (name: string, side: keyof Rendered) => [
    name,
    figure(median(slow, side)),
    figure(median(processor, side)),
    ratio(median(processor, side) / median(processor, 'own')),
  ];
  return {
    measured: [measured('boardRender', median(processor, 'own') / median(processor, 'bare'))],
    text: markdown([
      ['first render of 50 units, medians', 'slowed down, ms', 'processor ms', 'ratio to Kinerja'],
      row('Kinerja', 'own'),
      row('the same markup, by the browser alone', 'bare'),
    ]),
  };
};
