import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { localDate } from '../domain/period.ts';

/** The day `YYYY-MM-DD` that it is in the bound tenant's zone. */
export const today = ({ tenants, now }: Pick<Context, 'tenants' | 'now'>): string => {
  const tenantId = boundTenant();
  const tenant = tenants.all().find((entry) => entry.tenantId === tenantId);
  if (tenant === undefined) throw new Error(`Tenant ${tenantId} is bound and not in the directory.`);
  return localDate(now().getTime(), tenant.timeZone);
};
