import { grantedRoles } from '../access/granted-roles.ts';
import { mayDo } from '../access/permissions.ts';
import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { rolesInUnit, unitsHeaded } from '../personnel/roles-in-unit.ts';

/** Whether the exclusions of a unit, and alarms on its ratings, are shown: to its head and to leaders. */
export const mayReadExclusions = async (context: Context, unitId: string): Promise<boolean> =>
  mayDo('READ_EXCLUSIONS', await rolesInUnit(context, unitId));

/** The units of which they are shown to the person who is signed in; null for the whole region. */
export const unitsWithExclusions = async (context: Context): Promise<ReadonlySet<string> | null> =>
  mayDo('READ_EXCLUSIONS', grantedRoles(requireViewer(context))) ? null : unitsHeaded(context);
