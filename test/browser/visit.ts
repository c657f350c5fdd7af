import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';

/** A gateway for the tests of one file, as new for each test, and visits to a page that embeds its widgets. */
export function useVisits(prepare: (gateway: MockGateway) => void = () => undefined) {
  const gateway = new MockGateway();
  const { openPage, visitor } = useBrowser();
  beforeAll(() => gateway.start());
  beforeEach(() => {
    gateway.reset();
    prepare(gateway);
  });
  afterAll(() => gateway.stop());

  /** Opens a page with this in its body. */
  const open = (body: string, settings: BrowserContextOptions = {}): Promise<Page> => {
    gateway.page = host(gateway, body);
    return openPage(gateway.pageAddress, settings);
  };

  return { gateway, openPage, visitor, open };
}
