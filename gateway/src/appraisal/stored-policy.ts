import { LRUCache } from 'lru-cache';
import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { type AppraisalPolicy, parseAppraisalPolicy } from '../domain/appraisal-policy.ts';
import { type PolicyLoader, storeVersion } from '../store-version.ts';

/** Policies are never edited, so what was parsed once stays true. */
const parsed = new LRUCache<string, AppraisalPolicy>({ max: 200 });

/**
 * A policy as it was stored.
 *
 * @throws when there is none: a version that an appraisal names is always there.
 */
export const policyOf = async (client: Pool | PoolClient, key: string, version: number): Promise<AppraisalPolicy> => {
  const name = `${boundTenant()} ${key} ${version}`;
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const { rows } = await client.query<{ definition: unknown }>(
    'select definition from appraisal_policy where tenant_id = $1 and key = $2 and version = $3',
    [boundTenant(), key, version],
  );
  const policy = parseAppraisalPolicy(rows[0]?.definition);
  parsed.set(name, policy);
  return policy;
};

/** The newest version of a policy; nothing for a key that the tenant does not have. */
export const newestPolicy = async (pool: Pool, key: string): Promise<AppraisalPolicy | undefined> => {
  const { rows } = await pool.query<{ version: number }>(
    'select max(version) as version from appraisal_policy where tenant_id = $1 and key = $2 having count(*) > 0',
    [boundTenant(), key],
  );
  const [row] = rows;
  return row === undefined ? undefined : policyOf(pool, key, row.version);
};

/**
 * Stores a policy as the next version of its key; appraisals that run keep theirs. The same content again changes
 * nothing.
 *
 * @throws an error named InvalidPolicy with every path that is wrong; {Refused} for a version that is not the next.
 */
export const storePolicy = async (
  pool: Pool,
  definition: unknown,
  loader: PolicyLoader,
): Promise<{ readonly policy: AppraisalPolicy; readonly isNew: boolean }> => {
  const policy = parseAppraisalPolicy(definition);
  return { policy, isNew: await storeVersion(pool, 'appraisal_policy', policy, loader) };
};
