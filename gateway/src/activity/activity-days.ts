import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { DEFAULT_ACTIVITY_DAYS } from '../domain/activity-entry.ts';

/** The policy of the person's latest appraisal; for somebody who is in none yet, the one that the region stored last. */
const ACTIVITY_DAYS = {
  name: 'activity_days',
  text: `
    select (definition ->> 'activityDays')::integer as days
    from appraisal_policy
    left join lateral (
      select opened_at
      from appraisal join appraisal_cycle on appraisal_cycle.tenant_id = $1 and appraisal_cycle.id = cycle_id
      where appraisal.tenant_id = $1 and employee_id = $2
        and policy_key = appraisal_policy.key and policy_version = appraisal_policy.version
      order by opened_at desc limit 1
    ) as own on true
    where appraisal_policy.tenant_id = $1
    order by opened_at desc nulls last, created_at desc, version desc
    limit 1`,
};

/** Days after the end of a month until which a person can write its daily log. */
export const activityDaysFor = async (client: Pool | PoolClient, employeeId: string): Promise<number> => {
  const { rows } = await client.query<{ days: number | null }>({
    ...ACTIVITY_DAYS,
    values: [boundTenant(), employeeId],
  });
  return rows[0]?.days ?? DEFAULT_ACTIVITY_DAYS;
};
