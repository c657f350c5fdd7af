import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { today } from './today.ts';

/** Keys of those who hold a post in one of the units today. */
export const peopleOf = async (
  context: Pick<Context, 'db' | 'now' | 'tenants'>,
  unitIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await context.db.pool.query<{ id: string }>(
    `select employee_id as id from assignment
     join post on post.tenant_id = $1 and post.id = assignment.post_id
     where assignment.tenant_id = $1 and starts_on <= $2 and coalesce(ends_on, 'infinity') >= $2 and post.unit_id = any($3)`,
    [boundTenant(), today(context), unitIds],
  );
  return new Set(rows.map(({ id }) => id));
};
