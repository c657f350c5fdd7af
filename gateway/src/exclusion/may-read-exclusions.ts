import { mayDo } from '../access/permissions.ts';
import type { Context } from '../context.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';

/** Whether the exclusions of a unit are shown: to its head and to leaders. */
export const mayReadExclusions = async (context: Context, unitId: string): Promise<boolean> =>
  mayDo('READ_EXCLUSIONS', await rolesInUnit(context, unitId));
