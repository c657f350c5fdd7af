import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { monthsOf, quartersOf } from '../domain/period.ts';
import {
  RESPONDENT_FIELDS,
  type RespondentField,
  type RespondentTable,
  type ShownGroups,
  sharesOfUsers,
  shownGroups,
  type UserGroup,
} from '../domain/respondents.ts';
import type { Scope } from './figure-cells.ts';
import { type Exclusions, readExclusions } from './read-exclusions.ts';
import type { PublicFigure } from './read-figure.ts';
import { standingVersions, UNITS_OF } from './standing-versions.ts';

/** Who answered, as far as the public may know. */
export interface Respondents {
  /** Single ratings of those figures of units and quarters that are shown, as far as it was kept; what follows is about them. */
  readonly ratings: number;
  readonly fields: readonly (ShownGroups & {
    readonly field: RespondentField;
    /** What part of the users of the services each group is, 0 to 1, by code; empty where the region has not told. */
    readonly usersShares: ReadonlyMap<string, number>;
  })[];
  /** Visits that were recorded, in steps of ten; null when none were. */
  readonly visits: number | null;
  /** What people took out of the figures that it is made of. */
  readonly exclusions: Exclusions;
}

interface UnitQuarter {
  readonly unitId: string;
  readonly ratings: number;
  readonly groups:
    | readonly { readonly field: RespondentField; readonly code: string; readonly ratings: number }[]
    | null;
}

/** Without those that were withheld since. */
const tables = (scope: 'UNIT' | 'SUBTREE') => `
  ${standingVersions(scope)}
  select scope_id as "unitId", ratings, (
    select jsonb_agg(jsonb_build_object('field', field, 'code', code, 'ratings', respondent_group.ratings) order by field, code)
    from respondent_group
    where tenant_id = $1 and unit_id = standing.scope_id and period = standing.period and questionnaire_key = $4
      and questionnaire_version = $5 and version = standing.version
  ) as groups
  from standing where withheld is null and withheld_now is null and ratings > 0
  order by scope_id, period`;

const visits = (scope: 'UNIT' | 'SUBTREE') => `
  select nullif(sum(shown + open) / 10 * 10, 0)::integer as visits
  from visit_month
  where tenant_id = $1 and month = any($3)
    and service_id in (select id from service where tenant_id = $1 and unit_id in (${UNITS_OF[scope]}))`;

const USERS = `
  select unit_id as "unitId", field, code, users from service_user_group
  where tenant_id = $1 and unit_id = any($2) and year = $3`;

/**
 * Who answered a published figure of a unit, or of a unit with those below it, over a quarter or longer: what the figures of
 * units and quarters show, added up. Null for a service, a month, an open period and a figure that is not shown: single services
 * and months beside them would give small groups away.
 */
export const readRespondents = async (
  pool: Pool,
  { scope, scopeId }: { readonly scope: Scope; readonly scopeId: string },
  figure: PublicFigure,
): Promise<Respondents | null> => {
  const { period, closed, state, questionnaire, asOf } = figure;
  const quarters = quartersOf(period);
  if (scope === 'SERVICE' || !closed || state !== 'PUBLISHED' || quarters.length === 0) return null;
  const { rows } = await pool.query<UnitQuarter>({
    name: `respondents_${scope}`,
    text: tables(scope),
    values: [boundTenant(), scopeId, quarters, questionnaire.key, questionnaire.version, asOf],
  });
  const { rows: visited } = await pool.query<{ visits: number | null }>({
    name: `visits_of_respondents_${scope}`,
    text: visits(scope),
    values: [boundTenant(), scopeId, monthsOf(period)],
  });
  const known = rows.flatMap(({ unitId, ratings, groups }) => (groups === null ? [] : [{ unitId, ratings, groups }]));
  const unitIds = [...new Set(known.map(({ unitId }) => unitId))];
  const { rows: users } = await pool.query<UserGroup>({
    name: 'users_of_respondents',
    text: USERS,
    values: [boundTenant(), unitIds, Number(period.slice(0, 4))],
  });
  const usersShares = sharesOfUsers(unitIds, users);
  const tableOf = (field: RespondentField): readonly RespondentTable[] =>
    known.map(({ ratings, groups }) => ({ ratings, groups: groups.filter((group) => group.field === field) }));
  return {
    ratings: known.reduce((sum, { ratings }) => sum + ratings, 0),
    fields: RESPONDENT_FIELDS.map((field) => ({
      field,
      ...shownGroups(tableOf(field)),
      usersShares: usersShares.get(field) ?? new Map(),
    })),
    visits: visited[0]?.visits ?? null,
    exclusions: await readExclusions(pool, { scope, scopeId }, figure),
  };
};
