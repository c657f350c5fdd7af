import { mayDo } from '../access/permissions.ts';
import type { Context } from '../context.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';

/** Whether the person who is signed in may read how an employee develops. */
export const mayReadDevelopment = async ({ id }: { readonly id: string }, context: Context): Promise<boolean> =>
  mayDo('READ_DEVELOPMENT', await rolesTowards(context, id));
