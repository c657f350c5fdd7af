import type { Page } from 'playwright-core';
import type { MockGateway } from '../browser/mock-gateway.ts';
import type { State } from './hosts/host.ts';

/** What a test begins with, other than the application says. */
export type Given = Partial<Omit<State, 'hear'>>;

/** The page of an application; the file of the widgets comes with it, or later by `loadWidgets()`. */
export const applicationPage = (
  { address }: Pick<MockGateway, 'address'>,
  script: string,
  given: Given,
  withWidgets = true,
): string => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8">
    <title>Aplikasi</title>
    <script>given = ${JSON.stringify(given)}</script>
    ${withWidgets ? `<script type="module" src="${widgetsOf(address)}"></script>` : ''}
  </head>
  <body>
    <main></main>
    <script type="module">${script.replaceAll('</script', '<\\/script')}</script>
  </body>
</html>`;

const widgetsOf = (address: string) => `${address}widgets/0.3.0/kinerja.js`;

/** The file of the widgets, late: after the application has drawn its page. */
export const loadWidgets = (page: Page, { address }: Pick<MockGateway, 'address'>): Promise<unknown> =>
  page.addScriptTag({ type: 'module', url: widgetsOf(address) });

/** Changes what the application shows. */
export const show = (page: Page, change: Given): Promise<void> =>
  page.evaluate((state) => window.host.show(state), change);

export const heard = (page: Page) => page.evaluate(() => window.host.heard);
