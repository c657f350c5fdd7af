import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { today } from '../personnel/today.ts';

/** As what an official speaks. */
export interface Official {
  readonly unit: string;
  readonly post: string;
}

/**
 * The post that the person who is signed in holds today, by the names it has now: that in the unit of the topic before others, and
 * one that heads a unit before one that does not. Nothing for whoever holds none.
 */
export const speakAs = async (
  context: Pick<Context, 'db' | 'now' | 'tenants' | 'viewer'>,
  unitId: string | null,
): Promise<Official | undefined> => {
  const { rows } = await context.db.pool.query<Official>(
    `select unit.name as unit, post.name as post
     from assignment
     join post on post.tenant_id = $1 and post.id = assignment.post_id
     join unit on unit.tenant_id = $1 and unit.id = post.unit_id
     where assignment.tenant_id = $1 and employee_id = $2 and starts_on <= $3 and coalesce(ends_on, 'infinity') >= $3
     order by (unit.id is not distinct from $4) desc, heads_unit desc, unit.name, post.name limit 1`,
    [boundTenant(), requireViewer(context).employeeId, today(context), unitId],
  );
  return rows[0];
};
