import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Device } from './recognise-device.ts';

/** Noting each answer would write one row again and again; an operator only wants to know whether a device is alive. */
const NOTED_EVERY_MS = 10 * 60_000;

/** Notes that a device of the bound tenant sent something, unless that was noted some minutes ago. */
export const noteDeviceSeen = async (pool: Pool, { id, lastSeenAt }: Device, now: Date): Promise<void> => {
  if (lastSeenAt !== null && now.getTime() - lastSeenAt.getTime() < NOTED_EVERY_MS) return;
  await pool.query({
    name: 'device_seen',
    text: 'update device set last_seen_at = $3 where tenant_id = $1 and id = $2',
    values: [boundTenant(), id, now],
  });
};
