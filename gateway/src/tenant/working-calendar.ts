import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';

/** The days on which the bound tenant does not work beside the weekends, `YYYY-MM-DD`. */
export const holidaysOf = async (client: Pool | PoolClient): Promise<ReadonlySet<string>> => {
  const { rows } = await client.query<{ day: string }>('select day::text from holiday where tenant_id = $1', [
    boundTenant(),
  ]);
  return new Set(rows.map(({ day }) => day));
};
