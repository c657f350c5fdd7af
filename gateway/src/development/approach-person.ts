import type { Action, Role } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { notHere, requireKey } from './here.ts';

const exists = async ({ db }: Context, employeeId: string): Promise<boolean> => {
  const { rowCount } = await db.pool.query('select from employee where tenant_id = $1 and id = $2', [
    boundTenant(),
    employeeId,
  ]);
  return rowCount === 1;
};

/** A person, approached by the one who is signed in. */
export interface ApproachedPerson {
  readonly viewer: Viewer;
  readonly employeeId: string;
  readonly roles: ReadonlySet<Role>;
}

/**
 * Finds a person towards whom the one who is signed in may do something.
 *
 * @param id Global id, named `argument` in the error.
 * @throws {Refused} when nobody is signed in, or he may not; NOT_FOUND when there is no such person.
 */
export const approachPerson = async (
  context: Context,
  action: Action,
  argument: string,
  id: string,
): Promise<ApproachedPerson> => {
  const viewer = requireViewer(context);
  const employeeId = requireKey(argument, id, 'Employee');
  if (!(await exists(context, employeeId))) throw notHere(argument, id, 'Employee');
  const roles = await rolesTowards(context, employeeId);
  await refuseUnless(context, action, roles, employeeId);
  return { viewer, employeeId, roles };
};
