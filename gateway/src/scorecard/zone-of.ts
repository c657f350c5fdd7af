import type { Context } from '../context.ts';

/** IANA zone of a tenant, which decides its days and periods. */
export const zoneOf = async ({ tenants }: Pick<Context, 'tenants'>, tenantId: string): Promise<string> => {
  const zone = (await tenants.byId(tenantId))?.timeZone;
  if (zone === undefined) throw new Error(`The tenant ${tenantId} has left the directory.`);
  return zone;
};
