import type { Pool } from 'pg';
import { sealEvents } from '../audit/seal-events.ts';
import { withTenant } from '../database/tenant-scope.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { createRounds, type Rounds } from './rounds.ts';

const REST_MS = 1000;

/**
 * Chains what has happened in each region, within a second or so of its commit (TRUST 4.4).
 *
 * @param onError told about a round that failed; the next one chains the same.
 */
export const createAuditSealer = (
  { pool, tenants }: { readonly pool: Pool; readonly tenants: TenantDirectory },
  onError: (error: unknown) => void,
): Rounds => {
  const stopping = new AbortController();
  const seal = async () => {
    for (const { tenantId } of tenants.all()) {
      if (stopping.signal.aborted) return;
      await withTenant(tenantId, () => sealEvents(pool)).catch(onError);
    }
  };
  return createRounds(seal, { restMs: REST_MS, stopping, onError });
};
