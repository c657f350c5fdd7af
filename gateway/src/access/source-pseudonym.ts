import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { networkOf } from './network.ts';

const SECRET_BYTES = 32;
const PSEUDONYM_BYTES = 16;

/** The key of a region's day, `YYYY-MM-DD` (TRUST 4.3). */
export const dayKey = (secret: Buffer, tenantId: string, day: string): Buffer =>
  createHmac('sha256', secret).update(`ip-salt|${tenantId}|${day}`).digest();

/** What stands for the network of an address on that day. */
export const pseudonymOf = (key: Buffer, address: string): Buffer =>
  createHmac('sha256', key).update(networkOf(address)).digest().subarray(0, PSEUDONYM_BYTES);

interface DayKey {
  readonly day: string;
  readonly key: Buffer;
}

/** The key of today, by region: each submit needs it. */
const today = new WeakMap<Pool, Map<string, DayKey>>();

/** The secret that all gateways use on a day, made by the first that needs it. */
const secretOf = async (pool: Pool, day: string): Promise<Buffer> => {
  const values = [boundTenant(), day];
  await pool.query({
    name: 'make_source_key',
    text: 'insert into source_key (tenant_id, day, secret) values ($1, $2, $3) on conflict do nothing',
    values: [...values, randomBytes(SECRET_BYTES)],
  });
  const { rows } = await pool.query<{ secret: Buffer }>({
    name: 'source_key',
    text: 'select secret from source_key where tenant_id = $1 and day = $2',
    values,
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`The key of ${day} is gone while it is that day.`);
  return row.secret;
};

/**
 * What stands for the network of an address in the bound tenant on one of its days: the same all day long, unrelated on every
 * other. It rests on a secret of that day alone, so that what is deleted cannot be worked out again from any other key.
 */
export const sourceOf = async (pool: Pool, address: string, day: string): Promise<Buffer> => {
  const tenantId = boundTenant();
  const known = today.get(pool) ?? new Map<string, DayKey>();
  today.set(pool, known);
  const found = known.get(tenantId);
  if (found?.day === day) return pseudonymOf(found.key, address);
  const key = dayKey(await secretOf(pool, day), tenantId, day);
  known.set(tenantId, { day, key });
  return pseudonymOf(key, address);
};
