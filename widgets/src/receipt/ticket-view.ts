import type { ReceiptQuery } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { formatDay, formatInstant, html } from '../toolkit.ts';
import type { ReceiptWords } from './words.ts';

export type Found = NonNullable<ReceiptQuery['feedbackReceipt']>;
export type Ticket = NonNullable<Found['ticket']>;
type Texts = Parameters<typeof formatDay>[1];

/** Where a ticket stands, and by when who has to do something. */
export function standing(ticket: Ticket, words: ReceiptWords, texts: Texts): TemplateResult {
  const { stateLabel, dueOn, overdue, answerBy, replyBy, outcomeAsked } = ticket;
  const day = (date: string) => formatDay(date, texts);
  return html`
    <div class="notice" part="state">
      <strong class="state">${stateLabel}</strong>
      ${dueOn ? html`<p>${overdue ? words.overdue(day(dueOn)) : words.dueOn(day(dueOn))}</p>` : ''}
      ${dueOn && dueOn !== answerBy ? html`<p>${words.answerBy(day(answerBy))}</p>` : ''}
      ${replyBy ? html`<p>${words.replyBy(day(replyBy))}</p>` : ''}
      ${outcomeAsked ? html`<p>${words.longClosed}</p>` : ''}
    </div>
  `;
}

/** What happened, from the day on which it came. */
export function history({ receivedAt, service, ticket }: Found, words: ReceiptWords, texts: Texts): TemplateResult {
  const { timeZone } = service.unit.tenant;
  const step = (at: string, by: string, label: string, said: string | null, isErased = false) => html`
    <li class=${by}>
      <strong class="label">${label}</strong>
      <span class="quiet">${formatInstant(at, texts, timeZone)}</span>
      ${said ? html`<p class="said">${said}</p>` : ''} ${isErased ? html`<p class="quiet">${words.erasedText}</p>` : ''}
    </li>
  `;
  return html`
    <h3>${words.history}</h3>
    <ol part="history">
      ${step(receivedAt, '', words.received, null)}
      ${ticket?.entries.map(({ at, by, move, moveLabel, text }) =>
        step(at, by, moveLabel, text ?? null, !text && /^(ADD|ANSWER_BACK)$/.test(move)),
      )}
    </ol>
  `;
}
