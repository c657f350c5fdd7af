import { mayDo } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { givenRoles, rolesTowards } from './roles-towards.ts';

/** Whether the person who is signed in may read an employee of the bound tenant; says nothing of whether there is one. */
export const mayReadEmployee = async (context: Context, employeeId: string): Promise<boolean> =>
  mayDo('READ_EMPLOYEE', await rolesTowards(context, employeeId));

/** Whether the person who is signed in may see the employee number (NIP). */
export const mayReadEmployeeNumber = async (context: Context, employeeId: string): Promise<boolean> =>
  mayDo('READ_EMPLOYEE_NUMBER', await rolesTowards(context, employeeId));

/**
 * The person who is signed in, when allowed to list the personnel.
 *
 * @throws {Refused} otherwise; the attempt is in the audit trail.
 */
export const requireListing = async (context: Context): Promise<Viewer> => {
  const viewer = requireViewer(context);
  await refuseUnless(context, 'LIST_EMPLOYEES', givenRoles(viewer), 'employees');
  return viewer;
};
