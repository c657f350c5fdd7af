import {
  UnitScorecardOperation,
  type UnitScorecardQuery,
  type UnitScorecardQueryVariables,
} from '@kinerja/schema/operations';
import { html, type TemplateResult } from 'lit/html.js';
import { PERIOD } from '../attributes.ts';
import { GatewayElement } from '../gateway-element.ts';
import { loadMember, noFile } from '../members.ts';
import { OperationController } from '../operation-controller.ts';
import { scorecardStyles } from './scorecard.styles.ts';
import { type PublicUnit, unitCard } from './unit-card.ts';
import { type CardWords, cardWords } from './words.ts';

/** Gets a fresh token of the person from the portal's server. */
export type TokenProvider = () => Promise<string>;

/**
 * The scorecard: of a unit, for everybody; or of a person, who signs in by the portal's token. Every figure is the gateway's,
 * and every figure of a person explains itself. What a person sees and does is in a file of its own, the appraisal desk.
 *
 * @summary The scorecard of a unit, for everybody, or of a person, who signs in.
 * @tag kinerja-scorecard
 * @fires {KinerjaLoadEvent} kinerja-load - The scorecard is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart index - The index of a unit.
 * @csspart elements - The elements of a unit's index.
 * @csspart element - One element.
 * @csspart counts - The drawing of how often each answer was given.
 * @csspart trend - The change of a unit's index over the quarters.
 * @csspart weakest - The weakest elements and what is done about them.
 * @csspart predicate - Of a person: predicate with its two ratings.
 * @csspart steps - Of a person: what one can do now.
 * @csspart stages - Of a person: the stages with their dates.
 * @csspart components - Of a person: the components with their figures.
 * @csspart component - Of a person: one component.
 * @csspart feedback - Of a person: the feedback record.
 * @csspart history - Of a person: one's appraisals over the periods.
 */
export class Scorecard extends GatewayElement<PublicUnit, CardWords> {
  static override readonly words = cardWords;

  static override readonly styles = GatewayElement.styles + scorecardStyles;

  static override get properties(): readonly string[] {
    // Neither is checked by a rule: a rule would show a wrong value on the page, and a token is nobody's to read.
    return [...super.properties, 'token', 'tokenProvider'];
  }

  static override readonly attributeRules = {
    unit: { pattern: /^(unit_[\w-]+)?$/, vital: true },
    period: { pattern: PERIOD, vital: true },
    ...GatewayElement.attributeRules,
  };

  /**
   * Id of a unit: then its public scorecard is shown, without a token. A person's by default.
   * @attr unit
   */
  declare unit: string | null;
  /**
   * The period to show. For a person the latest appraisal, for a unit the last closed quarter by default.
   * @attr period
   */
  declare period: string | null;
  /**
   * The person's embed token, made by the portal's server. Sent in the header `Authorization` only. None by
   * default.
   * @attr token
   */
  declare token: string | null;

  private given?: TokenProvider | null;

  protected readonly operation = new OperationController<UnitScorecardQuery, UnitScorecardQueryVariables, PublicUnit>(
    this,
    {
      operation: UnitScorecardOperation,
      question: () => {
        const { address: gateway, unit, period, language: lang } = this;
        return gateway && unit ? { gateway, variables: { unit, period: period || undefined, lang } } : null;
      },
      pick: ({ unit }) => unit,
    },
  );

  /**
   * Gets a fresh token from the portal's server: a function, or the name of a global one, which is what the attribute takes.
   * Asked when there is no token, and when the gateway says that it has expired. None by default.
   * @attr token-provider
   */
  get tokenProvider(): TokenProvider | string | null {
    return this.given ?? this.getAttribute('token-provider');
  }

  set tokenProvider(provider: TokenProvider | string | null) {
    this.given = typeof provider === 'function' ? provider : null;
    if (typeof provider === 'string') this.setAttribute('token-provider', provider);
    else void this.requestUpdate();
  }

  protected override render(): TemplateResult {
    if (this.unit) return super.render();
    loadMember('appraisal-desk').catch(noFile);
    return html`
      <kinerja-appraisal-desk
        exportparts="base,problems,predicate,steps,stages,components,component,feedback,history"
        theme=${this.theme}
        gateway=${this.gateway}
        period=${this.period}
        .token=${this.token}
        .tokenProvider=${this.tokenProvider}
      >
        <slot></slot>
      </kinerja-appraisal-desk>
    `;
  }

  protected override renderAnswer(unit: PublicUnit): TemplateResult {
    return unitCard(unit, this.texts);
  }
}
