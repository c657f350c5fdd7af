import type { Pool } from 'pg';
import { withTenant } from '../database/tenant-scope.ts';
import { type AlarmMemory, createAlarmMemory, raiseAlarms } from '../exclusion/raise-alarms.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { createRounds, type Rounds } from './rounds.ts';

const REST_MS = 10_000;

/**
 * Looks for ratings that come in an unusual way, in each region.
 *
 * @param onError told about a look that failed; the next one looks at the same again.
 */
export const createAlarmWatch = (
  { pool, tenants, now }: { readonly pool: Pool; readonly tenants: TenantDirectory; readonly now: () => Date },
  onError: (error: unknown) => void,
): Rounds => {
  const stopping = new AbortController();
  const memories = new Map<string, AlarmMemory>();
  const memoryOf = (tenantId: string): AlarmMemory => {
    const memory = memories.get(tenantId) ?? createAlarmMemory();
    memories.set(tenantId, memory);
    return memory;
  };

  const look = async () => {
    for (const { tenantId, timeZone } of tenants.all()) {
      if (stopping.signal.aborted) return;
      const raise = () => raiseAlarms(pool, { now: now(), zone: timeZone }, memoryOf(tenantId));
      await withTenant(tenantId, raise).catch(onError);
    }
  };
  return createRounds(look, { restMs: REST_MS, stopping, onError });
};
