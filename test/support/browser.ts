import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium } from './chromium.mjs';

/** A browser for the tests of one file, with a fresh visitor for each test. */
export function useBrowser() {
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser.close());

  /** A visitor who has never been here, at 1280 px and reading Indonesian unless told otherwise. */
  const visitor = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      ...options,
    });
    context.setDefaultTimeout(10_000);
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
