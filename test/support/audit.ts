import { sealEvents } from '../../gateway/src/audit/seal-events.ts';
import { type TrailVerdict, verifyTrail } from '../../gateway/src/audit/verify-trail.ts';
import type { TestDatabase } from './database.ts';
import type { SeededTenant } from './tenant.ts';

/** The audit trail of a region. */
export interface AuditTrail {
  /** Computes it anew; `known` is a hash that was written down before. */
  readonly verify: (known?: string) => Promise<TrailVerdict>;
  /** Chains what is not chained yet, unless somebody is at it. */
  readonly seal: () => Promise<void>;
}

export const auditTrailOf = (
  { database, inTenant }: Pick<TestDatabase, 'database' | 'inTenant'>,
  tenant: SeededTenant,
): AuditTrail => ({
  verify: (known) => inTenant(tenant, () => verifyTrail(database.pool, known ?? null)),
  seal: () => inTenant(tenant, () => sealEvents(database.pool)),
});
