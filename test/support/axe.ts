import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** The program that looks for breaches of WCAG, to be run in a page. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Runs in a page that has `AXE`: what it has against the page as it is now, or against one part of it, with the rule and the
 * first place.
 */
export async function breachesHere(part?: string): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
  // Forced colours are the visitor's own choice, and axe cannot read them: it takes -webkit-text-fill-color for the text's.
  const isForced = matchMedia('(forced-colors: active)').matches;
  const { violations } = await axe.run(part ?? document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: !isForced } },
    resultTypes: ['violations'],
    // Style sheets and pictures are on the page already.
    preload: false,
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)} ${nodes[0]?.failureSummary}`);
}

/** What axe has against a page of Chromium or Firefox as it is now, or a part of it: WCAG 2.2 AA and best practice. */
export async function breaches(page: Page, part?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(breachesHere, part);
}
