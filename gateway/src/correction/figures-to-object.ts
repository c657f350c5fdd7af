import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { requireKey } from '../development/here.ts';
import { objectableSince } from '../domain/objection-clock.ts';
import { comparePeriods, type Period } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { satisfactionIndex } from '../domain/satisfaction-index.ts';
import type { ServiceGrade } from '../domain/service-grade.ts';
import {
  cellName,
  countsOf,
  FIGURE_COLUMNS,
  type FigureRow,
  officialCounts,
  type Scope,
  stateOf,
} from '../feedback/figure-cells.ts';
import { choose } from '../feedback/read-figure.ts';
import { reportingPeriod } from '../feedback/reporting-period.ts';
import { unitsOpenTo } from '../personnel/roles-in-unit.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { objectionWindow } from './objection-window.ts';
import { questionnaireAnswered, SAME_FIGURE } from './read-corrections.ts';

/** The newest version of a figure, which whoever asks may object to. */
export interface FigureToObject {
  readonly tenantId: string;
  readonly unitId: string;
  /** Null for a whole unit. */
  readonly serviceId: string | null;
  readonly scope: Scope;
  readonly period: Period;
  readonly questionnaire: Questionnaire;
  readonly version: number;
  readonly asOf: Date;
  readonly until: Date;
  readonly ratings: number;
  readonly index: number;
  readonly grade: ServiceGrade;
}

/** Which of them. */
export interface FiguresToObject {
  /** Id of a Unit; all that the person may speak for without it. */
  readonly unitId: string | null;
  readonly first: number;
}

interface Row extends FigureRow {
  readonly unitId: string;
  readonly hasObjection: boolean;
}

/** With the units below, a unit that has none is the same figure once more. */
const CANDIDATES = `
  with cell as (
    select distinct figure.scope, figure.scope_id, figure.period, figure.questionnaire_key, unit.id as unit_id
    from figure
    left join service on figure.scope = 'SERVICE' and service.tenant_id = $1 and service.id = figure.scope_id
    join unit on unit.tenant_id = $1 and unit.id = coalesce(service.unit_id, figure.scope_id)
    where figure.tenant_id = $1 and version > 0 and as_of >= $2 and ($3::uuid[] is null or unit.id = any($3))
      and (figure.scope <> 'SUBTREE'
           or exists (select from unit as below where below.tenant_id = $1 and below.parent_id = unit.id))
  )
  select distinct on (figure.scope, figure.scope_id, figure.period, figure.questionnaire_key, figure.questionnaire_version)
         ${FIGURE_COLUMNS}, unit_id as "unitId",
         exists (select from figure_objection as objection
                 where ${SAME_FIGURE('objection', 'figure')} and objection.version = figure.version) as "hasObjection"
  from figure join cell using (scope, scope_id, period, questionnaire_key)
  where figure.tenant_id = $1 and figure.version > 0
  order by figure.scope, figure.scope_id, figure.period, figure.questionnaire_key, figure.questionnaire_version,
           figure.version desc`;

const newestFirst = (one: Row, other: Row): number =>
  other.asOf.getTime() - one.asOf.getTime() ||
  comparePeriods(other.period, one.period) ||
  Number(one.scope === 'SERVICE') - Number(other.scope === 'SERVICE');

/**
 * Figures that the person who is signed in may object to now: the newest version, shown, that nobody has objected to yet; the
 * newest first, and of one day the later period.
 */
export const readFiguresToObject = async (
  { unitId, first }: FiguresToObject,
  context: Context,
): Promise<readonly FigureToObject[]> => {
  const { pool } = context.db;
  const tenantId = boundTenant();
  const mine = await unitsOpenTo(context, 'OBJECT_TO_FIGURE');
  const wanted = unitId === null ? null : requireKey('unitId', unitId, 'Unit');
  const units = wanted === null ? mine && [...mine] : [wanted].filter((id) => mine?.has(id) ?? true);
  if (units?.length === 0) return [];
  const at = context.now();
  const zone = await zoneOf(context, tenantId);
  const holidays = await holidaysOf(pool);
  const { rows } = await pool.query<Row>({
    name: 'figures_to_object',
    text: CANDIDATES,
    values: [tenantId, new Date(objectableSince(at.getTime(), zone, holidays)), units],
  });
  const cells = new Map<string, readonly Row[]>();
  for (const row of rows) {
    const name = `${cellName(row.scope, row.scopeId, row.period)} ${row.questionnaireKey}`;
    cells.set(name, [...(cells.get(name) ?? []), row]);
  }
  // As an objection finds the figure: by the key of its questionnaire.
  const newest = [...cells.values()].flatMap((cell) => choose(cell, cell[0]?.questionnaireKey ?? null) ?? []);
  const found: FigureToObject[] = [];
  for (const row of newest.toSorted(newestFirst)) {
    if (found.length === first) break;
    const counts = countsOf(row);
    const state = stateOf(row, counts);
    const { closed } = reportingPeriod(zone, at, row.period);
    const window = objectionWindow({ ...row, closed, state }, { at, zone, holidays });
    if ('refusal' in window || state !== 'PUBLISHED' || row.hasObjection) continue;
    const questionnaire = await questionnaireAnswered(pool, row);
    const official = officialCounts(counts);
    const index = satisfactionIndex(questionnaire, official);
    if (index === null) continue;
    const { scope, scopeId, period, version, asOf } = row;
    found.push({
      ...{ tenantId, unitId: row.unitId, serviceId: scope === 'SERVICE' ? scopeId : null, scope, period },
      ...{ questionnaire, version, asOf, until: window.until },
      ...{ ratings: official.ratings, index: index.value, grade: index.grade },
    });
  }
  return found;
};
