import { html } from 'hono/html';
import type { Exchange } from './exchange.ts';
import { createWidgetPages } from './widget-page.ts';

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

/** What the page is made from. */
export interface BuilderPageOptions {
  readonly widgetVersion: string;
  /** Address to print into snippets; absent: as the page was addressed. */
  readonly publicUrl: string | undefined;
}

/** Sends `/builder`: where a web admin puts a snippet together. It shows what is public, and nothing else. */
export const createBuilderPage = ({ widgetVersion, publicUrl }: BuilderPageOptions) => {
  const sendWidgetPage = createWidgetPages(widgetVersion);
  return (exchange: Exchange): void => {
    const words = exchange.url.searchParams.get('lang') === 'en' ? WORDS.en : WORDS.id;
    const body = html`<p>${words.intro}</p>
      <p><a href="?lang=${words.otherLang}" lang="${words.otherLang}" hreflang="${words.otherLang}">${words.other}</a></p>
      <kinerja-builder public-address="${publicUrl ?? ''}"><p>${words.noScript}</p></kinerja-builder>`;
    sendWidgetPage(exchange, { ...words, body, cacheControl: 'no-cache' });
  };
};
