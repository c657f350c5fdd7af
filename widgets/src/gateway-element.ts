import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type AttributeProblem, type AttributeRules, attributeProblems, matches } from './attributes.ts';
import { KinerjaErrorEvent, KinerjaLoadEvent } from './events.ts';
import { gatewayAddress } from './gateway-address.ts';
import type { GatewayError } from './gateway-error.ts';
import { type Dictionary, id } from './locale/id.ts';
import { dictionaryFor } from './locale/locale.ts';
import type { OperationController, OperationState } from './operation-controller.ts';
import { base } from './styles/base.ts';
import { tokens } from './styles/tokens.ts';

/**
 * What every widget is: an element that asks one gateway, speaks the page's language, names its own wrong attributes, and
 * shows its slotted fallback while there is nothing better.
 *
 * @slot - Shown while the gateway is slow or cannot be used: a link to the plain form or page.
 * @csspart base - The box around everything.
 * @csspart problems - The note for the web admin that names wrong attributes.
 * @csspart error - The note that loading failed.
 */
export abstract class GatewayElement extends LitElement {
  static override styles = [tokens, base];

  static override properties: PropertyDeclarations = {
    lang: { reflect: true },
    theme: { reflect: true },
    gateway: { reflect: true },
  };

  /** Rules for the attributes of this widget, by property. */
  static attributeRules: AttributeRules = {
    lang: { accepts: matches(/^(id|en)?(-|$)/i), example: 'id, en' },
    theme: { accepts: matches(/^(auto|light|dark)?$/), example: 'auto, light, dark' },
    gateway: {
      accepts: (value) => gatewayAddress(value) !== null,
      example: 'https://kinerja.example.go.id/',
      vital: true,
    },
  };

  /** Claims a tag for the class, unless the page has loaded this file before. */
  static define(this: CustomElementConstructor, tag: string): void {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  /** Language of the texts: `id` or `en`. The nearest `lang` of the page by default, else `id`. */
  declare lang: string;
  /** `light`, `dark`, or `auto`: what the visitor prefers. `auto` by default. */
  declare theme: string | null;
  /** Address of the gateway. The one the script came from by default. */
  declare gateway: string | null;

  protected texts: Dictionary = id;
  /** The gateway's address; null while a vital attribute is wrong. */
  protected address: string | null = null;
  /** Read out by screen readers when it changes. */
  protected announcement = '';

  constructor() {
    super();
    this.theme = null;
    this.gateway = null;
  }

  private problems: readonly AttributeProblem[] = [];
  private retried = false;
  private readonly pageLanguage = new MutationObserver(() => this.requestUpdate());

  /** What the widget shows while its attributes allow it. */
  protected abstract renderContent(): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    this.pageLanguage.observe(document.documentElement, { attributeFilter: ['lang'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pageLanguage.disconnect();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.texts = dictionaryFor(this);
    this.problems = attributeProblems(this, (this.constructor as typeof GatewayElement).attributeRules, this.texts);
    this.address = this.problems.some(({ vital }) => vital) ? null : gatewayAddress(this.gateway);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="root" part="base" lang=${this.texts.code}>
        <p class="unseen" role="status">${this.announcement}</p>
        ${this.problems.length > 0 ? this.renderProblems() : nothing}
        ${this.address ? this.renderContent() : html`<slot></slot>`}
      </div>
    `;
  }

  /** The one answer of an operation, or the words for its absence. */
  protected renderOperation<Result, Variables, Answer>(
    operation: OperationController<Result, Variables, Answer>,
    renderAnswer: (answer: Answer) => TemplateResult,
  ): TemplateResult {
    const { state } = operation;
    if (state.at === 'done') return renderAnswer(state.answer);
    if (state.at === 'failed') return this.renderFailure(state.error, () => operation.retry());
    return html`
      <p class="quiet">${this.texts.loading}</p>
      ${state.at === 'loading' && state.slow ? html`<slot></slot>` : nothing}
    `;
  }

  /** Tells the page, and the visitor who asked again. */
  protected settled(state: OperationState<unknown>): void {
    if (state.at === 'done') this.dispatchEvent(new KinerjaLoadEvent());
    if (state.at === 'failed') this.dispatchEvent(new KinerjaErrorEvent(state.error));

    if (this.retried) this.focusOn(state.at === 'failed' ? 'button' : 'h2');
    this.retried = false;
  }

  /** Moves the focus once the change is on the page. */
  protected focusOn(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  private renderFailure(error: GatewayError, retry: () => void): TemplateResult {
    const { failure } = this.texts;
    const again = () => {
      this.retried = true;
      retry();
    };
    return html`
      <div class="notice" part="error">
        <p>${failure[error.failure] ?? failure['status']} <span class="quiet">${error.status} ${error.message}</span></p>
        <button type="button" @click=${again}>${this.texts.retry}</button>
      </div>
      <slot></slot>
    `;
  }

  private renderProblems(): TemplateResult {
    return html`
      <div class="notice" part="problems">
        <p><strong>${this.texts.admin}</strong></p>
        <ul>
          ${this.problems.map(({ text }) => html`<li>${text}</li>`)}
        </ul>
      </div>
    `;
  }
}
