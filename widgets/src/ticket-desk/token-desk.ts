import type { TemplateResult } from 'lit/html.js';
import type { PortalController } from '../portal/portal-controller.ts';
import { PortalElement } from '../portal/portal-element.ts';
import { isSignedOut } from '../portal/portal-session.ts';
import { type GatewayError, html } from '../toolkit.ts';
import { tabStorage } from './draft.ts';
import type { DeskAnswer, DeskQuestion } from './read-desk.ts';
import { KinerjaSignOutEvent } from './sign-out-event.ts';
import { ticketDeskEn } from './words/en.ts';
import { type TicketDeskWords, ticketDeskId } from './words/id.ts';

/** Where the tab keeps the token that was typed in. */
const TOKEN = 'kinerja-token';

/** A desk that asks for a token by itself where no portal gives one, and keeps it in the tab. */
export abstract class TokenDesk extends PortalElement<DeskAnswer> {
  static override get properties(): readonly string[] {
    return [...super.properties, 'askToken'];
  }

  /**
   * Asks for a token on the page while there is none, and keeps it in the tab. Not asked by default.
   * @attr ask-token
   */
  declare askToken: string | null;

  protected abstract override readonly operation: PortalController<DeskQuestion, DeskAnswer>;
  protected words: TicketDeskWords = ticketDeskId;
  /** The token that was typed in; null while none was. */
  private keptToken: string | null = null;
  private typedToken = '';
  private isTokenMissing = false;

  /** Somebody was just let in. */
  protected abstract signedIn(): void;
  /** Drops what nobody else may see. */
  protected abstract forget(): void;

  override connectedCallback(): void {
    this.keptToken ??= tabStorage()?.getItem(TOKEN) ?? null;
    super.connectedCallback();
  }

  protected override chooseWords(): TicketDeskWords {
    // Offices work in Indonesian by law; the desk speaks no regional language.
    this.words = this.language === 'en' ? ticketDeskEn : ticketDeskId;
    return this.words;
  }

  protected override heldToken(): string | null {
    return this.token ?? (this.askToken === null ? null : this.keptToken);
  }

  protected override render(): TemplateResult {
    const whole = super.render();
    const { error } = this.operation.state;
    if (this.askToken === null || (this.isSignedIn && !(error && isSignedOut(error)))) return whole;
    return this.renderSignIn(this.isSignedIn);
  }

  private renderSignIn(wasRefused: boolean): TemplateResult {
    const { words } = this;
    const mistake = this.isTokenMissing ? words.tokenMissing : wasRefused ? words.expired : '';
    return html`
      <div class="root" part="base" lang=${words.code}>
        <h2>${words.title}</h2>
        <form novalidate @submit=${this.signIn}>
          <label for="token">${words.token}</label>
          <p id="token-hint" class="quiet hint">${words.tokenHint}</p>
          <p id="token-mistake" class="mistake" role="alert">${mistake}</p>
          <input
            id="token"
            type="password"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="token-hint token-mistake"
            aria-invalid=${this.isTokenMissing}
            .value=${this.typedToken}
            @input=${(event: Event) => {
              this.typedToken = (event.target as HTMLInputElement).value;
            }}
          />
          <button class="primary">${words.signIn}</button>
        </form>
      </div>
    `;
  }

  private readonly signIn = (event: Event): void => {
    event.preventDefault();
    const token = this.typedToken.trim();
    this.isTokenMissing = !token;
    if (!token) {
      this.focusOn('token');
      return;
    }
    this.typedToken = '';
    this.keptToken = token;
    tabStorage()?.setItem(TOKEN, token);
    this.session.reset();
    this.signedIn();
    this.operation.retry();
  };

  /** Whether the token that was typed in is not good any more: then another one is asked for, and what was typed waits. */
  protected askAgain(error: GatewayError): boolean {
    if (this.askToken === null || !isSignedOut(error)) return false;
    this.operation.state = { error };
    this.focusOn('token');
    return true;
  }

  protected signOut(): void {
    this.keptToken = null;
    tabStorage()?.removeItem(TOKEN);
    this.forget();
    this.session.reset();
    // Whoever signed the person in stops doing so.
    this.dispatchEvent(new KinerjaSignOutEvent());
    this.operation.state = {};
    this.operation.retry();
    this.focusOn('token');
  }
}
