import type { Pool } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import {
  monthsKept,
  RETENTION_TERMS,
  type RetentionLimit,
  type RetentionTerm,
  retentionLimit,
} from '../domain/retention.ts';
import { AT_ONCE, EMPTYING } from './empty-words.ts';
import { retentionPolicy } from './retention-policies.ts';

/** Until which day each term was carried out. */
const readDone = async (pool: Pool): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await pool.query<{ term: string; until: string }>(
    'select term, max(until)::text as until from retention_run where tenant_id = $1 group by term',
    [boundTenant()],
  );
  return new Map(rows.map(({ term, until }) => [term, until]));
};

const carryOut = async (pool: Pool, term: RetentionTerm, limit: RetentionLimit, at: Date): Promise<void> => {
  const tenantId = boundTenant();
  let emptied: number;
  do {
    emptied = await transaction(pool, async (client) => {
      await client.query("set local statement_timeout = '120s'");
      const count = await EMPTYING[term](client, limit, at);
      if (count > 0)
        await recordEvent(client, {
          at,
          actor: 'system',
          action: 'retention.emptied',
          subject: tenantId,
          detail: { term, before: limit.day, count },
        });
      if (count < AT_ONCE)
        await client.query(
          'insert into retention_run (tenant_id, term, until, done_at) values ($1, $2, $3, $4) on conflict do nothing',
          [tenantId, term, limit.day, at],
        );
      return count;
    });
  } while (emptied === AT_ONCE);
};

/**
 * Empties what the bound tenant has kept for long enough. Times end with quarters, so that there is something to do on the first day
 * of one, and after the region has set other times: what was done up to a day is not looked for again.
 */
export const keepToRetention = async (
  pool: Pool,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<void> => {
  const policy = await retentionPolicy(pool);
  const done = await readDone(pool);
  for (const term of RETENTION_TERMS) {
    const months = monthsKept(term, policy);
    if (months === null) continue;
    const limit = retentionLimit(now.getTime(), zone, months);
    if ((done.get(term) ?? '') < limit.day) await carryOut(pool, term, limit, now);
  }
};
