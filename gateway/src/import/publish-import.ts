import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Period } from '../domain/period.ts';
import { closeDuePeriods, republish } from '../leaderboard/close-due-periods.ts';
import { keepFiguresRunning } from '../leaderboard/keep-figures-running.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';

/** Where an import takes place; the running code is bound to the tenant. */
export interface ImportContext {
  readonly pool: Pool;
  readonly tenants: TenantDirectory;
  readonly tenant: TenantEntry;
  readonly now: Date;
}

/** Published figures that an import has corrected. */
export interface CorrectedFigures {
  readonly period: Period;
  readonly figures: number;
}

/** Closes what is due before an import, so that what changes afterwards changes because of it. */
export const closeBeforeImport = async ({ pool, tenant, now }: ImportContext): Promise<void> => {
  await closeDuePeriods(pool, { tenantId: tenant.tenantId, zone: tenant.timeZone, now });
};

/**
 * Lets the public figures follow what was imported: closed periods get a new version with the reason, open ones catch up
 * as they do with every ten ratings. Doing it twice changes nothing.
 *
 * @param units those that something was imported for, and the years of it. @param importedBy the operator.
 * @returns the figures of closed periods that have a new version.
 */
export const publishImport = async (
  { pool, tenants, tenant: { tenantId, timeZone }, now }: ImportContext,
  {
    units,
    years,
    reason,
    importedBy,
  }: { units: readonly string[]; years: readonly Period[]; reason: string; importedBy: string },
): Promise<readonly CorrectedFigures[]> => {
  await closeDuePeriods(pool, { tenantId, zone: timeZone, now });
  const correction = { reason, changedBy: `operator ${importedBy}` };
  await republish(pool, { tenantId, zone: timeZone, now, years, correction });
  const failures: unknown[] = [];
  const running = keepFiguresRunning(
    pool,
    tenants,
    () => now,
    (error) => failures.push(error),
  );
  for (const unitId of units) await running.ratingStored(tenantId, unitId);
  await running.stop();
  if (failures.length > 0) throw failures[0];
  const { rows } = await pool.query<CorrectedFigures>(
    `select period, count(*)::integer as figures from figure
     where tenant_id = $1 and reason = $2 and as_of = $3 group by period order by period`,
    [boundTenant(), reason, now],
  );
  return rows;
};
