import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { DAYS } from '../domain/retention.ts';

const DAY_MS = 86_400_000;
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** Forgets what nobody can use any more: tokens that were taken back, proofs of work, and when devices that were taken back were last seen. */
export const forgetTraces = async (pool: Pool, now: Date): Promise<void> => {
  const tenantId = boundTenant();
  await pool.query('delete from revoked_token where tenant_id = $1 and revoked_at < $2', [
    tenantId,
    daysBefore(now, DAYS.revokedTokens.days),
  ]);
  await pool.query('delete from used_challenge where tenant_id = $1 and expires_at < $2', [
    tenantId,
    daysBefore(now, DAYS.challenges.days),
  ]);
  await pool.query(
    'update device set last_seen_at = null where tenant_id = $1 and revoked_at < $2 and last_seen_at is not null',
    [tenantId, daysBefore(now, DAYS.deviceTraces.days)],
  );
};
