import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { localDate } from '../domain/period.ts';

/** The day `YYYY-MM-DD` that it is in the bound tenant's zone. */
export const today = async ({ tenants, now }: Pick<Context, 'tenants' | 'now'>): Promise<string> => {
  const tenantId = boundTenant();
  const tenant = await tenants.byId(tenantId);
  if (tenant === undefined) throw new Error(`Tenant ${tenantId} is bound and missing.`);
  return localDate(now().getTime(), tenant.timeZone);
};
