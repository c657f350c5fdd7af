import { html, type TemplateResult } from 'lit/html.js';
import { type AttributeRules, wrongAttributes } from './attributes.ts';
import { KinerjaErrorEvent, KinerjaLoadEvent } from './events.ts';
import { gatewayAddress } from './gateway-address.ts';
import type { GatewayError } from './gateway-error.ts';
import type { CommonWords } from './locale/id.ts';
import type { Language } from './locale/languages.ts';
import { dictionaryFor, languageOf } from './locale/locale.ts';
import { loadMember, noFile } from './members.ts';
import type { Asking, OperationState } from './operation-controller.ts';
import { button } from './parts.ts';
import { ReactiveElement } from './reactive-element.ts';
import { base } from './styles/base.ts';
import { tokens } from './styles/tokens.ts';

/** Tells the web admin, on the page, what is wrong with an element; in a file of its own. */
export interface Doctor {
  /** `wrong` names the properties whose attributes are missing or malformed. */
  readonly examine: (element: GatewayElement<unknown>, wrong: readonly string[]) => void;
}

/** Ready themes; in a file of their own. */
export interface Themes {
  /** Gives the element the colours of its theme. */
  readonly dress: (element: GatewayElement<unknown>) => void;
}

/**
 * What every widget is: an element that asks one gateway, speaks the page's language, has its wrong attributes named, and
 * shows its slotted fallback while there is nothing better.
 *
 * @slot - Shown while the gateway is slow or cannot be used: a link to the plain form or page.
 * @csspart base - The box around everything.
 * @csspart problems - The note for the web admin that names wrong attributes.
 * @cssprop [--kinerja-color-background=#fff] - What everything stands on. Dark: `#13202c`.
 * @cssprop [--kinerja-color-surface=#eef4fa] - Buttons, badges and notices. Dark: `#1d3146`.
 * @cssprop [--kinerja-color-text=#1a2733] - Text. Dark: `#e9eff5`.
 * @cssprop [--kinerja-color-muted=#51606d] - Text of second rank. Dark: `#aebcc9`.
 * @cssprop [--kinerja-color-border=#cdd6de] - Lines around and between. Dark: `#3b4d5d`.
 * @cssprop [--kinerja-color-primary=#0b5a9d] - The main button, what is chosen, and the focus. Dark: `#84c3ff`.
 * @cssprop [--kinerja-color-on-primary=#fff] - Text on the main button. Dark: `#07253f`.
 * @cssprop [--kinerja-color-danger=#b3261e] - Mistakes, and what is below average. Dark: `#ffb4ab`.
 * @cssprop [--kinerja-color-above=#19713c] - What is above average. Dark: `#7fd69a`.
 * @cssprop [--kinerja-radius=8px] - Radius of corners.
 * @cssprop [--kinerja-font-family=system-ui, sans-serif] - Family of the font.
 */
export abstract class GatewayElement<Answer, Words extends object = object> extends ReactiveElement {
  static override get properties(): readonly string[] {
    return [...Object.keys(this.attributeRules), 'debug'];
  }

  static override readonly styles: string = base + tokens;

  /** Rules for the attributes of this widget, by property. */
  static readonly attributeRules: AttributeRules = {
    lang: { pattern: /^((id|en|su|jv)(-.+)?)?$/i },
    theme: { pattern: /^(auto|light|dark|blue|neutral|contrast)?$/ },
    gateway: { pattern: /^/ },
  };

  /** What this widget says beside what all say, in the languages that have no file of their own. */
  static readonly words: Readonly<Record<string, object>> = {};

  /**
   * Language of the texts: `id`, `en`, `su` or `jv`. The nearest `lang` of the page by default, else `id`.
   * @attr lang
   */
  declare lang: string;
  /**
   * `light`, `dark`, or `auto`: as the visitor prefers, the default; or a ready theme: `blue`, `neutral`, `contrast`.
   * @attr theme
   * @default 'auto'
   */
  declare theme: string | null;
  /**
   * Address of the gateway. The one the script came from by default.
   * @attr gateway
   */
  declare gateway: string | null;
  /**
   * Shows the web admin what is wrong with the page around the element. Not shown by default.
   * @attr debug
   */
  declare debug: string | null;

