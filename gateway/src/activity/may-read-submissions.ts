import { mayDo } from '../access/permissions.ts';
import type { Context } from '../context.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';

/** Whether the person who is signed in may read an employee's daily log, reports and claims. */
export const mayReadSubmissions = async (context: Context, employeeId: string): Promise<boolean> =>
  mayDo('READ_ACTIVITY', await rolesTowards(context, employeeId));
