import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { monthsOf, type Period } from '../domain/period.ts';

/** What another system measured of a person, summed exactly: decimal texts, for they go into exact fractions. */
export interface Measured {
  readonly numerator: string;
  readonly denominator: string;
  /** Months that have a measurement; the others are absent, which is never zero. */
  readonly months: number;
}

/**
 * An imported measure of a person of the bound tenant, summed over the months of a period.
 *
 * @param key as the policy names it, for example `attendance`. @returns null when no month has one.
 */
export const readMeasurement = async (
  { pool }: Pick<Database, 'pool'>,
  employeeId: string,
  key: string,
  period: Period,
): Promise<Measured | null> => {
  const { rows } = await pool.query<Measured>({
    name: 'measurement_sum',
    text: `
      select sum(numerator)::text as numerator, sum(denominator)::text as denominator, count(*)::integer as months
      from measurement
      where tenant_id = $1 and employee_id = $2 and key = $3 and month = any($4)
      having count(*) > 0`,
    values: [boundTenant(), employeeId, key, monthsOf(period)],
  });
  return rows[0] ?? null;
};
