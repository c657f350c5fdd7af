import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { type Corrector, correctorOf } from '../domain/figure-objection.ts';
import type { Period } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { satisfactionIndex } from '../domain/satisfaction-index.ts';
import type { ServiceGrade } from '../domain/service-grade.ts';
import {
  countsOf,
  FIGURE_COLUMNS,
  type FigureRow,
  officialCounts,
  type Scope,
  stateOf,
} from '../feedback/figure-cells.ts';
import type { PublicFigure } from '../feedback/read-figure.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';

/** What one version of a figure showed; the numbers are null when that version, or a later one, is withheld. */
export interface ShownVersion {
  readonly version: number;
  readonly state: PublicFigure['state'];
  readonly ratings: number | null;
  readonly index: number | null;
  readonly grade: ServiceGrade | null;
}

/** A further version of a published figure, and the one that it took the place of. */
export interface FigureCorrection {
  readonly tenantId: string;
  readonly unitId: string;
  readonly unit: string;
  readonly serviceId: string | null;
  readonly service: string | null;
  readonly scope: Scope;
  readonly period: Period;
  readonly questionnaire: Questionnaire;
  readonly at: Date;
  readonly reason: string;
  readonly by: Corrector;
  readonly before: ShownVersion;
  readonly after: ShownVersion;
}

interface Row extends FigureRow {
  readonly unitId: string;
  readonly unit: string;
  readonly serviceId: string | null;
  readonly service: string | null;
  readonly before: Omit<FigureRow, 'asOf'>;
  readonly isHidden: boolean;
}

/** A condition of SQL: the same figure, in whatever version. */
export const SAME_FIGURE = (one: string, other: string) =>
  ['tenant_id', 'scope', 'scope_id', 'period', 'questionnaire_key', 'questionnaire_version']
    .map((column) => `${one}.${column} = ${other}.${column}`)
    .join(' and ');

const CORRECTIONS = `
  select ${FIGURE_COLUMNS}, unit.id as "unitId", unit.name as unit, service.id as "serviceId", service.name as service,
         jsonb_build_object(
           'version', before.version, 'withheld', before.withheld, 'ratings', before.ratings, 'counts', before.counts,
           'recapRatings', before.recap_ratings, 'recapCounts', before.recap_counts, 'sum', before.sum::text,
           'sumOfSquares', before.sum_of_squares::text) as before,
         exists (select from figure as later
                 where ${SAME_FIGURE('later', 'figure')} and later.version > figure.version
                   and later.withheld is not null) as "isHidden"
  from figure
  join figure as before on ${SAME_FIGURE('before', 'figure')} and before.version = figure.version - 1
  left join service on figure.scope = 'SERVICE' and service.tenant_id = $1 and service.id = figure.scope_id
  join unit on unit.tenant_id = $1 and unit.id = coalesce(service.unit_id, figure.scope_id)
  where figure.tenant_id = $1 and figure.version > 1 and ($2::uuid is null or unit.id = $2)
  order by figure.as_of desc, unit.name, figure.scope, service.name, figure.period, figure.questionnaire_key,
           figure.questionnaire_version, figure.version desc
  limit $3`;

/** The questionnaire of a figure. */
export const questionnaireAnswered = (
  pool: Pool,
  { questionnaireKey, questionnaireVersion }: Pick<FigureRow, 'questionnaireKey' | 'questionnaireVersion'>,
): Promise<Questionnaire> => questionnaireOf(pool, questionnaireKey, questionnaireVersion);

type Counted = Pick<
  FigureRow,
  'version' | 'withheld' | 'ratings' | 'counts' | 'recapRatings' | 'recapCounts' | 'sum' | 'sumOfSquares'
>;

/**
 * Further versions of published figures, the newest first, each beside the one before it: of a unit with its services, or of
 * the whole bound region. At most `first`, null for all.
 */
export const readCorrections = async (
  pool: Pool,
  { unitId, first }: { readonly unitId: string | null; readonly first: number | null },
): Promise<readonly FigureCorrection[]> => {
  const { rows } = await pool.query<Row>({
    name: 'figure_corrections',
    text: CORRECTIONS,
    values: [boundTenant(), unitId, first],
  });
  return Promise.all(
    rows.map(async (row) => {
      const questionnaire = await questionnaireAnswered(pool, row);
      const isHidden = row.isHidden || row.withheld !== null || row.before.withheld !== null;
      const shown = (counted: Counted): ShownVersion => {
        const counts = countsOf(counted);
        const state = stateOf(counted, counts);
        // Beside a version that is withheld, the numbers of the other would tell what it hides.
        const official = state === 'PUBLISHED' && !isHidden ? officialCounts(counts) : null;
        const index = official && satisfactionIndex(questionnaire, official);
        return {
          version: counted.version,
          state,
          ratings: official?.ratings ?? null,
          index: index?.value ?? null,
          grade: index?.grade ?? null,
        };
      };
      const { unit, service, serviceId, scope, period, asOf, reason } = row;
      return {
        tenantId: boundTenant(),
        unitId: row.unitId,
        unit,
        serviceId,
        service,
        scope,
        period,
        questionnaire,
        at: asOf,
        reason: reason ?? '',
        by: correctorOf(row.changedBy),
        before: shown(row.before),
        after: shown(row),
      };
    }),
  );
};
