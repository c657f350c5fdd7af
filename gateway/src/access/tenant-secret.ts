import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';

/**
 * A secret of the bound tenant, 32 bytes. Its newest receipt key is the root of all that we sign and seal for it; the label keeps
 * the uses apart.
 */
export const tenantSecret = async (pool: Pool, use: string): Promise<Buffer> => {
  const { rows } = await pool.query<{ secret: Buffer }>({
    name: 'newest_receipt_key',
    text: 'select secret from receipt_key where tenant_id = $1 order by version desc limit 1',
    values: [boundTenant()],
  });
  const [key] = rows;
  if (key === undefined) throw new Error('The tenant has no key.');
  return createHmac('sha256', key.secret).update(use).digest();
};
