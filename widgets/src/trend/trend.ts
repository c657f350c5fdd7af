import { UnitTrendOperation, type UnitTrendQuery, type UnitTrendQueryVariables } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { badge, formatFigure, formatNumber, GatewayElement, html, OperationController } from '../toolkit.ts';
import { trendStyles } from './trend.styles.ts';
import { trendLine } from './trend-line.ts';
import { trendWords } from './words.ts';

type Unit = NonNullable<UnitTrendQuery['unit']>;

/**
 * How the index of a unit has changed over two years of quarters: what is proven in words, a line with gaps where no figure
 * was published, and the same as a table. Every figure is the gateway's.
 *
 * @summary How the index of a unit has changed over two years.
 * @tag kinerja-trend
 * @fires {KinerjaLoadEvent} kinerja-load - The trend is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart line - The picture.
 * @csspart table - The same as a table.
 */
export class Trend extends GatewayElement<Unit> {
  static override readonly styles = GatewayElement.styles + trendStyles;

  static override readonly attributeRules = {
    unit: { pattern: /^unit_[\w-]+$/, vital: true },
    ...GatewayElement.attributeRules,
  };

  /**
   * Id of the unit. Required.
   * @attr unit
   */
  declare unit: string | null;

  protected readonly operation = new OperationController<UnitTrendQuery, UnitTrendQueryVariables, Unit>(this, {
    operation: UnitTrendOperation,
    question: () => {
      const { address: gateway, unit, language: lang } = this;
      return gateway && unit ? { gateway, variables: { unit, lang } } : null;
    },
    pick: ({ unit }) => unit,
  });

  protected override renderAnswer({ name, tenant, trend }: Unit): TemplateResult {
    const { texts } = this;
    const words = trendWords[this.language];
    // What lies before the first figure tells nothing.
    const first = trend.points.findIndex(({ value }) => value !== null);
    const points = trend.points.slice(first < 0 ? -1 : first);
    return html`
      <p class="quiet">${tenant.name}</p>
      <h2>${texts.index}: ${name} ${tenant.sampleData ? badge(texts.sampleData) : ''}</h2>
      <p><strong>${words.directions[trend.direction] ?? ''}</strong> ${trend.explanation}</p>
      ${trendLine(points.map(({ value }) => value))}
      <details>
        <summary>${words.asTable}</summary>
        <table part="table">
          <thead>
            <tr>
              <th scope="col">${words.quarter}</th>
              <th scope="col">${texts.index}</th>
              <th scope="col">${words.ratings}</th>
            </tr>
          </thead>
          <tbody>
            ${points.map(
              ({ periodLabel, value, ratings }) => html`
                <tr>
                  <th scope="row">${periodLabel}</th>
                  <td>${value === null ? texts.notShown : formatFigure(value, texts)}</td>
                  <td>${ratings === null ? texts.notShown : formatNumber(ratings, texts)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </details>
    `;
  }
}
