import type { Pool } from 'pg';
import { findRegionsToSeal, sealEvents } from '../audit/seal-events.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { onceMigrated } from './once-migrated.ts';
import { createRoundsOfRegions, type Rounds, takeTurns } from './rounds.ts';

const REST_MS = 1000;

/** Which regions have something to chain is seen at their newest event; one that was committed late is found when it is their turn. */
const ROUNDS_TO_ALL = 30;

/**
 * Chains what has happened in each region, within a second or so of its commit (TRUST 4.4).
 *
 * @param directory connects bound to no tenant.
 * @param onError told about a round that failed; the next one chains the same.
 */
export const createAuditSealer = (
  { pool, directory, tenants }: { readonly pool: Pool; readonly directory: Pool; readonly tenants: TenantDirectory },
  onError: (error: unknown) => void,
): Rounds => {
  const nextTurn = takeTurns(tenants.all, { rounds: ROUNDS_TO_ALL });
  const regions = async () => {
    const toSeal = await onceMigrated(() => findRegionsToSeal(directory), null);
    if (toSeal === null) return tenants.all();
    const turn = new Set(nextTurn());
    return tenants.all().filter((region) => turn.has(region) || toSeal.has(region.tenantId));
  };
  return createRoundsOfRegions(regions, () => sealEvents(pool), { restMs: REST_MS, onError });
};
