import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { daysOf, type Period } from '../domain/period.ts';

/** Counts and sums of a person's daily log in a period; withdrawn entries are in none of them. */
export interface ActivitySummary {
  readonly entries: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Returned, and not submitted again. */
  readonly returned: number;
  /** Without a verdict. */
  readonly pending: number;
  /** Whole minutes of all entries; a rest below a minute is dropped from the sum, not from each entry. */
  readonly minutes: number;
  /** Whole minutes of the accepted entries. */
  readonly acceptedMinutes: number;
}

const SUMMARY = {
  name: 'activity_summary',
  text: `
    select count(*)::integer as entries,
           count(*) filter (where state = 'ACCEPTED')::integer as accepted,
           count(*) filter (where state = 'REJECTED')::integer as rejected,
           count(*) filter (where state = 'RETURNED')::integer as returned,
           count(*) filter (where state = 'PENDING')::integer as pending,
           floor(coalesce(sum(seconds), 0) / 60)::integer as minutes,
           floor(coalesce(sum(seconds) filter (where state = 'ACCEPTED'), 0) / 60)::integer as "acceptedMinutes"
    from activity cross join lateral extract(epoch from ends_at - starts_at) as seconds
    where tenant_id = $1 and employee_id = $2 and day between $3::date and $4::date and state <> 'WITHDRAWN'`,
};

/** Sums the daily log of a person of the bound tenant over the days of a period on which the entries began. */
export const readActivitySummary = async (
  { pool }: Pick<Database, 'pool'>,
  employeeId: string,
  period: Period,
): Promise<ActivitySummary> => {
  const { first, last } = daysOf(period);
  const { rows } = await pool.query<ActivitySummary>({
    ...SUMMARY,
    values: [boundTenant(), employeeId, first, last],
  });
  const [summary] = rows;
  if (summary === undefined) throw new Error('A sum without a group has one row.');
  return summary;
};
