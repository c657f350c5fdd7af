import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { AppraisalPolicy } from '../domain/appraisal-policy.ts';
import { policyOf } from './stored-policy.ts';

/** The newest version of each policy of the bound tenant: the method by which it appraises is public. */
export const listPolicies = async (pool: Pool): Promise<readonly AppraisalPolicy[]> => {
  const { rows } = await pool.query<{ key: string; version: number }>(
    'select key, max(version) as version from appraisal_policy where tenant_id = $1 group by key order by key',
    [boundTenant()],
  );
  return Promise.all(rows.map(({ key, version }) => policyOf(pool, key, version)));
};
