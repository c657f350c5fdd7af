// What the widgets cost the page that embeds them, as far as it is the same on every machine.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COUNTS } from '../published/limits.ts';
import { useBrowser } from '../support/browser.ts';
import { WATCH_LAYOUT_SHIFT } from '../support/layout-shift.ts';
import { type Holding, type Mountable, mountAgainAndAgain, mountUntil } from '../support/mounts.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';
import { unitCard } from './unit-card.ts';

const gateway = new MockGateway();
const { openPage, visitor } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const BOARD = '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas"></kinerja-unit-leaderboard>';

const CARD = '<kinerja-scorecard unit="unit_Arcamanik"></kinerja-scorecard>';

const shows = (tag: string, part: string) => `document.querySelector('${tag}')?.shadowRoot?.querySelector('${part}')`;

const FORM: Mountable = { body: formTag(), isReady: shows('kinerja-rating-form', 'input[type=radio]') };

/** A page that has not loaded anything yet. */
const blankPage = async (width = 1280): Promise<Page> =>
  (await visitor({ viewport: { width, height: 740 } })).newPage();

describe('requests', () => {
  test('one for code and one for each widget, none of them preceded by a preflight', async () => {
    gateway.unit = unitCard;
    gateway.page = host(gateway, formTag() + BOARD + CARD);
    const page = await blankPage();
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    await page.goto(gateway.pageAddress);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    await page.getByRole('table').first().waitFor();
    await page.getByText('Puskesmas Arcamanik').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(scripts).toHaveLength(COUNTS.codeRequests.limit);
    expect(gateway.reads).toHaveLength(3 * COUNTS.readRequests.limit);
    expect(gateway.preflights).toHaveLength(COUNTS.readPreflights.limit);
  });

  test('a submit is one, after one preflight', async () => {
    gateway.page = host(gateway, formTag());
    const form = new RatingFormDriver(await openPage(gateway.pageAddress));
    await form.answerAndSend();
    await form.receipt();
    expect(gateway.submits).toHaveLength(COUNTS.submitRequests.limit);
    expect(gateway.preflights).toHaveLength(COUNTS.submitPreflights.limit);
  });
});

test('a page with the form has few nodes', async () => {
  gateway.page = host(gateway, formTag());
  const page = await openPage(gateway.pageAddress);
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { nodes } = await client.send('Memory.getDOMCounters');
  process.stdout.write(`DOM nodes of a page with the form: ${nodes}\n`);
  expect(nodes).toBeLessThanOrEqual(COUNTS.nodes.limit);
});

describe('layout shift', () => {
  const README = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const [, rule = ''] = /```css\n(kinerja-rating-form \{.+?)```/s.exec(README) ?? [];

  /** What moves under a form whose file and questions each take their time. */
  const shiftOf = async (width: number, style: string): Promise<number> => {
    const head = `<script>${WATCH_LAYOUT_SHIFT}</script><style>${style}</style>`;
    gateway.page = host(gateway, `${formTag()}<p>Kantor kami buka pukul 08.00.</p>`, head);
    const page = await blankPage(width);
    await page.route(/kinerja\.js|graphql/, async (route) => {
      await page.waitForTimeout(200);
      await route.continue();
    });
    await page.goto(gateway.pageAddress);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    return page.evaluate<number>('layoutShift');
  };

  test.each([360, 1280])('is none at %i px with the rule that the README prints', async (width) => {
    expect(await shiftOf(width, rule)).toBeLessThanOrEqual(COUNTS.shift.limit);
  });

  test('is noticed without it', async () => {
    expect(await shiftOf(360, '')).toBeGreaterThan(COUNTS.shift.limit);
  });
});

describe('mounted and removed a hundred times', () => {
  test('what is kept is noticed', async () => {
    gateway.page = host(
      gateway,
      '',
      `<script>
        const kept = [];
        customElements.define('kept-element', class extends HTMLElement {
          connectedCallback() { kept.push(this); addEventListener('resize', () => this); }
        });
      </script>`,
    );
    const page = await openPage(gateway.pageAddress);
    const { growth } = await mountAgainAndAgain(page, { body: '<kept-element></kept-element>', isReady: 'true' });
    expect(growth.nodes).toBeGreaterThanOrEqual(100);
    expect(growth.listeners).toBe(100);
  });

  const isHeld = ({ heap, nodes, listeners }: Holding) =>
    heap <= COUNTS.heapGrowth.limit && nodes <= COUNTS.nodeGrowth.limit && listeners <= COUNTS.listenerGrowth.limit;

  test.each([
    ['the form', FORM],
    ['the leaderboard', { body: BOARD, isReady: shows('kinerja-unit-leaderboard', 'table') }],
    ['the scorecard of a unit', { body: CARD, isReady: shows('kinerja-scorecard', '[part=index]') }],
  ])('%s leaves nothing behind', async (_, mountable) => {
    gateway.unit = unitCard;
    gateway.page = host(gateway, '');
    const page = await openPage(gateway.pageAddress);
    await page.evaluate("customElements.whenDefined('kinerja-unit-leaderboard')");
    const { growth } = await mountUntil(page, mountable, isHeld);
    expect(isHeld(growth), JSON.stringify(growth)).toBe(true);
  });
});
