import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { indexMean, NO_MEAN } from '../domain/index-trend.ts';
import { lastClosed, type Period, previous } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { type SatisfactionIndex, satisfactionIndex } from '../domain/satisfaction-index.ts';
import { type Trend, trend } from '../domain/trend.ts';
import { countsOf, FIGURE_COLUMNS, type FigureRow, officialCounts, ratingsOf } from '../feedback/figure-cells.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';

/** One quarter in the line of a trend; without a figure where none was published. */
export interface TrendPoint {
  readonly period: Period;
  readonly index: SatisfactionIndex | null;
  /** Ratings of the index, recap included; null without one. */
  readonly ratings: number | null;
}

/** Where the index of a unit is going. */
export interface UnitTrend {
  readonly questionnaire: Questionnaire | null;
  /** Every quarter that was asked for, the earliest first. */
  readonly points: readonly TrendPoint[];
  /** First and last quarter with a published figure, which the arrow compares; null without any. */
  readonly compared: { readonly from: Period; readonly to: Period } | null;
  readonly trend: Trend;
}

/** The last closed quarters, the earliest first. */
const closedQuarters = (zone: string, now: number, count: number): readonly Period[] => {
  const quarters = [lastClosed('quarter', now, zone)];
  while (quarters.length < count) quarters.unshift(previous(quarters[0] as Period));
  return quarters;
};

const loadPublished = async (pool: Pool, unitId: string, periods: readonly Period[]): Promise<readonly FigureRow[]> => {
  const { rows } = await pool.query<FigureRow>({
    name: 'trend_figures',
    text: `select distinct on (period, questionnaire_key, questionnaire_version) ${FIGURE_COLUMNS}
           from figure
           where tenant_id = $1 and scope = 'UNIT' and scope_id = $2 and period = any($3) and version > 0
           order by period, questionnaire_key, questionnaire_version, version desc`,
    values: [boundTenant(), unitId, periods],
  });
  // The newest version decides: one that was withheld later takes the earlier ones with it.
  return rows.filter((row) => row.withheld === null && ratingsOf(countsOf(row)) > 0);
};

/** The questionnaire asked for, else the SKM template with the most ratings in the latest quarter that shows one. */
const chosen = (figures: readonly FigureRow[], wanted: string | null): FigureRow | undefined =>
  figures
    .filter(({ questionnaireKey }) =>
      wanted === null ? questionnaireKey.startsWith('skm') : questionnaireKey === wanted,
    )
    .toSorted(
      (a, b) =>
        b.period.localeCompare(a.period) || b.ratings - a.ratings || b.questionnaireVersion - a.questionnaireVersion,
    )[0];

interface TrendRequest {
  readonly unitId: string;
  /** IANA zone of the tenant. */
  readonly zone: string;
  readonly now: Date;
  /** Closed quarters to look back on. */
  readonly quarters: number;
  readonly questionnaire: string | null;
}

/**
 * The index of a unit over the last closed quarters, from published figures alone: what is withheld enters neither the line
 * nor the arrow. Versions of a questionnaire are never mixed.
 */
export const readTrend = async (pool: Pool, request: TrendRequest): Promise<UnitTrend> => {
  const periods = closedQuarters(request.zone, request.now.getTime(), request.quarters);
  const figures = await loadPublished(pool, request.unitId, periods);
  const latest = chosen(figures, request.questionnaire);
  if (latest === undefined) {
    const points = periods.map((period) => ({ period, index: null, ratings: null }));
    return { questionnaire: null, points, compared: null, trend: trend([]) };
  }
  const { questionnaireKey: key, questionnaireVersion: version } = latest;
  const questionnaire = await questionnaireOf(pool, key, version);
  const shown = new Map(
    figures
      .filter((figure) => figure.questionnaireKey === key && figure.questionnaireVersion === version)
      .map((figure) => [figure.period, countsOf(figure)]),
  );
  const points = periods.map((period) => {
    const counts = shown.get(period);
    if (counts === undefined) return { period, index: null, ratings: null };
    return { period, index: satisfactionIndex(questionnaire, officialCounts(counts)), ratings: ratingsOf(counts) };
  });
  const [from, to] = [periods.find((period) => shown.has(period)), periods.findLast((period) => shown.has(period))];
  if (from === undefined || to === undefined) throw new Error('A chosen figure is one of those that are shown.');
  const line = periods.slice(periods.indexOf(from), periods.indexOf(to) + 1).map((period) => {
    const counts = shown.get(period);
    return counts === undefined ? NO_MEAN : indexMean(questionnaire, counts.own);
  });
  return { questionnaire, points, compared: { from, to }, trend: trend(line) };
};
