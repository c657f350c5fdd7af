import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { type CountedOn, countedOn, periodContaining } from '../domain/period.ts';

/**
 * The day a rating counts on, in the bound tenant. A month that was closed stays closed when the server's clock is put back: its figures are
 * published, and nothing may be added to what they show.
 */
export const countedDay = async (
  pool: Pick<Pool, 'query'>,
  claim: Parameters<typeof countedOn>[0],
): Promise<CountedOn> => {
  const counted = countedOn(claim);
  const month = counted.date.slice(0, 7);
  // Nearly all count in the month of their receipt, which is open by any clock.
  if (month === periodContaining(claim.receivedAt, claim.zone, 'month')) return counted;
  const { rowCount } = await pool.query({
    name: 'month_was_closed',
    text: 'select from period_closure where tenant_id = $1 and period = $2',
    values: [boundTenant(), month],
  });
  return rowCount === 0 ? counted : countedOn({ ...claim, wasClosed: true });
};
