import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import {
  type ExcludedGroup,
  type ExclusionTable,
  indexWith,
  type ShownExclusions,
  shownExclusions,
} from '../domain/exclusion.ts';
import { quartersOf } from '../domain/period.ts';
import { officialCounts } from './figure-cells.ts';
import type { PublicFigure } from './read-figure.ts';
import { standingVersions } from './standing-versions.ts';

/** What people took out of a published figure, as far as the public may know. */
export interface Exclusions extends Omit<ShownExclusions, 'counts'> {
  /** The index as it would be with all of it, 25.00 to 100.00; null when there is none, or some is not shown. */
  readonly indexWith: number | null;
}

/** As for respondents, those of figures that are not shown too: that they hide something has to be known. */
const tables = (scope: 'UNIT' | 'SUBTREE') => `
  ${standingVersions(scope)}
  select withheld is null and withheld_now is null as "isShown",
         jsonb_agg(jsonb_build_object('reason', reason, 'ratings', figure_exclusion.ratings, 'counts', counts)) as groups
  from standing
  join figure_exclusion on figure_exclusion.tenant_id = $1 and unit_id = standing.scope_id
    and figure_exclusion.period = standing.period and questionnaire_key = $4 and questionnaire_version = $5
    and figure_exclusion.version = standing.version
  group by scope_id, standing.period, withheld, withheld_now
  order by scope_id, standing.period`;

/** What was taken out of a figure that shows its respondents, and what its index would be with it. */
export const readExclusions = async (
  pool: Pool,
  { scope, scopeId }: { readonly scope: 'UNIT' | 'SUBTREE'; readonly scopeId: string },
  { period, questionnaire, asOf, counts }: PublicFigure,
): Promise<Exclusions> => {
  const { rows } = await pool.query<ExclusionTable & { readonly groups: readonly ExcludedGroup[] }>({
    name: `exclusions_${scope}`,
    text: tables(scope),
    values: [boundTenant(), scopeId, quartersOf(period), questionnaire.key, questionnaire.version, asOf],
  });
  const { counts: excluded, ...shown } = shownExclusions(rows);
  const all = counts && excluded && indexWith(questionnaire, officialCounts(counts), excluded);
  return { ...shown, indexWith: all?.value ?? null };
};
