import type { Pool } from 'pg';
import { recordEvent } from './audit/record-event.ts';
import { boundTenant } from './database/tenant-scope.ts';
import { transaction } from './database/transaction.ts';
import { invalid, issue } from './refusals.ts';

/** Who loads a policy, and when. */
export interface PolicyLoader {
  readonly actor: string;
  readonly at: Date;
}

/** What is kept by version; the tables have the same columns. */
const TABLES = {
  appraisal_policy: 'policy.stored',
  ticket_policy: 'ticketPolicy.stored',
  visit_process: 'visitProcess.stored',
  retention_policy: 'retentionPolicy.stored',
} as const;

/**
 * Stores a policy of the bound tenant as the next version of its key: versions are never edited. The same content again
 * changes nothing. True when it is new.
 *
 * @throws {Refused} for a version that is not the next.
 */
export const storeVersion = (
  pool: Pool,
  table: keyof typeof TABLES,
  policy: { readonly key: string; readonly version: number },
  { actor, at }: PolicyLoader,
): Promise<boolean> =>
  transaction(pool, async (client) => {
    const { key, version } = policy;
    const tenantId = boundTenant();
    await client.query('select 1 from tenant where tenant_id = $1 for update', [tenantId]);
    const { rows } = await client.query<{ newest: number; same: boolean }>(
      `select coalesce(max(version), 0) as newest, coalesce(bool_or(version = $3 and definition = $4), false) as same
       from ${table} where tenant_id = $1 and key = $2`,
      [tenantId, key, version, JSON.stringify(policy)],
    );
    const { newest = 0, same = false } = rows[0] ?? {};
    if (same) return false;
    if (version !== newest + 1)
      throw invalid(
        issue('version', version, `${newest + 1}, karena versi terakhir kebijakan ${key} adalah ${newest}`),
      );
    await client.query(
      `insert into ${table} (tenant_id, key, version, definition, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [tenantId, key, version, JSON.stringify(policy), actor, at],
    );
    await recordEvent(client, { at, actor, action: TABLES[table], subject: tenantId, detail: { key, version } });
    return true;
  });
