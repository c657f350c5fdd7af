import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { type Exchange, sendPage } from './exchange.ts';

const WORDS = {
  id: {
    lang: 'id',
    title: 'Pasang widget Kinerja',
    intro: 'Pilih widget dan isinya, lihat hasilnya, lalu salin yang perlu ditempel di situs Anda.',
    noScript: 'Halaman ini memerlukan JavaScript. Tanpa itu: pnpm kinerja services <kode> pada server.',
    other: 'English',
    otherLang: 'en',
  },
  en: {
    lang: 'en',
    title: 'Embed a Kinerja widget',
    intro: 'Choose a widget and what it is about, look at it, and copy what has to be pasted into your site.',
    noScript: 'This page needs JavaScript. Without it: pnpm kinerja services <code> on the server.',
    other: 'Bahasa Indonesia',
    otherLang: 'id',
  },
} as const;

const STYLE = `:root{color-scheme:light dark}body{margin:0;background:#fff;color:#1b2733;font:1rem/1.6 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:1rem}h1{font-size:1.5rem;line-height:1.25}a{display:inline-block;padding:.5rem 0;color:#0b5394}
@media (prefers-color-scheme:dark){body{background:#121a22;color:#eef2f6}a{color:#8cc2ff}}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The page allows itself no more than what it tells others to allow. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What the page is made from. */
export interface BuilderPageOptions {
  readonly widgetVersion: string;
  /** Address to print into snippets; absent: as the page was addressed. */
  readonly publicUrl: string | undefined;
}

/** Sends `/builder`: where a web admin puts a snippet together. It shows what is public, and nothing else. */
export const createBuilderPage =
  ({ widgetVersion, publicUrl }: BuilderPageOptions) =>
  (exchange: Exchange): void => {
    const words = exchange.url.searchParams.get('lang') === 'en' ? WORDS.en : WORDS.id;
    const page = html`<!doctype html>
<html lang="${words.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <title>${words.title}</title>
    <style>${raw(STYLE)}</style>
    <script type="module" src="/widgets/${widgetVersion}/kinerja.js"></script>
  </head>
  <body>
    <main>
      <h1>${words.title}</h1>
      <p>${words.intro}</p>
      <p><a href="?lang=${words.otherLang}" lang="${words.otherLang}" hreflang="${words.otherLang}">${words.other}</a></p>
      <kinerja-builder public-address="${publicUrl ?? ''}"><p>${words.noScript}</p></kinerja-builder>
    </main>
  </body>
</html>`;
    sendPage(exchange, 200, String(page), POLICY, { 'Cache-Control': 'no-cache' });
  };
