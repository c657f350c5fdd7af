import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';

/** Key of the unit that a service of the bound tenant belongs to; nothing when there is no such service. */
export const unitOfService = async (pool: Pool, serviceId: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ unitId: string }>({
    name: 'unit_of_service',
    text: 'select unit_id as "unitId" from service where tenant_id = $1 and id = $2',
    values: [boundTenant(), serviceId],
  });
  return rows[0]?.unitId;
};
