import { html } from 'hono/html';
import { AWAITING_REVIEW } from '../domain/text.ts';
import type { TicketKind } from '../domain/ticket-policy.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';
import { type FormPage, formHead } from './plain-form-pages.ts';
import { type Html, layout, NOT_SPOKEN, reviewNote } from './plain-page.ts';
import { receiptPageWords } from './plain-receipt-words.ts';
import { reportPageWords } from './plain-report-words.ts';

/** The form for a report: words alone, and they are needed. */
export const reportPage = (page: FormPage & { readonly kind: TicketKind }): Html => {
  const { language, questionnaire, entered, issues, notice, kind } = page;
  const { lang, words } = language;
  const report = reportPageWords(lang);
  const title = receiptPageWords(lang).kinds[kind] ?? kind;
  const isWrong = issues.some(({ path }) => path === 'comment' || path === 'answers');
  // What belongs to no field of this page; the gateway's own words.
  const others = issues.filter(({ path }) => path !== 'comment' && path !== 'answers');
  return layout(
    lang,
    `${title} — ${page.service}`,
    html`${formHead(page, title)}
      <p class="soft">${report.intro}</p>
      ${language.isFallback ? NOT_SPOKEN : ''}${AWAITING_REVIEW.includes(lang) ? reviewNote(language) : ''}
      ${
        notice === null && issues.length === 0
          ? ''
          : html`<div class="problems" role="alert">
              <h2>${notice ?? words.problems}</h2>
              <ul>
                ${isWrong ? html`<li><a href="#comment">${report.wrong(MAX_COMMENT)}</a></li>` : ''}
                ${others.map(({ message }) => html`<li lang="id">${message}</li>`)}
              </ul>
            </div>`
      }
      <form method="post" accept-charset="utf-8" id="answers">
        <input type="hidden" name="submissionKey" value="${page.submissionKey}" />
        <input type="hidden" name="questionnaireVersion" value="${questionnaire.version}" />
        <label class="field" for="comment">${report.questions[kind]}</label>
        <p class="hint" id="comment-hint">${report.hint(MAX_COMMENT)}</p>
        ${isWrong ? html`<p class="message" id="comment-mistake">${report.wrong(MAX_COMMENT)}</p>` : ''}
        <textarea id="comment" name="comment" rows="8" required maxlength="${MAX_COMMENT}" aria-describedby="comment-hint${isWrong ? ' comment-mistake' : ''}"${isWrong ? html` aria-invalid="true"` : ''}>${entered.get('comment') ?? ''}</textarea>
        <p><button type="submit">${report.send}</button></p>
      </form>`,
  );
};
