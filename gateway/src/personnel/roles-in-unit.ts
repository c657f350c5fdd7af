import { grantedRoles } from '../access/granted-roles.ts';
import { type Action, mayDo, type Role } from '../access/permissions.ts';
import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { today } from './today.ts';

type Asked = Pick<Context, 'db' | 'now' | 'tenants' | 'viewer'>;

const unitsOfPosts = async (context: Asked, which: 'ALL' | 'HEADED'): Promise<ReadonlySet<string>> => {
  const { rows } = await context.db.pool.query<{ id: string }>(
    `select post.unit_id as id from assignment
     join post on post.tenant_id = $1 and post.id = assignment.post_id
     where assignment.tenant_id = $1 and employee_id = $3 and (heads_unit or $4)
       and starts_on <= $2 and coalesce(ends_on, 'infinity') >= $2`,
    [boundTenant(), today(context), requireViewer(context).employeeId, which === 'ALL'],
  );
  return new Set(rows.map(({ id }) => id));
};

/** Keys of the units that the person who is signed in heads today. */
export const unitsHeaded = (context: Asked): Promise<ReadonlySet<string>> => unitsOfPosts(context, 'HEADED');

/** Keys of the units in which the person who is signed in holds a post today. */
export const unitsWorkedIn = (context: Asked): Promise<ReadonlySet<string>> => unitsOfPosts(context, 'ALL');

/** Keys of the units in which the person who is signed in may do something, as `rolesInUnit` has it; null for all of the region. */
export const unitsOpenTo = async (context: Asked, action: Action): Promise<ReadonlySet<string> | null> => {
  if (mayDo(action, grantedRoles(requireViewer(context)))) return null;
  return mayDo(action, new Set<Role>(['RATER'])) ? unitsHeaded(context) : new Set();
};

/** What the person who is signed in is in a unit: who holds the post that heads it is the `RATER` of its people. */
export const rolesInUnit = async (context: Asked, unitId: string): Promise<ReadonlySet<Role>> => {
  const { viewer, db } = context;
  if (viewer === null || viewer.tenantId !== boundTenant()) return new Set();
  const { rows } = await db.pool.query<{ heads: boolean }>({
    name: 'heads_unit',
    text: `select exists (
             select from assignment
             join post on post.tenant_id = $1 and post.id = assignment.post_id
             where assignment.tenant_id = $1 and employee_id = $2 and post.unit_id = $3 and heads_unit
               and starts_on <= $4 and coalesce(ends_on, 'infinity') >= $4
           ) as heads`,
    values: [boundTenant(), viewer.employeeId, unitId, today(context)],
  });
  return new Set<Role>([...(rows[0]?.heads === true ? (['RATER'] as const) : []), ...grantedRoles(viewer)]);
};
