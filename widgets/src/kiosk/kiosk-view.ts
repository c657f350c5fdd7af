import type { TemplateResult } from 'lit/html.js';
import type { Delivery } from '../outbox.ts';
import { html } from '../toolkit.ts';
import { type Stage, secondsLeft } from './stage.ts';
import type { KioskWords } from './words.ts';

/** What the kiosk lays over the form, and what a visitor can do there. */
export interface KioskView {
  readonly words: KioskWords;
  readonly stage: Stage;
  readonly now: number;
  /** How far the rating just given has come. */
  readonly delivery: Delivery | undefined;
  /** For the staff. */
  readonly queue: readonly string[];
  readonly stay: () => void;
  readonly restart: () => void;
  readonly prolong: () => void;
}

export const kioskView = (view: KioskView): TemplateResult => html`
  ${view.stage.name === 'asking' ? ask(view, view.stage) : ''} ${view.stage.name === 'done' ? done(view, view.stage) : ''}
  ${view.queue.map((sentence) => html`<p class="quiet" part="queue">${sentence}</p>`)}
`;

const ask = (
  { words, now, stay, restart }: KioskView,
  { until }: Extract<Stage, { name: 'asking' }>,
): TemplateResult => html`
  <dialog aria-labelledby="still-here" aria-describedby="wiped-in" @cancel=${stay} @click=${stay}>
    <h2 id="still-here">${words.stillHere}</h2>
    <p id="wiped-in">${words.wipedIn(secondsLeft(until, now))}</p>
    <button type="button" class="primary">${words.stay}</button>
    <button
      type="button"
      @click=${(event: Event) => {
        event.stopPropagation();
        restart();
      }}
    >
      ${words.leave}
    </button>
  </dialog>
`;

function done(view: KioskView, { until, leaveFrom }: Extract<Stage, { name: 'done' }>): TemplateResult {
  const { words, now, delivery = {}, restart, prolong } = view;
  const { receipt, waiting, failure } = delivery;
  const told =
    waiting?.kept === 'memory' ? words.inPage : waiting ? words.onDevice : failure ? words.refused : words.sending;
  const wait = secondsLeft(leaveFrom, now);
  return html`
    <section aria-labelledby="thanks" part="thanks">
      <h2 id="thanks" tabindex="-1">${words.thanks}</h2>
      <div role="status">
        ${receipt ? html`<p>${words.recorded}</p><p class="code">${receipt.code}</p>` : html`<p>${told}</p>`}
      </div>
      <p>${words.restartsIn(secondsLeft(until, now))}</p>
      <button type="button" class="primary" ?disabled=${wait > 0} @click=${restart}>
        ${words.finish}${wait > 0 ? ` (${wait})` : ''}
      </button>
      <button type="button" @click=${prolong}>${words.moreTime}</button>
    </section>
  `;
}