  /** In the language of the element or its page; here as soon as something is drawn. */
  declare protected texts: CommonWords & Words;
  /** The language that is asked of the gateway; its words are here as soon as their file is. */
  protected get language(): Language {
    return languageOf(this);
  }
  /** The gateway's address; null while a vital attribute is wrong. */
  declare protected address: string | null;
  private announcement?: string;
  /** The doctor has been here, and looks again whenever something changes. */
  private isExamined?: boolean;

  private readonly pageLanguage = new MutationObserver(() => void this.requestUpdate());

  /** What is asked of the gateway. */
  protected abstract readonly operation: Asking<Answer>;

  /** What the widget shows when it has its answer. */
  protected abstract renderAnswer(answer: Answer): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    this.pageLanguage.observe(document.documentElement, { attributeFilter: ['lang'] });
  }

  disconnectedCallback(): void {
    this.pageLanguage.disconnect();
    this.operation.halt();
  }

  /**
   * Tells the page, and screen readers of a failure.
   * @internal
   */
  settled({ error }: OperationState<Answer>): void {
    this.announce(error ? this.failureText(error) : '');
    this.dispatchEvent(error ? new KinerjaErrorEvent(error) : new KinerjaLoadEvent());
  }

  protected override render(): TemplateResult {
    const { attributeRules, words } = this.constructor as typeof GatewayElement;
    const common = dictionaryFor(this);
    const texts = { ...common, ...words[common.code] } as CommonWords & Words;
    const wrong = wrongAttributes(this, attributeRules);
    const address = gatewayAddress(this.gateway);
    if (!address) wrong.push('gateway');
    this.texts = texts;
    this.address = wrong.some((property) => attributeRules[property]?.vital) ? null : address;
    if (wrong[0] || this.debug !== null || this.isExamined) {
      this.isExamined = true;
      loadMember<Doctor>('doctor').then(({ examine }) => examine(this, wrong), noFile);
    }
    // The page's own colours, and light and dark, need no file.
    if (/^[bnc]/.test(this.theme ?? '')) loadMember<Themes>('themes').then(({ dress }) => dress(this), noFile);
    this.operation.update();
    return html`
      <div class="root" part="base" lang=${texts.code}>
        <p class="unseen" role="status">${this.announcement}</p>
        ${this.renderState(this.operation.state)}
        ${texts.awaitingReview && html`<p class="quiet">${texts.awaitingReview}</p>`}
      </div>
    `;
  }

  private renderState({ answer, error, slow }: OperationState<Answer>): TemplateResult {
    const { texts } = this;
    const fallback = html`<slot></slot>`;
    if (!this.address) return fallback;
    if (answer) return this.renderAnswer(answer);
    if (!error) return html`<p>${texts.loading}</p>${slow ? fallback : ''}`;
    return html`
      <p>${this.failureText(error)} <span class="quiet">${error.status} ${error.message}</span></p>
      ${button(texts.retry, () => this.operation.retry())}
      ${fallback}
    `;
  }

  /** Moves the focus once the change is on the page: to the answer given in a group, else to its first one. */
  protected focusOn(id = ''): void {
    void this.requestUpdate().then(() => {
      const target = this.root.getElementById(id);
      const radio = target?.querySelector<HTMLElement>('input:checked') ?? target?.querySelector<HTMLElement>('input');
      (radio ?? target)?.focus();
    });
  }

  /**
   * Has screen readers read it out.
   * @internal
   */
  announce(text: string): void {
    this.announcement = text;
    void this.requestUpdate();
  }

  /** A failure, in words for the reader. */
  protected failureText({ failure }: GatewayError): string {
    return failure === 'unknown' ? this.texts.unknown : this.texts.unreachable;
  }
}
