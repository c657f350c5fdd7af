import { html } from 'hono/html';
import type { ConsoleProvider } from '../access/console-providers.ts';
import type { DemoOfficers } from './demo-officers.ts';
import type { Exchange } from './exchange.ts';
import { createWidgetPages } from './widget-page.ts';

const WORDS = {
  id: {
    lang: 'id',
    title: 'Konsol petugas',
    intro:
      'Laporan warga, forum, keberatan atas angka yang terbit, dan penilaian yang tidak biasa. Untuk pimpinan unit, pimpinan daerah, dan pegawai yang ditugasi.',
    how: 'Cara masuk',
    portal:
      'Di portal kepegawaian yang memasang meja ini, Saudara sudah masuk. Di halaman ini, masuk dengan akun daerah (OIDC) bila tombolnya ada, atau tempel token dari portal itu. Tombol itu ada setelah administrator mendaftarkan penyedianya dengan pnpm kinerja oidc add --console.',
    tab: 'Saudara hanya masuk di tab ini. Tutup tab atau tekan Keluar bila selesai.',
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
      'Reports of citizens, the forum, objections to published figures, and unusual ratings. For heads of units, leaders of the region, and whoever was given one.',
    how: 'How to sign in',
    portal:
      'In a personnel portal that embeds this desk you are signed in already. On this page, sign in with the account of your region (OIDC) where there is a button for it, or paste a token of that portal. The button is there once the administrator has registered the provider by pnpm kinerja oidc add --console.',
    tab: 'You are signed in in this tab only. Close the tab or sign out when you are done.',
    noScript: 'This page needs JavaScript.',
    demo: 'Sample data: sign in as',
    demoNote: 'People, reports and regions are samples. None of it is real.',
    other: 'Bahasa Indonesia',
    otherLang: 'id',
  },
} as const;

const STYLE =
  'h1{margin:0}h2{font-size:1rem;margin:1.5rem 0 0}ul{margin:0;padding:0;list-style:none}summary{padding:.5rem 0;cursor:pointer}kinerja-ticket-desk{margin:1rem 0}';

/** What the page is made from. */
export interface ConsolePageOptions {
  readonly widgetVersion: string;
  /** By whom people can be signed in on the page. */
  readonly providers: () => Promise<readonly ConsoleProvider[]>;
  /** Who can be tried out; null but for a demonstration. */
  readonly officers: DemoOfficers | null;
}

/** What the sign-in elements refer to. */
const DESK = 'meja';

/** Sends `/konsol`: where the office works on what citizens report. Of itself it holds nothing; who signs in sees what is his. */
export const createConsolePage = ({ widgetVersion, providers, officers }: ConsolePageOptions) => {
  const sendWidgetPage = createWidgetPages(widgetVersion, STYLE);
  return async (exchange: Exchange): Promise<void> => {
    const { searchParams } = exchange.url;
    const words = searchParams.get('lang') === 'en' ? WORDS.en : WORDS.id;
    const person = searchParams.get('sebagai') ?? '';
    const token = (await officers?.tokenFor(person)) ?? null;
    const samples = (await officers?.list()) ?? [];
    const offered = token === null ? await providers() : [];
    const desk =
      token === null
        ? html`<kinerja-ticket-desk id="${DESK}" ask-token>`
        : html`<kinerja-ticket-desk token="${token}">`;
    const body = html`<p>${words.intro}</p>
      ${offered.map(
        ({ region, issuer, clientId, scope }) =>
          html`<kinerja-sign-in for="${DESK}" issuer="${issuer}" client="${clientId}" scope="${scope}" region="${region}"></kinerja-sign-in>`,
      )}
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
      <p><a href="?lang=${words.otherLang}${token === null ? '' : `&sebagai=${person}`}" lang="${words.otherLang}" hreflang="${words.otherLang}">${words.other}</a></p>`;
    sendWidgetPage(exchange, {
      ...words,
      body,
      cacheControl: 'no-store',
      connectTo: [...new Set(offered.map(({ issuer }) => new URL(issuer).origin))],
    });
  };
};
