import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { parseRetentionPolicy, type RetentionPolicy } from '../domain/retention.ts';
import { type PolicyLoader, storeVersion } from '../store-version.ts';

/** How long the bound tenant keeps what it may keep longer or shorter; nothing where it has set no time of its own. */
export const retentionPolicy = async (pool: Pool): Promise<RetentionPolicy | undefined> => {
  const { rows } = await pool.query<{ definition: unknown }>(
    `select definition from retention_policy where tenant_id = $1 order by created_at desc, version desc limit 1`,
    [boundTenant()],
  );
  return rows[0] && parseRetentionPolicy(rows[0].definition);
};

/**
 * Stores how long the region keeps things from now on, as the next version of its key. The same content again changes nothing.
 *
 * @throws an error named InvalidPolicy with every path that is wrong; {Refused} for a version that is not the next.
 */
export const storeRetentionPolicy = async (
  pool: Pool,
  definition: unknown,
  loader: PolicyLoader,
): Promise<{ readonly policy: RetentionPolicy; readonly isNew: boolean }> => {
  const policy = parseRetentionPolicy(definition);
  return { policy, isNew: await storeVersion(pool, 'retention_policy', policy, loader) };
};
