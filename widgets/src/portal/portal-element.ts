import type { TemplateResult } from 'lit/html.js';
import type { TokenProvider } from '../scorecard/scorecard.ts';
import { GatewayElement, type GatewayError, html, notice } from '../toolkit.ts';
import { isSignedOut, PortalSession } from './portal-session.ts';

/** What is said of signing in. */
export interface SignInWords {
  readonly admin: string;
  readonly setUp: string;
  readonly provider: (name: string) => string;
  readonly expired: string;
}

/** A widget for somebody whom a portal has signed in: it asks in that person's name, by the portal's token. */
export abstract class PortalElement<Answer> extends GatewayElement<Answer> {
  static override get properties(): readonly string[] {
    // Neither is checked by a rule: a rule would show a wrong value on the page, and a token is nobody's to read.
    return [...super.properties, 'token', 'tokenProvider'];
  }

  /**
   * The person's embed token, made by the portal's server. Sent in the header `Authorization` only. None by
   * default.
   * @attr token
   */
  declare token: string | null;

  private providerFunction: TokenProvider | null = null;

  protected readonly session = new PortalSession({
    given: () => this.heldToken(),
    provider: () => this.provider(),
  });

  /** In the language of the texts, which are here when it is called. */
  protected abstract chooseWords(): SignInWords;

  /**
   * Gets a fresh token from the portal's server: a function, or the name of a global one, which is what the attribute takes.
   * Asked when there is no token, and when the gateway says that it has expired. None by default.
   * @attr token-provider
   */
  get tokenProvider(): TokenProvider | string | null {
    return this.providerFunction ?? this.getAttribute('token-provider');
  }

  set tokenProvider(given: TokenProvider | string | null) {
    this.providerFunction = typeof given === 'function' ? given : null;
    if (typeof given === 'string') this.setAttribute('token-provider', given);
    else void this.requestUpdate();
  }

  override attributeChangedCallback(name: string): void {
    if (name === 'token') {
      this.session.reset();
      // Whoever was refused is let in; whoever is in stays where he is.
      if (this.operation.state.error) this.operation.retry();
    }
    super.attributeChangedCallback(name);
  }

  /** The token to begin with; that of the attribute by default. */
  protected heldToken(): string | null {
    return this.token;
  }

  /** Whether somebody is, or can be, signed in. */
  protected get isSignedIn(): boolean {
    return !!(this.heldToken() || this.provider());
  }

  private provider(): TokenProvider | null {
    const given = this.tokenProvider;
    if (typeof given !== 'string') return given;
    const found: unknown = given.split('.').reduce<unknown>((place, name) => Object(place)[name], globalThis);
    return typeof found === 'function' ? (found as TokenProvider) : null;
  }

  protected override failureText(error: GatewayError): string {
    return isSignedOut(error) ? this.chooseWords().expired : super.failureText(error);
  }

  protected override render(): TemplateResult {
    const whole = super.render();
    const words = this.chooseWords();
    const { tokenProvider } = this;
    const token = this.heldToken();
    const wrong: string[] = [];
    if (!token && !tokenProvider) wrong.push(words.setUp);
    if (typeof tokenProvider === 'string' && !this.provider()) wrong.push(words.provider(tokenProvider));
    if (wrong.length === 0 || token) return whole;
    return html`<div class="root" part="base" lang=${this.texts.code}>
      ${notice('problems', words.admin, wrong)}<slot></slot>
    </div>`;
  }
}
