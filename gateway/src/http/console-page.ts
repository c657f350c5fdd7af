import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { DemoOfficers } from './demo-officers.ts';
import { type Exchange, sendPage } from './exchange.ts';

const WORDS = {
  id: {
    lang: 'id',
    title: 'Konsol petugas',
    intro:
      'Laporan warga: pengaduan, aspirasi, dan permintaan informasi. Untuk pimpinan unit, pimpinan daerah, dan pegawai yang ditugasi.',
    how: 'Cara masuk',
    portal:
      'Di portal kepegawaian yang memasang meja ini, Saudara sudah masuk. Di halaman ini, tempel token dari portal itu, atau token dari penyedia masuk tunggal (OIDC) daerah yang didaftarkan administrator dengan pnpm kinerja oidc add.',
    tab: 'Token tinggal di tab ini saja. Tutup tab atau tekan Keluar bila selesai.',
    noScript: 'Halaman ini memerlukan JavaScript.',
    demo: 'Data contoh: masuk sebagai',
    demoNote: 'Pegawai, laporan, dan daerah ini contoh. Tidak ada yang sungguhan.',
    other: 'English',
    otherLang: 'en',
  },
  en: {
    lang: 'en',
    title: 'Staff console',
    intro:
      'Reports of citizens: complaints, suggestions and requests for information. For heads of units, leaders of the region, and whoever was given one.',
    how: 'How to sign in',
    portal:
      'In a personnel portal that embeds this desk you are signed in already. On this page, paste a token of that portal, or one of the region’s single sign-on (OIDC), which the administrator registers by pnpm kinerja oidc add.',
    tab: 'The token stays in this tab only. Close the tab or sign out when you are done.',
    noScript: 'This page needs JavaScript.',
    demo: 'Sample data: sign in as',
    demoNote: 'People, reports and regions are samples. None of it is real.',
    other: 'Bahasa Indonesia',
    otherLang: 'id',
  },
} as const;

const STYLE = `:root{color-scheme:light dark}body{margin:0;background:#fff;color:#1b2733;font:1rem/1.6 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25;margin:0}h2{font-size:1rem;margin:1.5rem 0 0}
a{display:inline-block;padding:.5rem 0;color:#0b5394}ul{margin:0;padding:0;list-style:none}summary{padding:.5rem 0;cursor:pointer}kinerja-ticket-desk{margin:1rem 0}
@media (prefers-color-scheme:dark){body{background:#121a22;color:#eef2f6}a{color:#8cc2ff}}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

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
export interface ConsolePageOptions {
  readonly widgetVersion: string;
  /** Who can be tried out; null but for a demonstration. */
  readonly officers: DemoOfficers | null;
}

/** Sends `/konsol`: where the office works on what citizens report. Of itself it holds nothing; who signs in sees what is his. */
export const createConsolePage =
  ({ widgetVersion, officers }: ConsolePageOptions) =>
  async (exchange: Exchange): Promise<void> => {
    const { searchParams } = exchange.url;
    const words = searchParams.get('lang') === 'en' ? WORDS.en : WORDS.id;
    const person = searchParams.get('sebagai') ?? '';
    const token = (await officers?.tokenFor(person)) ?? null;
    const samples = (await officers?.list()) ?? [];
    const desk = token === null ? html`<kinerja-ticket-desk ask-token>` : html`<kinerja-ticket-desk token="${token}">`;
    const page = html`<!doctype html>
<html lang="${words.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${words.title}</title>
    <style>${raw(STYLE)}</style>
    <script type="module" src="/widgets/${widgetVersion}/kinerja.js"></script>
  </head>
  <body>
    <main>
      <h1>${words.title}</h1>
      <p>${words.intro}</p>
      ${desk}<p>${words.noScript}</p></kinerja-ticket-desk>
      ${
        samples.length > 0
          ? html`<h2>${words.demo}</h2>
      <p>${words.demoNote}</p>
      ${samples.map(
        ({ region, officers: people }) => html`<details>
        <summary>${region}</summary>
        <ul>${people.map(
          ({ id, name, post, unit }) =>
            html`<li><a href="?lang=${words.lang}&amp;sebagai=${id}">${name}, ${post}</a> ${post.includes(unit) ? '' : unit}</li>`,
        )}</ul>
      </details>`,
      )}`
          : ''
      }
      <h2>${words.how}</h2>
      <p>${words.portal} ${words.tab}</p>
      <p><a href="?lang=${words.otherLang}${token === null ? '' : `&sebagai=${person}`}" lang="${words.otherLang}" hreflang="${words.otherLang}">${words.other}</a></p>
    </main>
  </body>
</html>`;
    sendPage(exchange, 200, String(page), POLICY, { 'Cache-Control': 'no-store' });
  };
