import { basename } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { GAPS } from '../browser/engines.ts';
import { launchChromium } from './chromium.mjs';
import { launchFirefox, type SystemSettings } from './firefox.ts';

/** A browser for the tests of one file, in the engine of the project, with a fresh visitor for each test. */
export function useBrowser() {
  const { name, program, missing } = inject('engine');
  const browsers = new Map<string, Promise<Browser>>();
  const contexts: BrowserContext[] = [];

  /** Chromium learns the settings of a visitor at any time; Firefox ESR needs a start for each. */
  const browserFor = ({ colorScheme, forcedColors, reducedMotion }: SystemSettings): Promise<Browser> => {
    const settings = program ? { colorScheme, forcedColors, reducedMotion } : {};
    const key = JSON.stringify(settings);
    const browser = browsers.get(key) ?? (program ? launchFirefox(program, settings) : launchChromium());
    browsers.set(key, browser);
    return browser;
  };

  beforeAll(async () => {
    if (!missing) await browserFor({});
  });
  beforeEach(({ task, skip }) => {
    const file = basename(task.file.name);
    const gap = GAPS.find(({ engine, file: where, test }) => engine === name && where === file && test === task.name);
    const reason = missing ?? gap?.reason;
    if (reason) skip(reason);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    for (const browser of browsers.values()) await (await browser).close();
  });

  /** A visitor who has never been here, at 1280 px and reading Indonesian unless told otherwise. */
  const visitor = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    if (program && options.javaScriptEnabled === false)
      throw new Error('Firefox goes on with JavaScript, and says nothing: such a test is a gap of engines.ts.');
    const browser = await browserFor(options);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      ...options,
    });
    // A step may take its time on a busy machine: how long is not what these tests ask.
    context.setDefaultTimeout(20_000);
    if (name === 'firefox') context.on('page', tellWidgets);
    contexts.push(context);
    return context;
  };

  /** A page of a fresh visitor; what goes wrong in it unseen fails the test that asks `errors`. */
  const openPage = async (address: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await visitor(options)).newPage();
    await page.goto(address);
    return page;
  };

  return { visitor, openPage };
}

/**
 * Asked to change a setting of the visitor, Firefox ESR does nothing and says nothing. The colour scheme goes to the widgets
 * then, by their own attribute; everything else fails the test.
 */
function tellWidgets(page: Page): void {
  page.emulateMedia = async ({ colorScheme, ...others } = {}) => {
    if (Object.keys(others).length > 0 || !colorScheme)
      throw new Error('Firefox ESR learns this at its start: give it to openPage() or visitor().');
    await page.evaluate((theme) => {
      for (const element of document.querySelectorAll('*'))
        if (element.localName.startsWith('kinerja-')) element.setAttribute('theme', theme);
    }, colorScheme);
  };
}
