import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { type Period, partsOf } from '../domain/period.ts';

/** How many contributions a person claims in a period, and how many of them the rater accepted. */
export interface ContributionSummary {
  /** Withdrawn ones are not among them. */
  readonly claimed: number;
  readonly accepted: number;
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
  const { rows } = await pool.query<ContributionSummary>({
    name: 'contribution_summary',
    text: `
      select count(*)::integer as claimed, count(*) filter (where state = 'ACCEPTED')::integer as accepted,
             count(*) filter (where state in ('PENDING', 'RETURNED'))::integer as pending
      from contribution
      where tenant_id = $1 and employee_id = $2 and period = any($3) and state <> 'WITHDRAWN'`,
    values: [boundTenant(), employeeId, within(period)],
  });
  const [summary] = rows;
  if (summary === undefined) throw new Error('A count without a group has one row.');
  return summary;
};
