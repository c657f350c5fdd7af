import { html } from 'hono/html';
import { PROFILE_KEYS, type Questionnaire, SCORES } from '../domain/questionnaire.ts';
import type { Issue } from '../domain/score.ts';
import { AWAITING_REVIEW, inLanguage } from '../domain/text.ts';
import { isTranslationReviewed, languageAsked } from '../domain/translation.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';
import { FORM_KINDS, type FormKind } from './form-kinds.ts';
import { fieldOf, idOf, problemIn } from './plain-form-problems.ts';
import { type Html, languageLinks, layout, NOT_SPOKEN, type PageLanguage, partIn, reviewNote } from './plain-page.ts';
import { receiptPageWords } from './plain-receipt-words.ts';
import { reportPageWords } from './plain-report-words.ts';

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
  /** Whether there are queue tickets with a code for this service. */
  readonly asksForVisitCode: boolean;
  readonly submissionKey: string;
  /** What was entered before, by field name. */
  readonly entered: URLSearchParams;
  readonly issues: readonly Issue[];
  /** Said above the form when it could not be sent for a reason that is in no field. */
  readonly notice: string | null;
  /** What this form takes. */
  readonly kind: FormKind;
  /** What the region takes. */
  readonly kinds: readonly FormKind[];
}

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
  if (field === 'visitCode') return words.visitCode;
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

/** The code of the queue ticket, where there are such tickets or the address has one: to be seen, and to be left out. */
const visitCode = (page: FormPage): Html | '' => {
  const { entered, address, language } = page;
  const { words } = language;
  const given = entered.get('visitCode') ?? address.searchParams.get('visit');
  if (given === null && !page.asksForVisitCode) return '';
  const wrong = messageAt('visitCode', page);
  return html`<label class="field" for="visitCode">${words.visitCode} <span class="hint">(${words.optional})</span></label>
    <p class="hint" id="visitCode-hint">${words.visitCodeHint}</p>
    ${wrong}
    <p>
      <input class="text" id="visitCode" name="visitCode" value="${given ?? ''}" autocomplete="off" autocapitalize="characters" spellcheck="false"
        maxlength="60" aria-describedby="visitCode-hint"${wrong === '' ? '' : html` aria-invalid="true"`} />
    </p>`;
};

/** Links to the forms for the other kinds, where there are some; not for a page with entries, which a link would lose. */
const kindLinks = ({ language: { lang }, address, kind, kinds }: FormPage): Html | '' => {
  if (kinds.length < 2) return '';
  const links = [...FORM_KINDS].map(([name, other]) => {
    if (!kinds.includes(other)) return '';
    const parameters = new URLSearchParams(address.searchParams);
    parameters.set('kind', name);
    return html`<a href="?${parameters}"${other === kind ? html` aria-current="page"` : ''}>${receiptPageWords(lang).kinds[other]}</a>`;
  });
  return html`<nav class="links" aria-label="${reportPageWords(lang).kinds}">${links}</nav>`;
};

/** What stands above every form: where it goes, and the ways to others. */
export const formHead = (page: FormPage, title: string): Html => {
  const { language, entered } = page;
  const { lang, words } = language;
  const names = partIn('id', lang);
  return html`${entered.size > 0 ? '' : languageLinks(language, page.address)}
    <p class="who"${names}>${page.tenant} · ${page.unit}</p>
    <h1>${title}: <span${names}>${page.service}</span></h1>
    ${entered.size > 0 ? '' : kindLinks(page)}
    ${page.place === null ? '' : html`<p class="place">${words.place}: <strong>${page.place}</strong></p>`}
    ${page.sampleData ? html`<p class="sample">${words.sample}</p>` : ''}`;
};

/** The form, which works without JavaScript. */
export const formPage = (page: FormPage): Html => {
  const { language, questionnaire, entered } = page;
  const { lang, words } = language;
  return layout(
    lang,
    `${words.title} — ${page.service}`,
    html`${formHead(page, words.title)}
      <p class="soft">${words.intro(questionnaire.elements.length)}</p>
      ${languageNotes(language, questionnaire)}
      ${problems(page)}
      <form method="post" accept-charset="utf-8" id="answers">
        <input type="hidden" name="submissionKey" value="${page.submissionKey}" />
        <input type="hidden" name="questionnaireVersion" value="${questionnaire.version}" />
        ${visitCode(page)}
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
  /** Where the receipt can be looked up. */
  readonly receiptPath: string;
  readonly kind: FormKind;
}

/** The receipt. */
export const receiptPage = (page: ReceiptPage): Html => {
  const { lang } = page.language;
  const report = reportPageWords(lang);
  const words = { ...page.language.words, ...(page.kind !== 'RATING' && { ...report, another: report.again }) };
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
      <form method="post" action="${page.receiptPath}">
        <input type="hidden" name="code" value="${page.code}" />
        <p><button class="second" type="submit">${receiptPageWords(lang).title}</button></p>
      </form>
      ${AWAITING_REVIEW.includes(lang) ? reviewNote(page.language) : ''}
      <p><a href="${page.formPath}">${words.another}</a></p>`,
  );
};
