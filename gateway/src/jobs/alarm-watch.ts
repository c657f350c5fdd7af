import type { Pool } from 'pg';
import { withTenant } from '../database/tenant-scope.ts';
import { type AlarmMemory, createAlarmMemory, raiseAlarms } from '../exclusion/raise-alarms.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';

/** Looks for ratings that come in an unusual way. */
export interface AlarmWatch {
  /** Looks at what came since the last time, in each region. */
  readonly run: () => Promise<void>;
}

/** @param onError told about a look that failed; the next one looks at the same again. */
export const createAlarmWatch = (
  { pool, tenants, now }: { readonly pool: Pool; readonly tenants: TenantDirectory; readonly now: () => Date },
  onError: (error: unknown) => void,
): AlarmWatch => {
  const memories = new Map<string, AlarmMemory>();
  const memoryOf = (tenantId: string): AlarmMemory => {
    const memory = memories.get(tenantId) ?? createAlarmMemory();
    memories.set(tenantId, memory);
    return memory;
  };
  return {
    run: async () => {
      for (const { tenantId, timeZone } of tenants.all())
        await withTenant(tenantId, () => raiseAlarms(pool, { now: now(), zone: timeZone }, memoryOf(tenantId))).catch(
          onError,
        );
    },
  };
};
