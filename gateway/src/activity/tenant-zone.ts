import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';

/** IANA time zone of the bound tenant. */
export const tenantZone = async ({ tenants }: Pick<Context, 'tenants'>): Promise<string> => {
  const tenant = await tenants.byId(boundTenant());
  if (tenant === undefined) throw new Error(`Tenant ${boundTenant()} is bound and missing.`);
  return tenant.timeZone;
};
