import type { Browser, Page } from 'playwright-core';
import { medianOf } from '../median.ts';
import { markdown, type Row, ratio } from '../table.ts';
import { PHONE, pageText, SLOW_PROCESSOR } from './cold-load.ts';
import type { Origins } from './origins.ts';
import type { FormPage } from './peers.ts';
import { figure, type Measured, measured } from './verdicts.ts';

/** One click as the browser timed it. */
interface Click {
  /** From the touch to the next picture; in steps of 8 ms. */
  readonly duration: number;
  /** What runs because of it before the page can be painted. */
  readonly handler: number;
}

const ROUNDS = 3;
const CLICKS = 9;
const ANSWERS = 4;
/** The browser reports no event that takes less. */
const UNREPORTED: Click = { duration: 16, handler: 0 };

const WATCH = `
  window.clicks = [];
  new PerformanceObserver((list) => {
    for (const { name, duration, processingStart, processingEnd } of list.getEntries())
      if (name === 'click') clicks.push({ duration, handler: processingEnd - processingStart });
  }).observe({ type: 'event', durationThreshold: 16 });
`;

/** Where a control is clicked, once it is in sight: at its beginning, where the circle is. */
const place = (control: Element) => {
  control.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = control.getBoundingClientRect();
  return { x: x + Math.min(width, 24) / 2, y: y + height / 2 };
};

/** One click in each question; always on another answer than the round before. */
const clickThrough = async (page: Page, control: string, round: number): Promise<readonly Click[]> => {
  const controls = page.locator(control);
  for (let question = 0; question < CLICKS; question += 1) {
    const at = controls.nth(question * ANSWERS + ((question + round) % ANSWERS));
    const { x, y } = await at.evaluate(place);
    await page.waitForTimeout(200);
    await page.mouse.click(x, y);
    await page.waitForTimeout(400);
  }
  const clicks = await page.evaluate<Click[]>('clicks');
  // A label's click is followed by that of its control.
  const missing = Array.from({ length: Math.max(0, CLICKS - clicks.length) }, () => UNREPORTED);
  return [...clicks, ...missing];
};

/** Clicks on radios, ours and the peers', in turn: Markdown, and the figures that have limits. */
export const compareClicks = async (browser: Browser, origins: Origins, pages: readonly FormPage[]) => {
  const clicks = pages.map((): Click[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, form] of pages.entries()) {
      if (form.control === undefined) continue;
      const context = await browser.newContext({ ...PHONE, locale: 'id-ID' });
      const page = await context.newPage();
      await page.goto(origins.addPage(form.name, pageText(form)));
      await page.waitForFunction('seen.ready > 0');
      const client = await context.newCDPSession(page);
      await client.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR });
      await page.evaluate(WATCH);
      clicks[index]?.push(...(await clickThrough(page, form.control, round)));
      await context.close();
    }
  const figures = pages.map(({ name }, index) => ({
    name,
    duration: medianOf((clicks[index] ?? []).map(({ duration }) => duration)),
    handler: medianOf((clicks[index] ?? []).map(({ handler }) => handler)),
  }));
  const [own] = figures;
  if (!own) throw new Error('Nothing was clicked.');
  const rows = figures.map(
    ({ name, duration, handler }): Row => [
      name,
      figure(duration),
      ratio(duration / own.duration),
      figure(handler),
      ratio(handler / own.handler),
    ],
  );
  const results: readonly Measured[] = [measured('click', own.duration), measured('clickHandler', own.handler)];
  const HEAD: Row = ['click on a radio, medians', 'event ms', 'ratio to Kinerja', 'handlers ms', 'ratio to Kinerja'];
  return { measured: results, text: markdown([HEAD, ...rows]) };
};
