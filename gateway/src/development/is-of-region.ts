import type { Context } from '../context.ts';

/** Whether somebody is signed in to this region. */
export const isOfRegion = ({ tenantId }: { readonly tenantId: string }, { viewer }: Context): boolean =>
  viewer?.tenantId === tenantId;
