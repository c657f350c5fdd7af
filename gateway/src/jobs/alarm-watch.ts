import type { Pool } from 'pg';
import { type AlarmMemory, createAlarmMemory, raiseAlarms } from '../exclusion/raise-alarms.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { createRoundsOfRegions, ONCE_A_MINUTE, type Rounds, takeTurns } from './rounds.ts';

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
  const memories = new Map<string, AlarmMemory>();
  const memoryOf = (tenantId: string): AlarmMemory => {
    const memory = memories.get(tenantId) ?? createAlarmMemory();
    memories.set(tenantId, memory);
    return memory;
  };
  return createRoundsOfRegions(
    takeTurns(tenants.all, ONCE_A_MINUTE),
    ({ tenantId, timeZone }) => raiseAlarms(pool, { now: now(), zone: timeZone }, memoryOf(tenantId)),
    { restMs: REST_MS, onError },
  );
};
