import { html, raw } from 'hono/html';
import { PROFILE_KEYS, type Questionnaire, SCORES } from '../domain/questionnaire.ts';
import type { Issue } from '../domain/score.ts';
import {
  AWAITING_REVIEW,
  inLanguage,
  LANGUAGE_NAMES,
  LANGUAGES,
  type Language,
  languageOf,
  tagAmong,
} from '../domain/text.ts';
import { isTranslationReviewed, languageAsked } from '../domain/translation.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';
import { fieldOf, idOf, problemIn } from './plain-form-problems.ts';
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
main{max-width:40rem;margin:0 auto;padding:1.25rem 1rem 4rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
.who{color:var(--soft);margin:0 0 1rem}.place{background:var(--tint);border:1px solid var(--line);border-radius:.4rem;padding:.5rem .75rem}.sample{border:2px dashed var(--warn);color:var(--warn);padding:.5rem .75rem;font-weight:600;border-radius:.4rem}
fieldset{min-width:0;border:1px solid var(--line);border-radius:.5rem;margin:0 0 1rem;padding:.75rem 1rem 1rem}legend{font-weight:600;padding:0 .35rem}
fieldset.wrong{border:2px solid var(--warn)}.hint,.soft{color:var(--soft);font-size:.95rem;font-weight:400}
label.answer{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;padding:.35rem .25rem;cursor:pointer;border-radius:.35rem}
label.answer:hover{background:var(--tint)}input[type=radio]{width:1.35rem;height:1.35rem;flex:none;accent-color:var(--accent)}
textarea,select{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.35rem;padding:.6rem}
label.field{display:block;margin:.5rem 0 .25rem;font-weight:600}
button{font:inherit;font-weight:700;min-height:3rem;padding:.6rem 1.5rem;border:0;border-radius:.4rem;background:var(--accent);color:var(--paper);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.problems{border:2px solid var(--warn);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem}
.problems h2{font-size:1.1rem;margin:0 0 .25rem;color:var(--warn)}.problems a{color:inherit}.message{color:var(--warn);margin:.25rem 0;font-weight:600}
.code{font:700 1.4rem/1.4 ui-monospace,Menlo,Consolas,monospace;background:var(--tint);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}
.languages{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0 0 .5rem}.languages a{padding:.55rem 0;min-height:2.75rem}.languages a[aria-current]{font-weight:700;text-decoration:none}
.note{border-left:.3rem solid var(--line);padding:.25rem 0 .25rem .75rem;color:var(--soft)}.note span{display:block}
dt{font-weight:600}dd{margin:0 0 .5rem}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:.35rem .5rem .35rem 0;text-align:start;vertical-align:top;font-weight:400;overflow-wrap:normal}thead th{font-weight:600}.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
a{color:var(--accent)}@media print{button,.soft,.languages{display:none}}`;

type Html = ReturnType<typeof html>;

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
const partIn = (part: string, page: Language): Html | '' => (part === page ? '' : html` lang="${part}"`);

/** Everything that the form page shows. */
export interface FormPage {
  readonly language: PageLanguage;
  /** Address of this page, which the same page in other languages has with another `lang`. */
  readonly address: URL;
  readonly service: string;
  readonly unit: string;
  readonly tenant: string;
  readonly sampleData: boolean;
  readonly questionnaire: Questionnaire;
  /** Counter or room that the address names; it is shown and cannot be changed. */
  readonly place: string | null;
  readonly submissionKey: string;
  /** What was entered before, by field name. */
  readonly entered: URLSearchParams;
  readonly issues: readonly Issue[];
  /** Said above the form when it could not be sent for a reason that is in no field. */
  readonly notice: string | null;
}

/** Links to the same page in the other languages; only while nothing is entered, which a link would lose. */
const languageLinks = ({ language: { lang, words }, address, entered }: FormPage): Html | '' => {
  if (entered.size > 0) return '';
  const links = LANGUAGES.map((other) => {
    const parameters = new URLSearchParams(address.searchParams);
    parameters.set('lang', other);
    return html`<a href="?${parameters}" lang="${other}" hreflang="${other}"${other === lang ? html` aria-current="page"` : ''}>${LANGUAGE_NAMES[other]}</a>`;
  });
  return html`<nav class="languages" aria-label="${words.languages}">${links}</nav>`;
};

const NOT_SPOKEN = html`<p class="note">Bahasa yang diminta belum ada, jadi halaman ini berbahasa Indonesia.
  <span lang="en">The language asked for is not there yet, so this page is in Indonesian.</span></p>`;

/** In the language itself, and in Indonesian for everybody else. */
const reviewNote = ({ lang, words }: PageLanguage): Html =>
  html`<p class="note">${words.awaitingReview}
    ${lang === 'id' ? '' : html`<span lang="id">${FORM_WORDS.id.awaitingReview}</span>`}</p>`;

/** What whoever reads a page in a language should know about it. */
const languageNotes = (language: PageLanguage, questionnaire: Questionnaire): Html[] => {
  const { lang, words, isFallback } = language;
  const isReviewed = !AWAITING_REVIEW.includes(lang) && isTranslationReviewed(questionnaire, lang);
  return [
    ...(isFallback ? [NOT_SPOKEN] : []),
    ...(isReviewed ? [] : [reviewNote(language)]),
    ...(languageAsked(questionnaire, lang) === lang ? [] : [html`<p class="note">${words.askedInIndonesian}</p>`]),
  ];
};

/** What a field is called on the page; nothing for what has no field. */
const nameOf = (field: string, { language: { lang, words }, questionnaire }: FormPage): string | undefined => {
  if (field === 'comment') return words.comment;
  const asked = languageAsked(questionnaire, lang);
  const place = questionnaire.elements.findIndex(({ key }) => field === `answers.${key}`);
  const element = questionnaire.elements[place];
  if (element !== undefined) return `${place + 1}. ${inLanguage(element.label, asked)}`;
  const about = questionnaire.profile.find(({ key }) => field === `respondent.${key}`);
  return about && inLanguage(about.label, asked);
};

const problems = (page: FormPage): Html | '' => {
  const { language, issues, notice } = page;
  if (issues.length === 0 && notice === null) return '';
  const items = issues.map((issue) => {
    const field = fieldOf(issue.path);
    const [name, problem] = [nameOf(field, page), problemIn(field, language.words)];
    if (problem === null) return html`<li lang="id">${issue.message}</li>`;
    return html`<li><a href="#${idOf(field)}">${name === undefined ? '' : `${name}: `}${problem}</a></li>`;
  });
  return html`<div class="problems" role="alert">
      <h2>${notice ?? language.words.problems}</h2>
      <ul>${items}</ul>
    </div>`;
};

/** What is wrong with a field, beside it. */
const messageAt = (field: string, { language: { words }, issues }: FormPage): Html | '' =>
  issues.some(({ path }) => fieldOf(path) === field) ? html`<p class="message">${problemIn(field, words)}</p>` : '';

const questions = (page: FormPage): Html[] => {
  const { language, questionnaire, entered } = page;
  const { words } = language;
  const lang = languageAsked(questionnaire, language.lang);
  const part = partIn(lang, language.lang);
  return questionnaire.elements.map((element, place) => {
    const field = `answers.${element.key}`;
    const given = entered.get(field);
    const wrong = messageAt(field, page);
    return html`<fieldset id="${idOf(field)}" class="${wrong === '' ? '' : 'wrong'}">
      <legend>${place + 1}. <span${part}>${inLanguage(element.label, lang)}</span> ${element.required ? '' : html`<span class="hint">(${words.optional})</span>`}</legend>
      <p${part}>${inLanguage(element.question, lang)}</p>
      ${wrong}
      ${SCORES.map(
        (score) =>
          html`<label class="answer"
            ><input type="radio" name="${field}" value="${score}" ${element.required ? 'required' : ''} ${given === String(score) ? 'checked' : ''} />
            <span${part}>${inLanguage(element.answers[score - 1] ?? { id: String(score) }, lang)}</span></label
          >`,
      )}
      ${
        element.required
          ? ''
          : html`<label class="answer"><input type="radio" name="${field}" value="" ${given === '' ? 'checked' : ''} /> <span>${words.skip}</span></label>`
      }
    </fieldset>`;
  });
};

const profile = (page: FormPage): Html | '' => {
  const { language, questionnaire, entered } = page;
  const { words } = language;
  const lang = languageAsked(questionnaire, language.lang);
  const part = partIn(lang, language.lang);
  const fields = PROFILE_KEYS.flatMap((key) => {
    const field = questionnaire.profile.find((candidate) => candidate.key === key);
    if (field === undefined) return [];
    const name = `respondent.${key}`;
    return [
      html`<label class="field" for="${idOf(name)}"${part}>${inLanguage(field.label, lang)}</label>
        ${messageAt(name, page)}
        <select id="${idOf(name)}" name="${name}">
          <option value="">${words.noAnswer}</option>
          ${field.options.map(
            ({ code, label }) =>
              html`<option value="${code}"${part} ${entered.get(name) === code ? 'selected' : ''}>${inLanguage(label, lang)}</option>`,
          )}
        </select>`,
    ];
  });
  return fields.length === 0 ? '' : html`<fieldset><legend>${words.profile}</legend>${fields}</fieldset>`;
};

/** The form, which works without JavaScript. */
export const formPage = (page: FormPage): Html => {
  const { language, questionnaire, entered } = page;
  const { lang, words } = language;
  const names = partIn('id', lang);
  return layout(
    lang,
    `${words.title} — ${page.service}`,
    html`${languageLinks(page)}
      <p class="who"${names}>${page.tenant} · ${page.unit}</p>
      <h1>${words.title}: <span${names}>${page.service}</span></h1>
      ${page.place === null ? '' : html`<p class="place">${words.place}: <strong>${page.place}</strong></p>`}
      ${page.sampleData ? html`<p class="sample">${words.sample}</p>` : ''}
      <p class="soft">${words.intro(questionnaire.elements.length)}</p>
      ${languageNotes(language, questionnaire)}
      ${problems(page)}
      <form method="post" accept-charset="utf-8" id="answers">
        <input type="hidden" name="submissionKey" value="${page.submissionKey}" />
        <input type="hidden" name="questionnaireVersion" value="${questionnaire.version}" />
        ${questions(page)}
        <label class="field" for="comment">${words.comment}</label>
        <p class="hint" id="comment-hint">${words.commentHint}</p>
        ${messageAt('comment', page)}
        <textarea id="comment" name="comment" rows="4" maxlength="${MAX_COMMENT}" aria-describedby="comment-hint">${entered.get('comment') ?? ''}</textarea>
        ${profile(page)}
        <p><button type="submit">${words.send}</button></p>
      </form>`,
  );
};

/** What the receipt page shows. */
export interface ReceiptPage {
  readonly language: PageLanguage;
  readonly service: string;
  readonly code: string;
  readonly receivedAt: string;
  readonly replayed: boolean;
  readonly sampleData: boolean;
  readonly formPath: string;
}

/** The receipt. */
export const receiptPage = (page: ReceiptPage): Html => {
  const { lang, words } = page.language;
  return layout(
    lang,
    words.thanks,
    html`<h1>${words.thanks}</h1>
      ${page.sampleData ? html`<p class="sample">${words.sample}</p>` : ''}
      ${page.replayed ? html`<p>${words.replayed}</p>` : ''}
      <p${partIn('id', lang)}>${page.service}</p>
      <h2>${words.code}</h2>
      <p class="code">${page.code}</p>
      <p>${words.keep}</p>
      <p class="soft">${words.received}: ${page.receivedAt}</p>
      ${AWAITING_REVIEW.includes(lang) ? reviewNote(page.language) : ''}
      <p><a href="${page.formPath}">${words.another}</a></p>`,
  );
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
