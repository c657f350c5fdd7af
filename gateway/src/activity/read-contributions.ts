import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { ContributionKind } from '../domain/appraisal-policy.ts';
import { type Period, partsOf } from '../domain/period.ts';

/** What the rater said to the contributions that a person claims for a period. */
export interface ContributionSummary {
  readonly accepted: Readonly<Record<ContributionKind, number>>;
  /** Without a verdict, or returned and not sent again. */
  readonly pending: number;
}

/** The period and every shorter one inside it. */
const within = (period: Period): readonly Period[] => [period, ...partsOf(period).flatMap(within)];

/** Counts the contributions that a person of the bound tenant claims for a period, or for a part of it. */
export const readContributions = async (
  { pool }: Pick<Database, 'pool'>,
  employeeId: string,
  period: Period,
): Promise<ContributionSummary> => {
  const { rows } = await pool.query<{ programmes: number; innovations: number; pending: number }>({
    name: 'contribution_summary',
    text: `
      select count(*) filter (where kind = 'PROGRAMME' and state = 'ACCEPTED')::integer as programmes,
             count(*) filter (where kind = 'INNOVATION' and state = 'ACCEPTED')::integer as innovations,
             count(*) filter (where state in ('PENDING', 'RETURNED'))::integer as pending
      from contribution
      where tenant_id = $1 and employee_id = $2 and period = any($3) and state <> 'WITHDRAWN'`,
    values: [boundTenant(), employeeId, within(period)],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('A count without a group has one row.');
  return { accepted: { PROGRAMME: row.programmes, INNOVATION: row.innovations }, pending: row.pending };
};
