import { grantedRoles } from '../access/granted-roles.ts';
import type { Role } from '../access/permissions.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { today } from './today.ts';

/** What the posts of two people make them to each other on one day. */
const STANDING = {
  name: 'roles_towards',
  text: `
    with rated as (
      select rater_of($1, $3, $4) as rater_id, rater_of($1, $2, $4) as viewers_rater_id
    )
    select rater_id = $2 as "RATER",
           rater_of($1, rater_id, $4) = $2 as "SUPERIOR",
           exists (
             select from delegation
             where tenant_id = $1 and delegation.rater_id = rated.rater_id and delegate_id = $2
               and $4 between starts_on and ends_on
           ) as "DELEGATE",
           rater_id = viewers_rater_id as "PEER",
           viewers_rater_id = $3 as "SUBORDINATE"
    from rated`,
};

type Standing = 'RATER' | 'SUPERIOR' | 'DELEGATE' | 'PEER' | 'SUBORDINATE';

const NOBODY: ReadonlySet<Role> = new Set();

/**
 * What the person who is signed in is to an employee of the bound tenant today, by the posts that the two hold: `RATER`
 * (see `rater_of` in the migrations), `SUPERIOR` (the rater's rater), `DELEGATE` (a delegation of the rater holds today),
 * `PEER` (the same rater) and `SUBORDINATE` (the employee rates the person); with them the roles that were given, `LEADER`
 * and `PERSONNEL_ADMIN`. Towards oneself `SELF` alone. Nothing when nobody is signed in, or somebody of another tenant.
 *
 * Whether the employee exists is not told. Within an appraisal, the rater and superior that it was opened with count instead.
 */
export const rolesTowards = async (
  context: Pick<Context, 'db' | 'now' | 'tenants' | 'viewer'>,
  employeeId: string,
): Promise<ReadonlySet<Role>> => {
  const { viewer, db } = context;
  if (viewer === null || viewer.tenantId !== boundTenant()) return NOBODY;
  if (viewer.employeeId === employeeId) return new Set(['SELF']);
  const { rows } = await db.pool.query<Record<Standing, boolean | null>>({
    ...STANDING,
    values: [viewer.tenantId, viewer.employeeId, employeeId, today(context)],
  });
  const standing = Object.entries(rows[0] ?? {}).flatMap(([role, holds]) => (holds === true ? [role as Standing] : []));
  return new Set<Role>([...standing, ...grantedRoles(viewer)]);
};
