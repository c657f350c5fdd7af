import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { type Exchange, sendPage } from './exchange.ts';
import type { Html } from './plain-page.ts';

const STYLE = `:root{color-scheme:light dark}body{margin:0;background:#fff;color:#1b2733;font:1rem/1.6 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25}a{display:inline-block;padding:.5rem 0;color:#0b5394}
@media (prefers-color-scheme:dark){body{background:#121a22;color:#eef2f6}a{color:#8cc2ff}}`;

/** The page allows itself no more than what it tells others to allow. */
const policyOf = (style: string, connectTo: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `connect-src ${["'self'", ...connectTo].join(' ')}`,
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** What stands on a page of the gateway around one of its widgets. */
export interface WidgetPage {
  readonly lang: string;
  readonly title: string;
  /** What follows the heading. */
  readonly body: Html;
  readonly cacheControl: string;
  /** Origins that its scripts may ask beside the gateway; none by default. */
  readonly connectTo?: readonly string[];
}

/**
 * Pages of the gateway itself that carry a widget of the version.
 *
 * @param ownStyle rules beside those that all of them have.
 */
export const createWidgetPages = (widgetVersion: string, ownStyle = '') => {
  const style = STYLE + ownStyle;
  return (exchange: Exchange, { lang, title, body, cacheControl, connectTo = [] }: WidgetPage): void => {
    const page = html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${title}</title>
    <style>${raw(style)}</style>
    <script type="module" src="/widgets/${widgetVersion}/kinerja.js"></script>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>`;
    sendPage(exchange, 200, String(page), policyOf(style, connectTo), { 'Cache-Control': cacheControl });
  };
};
