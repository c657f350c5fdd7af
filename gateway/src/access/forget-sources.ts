import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { DAYS } from '../domain/retention.ts';

/** Forgets from which networks ratings of more than 30 days ago came: the pseudonyms, and what they were made with. */
export const forgetSources = async (
  pool: Pool,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<void> => {
  const tenantId = boundTenant();
  const { rows } = await pool.query<{ day: string }>({
    name: 'old_source_keys',
    text: `select day::text as day from source_key
           where tenant_id = $1 and day < ($2::timestamptz at time zone $3)::date - ${DAYS.sources.days} order by day`,
    values: [tenantId, now, zone],
  });
  for (const { day } of rows)
    await transaction(pool, async (client) => {
      await client.query({
        name: 'forget_sources',
        text: `update feedback set source = null
               from service
               where service.tenant_id = $1 and feedback.tenant_id = $1 and service_id = service.id
                 and received_at >= $2::date::timestamp at time zone $3
                 and received_at < ($2::date + 1)::timestamp at time zone $3
                 and source is not null`,
        values: [tenantId, day, zone],
      });
      await client.query('delete from source_key where tenant_id = $1 and day = $2', [tenantId, day]);
    });
};
