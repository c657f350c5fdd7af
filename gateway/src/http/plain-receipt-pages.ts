import { html } from 'hono/html';
import { dayInWords, instantInWords } from '../domain/instant-in-words.ts';
import { AWAITING_REVIEW, inLanguage, inPublicLanguage } from '../domain/text.ts';
import { stepWords, TICKET_STATE_NAMES, type TicketMove, ticketMoves } from '../domain/ticket.ts';
import { categoryOf } from '../domain/ticket-policy.ts';
import type { Receipt } from '../feedback/submit-feedback.ts';
import type { TicketEntryView, TicketView } from '../ticket/read-ticket.ts';
import type { WordsView } from '../ticket/read-words.ts';
import { type Html, languageLinks, layout, NOT_SPOKEN, type PageLanguage, partIn, reviewNote } from './plain-page.ts';
import type { ReceiptPageWords } from './plain-receipt-words.ts';

/** What every page about receipts has. */
export interface ReceiptFrame {
  readonly language: PageLanguage;
  readonly words: ReceiptPageWords;
  /** Where its forms are sent. */
  readonly action: string;
  /** Address of this page; null for the answer to a form, to which no link leads. */
  readonly address: URL | null;
}

const framed = ({ language, words, address }: ReceiptFrame, body: Html): Html => {
  return layout(
    language.lang,
    words.title,
    html`${address === null ? '' : languageLinks(language, address)}
      <h1>${words.title}</h1>
      ${language.isFallback ? NOT_SPOKEN : ''}${AWAITING_REVIEW.includes(language.lang) ? reviewNote(language) : ''}
      ${body}`,
  );
};

const message = (id: string, text: string | null): Html | '' =>
  text === null ? '' : html`<p class="message" id="${id}">${text}</p>`;

/** What the page that asks for a code shows. */
export interface AskingPage extends ReceiptFrame {
  /** What was typed before. */
  readonly typed: string;
  /** What is wrong with that. */
  readonly mistake: string | null;
  /** Fields of what could not be done yet; it is done once the code may be tried again. */
  readonly waiting: readonly (readonly [name: string, value: string])[];
}

/** Asks for the code. */
export const askingPage = (page: AskingPage): Html => {
  const { language, words, typed, mistake, waiting } = page;
  return framed(
    page,
    html`<form method="post" accept-charset="utf-8" action="${page.action}">
      ${waiting.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <label class="field" for="code">${language.words.code}</label>
      <p class="hint" id="code-hint">${words.hint}</p>
      ${message('code-mistake', mistake)}
      <input class="text" id="code" name="code" value="${typed}" required autocomplete="off" autocapitalize="characters" spellcheck="false"
        aria-describedby="code-hint${mistake === null ? '' : ' code-mistake'}"${mistake === null ? '' : html` aria-invalid="true" autofocus`} />
      <p><button type="submit">${words.look}</button></p>
    </form>`,
  );
};

/** What the page of a receipt shows. */
export interface ReceiptPage extends ReceiptFrame {
  readonly receipt: Receipt;
  readonly place: {
    readonly service: string;
    readonly unit: string;
    readonly tenant: string;
    readonly timeZone: string;
    readonly sampleData: boolean;
  };
  readonly ticket: TicketView | null;
  readonly entries: readonly TicketEntryView[];
  readonly kept: WordsView;
  /** Keys of what can be done, made before it is. */
  readonly newKey: () => string;
  /** What was written before, under which key, and whether it cannot be kept as it is. */
  readonly written: { readonly text: string; readonly key: string; readonly isWrong: boolean } | null;
  /** What came of what was just done. */
  readonly outcome: 'sent' | 'notNow' | null;
}

const standing = (ticket: TicketView, { language, words }: ReceiptPage): Html => {
  const day = (date: string) => dayInWords(date, language.lang);
  const { state, dueOn, overdue, replyBy, deadlines, outcomeAsked } = ticket;
  return html`<div class="state">
    <h2>${inPublicLanguage(TICKET_STATE_NAMES[state], language.lang)}</h2>
    ${dueOn === null ? '' : html`<p>${overdue ? words.overdue(day(dueOn)) : words.dueOn(day(dueOn))}</p>`}
    ${dueOn === null || dueOn === deadlines.answerBy ? '' : html`<p>${words.answerBy(day(deadlines.answerBy))}</p>`}
    ${replyBy === null ? '' : html`<p>${words.replyBy(day(replyBy))}</p>`}
    ${outcomeAsked ? html`<p>${words.longClosed}</p>` : ''}
  </div>`;
};

