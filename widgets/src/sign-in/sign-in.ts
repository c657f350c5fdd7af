import type { TemplateResult } from 'lit/html.js';
import { GatewayElement, html } from '../toolkit.ts';
import type { Failure, Provider } from './provider.ts';
import { signInStyles } from './sign-in.styles.ts';
import { type SignedInElement, SignInController, type Standing } from './sign-in-controller.ts';
import { signInEn } from './words/en.ts';
import { type SignInWords, signInId } from './words/id.ts';

/** Some value, any. */
const GIVEN = { pattern: /./, vital: true } as const;

/**
 * Signs people in at the single sign-on of a region (OpenID Connect, authorization code flow with PKCE), and gives a widget of
 * the page its tokens. For the staff console; portals sign people in themselves.
 *
 * @summary Signs people into the staff console by the account of their region.
 * @tag kinerja-sign-in
 */
export class SignIn extends GatewayElement<Standing> {
  static override readonly styles = GatewayElement.styles + signInStyles;

  static override readonly attributeRules = {
    for: GIVEN,
    issuer: { pattern: /^https?:\/\/\S+$/, vital: true },
    client: GIVEN,
    region: GIVEN,
    scope: { pattern: /^$|(^| )openid( |$)/ },
    ...GatewayElement.attributeRules,
  };

  /**
   * Id of the element that gets the tokens.
   * @attr for
   */
  declare for: string | null;
  /**
   * Address by which the provider names itself; its description is below it, at `/.well-known/openid-configuration`.
   * @attr issuer
   */
  declare issuer: string | null;
  /**
   * As the provider knows this page: a public client, which has no secret.
   * @attr client
   */
  declare client: string | null;
  /**
   * Name of the region whose people the provider knows.
   * @attr region
   */
  declare region: string | null;
  /**
   * What the provider is asked for; `openid` by default.
   * @attr scope
   */
  declare scope: string | null;

  protected readonly operation = new SignInController(this);

  /** @internal */
  get provider(): Provider | null {
    const { address, issuer, client, scope } = this;
    return address && issuer && client ? { issuer, client, scope: scope || 'openid' } : null;
  }

  /** @internal */
  get desk(): SignedInElement | null {
    return document.getElementById(this.for ?? '') as SignedInElement | null;
  }

  private get words(): SignInWords {
    return this.language === 'en' ? signInEn : signInId;
  }

  protected override renderAnswer(standing: Standing): TemplateResult {
    const { words } = this;
    const region = this.region ?? '';
    this.hidden = standing.kind === 'signedIn';
    return html`
      <div lang=${words.code}>
        <p role="status">${standing.kind === 'coming' ? words.coming : ''}</p>
        <p class="mistake" role="alert">${this.whyNot(standing)}</p>
        <button class="primary" ?disabled=${standing.kind === 'coming'} @click=${() => this.operation.retry()}>
          ${words.signIn(region)}
        </button>
        <p class="quiet">${words.by(this.host)}</p>
      </div>
    `;
  }

  private get host(): string {
    return new URL(this.issuer ?? location.href).host;
  }

  private whyNot(standing: Standing): string {
    const { words } = this;
    const { kind } = standing;
    if (kind === 'failed') return `${words.failed} ${this.told(standing.failure)}`;
    if (kind === 'refused') return words.refused(this.region ?? '');
    return kind === 'again' || kind === 'noStorage' || kind === 'unsafe' ? words[kind] : '';
  }

  private told([why, said]: Failure): string {
    const { words } = this;
    if (why === 'denied' || why === 'elsewhere') return words[why](said);
    return why === 'away' ? words.away(this.host, location.origin) : words.mismatch;
  }
}
