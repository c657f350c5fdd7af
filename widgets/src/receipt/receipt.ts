import { ReceiptOperation, type ReceiptQuery, type ReceiptQueryVariables } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import {
  badge,
  button,
  formatInstant,
  GatewayElement,
  type GatewayError,
  gatewayRequest,
  html,
  OperationController,
} from '../toolkit.ts';
import { type Attempt, attemptAt, type Move, type Said, sendMove } from './moves.ts';
import { receiptStyles } from './receipt.styles.ts';
import { type Found, history, standing, type Ticket } from './ticket-view.ts';
import { type ReceiptWords, receiptWords } from './words.ts';

/** As people copy a code: in any case, with spaces and hyphens or without. */
const CODE = /^[0-9a-z][0-9a-z\s-]{14,38}$/i;

/** Most characters that the gateway keeps of one text. */
const LONGEST_TEXT = 2_000;

/** How far a move has come. */
type Delivery = 'sending' | 'sent' | 'notSent' | 'notNow';

// The code is a key: as a mutation it travels in the body, and so stands in no log and no cache.
const LOOK = { ...ReceiptOperation, kind: 'mutation' } as const;

/**
 * What became of a feedback, for whoever has the code of its receipt; no name, no account. Looking records nothing. A report can
 * be added to, answered and withdrawn here, and whoever wrote it says whether it was put right; what he wrote can be erased.
 *
 * @summary What became of a feedback, by the code of its receipt.
 * @tag kinerja-receipt
 * @fires {KinerjaLoadEvent} kinerja-load - The receipt is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - There is no such receipt, or loading failed.
 * @csspart receipt - What was found.
 * @csspart delivery - How far what was just sent has come.
 * @csspart state - Where a report stands, and by when who has to do something.
 * @csspart history - What happened with a report.
 */
export class Receipt extends GatewayElement<Found> {
  static override readonly styles = GatewayElement.styles + receiptStyles;

  static override readonly attributeRules = {
    code: { pattern: /^([0-9a-z][0-9a-z\s-]{14,38})?$/i },
    ...GatewayElement.attributeRules,
  };

  /**
   * The code to look up at once. People type it in by default.
   * @attr code
   */
  declare code: string | null;

  private typed = '';
  private isMistyped = false;
  /** What is being written to the office. */
  private text = '';
  private isTextWrong = false;
  private attempt: Attempt | undefined;
  private delivery: Delivery | undefined;
  /** What is shown is older than what was sent. */
  private isStale = false;

  protected readonly operation = new OperationController<ReceiptQuery, ReceiptQueryVariables, Found>(this, {
    operation: LOOK,
    question: () => {
      const { address: gateway, code, language: lang } = this;
      return gateway && code && CODE.test(code) ? { gateway, variables: { code, lang } } : null;
    },
    pick: ({ feedbackReceipt }) => feedbackReceipt,
  });

  private readonly look = (event: Event): void => {
    event.preventDefault();
    const code = this.typed.trim();
    this.isMistyped = !CODE.test(code);
    if (this.isMistyped) this.focusOn('code');
    else if (this.code === code) this.operation.retry();
    else this.code = code;
    void this.requestUpdate();
  };

  protected override failureText(error: GatewayError): string {
    const { unknown, tooMany } = receiptWords[this.language];
    if (error.failure === 'unknown') return unknown;
    return error.status === 429 ? tooMany(error.retryAfterSeconds ?? 60) : super.failureText(error);
  }

  protected override render(): TemplateResult {
    const whole = super.render();
    const words = receiptWords[this.language];
    const { code, texts } = this;
    if (code && CODE.test(code) && !this.operation.state.error) return whole;
    const { error } = this.operation.state;
    return html`
      <div class="root" part="base" lang=${texts.code}>
        <h2>${words.title}</h2>
        <form novalidate @submit=${this.look}>
          <label for="code">${texts.receiptCode}</label>
          <p id="hint" class="quiet">${words.hint}</p>
          <p id="mistake" class="mistake" role="alert">
            ${this.isMistyped ? words.mistyped : error ? this.failureText(error) : ''}
          </p>
          <input
            id="code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-describedby="hint mistake"
            aria-invalid=${this.isMistyped}
            .value=${this.typed || code || ''}
            @input=${(event: Event) => {
              this.typed = (event.target as HTMLInputElement).value;
            }}
          />
          <button class="primary">${words.look}</button>
        </form>
        <slot></slot>
      </div>
    `;
  }

  protected override renderAnswer(found: Found): TemplateResult {
    const { code, receivedAt, kind, service, ticket, words: kept } = found;
    const { texts } = this;
    const words = receiptWords[this.language];
    const { tenant } = service.unit;
    const instant = (at: string) => formatInstant(at, texts, tenant.timeZone);
    const fact = (name: string, value: string | null | undefined) =>
      value
        ? html`
            <dt>${name}</dt>
            <dd>${value}</dd>
          `
        : '';
    return html`
      <h2>${words.title} ${tenant.sampleData ? badge(texts.sampleData) : ''}</h2>
      ${this.renderDelivery(words)}
      ${ticket ? standing(ticket, words, texts) : html`<p>${words.recorded}</p>`}
      <dl part="receipt">
        ${fact(texts.receiptCode, code)}${fact(words.kind, words.kinds[kind] ?? kind)}
        ${fact(words.service, `${service.name}, ${service.unit.name}, ${tenant.name}`)}
        ${ticket ? '' : fact(words.received, instant(receivedAt))}${fact(words.category, ticket?.category)}
        ${fact(words.laporId, ticket?.laporId)}${fact(words.erasedAt, kept.erasedAt && instant(kept.erasedAt))}
        ${fact(words.yourWord, ticket?.outcome && words.outcomes[ticket.outcome])}
      </dl>
      ${ticket ? html`${history(found, words, texts)}${this.renderMoves(ticket, words)}` : ''}
      ${kept.kept ? this.confirmed('ERASE', words.erase, [words.eraseMeans, words.eraseKeeps], words.eraseNow) : ''}
      ${button(words.another, () => {
        this.typed = this.text = '';
        this.attempt = this.delivery = undefined;
        this.isTextWrong = this.isStale = false;
        this.code = null;
        this.focusOn('code');
      })}
    `;
  }

