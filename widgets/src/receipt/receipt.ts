import { ReceiptOperation, type ReceiptQuery, type ReceiptQueryVariables } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import {
  badge,
  button,
  formatInstant,
  GatewayElement,
  type GatewayError,
  html,
  OperationController,
} from '../toolkit.ts';
import { receiptStyles } from './receipt.styles.ts';
import { receiptWords } from './words.ts';

type Found = NonNullable<ReceiptQuery['feedbackReceipt']>;

/** As people copy a code: in any case, with spaces and hyphens or without. */
const CODE = /^[0-9a-z][0-9a-z\s-]{14,38}$/i;

/**
 * What became of a feedback, for whoever has the code of its receipt; no name, no account. Looking records nothing.
 *
 * @summary What became of a feedback, by the code of its receipt.
 * @tag kinerja-receipt
 * @fires {KinerjaLoadEvent} kinerja-load - The receipt is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - There is no such receipt, or loading failed.
 * @csspart receipt - What was found.
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

  protected readonly operation = new OperationController<ReceiptQuery, ReceiptQueryVariables, Found>(this, {
    // The code is a key: as a mutation it travels in the body, and so stands in no log and no cache.
    operation: { ...ReceiptOperation, kind: 'mutation' },
    question: () => {
      const { address: gateway, code } = this;
      return gateway && code && CODE.test(code) ? { gateway, variables: { code } } : null;
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
    return error.failure === 'unknown' ? receiptWords[this.language].unknown : super.failureText(error);
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

  protected override renderAnswer({ code, receivedAt, kind, service }: Found): TemplateResult {
    const { texts } = this;
    const words = receiptWords[this.language];
    const { tenant } = service.unit;
    return html`
      <h2>${words.title} ${tenant.sampleData ? badge(texts.sampleData) : ''}</h2>
      <dl part="receipt">
        <dt>${texts.receiptCode}</dt>
        <dd>${code}</dd>
        <dt>${words.kind}</dt>
        <dd>${words.kinds[kind] ?? kind}</dd>
        <dt>${words.service}</dt>
        <dd>${service.name}, ${service.unit.name}, ${tenant.name}</dd>
        <dt>${words.received}</dt>
        <dd>${formatInstant(receivedAt, texts, tenant.timeZone)}</dd>
      </dl>
      <p>${words.recorded}</p>
      ${button(words.another, () => {
        this.typed = '';
        this.code = null;
        this.focusOn('code');
      })}
    `;
  }
}
