import {
  UnitLeaderboardOperation,
  type UnitLeaderboardQuery,
  type UnitLeaderboardQueryVariables,
} from '@kinerja/schema/operations';
import { html, type TemplateResult } from 'lit/html.js';
import { matches } from '../attributes.ts';
import { type Axis, intervalBar, sharedAxis } from '../chart/interval-bar.ts';
import { GatewayElement } from '../gateway-element.ts';
import { formatFigure, formatInstant, formatPeriod } from '../locale/locale.ts';
import { OperationController } from '../operation-controller.ts';
import { unitLeaderboardStyles } from './unit-leaderboard.styles.ts';

type BoardTenant = NonNullable<UnitLeaderboardQuery['tenant']>;
type Board = BoardTenant['unitLeaderboard'];
type Row = Board['rows'][number];

/**
 * Units of one kind compared with like: bands first, then names, each with its official index, its fair score with the
 * interval drawn to scale, and the places it may hold. Every figure is the gateway's.
 *
 * @tag kinerja-unit-leaderboard
 * @fires {KinerjaLoadEvent} kinerja-load - The board is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart board - The table.
 * @csspart interval - The drawing of a score and its interval.
 * @csspart withheld - The list of units without a place.
 */
export class UnitLeaderboard extends GatewayElement<BoardTenant> {
  static override readonly styles = GatewayElement.styles + unitLeaderboardStyles;

  static override readonly attributeRules = {
    tenant: { accepts: matches(/^\d\d(\.\d\d)?$/), example: '32.73', vital: true },
    kind: { accepts: matches(/^[a-z][\w-]*$/), example: 'puskesmas', vital: true },
    period: {
      accepts: matches(/^(\d{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?)?$/),
      example: '2026, 2026-S1, 2026-Q3, 2026-09',
      vital: true,
    },
    ...GatewayElement.attributeRules,
  };

  /**
   * Kemendagri code of the region, for example `32.73`. Required.
   * @attr tenant
   */
  declare tenant: string | null;
  /**
   * Kind of unit, as the region names it, for example `puskesmas`. Required.
   * @attr kind
   */
  declare kind: string | null;
  /**
   * The period to show: `2026`, `2026-S1`, `2026-Q3` or `2026-09`. The last closed quarter by default.
   * @attr period
   */
  declare period: string | null;

  protected readonly operation = new OperationController<
    UnitLeaderboardQuery,
    UnitLeaderboardQueryVariables,
    BoardTenant
  >(this, {
    operation: UnitLeaderboardOperation,
    question: () => {
      const { address: gateway, tenant, kind, period } = this;
      return gateway && tenant && kind
        ? { gateway, variables: { tenant, kind, period: period || undefined, lang: this.texts.code } }
        : null;
    },
    pick: ({ tenant }) => tenant,
  });

  protected override renderAnswer({ name, timeZone, unitLeaderboard: board }: BoardTenant): TemplateResult {
    const { texts } = this;
    const { rows, withheld, closed, asOf, sampleData } = board;
    const badge = (text: string) => html`<span class="badge">${text}</span>`;
    return html`
      <h2>${texts.board(this.kind ?? '', name)}</h2>
      <p>
        ${formatPeriod(board.period, texts)}
        ${closed ? '' : badge(texts.provisional(formatInstant(asOf, texts, timeZone)))}
        ${sampleData ? badge(texts.sampleData) : ''}
      </p>
      <p>${board.state === 'PUBLISHED' ? board.explanation : texts.tooFewUnits}</p>
      ${board.basis === 'VERIFIED' ? html`<p>${texts.verified}</p>` : ''}
      ${rows.length > 0 ? this.renderTable(board) : ''}
      ${
        withheld.length > 0
          ? html`
            <h3>${texts.withheld}</h3>
            <ul part="withheld">
              ${withheld.map(({ unit, reason }) => html`<li>${unit.name}: ${texts.reasons[reason] ?? texts.withheld}</li>`)}
            </ul>
          `
          : ''
      }
    `;
  }

  private renderTable({ rows, average: mean }: Board): TemplateResult {
    const { texts } = this;
    // Without an average the gateway sends no rows.
    const average = mean ?? 0;
    const axis = sharedAxis(rows.flatMap(({ interval: { lower, upper } }) => [lower, upper, average]));
    const bands = [...new Set(rows.map(({ band }) => band))];
    return html`
      <table part="board">
        <caption class="quiet">
          ${texts.legend(axis.lower, axis.upper, formatFigure(average, texts))}
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.unit}</th>
            <th scope="col">${texts.index}, ${texts.fairScore}</th>
          </tr>
        </thead>
        ${bands.map(
          (band) => html`
            <tbody class=${band}>
              <tr>
                <th class="band" colspan="2" scope="rowgroup">${texts.bands[band]}</th>
              </tr>
              ${rows.filter((row) => row.band === band).map((row) => this.renderRow(row, axis, average))}
            </tbody>
          `,
        )}
      </table>
    `;
  }

  private renderRow(row: Row, axis: Axis, average: number): TemplateResult {
    const { texts } = this;
    const { unit, ratings, index, grade, fairScore, interval, rank } = row;
    const figure = (value: number) => formatFigure(value, texts);
    return html`
      <tr>
        <th scope="row">
          ${unit.name} <div class="quiet">${texts.ratings(ratings.toLocaleString(texts.code))}</div> <div class="quiet">${rank ? texts.place(rank.from, rank.to, rank.of) : texts.noPlace}</div>
        </th>
        <td>
          ${texts.index} <strong>${figure(index)}</strong>, ${grade} (${texts.grades[grade]})
          ${intervalBar(axis, { ...interval, score: fairScore, average })}
          ${texts.fairScore} <strong>${figure(fairScore)}</strong>, ${texts.range(figure(interval.lower), figure(interval.upper))}
        </td>
      </tr>
    `;
  }
}