const facts = (page: ReceiptPage): Html => {
  const { language, words, receipt, place, ticket, kept } = page;
  const { lang } = language;
  const instant = (at: Date) => instantInWords(at, lang, place.timeZone);
  const fact = (name: string, value: string | null | undefined, part: Html | '' = '') =>
    value ? html`<dt>${name}</dt><dd${part}>${value}</dd>` : '';
  const label = ticket === null ? undefined : categoryOf(ticket.policy, ticket.category)?.label;
  return html`<dl>
    ${fact(language.words.code, receipt.code)}
    ${fact(words.kind, words.kinds[receipt.kind])}
    ${fact(words.service, `${place.service}, ${place.unit}, ${place.tenant}`, partIn('id', lang))}
    ${ticket === null ? fact(words.received, instant(receipt.receivedAt)) : ''}
    ${fact(words.category, label && inLanguage(label, lang))}
    ${fact(words.laporId, ticket?.laporId)}
    ${fact(words.erasedAt, kept.erasedAt && instant(kept.erasedAt))}
    ${fact(words.yourWord, ticket?.outcome && words.outcomes[ticket.outcome])}
  </dl>`;
};

const history = ({ language, words, receipt, place, entries }: ReceiptPage): Html => {
  const step = (at: Date, label: string, said: string | null, isErased: boolean) =>
    html`<li><strong>${label}</strong> <span class="soft">${instantInWords(at, language.lang, place.timeZone)}</span>
      ${said === null ? '' : html`<p class="said">${said}</p>`}${isErased ? html`<p class="soft">${words.erasedText}</p>` : ''}</li>`;
  return html`<h2>${words.history}</h2>
    <ol class="history">
      ${step(receipt.receivedAt, words.received, null, false)}
      ${entries.map(({ at, move, outcome, text }) =>
        step(
          at,
          inPublicLanguage(stepWords(move, outcome), language.lang),
          text,
          text === null && (move === 'ADD' || move === 'ANSWER_BACK'),
        ),
      )}
    </ol>`;
};

/** A form that does something with the receipt; its key makes that once, however often it is sent. */
const doing = ({ action, receipt }: ReceiptPage, key: string, body: Html): Html =>
  html`<form method="post" accept-charset="utf-8" action="${action}">
    <input type="hidden" name="code" value="${receipt.code}" /><input type="hidden" name="key" value="${key}" />
    ${body}
  </form>`;

const writing = (page: ReceiptPage, isReply: boolean): Html => {
  const { words, written } = page;
  const mistake = written?.isWrong === true ? words.wrongText : null;
  return doing(
    page,
    written?.key ?? page.newKey(),
    html`<label class="field" for="text">${isReply ? words.reply : words.add}</label>
      <p class="hint" id="text-hint">${words.textHint}</p>
      ${message('text-mistake', mistake)}
      <textarea id="text" name="text" rows="5" required aria-describedby="text-hint${mistake === null ? '' : ' text-mistake'}"${mistake === null ? '' : html` aria-invalid="true" autofocus`}>${written?.text ?? ''}</textarea>
      <p><button type="submit" name="move" value="ADD">${words.send}</button></p>`,
  );
};

/** What cannot be undone: first it is told what it means. */
const confirmed = (page: ReceiptPage, move: string, name: string, means: readonly string[], now: string): Html =>
  html`<details><summary>${name}</summary>
    ${means.map((meaning) => html`<p>${meaning}</p>`)}
    ${doing(page, page.newKey(), html`<button class="second" type="submit" name="move" value="${move}">${now}</button>`)}
  </details>`;

const moves = (page: ReceiptPage, ticket: TicketView): Html => {
  const { words } = page;
  const possible: readonly TicketMove[] = ticketMoves('CITIZEN', ticket.state);
  const outcome = (said: 'FIXED' | 'NOT_FIXED') =>
    html`<button class="second" type="submit" name="move" value="${said}">${words.outcomes[said]}</button> `;
  return html`
    ${
      possible.includes('SAY_OUTCOME')
        ? html`<h2>${words.isItFixed}</h2><p>${words.besideOffice}</p>${doing(page, page.newKey(), html`${outcome('FIXED')}${outcome('NOT_FIXED')}`)}`
        : ''
    }
    ${
      // What was written stays, also where it cannot be sent any more.
      possible.includes('ADD') || possible.includes('ANSWER_BACK') || page.written !== null
        ? writing(page, ticket.state === 'ANSWERED')
        : ''
    }
    ${possible.includes('WITHDRAW') ? confirmed(page, 'WITHDRAW', words.withdraw, [words.withdrawMeans], words.withdrawNow) : ''}`;
};

/** Where a receipt stands, and what whoever holds its code can do. */
export const receiptStandingPage = (page: ReceiptPage): Html => {
  const { language, words, place, ticket, kept, outcome, action } = page;
  return framed(
    page,
    html`${place.sampleData ? html`<p class="sample">${language.words.sample}</p>` : ''}
      ${outcome === 'sent' ? html`<p class="done" role="status">${words.sent}</p>` : ''}
      ${outcome === 'notNow' ? html`<div class="problems" role="alert"><p>${words.notNow}</p></div>` : ''}
      ${ticket === null ? html`<p>${words.recorded}</p>` : standing(ticket, page)}
      ${facts(page)}
      ${ticket === null ? '' : html`${history(page)}${moves(page, ticket)}`}
      ${kept.kept ? confirmed(page, 'ERASE', words.erase, [words.eraseMeans, words.eraseKeeps], words.eraseNow) : ''}
      <p><a href="${action}">${words.another}</a></p>`,
  );
};
