import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { type Approached, isReadable } from './find-appraisal.ts';

/**
 * Whether the viewer may see what marks came to. An evaluator may once his own sheet is sent: an independent team that
 * has read the supervisor's figures is not independent.
 */
export const maySeeScore = async (pool: Pool, { appraisal, viewer, roles }: Approached): Promise<boolean> => {
  if (!roles.has('TEAM_MEMBER')) return isReadable({ roles });
  const { rows } = await pool.query({
    name: 'appraisal_own_sheet',
    text: `select 1 from assessment
           where tenant_id = $1 and appraisal_id = $2 and assessor_id = $3 and submitted_at is not null`,
    values: [boundTenant(), appraisal.id, viewer.employeeId],
  });
  return rows.length > 0;
};
