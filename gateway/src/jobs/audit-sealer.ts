import type { Pool } from 'pg';
import { sealEvents } from '../audit/seal-events.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { createRoundsOfRegions, type Rounds } from './rounds.ts';

const REST_MS = 1000;

/**
 * Chains what has happened in each region, within a second or so of its commit (TRUST 4.4).
 *
 * @param onError told about a round that failed; the next one chains the same.
 */
export const createAuditSealer = (
  { pool, tenants }: { readonly pool: Pool; readonly tenants: TenantDirectory },
  onError: (error: unknown) => void,
): Rounds => createRoundsOfRegions(tenants, () => sealEvents(pool), { restMs: REST_MS, onError });
