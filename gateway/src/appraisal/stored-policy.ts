import { LRUCache } from 'lru-cache';
import type { Pool, PoolClient } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { type AppraisalPolicy, parseAppraisalPolicy } from '../domain/appraisal-policy.ts';
import { invalid, issue } from '../refusals.ts';

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

/** Who loads a policy, and when. */
export interface PolicyLoader {
  readonly actor: string;
  readonly at: Date;
}

/**
 * Stores a policy as the next version of its key; appraisals that run keep theirs. The same content again changes
 * nothing.
 *
 * @throws an error named InvalidPolicy with every path that is wrong; {Refused} for a version that is not the next.
 */
export const storePolicy = async (
  pool: Pool,
  definition: unknown,
  { actor, at }: PolicyLoader,
): Promise<{ readonly policy: AppraisalPolicy; readonly isNew: boolean }> => {
  const policy = parseAppraisalPolicy(definition);
  const { key, version } = policy;
  const tenantId = boundTenant();
  const isNew = await transaction(pool, async (client) => {
    await client.query('select 1 from tenant where tenant_id = $1 for update', [tenantId]);
    const { rows } = await client.query<{ newest: number; same: boolean }>(
      `select coalesce(max(version), 0) as newest, coalesce(bool_or(version = $3 and definition = $4), false) as same
       from appraisal_policy where tenant_id = $1 and key = $2`,
      [tenantId, key, version, JSON.stringify(policy)],
    );
    const { newest = 0, same = false } = rows[0] ?? {};
    if (same) return false;
    if (version !== newest + 1)
      throw invalid(
        issue('version', version, `${newest + 1}, karena versi terakhir kebijakan ${key} adalah ${newest}`),
      );
    await client.query(
      `insert into appraisal_policy (tenant_id, key, version, definition, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [tenantId, key, version, JSON.stringify(policy), actor, at],
    );
    await recordEvent(client, { at, actor, action: 'policy.stored', subject: tenantId, detail: { key, version } });
    return true;
  });
  return { policy, isNew };
};
