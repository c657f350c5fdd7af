import { grantedRoles } from '../access/granted-roles.ts';
import { mayDo, type Role } from '../access/permissions.ts';
import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { today } from '../personnel/today.ts';

/** A post that the person who is signed in holds today. */
export interface HeldPost {
  readonly unitId: string;
  readonly unit: string;
  readonly post: string;
  readonly heads: boolean;
}

type Needs = Pick<Context, 'db' | 'now' | 'tenants' | 'viewer'>;

/** The posts that the person who is signed in holds today, those that head a unit first. */
export const heldPosts = async (context: Needs): Promise<readonly HeldPost[]> => {
  const { rows } = await context.db.pool.query<HeldPost>(
    `select unit.id as "unitId", unit.name as unit, post.name as post, heads_unit as heads
     from assignment
     join post on post.tenant_id = $1 and post.id = assignment.post_id
     join unit on unit.tenant_id = $1 and unit.id = post.unit_id
     where assignment.tenant_id = $1 and employee_id = $2 and starts_on <= $3 and coalesce(ends_on, 'infinity') >= $3
     order by heads_unit desc, unit.name, post.name`,
    [boundTenant(), requireViewer(context).employeeId, today(context)],
  );
  return rows;
};

/** What the person who is signed in is where a topic of a unit, or of the region, is concerned. */
export const rolesToTopic = (context: Needs, unitId: string | null, held: readonly HeldPost[]): ReadonlySet<Role> => {
  const heads = held.some((post) => post.heads && post.unitId === unitId);
  return new Set<Role>([...(heads ? (['RATER'] as const) : []), ...grantedRoles(requireViewer(context))]);
};

/** Keys of the units whose topics the person who is signed in may moderate; null for all of the region. */
export const unitsModerated = async (context: Needs): Promise<readonly string[] | null> => {
  const held = await heldPosts(context);
  if (mayDo('MODERATE_FORUM', rolesToTopic(context, null, held))) return null;
  return held.filter(({ heads }) => heads).map(({ unitId }) => unitId);
};
