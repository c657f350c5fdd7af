import { html, raw } from 'hono/html';
import { LANGUAGE_NAMES, LANGUAGES, type Language, languageOf, tagAmong } from '../domain/text.ts';
import { FORM_WORDS, type FormWords } from './plain-form-words.ts';

/** The language of a plain page. */
export interface PageLanguage {
  readonly lang: Language;
  readonly words: FormWords;
  /** Whether another one was asked for, which is not spoken here. */
  readonly isFallback: boolean;
}

/** The language that an address asks for; Indonesian by default, and in place of those that are not spoken here. */
export const pageLanguage = (asked: string | null): PageLanguage => {
  const lang = languageOf(asked);
  return { lang, words: FORM_WORDS[lang], isFallback: Boolean(asked) && tagAmong(LANGUAGES, asked) === undefined };
};

/** The pages style themselves; they load nothing, run nothing, and send to themselves only. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors *";

const STYLE = `
:root{color-scheme:light dark;--ink:#16212c;--soft:#4b5b69;--line:#b8c4ce;--paper:#fff;--accent:#0b5394;--warn:#a4161a;--tint:#eef4fa}
@media (prefers-color-scheme:dark){:root{--ink:#eef2f6;--soft:#b3c0cc;--line:#52616e;--paper:#121a22;--accent:#8cc2ff;--warn:#ff9b9b;--tint:#1c2833}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:40rem;margin:0 auto;padding:1.25rem 1rem 4rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.25rem;line-height:1.3}
.who{color:var(--soft);margin:0 0 1rem}.place{background:var(--tint);border:1px solid var(--line);border-radius:.4rem;padding:.5rem .75rem}.sample{border:2px dashed var(--warn);color:var(--warn);padding:.5rem .75rem;font-weight:600;border-radius:.4rem}
fieldset{min-width:0;border:1px solid var(--line);border-radius:.5rem;margin:0 0 1rem;padding:.75rem 1rem 1rem}legend{font-weight:600;padding:0 .35rem}
fieldset.wrong{border:2px solid var(--warn)}.hint,.soft{color:var(--soft);font-size:.95rem;font-weight:400}
label.answer{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;padding:.35rem .25rem;cursor:pointer;border-radius:.35rem}
label.answer:hover{background:var(--tint)}input[type=radio]{width:1.35rem;height:1.35rem;flex:none;accent-color:var(--accent)}
textarea,select,input.text{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.35rem;padding:.6rem}
label.field{display:block;margin:.5rem 0 .25rem;font-weight:600}
button{font:inherit;font-weight:700;min-height:3rem;padding:.6rem 1.5rem;border:0;border-radius:.4rem;background:var(--accent);color:var(--paper);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.problems{border:2px solid var(--warn);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem}
.problems h2{font-size:1.1rem;margin:0 0 .25rem;color:var(--warn)}.problems a{color:inherit}.message{color:var(--warn);margin:.25rem 0;font-weight:600}
.code{font:700 1.4rem/1.4 ui-monospace,Menlo,Consolas,monospace;background:var(--tint);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}
.languages,.links{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0 0 .5rem}.languages a,.links a{padding:.55rem 0;min-height:2.75rem}.languages a[aria-current],.links a[aria-current]{font-weight:700;text-decoration:none}
.note{border-left:.3rem solid var(--line);padding:.25rem 0 .25rem .75rem;color:var(--soft)}.note span{display:block}
.state,.done{background:var(--tint);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem}.state h2{margin:0}.state p{margin:.25rem 0 0}.done{font-weight:600}
dt,summary{font-weight:600}dd{margin:0 0 .5rem}main:has(.wide){max-width:56rem}.wide{overflow-x:auto}.wide td:not(.number){min-width:6rem}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:.35rem .5rem .35rem 0;text-align:start;vertical-align:top;font-weight:400;overflow-wrap:normal}thead th{font-weight:600}.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.history{list-style:none;padding:0}.history li{border-left:.3rem solid var(--line);padding:.1rem 0 .1rem .75rem;margin:0 0 1rem}
.history li.official{border-color:var(--accent)}.history strong,.history .soft{display:block}.history strong::first-letter{text-transform:uppercase}.said{margin:.25rem 0 0;white-space:pre-line}summary{cursor:pointer;padding:.6rem 0;min-height:2.75rem}
button.second{background:var(--paper);color:var(--accent);border:2px solid var(--accent);margin:.25rem .5rem .25rem 0}
a{color:var(--accent)}@media print{button,.soft,.languages,.links{display:none}}`;

export type Html = ReturnType<typeof html>;

/** A plain page: it styles itself. */
export const layout = (lang: Language, title: string, body: Html): Html => html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <style>
      ${raw(STYLE)}
    </style>
  </head>
  <body>
    <main>${body}</main>
  </body>
</html>`;

/** The attribute of a part in another language than its page, for who reads aloud. */
export const partIn = (part: string, page: Language): Html | '' => (part === page ? '' : html` lang="${part}"`);

/** Links to the same page in the other languages; not for a page with entries, which a link would lose. */
export const languageLinks = ({ lang, words }: PageLanguage, address: URL): Html => {
  const links = LANGUAGES.map((other) => {
    const parameters = new URLSearchParams(address.searchParams);
    parameters.set('lang', other);
    return html`<a href="?${parameters}" lang="${other}" hreflang="${other}"${other === lang ? html` aria-current="page"` : ''}>${LANGUAGE_NAMES[other]}</a>`;
  });
  return html`<nav class="languages" aria-label="${words.languages}">${links}</nav>`;
};

/** Said where another language was asked for. */
export const NOT_SPOKEN = html`<p class="note">Bahasa yang diminta belum ada, jadi halaman ini berbahasa Indonesia.
  <span lang="en">The language asked for is not there yet, so this page is in Indonesian.</span></p>`;

/** In the language itself, and in Indonesian for everybody else. */
export const reviewNote = ({ lang, words }: PageLanguage): Html =>
  html`<p class="note">${words.awaitingReview}
    ${lang === 'id' ? '' : html`<span lang="id">${FORM_WORDS.id.awaitingReview}</span>`}</p>`;

/** Where receipts are looked up. */
const RECEIPT_PATH = '/tanda-terima';

/** The address at which receipts are looked up, or that of one of them, in the language that `from` asks for. */
export const receiptPath = ({ searchParams }: URL, pass?: string): string => {
  const lang = searchParams.get('lang');
  const path = pass === undefined ? RECEIPT_PATH : `${RECEIPT_PATH}/${pass}`;
  return lang === null ? path : `${path}?${new URLSearchParams({ lang })}`;
};

/** A page that says one thing, with a way to a fresh form. */
export const noticePage = (
  { lang, words }: PageLanguage,
  text: string,
  way: { readonly path: string; readonly words: string },
): Html =>
  layout(
    lang,
    words.title,
    html`<h1>${words.title}</h1><div class="problems" role="alert"><p>${text}</p></div><p><a href="${way.path}">${way.words}</a></p>`,
  );
