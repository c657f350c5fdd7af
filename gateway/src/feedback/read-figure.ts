import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { daysOf, monthsOf, type Period } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import {
  countsOf,
  FIGURE_COLUMNS,
  type FigureCounts,
  type FigureRow,
  type Scope,
  stateOf,
  sumOfShown,
  unitsBelow,
} from './figure-cells.ts';
import { findQuestionnaire, questionnaireOf } from './stored-questionnaire.ts';

/** A figure as the public may see it: counts only when it is shown. */
export interface PublicFigure {
  readonly period: Period;
  readonly state: 'PUBLISHED' | 'TOO_FEW_RATINGS' | 'NO_RATINGS' | 'UNDER_REVIEW' | 'TOO_FEW_STAFF' | 'PROTECTS_OTHERS';
  readonly questionnaire: Questionnaire;
  readonly closed: boolean;
  readonly asOf: Date;
  readonly version: number;
  /** Why this version took the place of another one; null for a first one. */
  readonly reason: string | null;
  readonly counts: FigureCounts | null;
  /** Names of the other questionnaires that were used in the period. */
  readonly others: readonly Questionnaire[];
  /** People who use the services in a year; null while unknown. */
  readonly population: number | null;
  readonly scope: Scope;
}

/** Which figure is asked for. */
export interface FigureRequest {
  readonly scope: Scope;
  readonly scopeId: string;
  readonly period: Period;
  readonly closed: boolean;
  /** What a figure without ratings is dated. */
  readonly asOf: Date;
  /** Key of a questionnaire; without it the SKM template with the most ratings. */
  readonly questionnaire: string | null;
  /** The version that a closed figure had; the newest without it. */
  readonly version?: number;
}

/** A stored figure, without what the request says already. */
type Figure = Omit<FigureRow, 'scope' | 'period'>;

interface Place {
  readonly population: number | null;
  readonly hasRatings: boolean;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
}

const UNITS_BELOW = `
  with recursive below (id) as (
    select id from unit where tenant_id = $1 and id = $2
    union
    select unit.id from unit join below on unit.parent_id = below.id where unit.tenant_id = $1
  )`;

/** For each scope: the services behind the figure, their users in a year, and the questionnaire to show without ratings. */
const PLACE: Record<Scope, string> = {
  SERVICE: 'select * from service where tenant_id = $1 and id = $2',
  UNIT: 'select * from service where tenant_id = $1 and unit_id = $2',
  SUBTREE: 'select service.* from service join below on service.unit_id = below.id where tenant_id = $1',
};

const loadPlace = async (pool: Pool, { scope, scopeId, period }: FigureRequest): Promise<Place | undefined> => {
  const { first, last } = daysOf(period);
  const { rows } = await pool.query<Place>({
    name: `figure_place_${scope}`,
    text: `${scope === 'SUBTREE' ? `${UNITS_BELOW},` : 'with'} services as (${PLACE[scope]})
           select (select case when count(*) = count(yearly_users) then sum(yearly_users)::integer end from services) as population,
                  exists (select from tally join services on tally.service_id = services.id and tally.unit_id = services.unit_id
                          where tally.tenant_id = $1 and tally.ratings > 0 and tally.counted_on between $3 and $4) as "hasRatings",
                  coalesce((select questionnaire_key from services order by id limit 1), 'skm-2017') as "questionnaireKey",
                  coalesce((select questionnaire_version from services order by id limit 1), 1) as "questionnaireVersion"`,
    values: [boundTenant(), scopeId, first, last],
  });
  return rows[0];
};

/** For each scope: the places whose running figures are added up, and the scope of those figures. */
const RUNNING: Record<Scope, { readonly scope: Scope; readonly places: string }> = {
  SERVICE: { scope: 'SERVICE', places: 'select $4::uuid' },
  UNIT: { scope: 'UNIT', places: 'select $4::uuid' },
  SUBTREE: {
    scope: 'UNIT',
    places: unitsBelow('$4'),
  },
};

const loadClosed = async (pool: Pool, { scope, scopeId, period, version }: FigureRequest) => {
  const { rows } = await pool.query<Figure>({
    name: 'closed_figures',
    text: `select distinct on (questionnaire_key, questionnaire_version) ${FIGURE_COLUMNS}
           from figure
           where tenant_id = $1 and scope = $2 and scope_id = $3 and period = $4 and version > 0 and version <= coalesce($5::integer, version)
           order by questionnaire_key, questionnaire_version, version desc`,
    values: [boundTenant(), scope, scopeId, period, version ?? null],
  });
  return rows;
};

const loadRunning = async (pool: Pool, { scope, scopeId, period }: FigureRequest) => {
  const { scope: summed, places } = RUNNING[scope];
  const { rows } = await pool.query<Figure>({
    name: `running_figures_${scope}`,
    text: sumOfShown(places, '$4::uuid'),
    values: [boundTenant(), summed, monthsOf(period), scopeId],
  });
  return rows;
};

const isSkm = ({ questionnaireKey }: Pick<Figure, 'questionnaireKey'>) => questionnaireKey.startsWith('skm');

/** The one that speaks for the period: the questionnaire asked for, else the SKM template with the most ratings. */
export const choose = <Row extends Pick<Figure, 'questionnaireKey' | 'questionnaireVersion' | 'ratings'>>(
  rows: readonly Row[],
  wanted: string | null,
): Row | undefined =>
  rows
    .filter((row) => (wanted === null ? isSkm(row) : row.questionnaireKey === wanted))
    .toSorted((a, b) => b.ratings - a.ratings || b.questionnaireVersion - a.questionnaireVersion)[0];

/** The figure of a service or unit of the bound tenant in one period, as the public may see it. */
export const readFigure = async (pool: Pool, request: FigureRequest): Promise<PublicFigure> => {
  const { scope, period, closed, asOf } = request;
  const rows = closed ? await loadClosed(pool, request) : await loadRunning(pool, request);
  const place = await loadPlace(pool, request);
  const chosen = choose(rows, request.questionnaire);
  const others = await Promise.all(
    rows
      .filter((row) => row !== chosen)
      .map((row) => questionnaireOf(pool, row.questionnaireKey, row.questionnaireVersion)),
  );
  const population = place?.population ?? null;
  if (chosen === undefined) {
    const key = request.questionnaire ?? place?.questionnaireKey ?? 'skm-2017';
    const questionnaire =
      (await findQuestionnaire(pool, key, place?.questionnaireVersion ?? 1)) ?? (await questionnaireOf(pool, key, 1));
    // While the period is open, how many there are is told from the first step of ten on.
    const state = place?.hasRatings === true && !closed ? 'TOO_FEW_RATINGS' : 'NO_RATINGS';
    return {
      period,
      state,
      questionnaire,
      closed,
      asOf,
      version: closed ? 1 : 0,
      reason: null,
      counts: null,
      others,
      population,
      scope,
    };
  }
  const questionnaire = await questionnaireOf(pool, chosen.questionnaireKey, chosen.questionnaireVersion);
  const counts = countsOf(chosen);
  const state = stateOf(chosen, counts);
  return {
    period,
    state,
    questionnaire,
    closed,
    asOf: chosen.asOf,
    version: chosen.version,
    reason: chosen.reason,
    counts: state === 'PUBLISHED' ? counts : null,
    others,
    population,
    scope,
  };
};
