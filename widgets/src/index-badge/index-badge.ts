import {
  ServiceIndexOperation,
  type ServiceIndexQuery,
  type ServiceIndexQueryVariables,
  UnitIndexOperation,
  type UnitIndexQuery,
  type UnitIndexQueryVariables,
} from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import {
  type Asking,
  badge,
  formatFigure,
  formatInstant,
  formatNumber,
  GatewayElement,
  html,
  OperationController,
  PERIOD,
} from '../toolkit.ts';
import { indexBadgeStyles } from './index-badge.styles.ts';
import { badgeWords } from './words.ts';

type Place = NonNullable<UnitIndexQuery['place']> | NonNullable<ServiceIndexQuery['place']>;

/**
 * The index (IKM) of a unit or a service at a glance, for a home page: value, grade in words, period and number of ratings; or
 * why there is none. Every figure is the gateway's.
 *
 * @summary The index of a unit or a service at a glance.
 * @tag kinerja-index-badge
 * @fires {KinerjaLoadEvent} kinerja-load - The figure is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart index - The figure.
 */
export class IndexBadge extends GatewayElement<Place> {
  static override readonly styles = GatewayElement.styles + indexBadgeStyles;

  static override readonly attributeRules = {
    unit: { pattern: /^(unit_[\w-]+)?$/, vital: true },
    service: { pattern: /^(service_[\w-]+)?$/, vital: true },
    period: { pattern: PERIOD, vital: true },
    href: { pattern: /^((https?:|\/|\.|#).*)?$/ },
    ...GatewayElement.attributeRules,
  };

  /**
   * Id of the unit whose index is shown. Either this or `service` is required.
   * @attr unit
   */
  declare unit: string | null;
  /**
   * Id of the service whose index is shown. Either this or `unit` is required.
   * @attr service
   */
  declare service: string | null;
  /**
   * The period to show. The last closed quarter by default.
   * @attr period
   */
  declare period: string | null;
  /**
   * Address of a page with the details. No link by default.
   * @attr href
   */
  declare href: string | null;

  private readonly ofUnit = new OperationController<UnitIndexQuery, UnitIndexQueryVariables, Place>(this, {
    operation: UnitIndexOperation,
    question: () => {
      const { address: gateway, unit } = this;
      return gateway && unit ? { gateway, variables: { unit, ...this.rest() } } : null;
    },
    pick: ({ place }) => place,
  });

  private readonly ofService = new OperationController<ServiceIndexQuery, ServiceIndexQueryVariables, Place>(this, {
    operation: ServiceIndexOperation,
    question: () => {
      const { address: gateway, service } = this;
      return gateway && service ? { gateway, variables: { service, ...this.rest() } } : null;
    },
    pick: ({ place }) => place,
  });

  protected get operation(): Asking<Place> {
    return this.service ? this.ofService : this.ofUnit;
  }

  private rest() {
    return { period: this.period || undefined, lang: this.language };
  }

  protected override renderAnswer(place: Place): TemplateResult {
    const { texts, language, href } = this;
    const { periodLabel, closed, asOf, ratings, value, grade, gradeLabel, derivation } = place.satisfactionIndex;
    const { name, timeZone, sampleData } = 'tenant' in place ? place.tenant : place.unit.tenant;
    return html`
      <p class="quiet">${texts.index} · ${name}</p>
      <p><strong>${place.name}</strong></p>
      ${
        value === null
          ? html`<p part="index">${derivation}</p>`
          : html`
              <p part="index">
                <span class="figure">${formatFigure(value, texts)}</span> <strong>${grade} (${gradeLabel})</strong>
              </p>
              <p>${texts.basedOn(formatNumber(ratings ?? 0, texts))}</p>
            `
      }
      <p class="quiet">
        ${periodLabel} ${closed ? '' : badge(texts.provisional(formatInstant(asOf, texts, timeZone)))}
        ${sampleData ? badge(texts.sampleData) : ''}
      </p>
      ${href && IndexBadge.attributeRules.href.pattern.test(href) ? html`<a href=${href}>${badgeWords[language].details}<span class="unseen">: ${place.name}</span></a>` : ''}
    `;
  }
}
