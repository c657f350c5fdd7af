import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { addPortalKey, embedToken } from '../support/sign-in.ts';
import type { openTicketOffice } from '../support/ticket-office.ts';

type Office = Awaited<ReturnType<typeof openTicketOffice>>;

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
export const text = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

/** What has the focus within the desk: its id. */
export const focused = (page: Page) =>
  page.locator('kinerja-ticket-desk').evaluate((desk) => desk.shadowRoot?.activeElement?.id ?? '');
export const waitForFocus = (page: Page, id: string) => expect.poll(() => focused(page)).toBe(id);

/** Loses the answers to changes, which arrive all the same, until the page is loaded again. */
export const loseAnswers = (page: Page) =>
  page.evaluate(() => {
    const send = globalThis.fetch;
    globalThis.fetch = async (address, options) => {
      const answer = await send(address, options);
      if (options?.method !== 'POST') return answer;
      throw new TypeError('The answer got lost.');
    };
  });

/** The page /konsol of a real gateway, for people of an office. */
export const useDesk = async ({ gateway, bandung, people }: Office) => {
  const key = await addPortalKey(gateway.database, bandung);
  const { openPage } = useBrowser();

  const tokenFor = (name: keyof typeof people) => embedToken(bandung, people[name].id, key, gateway.clock.now());

  /** The console for somebody, on a phone by default. */
  const openAs = async (name: keyof typeof people, { hash = '', width = 360 } = {}): Promise<Page> => {
    const page = await openPage(`${gateway.address}/konsol${hash}`, { viewport: { width, height: 800 } });
    await page.getByLabel('Token masuk').fill(tokenFor(name));
    await page.getByLabel('Token masuk').press('Enter');
    await text(page, `Masuk sebagai ${name}`);
    return page;
  };

  return { openPage, tokenFor, openAs };
};