  private renderDelivery(words: ReceiptWords): TemplateResult | '' {
    const { delivery, attempt } = this;
    if (!delivery) return '';
    return html`
      <div class="notice" id="delivery" part="delivery" tabindex="-1">
        <strong>${words[delivery]}</strong>
        ${this.isStale ? html`<p>${words.stale}</p>` : ''}
        ${
          delivery === 'notSent' && attempt
            ? html`<p>${button(words.sendAgain, () => this.move(attempt.move, attempt))}</p>`
            : ''
        }
      </div>
    `;
  }

  private renderMoves({ state, moves, outcome }: Ticket, words: ReceiptWords): TemplateResult {
    return html`
      ${
        moves.includes('SAY_OUTCOME')
          ? html`
              <fieldset aria-describedby="beside">
                <legend><h3>${words.isItFixed}</h3></legend>
                <p id="beside">${words.besideOffice}</p>
                ${(['FIXED', 'NOT_FIXED'] as const).map(
                  (said) => html`
                    <button
                      type="button"
                      aria-pressed=${outcome === said}
                      @click=${() => this.move('SAY_OUTCOME', { said })}
                    >
                      ${words.outcomes[said]}
                    </button>
                  `,
                )}
              </fieldset>
            `
          : ''
      }
      ${
        // What was written stays, also where it cannot be sent any more.
        moves.includes('ADD') || moves.includes('ANSWER_BACK') || this.text
          ? html`
              <form novalidate @submit=${this.write}>
                <h3><label for="text">${state === 'ANSWERED' ? words.reply : words.add}</label></h3>
                <p id="text-hint" class="quiet">${words.textHint}</p>
                <p id="text-mistake" class="mistake" role="alert">${this.isTextWrong ? words.wrongText : ''}</p>
                <textarea
                  id="text"
                  rows="4"
                  aria-describedby="text-hint text-mistake"
                  aria-invalid=${this.isTextWrong}
                  .value=${this.text}
                  @input=${(event: Event) => {
                    this.text = (event.target as HTMLTextAreaElement).value;
                  }}
                ></textarea>
                <button class="primary">${words.send}</button>
              </form>
            `
          : ''
      }
      ${
        moves.includes('WITHDRAW')
          ? this.confirmed('WITHDRAW', words.withdraw, [words.withdrawMeans], words.withdrawNow)
          : ''
      }
    `;
  }

  /** What cannot be undone: first it is told what it means. */
  private confirmed(move: Move, name: string, means: readonly string[], now: string): TemplateResult {
    return html`
      <details>
        <summary>${name}</summary>
        ${means.map((meaning) => html`<p>${meaning}</p>`)} ${button(now, () => this.move(move))}
      </details>
    `;
  }

  private readonly write = (event: Event): void => {
    event.preventDefault();
    const text = this.text.trim();
    // The gateway counts what a reader sees, of which there is never more.
    this.isTextWrong = !text || [...text].length > LONGEST_TEXT;
    if (this.isTextWrong) this.focusOn('text');
    else this.move('ADD', { text });
  };

  /** Sends a move, and shows how far it has come; whatever goes wrong, what was typed stays. */
  private move(move: Move, said: Said = {}): void {
    const { code, address: gateway } = this;
    if (!code || !gateway || this.delivery === 'sending') return;
    const attempt = attemptAt(move, said, this.attempt);
    this.attempt = attempt;
    this.isTextWrong = this.isStale = false;
    this.delivery = 'sending';
    this.focusOn('delivery');
    void this.deliver(attempt, code, gateway);
  }

  private async deliver(attempt: Attempt, code: string, gateway: string): Promise<void> {
    const outcome = await sendMove(attempt, code, gateway).catch(() => 'notSent' as const);
    // Somebody may look at another receipt by now.
    if (this.code !== code) return;
    this.isTextWrong = outcome === 'wrongText';
    if (outcome === 'wrongText') {
      this.delivery = undefined;
      return this.focusOn('text');
    }
    if (outcome === 'sent') {
      this.attempt = undefined;
      if (this.text.trim() === attempt.text) this.text = '';
    }
    this.delivery = outcome;
    this.announce(receiptWords[this.language][outcome]);
    if (outcome !== 'notSent') await this.lookAgain(code, gateway);
  }

  /** Shows the receipt as it is after a move, in place of the one before. */
  private async lookAgain(code: string, gateway: string): Promise<void> {
    const answer = await gatewayRequest(LOOK, { code, lang: this.language }, { gateway }).then(
      ({ feedbackReceipt }) => feedbackReceipt,
      () => null,
    );
    if (this.code !== code) return;
    if (answer) this.operation.state = { answer };
    this.isStale = !answer;
    void this.requestUpdate();
  }
}
