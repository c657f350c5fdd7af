import type { Browser } from 'playwright-core';
import { medianOf } from '../median.ts';
import { markdown, ratio } from '../table.ts';
import { PHONE, pageText, SLOW_PROCESSOR } from './cold-load.ts';
import type { Origins } from './origins.ts';
import { figure, measured } from './verdicts.ts';

interface Rendered {
  /** From the tag to the forced layout of the whole board. */
  readonly own: number;
  /** The same markup and styles, parsed and laid out by the browser alone. */
  readonly browser: number;
}

/** The answer is at hand, so that what is timed is the widget. */
const RENDER = `async () => {
  const stem = 'kinerja-unit-leaderboard';
  const tag = '<' + stem + ' tenant="32.73" kind="puskesmas"></' + stem + '>';
  const ask = window.fetch;
  let answer;
  const mount = () => {
    const place = document.createElement('div');
    document.querySelector('main').append(place);
    place.innerHTML = tag;
    return place;
  };
  const asked = new Promise((resolve) => {
    window.fetch = async (address, options) => {
      answer = await (await ask(address, options)).text();
      resolve();
      throw new TypeError('Failed to fetch');
    };
  });
  const first = mount();
  await asked;
  first.remove();
  window.fetch = async () => new Response(answer, { headers: { 'content-type': 'application/json' } });
  await new Promise((resolve) => setTimeout(resolve, 500));

  const start = performance.now();
  const place = mount();
  const board = place.querySelector(stem);
  const port = new MessageChannel();
  while (!board.shadowRoot.querySelector('table')) await new Promise((resolve) => {
    port.port1.onmessage = resolve;
    port.port2.postMessage(0);
  });
  place.offsetHeight;
  const own = performance.now() - start;
  port.port1.close();

  const markup = board.shadowRoot.innerHTML;
  const { adoptedStyleSheets } = board.shadowRoot;
  place.remove();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const copyStart = performance.now();
  const copy = document.createElement('div');
  const root = copy.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [...adoptedStyleSheets];
  root.innerHTML = markup;
  document.querySelector('main').append(copy);
  copy.offsetHeight;
  return { own, browser: performance.now() - copyStart };
}`;

/** The first board of a page, fifty units, on a slow processor: Markdown, and the figure that has a limit. */
export const renderBoard = async (browser: Browser, origins: Origins, script: string, rounds: number) => {
  const head = `<script type="module" src="${script}"></script>`;
  const address = origins.addPage('board', pageText({ name: 'board', head, body: '', isReady: 'true' }));
  const renders: Rendered[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ ...PHONE, locale: 'id-ID' });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'networkidle' });
    const client = await context.newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR });
    renders.push(await page.evaluate<Rendered>(`(${RENDER})()`));
    await context.close();
  }
  const own = medianOf(renders.map((one) => one.own));
  const bare = medianOf(renders.map((one) => one.browser));
  return {
    measured: [measured('boardRender', own)],
    text: markdown([
      ['first render of 50 units, medians', 'ms', 'ratio to Kinerja'],
      ['Kinerja', figure(own), '1.00'],
      ['the same markup, by the browser alone', figure(bare), ratio(bare / own)],
    ]),
  };
};
