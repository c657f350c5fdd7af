import {
  UnitLeaderboardOperation,
  type UnitLeaderboardQuery,
  type UnitLeaderboardQueryVariables,
} from '@kinerja/schema/operations';
import { html, type TemplateResult } from 'lit/html.js';
import { PERIOD } from '../attributes.ts';
import { type Axis, intervalBar, sharedAxis } from '../chart/interval-bar.ts';
import { GatewayElement } from '../gateway-element.ts';
import { formatFigure, formatInstant, formatNumber } from '../locale/locale.ts';
import { loadMember, noFile } from '../members.ts';
import { OperationController } from '../operation-controller.ts';
import { badge } from '../parts.ts';
import { unitLeaderboardStyles } from './unit-leaderboard.styles.ts';
import { type BoardWords, boardWords } from './words.ts';

type BoardTenant = NonNullable<UnitLeaderboardQuery['tenant']>;
type Board = BoardTenant['unitLeaderboard'];
type Row = Board['rows'][number];

/** A board that renews itself; in a file of its own. */
export interface Live {
  /** Keeps the board as new as its figures for as long as it has a mode; called whenever anything may have changed. */
  readonly follow: (board: UnitLeaderboard) => void;
}

/**
 * Units of one kind compared with like: bands first, then names, each with its official index, its fair score with the
 * interval drawn to scale, and the places it may hold. Every figure is the gateway's.
 *
 * @summary Units of one kind compared with like.
 * @tag kinerja-unit-leaderboard
 * @fires {KinerjaLoadEvent} kinerja-load - The board is on the page; in a `mode`, again each time it has changed.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart board - The table.
 * @csspart interval - The drawing of a score and its interval.
 * @csspart withheld - The list of units without a place.
 * @csspart live - In a `mode`: when the board was renewed, and the button that pauses it.
 */
export class UnitLeaderboard extends GatewayElement<BoardTenant, BoardWords> {
  static override readonly words = boardWords;

  static override readonly styles = GatewayElement.styles + unitLeaderboardStyles;

  static override readonly attributeRules = {
    tenant: { pattern: /^\d\d(\.\d\d)?$/, vital: true },
    kind: { pattern: /^[a-z][\w-]*$/, vital: true },
    period: { pattern: PERIOD, vital: true },
    mode: { pattern: /^(live|tv)?$/ },
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
  /**
   * `live`: the board renews itself when its figures have changed; `tv`: it does, fills the screen of an office in letters for four
   * metres, and turns its pages. It stays as it was loaded by default.
   * @attr mode
   */
  declare mode: string | null;

  /** @internal */
  readonly operation = new OperationController<UnitLeaderboardQuery, UnitLeaderboardQueryVariables, BoardTenant>(this, {
    operation: UnitLeaderboardOperation,
    question: () => {
      const { address: gateway, tenant, kind, period, language: lang } = this;
      // The first number of a page costs a slow phone a fifth of a second: now, while the answer is on its way.
      setTimeout(formatFigure, 0, 0, this.texts);
      if (this.mode) loadMember<Live>('live').then(({ follow }) => follow(this), noFile);
      return gateway && tenant && kind
        ? { gateway, variables: { tenant, kind, period: period || undefined, lang } }
        : null;
    },
    pick: ({ tenant }) => tenant,
  });

  protected override renderAnswer({ name, timeZone, unitLeaderboard: board }: BoardTenant): TemplateResult {
    const { texts } = this;
    const { rows, withheld, closed, asOf, sampleData } = board;
    return html`
      <h2>${texts.board(this.kind as string, name)}</h2>
      <p>
        ${board.periodLabel}
        ${closed ? '' : badge(texts.provisional(formatInstant(asOf, texts, timeZone)))}
        ${sampleData ? badge(texts.sampleData) : ''}
      </p>
      <p>${board.explanation}</p>
      ${board.basis === 'VERIFIED' ? html`<p>${texts.verified}</p>` : ''}
      ${rows.length > 0 ? this.renderTable(board) : ''}
      ${
        withheld.length > 0
          ? html`
            <h3>${texts.withheld}</h3>
            <ul part="withheld">
              ${withheld.map(({ unit, explanation }) => html`<li>${unit.name}: ${explanation}</li>`)}
            </ul>
          `
          : ''
      }
    `;
  }

  private renderTable({ rows, average: mean }: Board): TemplateResult {
    const { texts } = this;
    // Without an average the gateway sends no rows.
    const average = mean as number;
    const axis = sharedAxis(rows.flatMap(({ interval: { lower, upper } }) => [lower, upper, average]));
    const bands = new Map(rows.map(({ band, bandLabel }) => [band, bandLabel]));
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
        ${[...bands].map(
          ([band, label]) => html`
            <tbody class=${band}>
              <tr>
                <th class="band" colspan="2" scope="rowgroup">${label}</th>
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
    const { unit, ratings, index, grade, gradeLabel, fairScore, interval, rank } = row;
    const figure = (value: number) => formatFigure(value, texts);
    return html`
      <tr>
        <th scope="row">
          ${`${unit.name} `}<div class="quiet">
            ${`${texts.ratings(formatNumber(ratings, texts))}. ${rank ? texts.place(rank.from, rank.to, rank.of) : texts.noPlace}`}
          </div>
        </th>
        <td>
          ${`${texts.index} `}<strong>${figure(index)}</strong>${`, ${grade} (${gradeLabel})`}
          ${intervalBar(axis, { ...interval, score: fairScore, average })}
          ${`${texts.fairScore} `}<strong>${figure(fairScore)}</strong>${`, ${texts.range(figure(interval.lower), figure(interval.upper))}`}
        </td>
      </tr>
    `;
  }
}
