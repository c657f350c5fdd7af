import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';

const QUERIES = {
  employee: 'select id from employee where tenant_id = $1 and id = any($2::uuid[])',
  service: 'select id from service where tenant_id = $1 and id = any($2::uuid[])',
  unit: 'select id from unit where tenant_id = $1 and id = any($2::uuid[])',
} as const;

/** Those of the keys that there is a row for, in the bound tenant. */
export const existing = async (
  pool: Pool,
  table: keyof typeof QUERIES,
  keys: readonly (string | undefined)[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await pool.query<{ id: string }>(QUERIES[table], [
    boundTenant(),
    keys.filter((key) => key !== undefined),
  ]);
  return new Set(rows.map(({ id }) => id));
};
