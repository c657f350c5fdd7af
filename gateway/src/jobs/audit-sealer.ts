import type { Pool } from 'pg';
import { findRegionsToSeal, sealEvents, sealRecentEvents } from '../audit/seal-events.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';
import { onceMigrated } from './once-migrated.ts';
import { createRoundsOfRegions, type Rounds, takeTurns } from './rounds.ts';

const REST_MS = 1000;

/** Which regions have something to chain is seen at their newest event; one that was committed late is found when it is their turn. */
const ROUNDS_TO_ALL = 30;
/** Each region is looked at for events that were committed long after their id at the first round, and once in so many. */
const ROUNDS_TO_LATE = 30;

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
  let round = 0;
  const lastLate = new Map<string, number>();
  const sealOne = async ({ tenantId }: TenantEntry) => {
    const isLate = round - (lastLate.get(tenantId) ?? Number.NEGATIVE_INFINITY) >= ROUNDS_TO_LATE;
    await (isLate ? sealEvents(pool) : sealRecentEvents(pool));
    if (isLate) lastLate.set(tenantId, round);
  };
  const regions = async () => {
    round += 1;
    const toSeal = await onceMigrated(() => findRegionsToSeal(directory), null);
    if (toSeal === null) return tenants.all();
    const turn = new Set(nextTurn());
    return tenants.all().filter((region) => turn.has(region) || toSeal.has(region.tenantId));
  };
  return createRoundsOfRegions(regions, sealOne, { restMs: REST_MS, onError });
};
