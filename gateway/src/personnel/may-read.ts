import { grantedRoles } from '../access/granted-roles.ts';
import { type Action, mayDo, type Role } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { rolesTowards } from './roles-towards.ts';

/** What the person of a request is to others, as far as it was asked: one statement for each of them, however many fields ask. */
const known = new WeakMap<Context, Map<string, Promise<ReadonlySet<Role>>>>();

const rolesInRequest = (context: Context, employeeId: string): Promise<ReadonlySet<Role>> => {
  const ofRequest = known.get(context) ?? new Map<string, Promise<ReadonlySet<Role>>>();
  known.set(context, ofRequest);
  const roles = ofRequest.get(employeeId) ?? rolesTowards(context, employeeId);
  ofRequest.set(employeeId, roles);
  return roles;
};

/** What was given needs no statement: it counts towards everybody but oneself. */
const mayByGrant = (action: Action, { viewer }: Context, employeeId: string): boolean =>
  viewer !== null &&
  viewer.tenantId === boundTenant() &&
  viewer.employeeId !== employeeId &&
  mayDo(action, grantedRoles(viewer));

const may = async (action: Action, context: Context, employeeId: string): Promise<boolean> =>
  mayByGrant(action, context, employeeId) || mayDo(action, await rolesInRequest(context, employeeId));

/** Whether the person who is signed in may read an employee of the bound tenant; says nothing of whether there is one. */
export const mayReadEmployee = (context: Context, employeeId: string): Promise<boolean> =>
  may('READ_EMPLOYEE', context, employeeId);

/** Whether the person who is signed in may see the employee number (NIP). */
export const mayReadEmployeeNumber = (context: Context, employeeId: string): Promise<boolean> =>
  may('READ_EMPLOYEE_NUMBER', context, employeeId);

/** Whether the person who is signed in may see the results of earlier years; none of them has a team. */
export const mayReadPastResults = (context: Context, employeeId: string): Promise<boolean> =>
  may('READ_APPRAISAL', context, employeeId);

/**
 * The person who is signed in, when allowed to list the personnel.
 *
 * @throws {Refused} otherwise; the attempt is in the audit trail.
 */
export const requireListing = async (context: Context): Promise<Viewer> => {
  const viewer = requireViewer(context);
  await refuseUnless(context, 'LIST_EMPLOYEES', grantedRoles(viewer), 'employees');
  return viewer;
};
