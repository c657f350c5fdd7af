import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { readId } from '../import/import-target.ts';
import { Refused } from './refused.ts';

/**
 * The service of the bound region that an operator names by its id.
 *
 * @param option under which he gave it, with a colon and a space; empty for an argument.
 * @throws {Refused} for an id that is none.
 */
export const serviceNamed = async ({ prisma }: Pick<Database, 'prisma'>, text: string, option: string) => {
  const id = readId(text, 'Service');
  const where = { tenantId_id: { tenantId: boundTenant(), id: id ?? '' } };
  const select = { id: true, name: true, unit: { select: { name: true } } } as const;
  const service = id === undefined ? null : await prisma.service.findUnique({ where, select });
  if (service === null)
    throw new Refused(`${option}"${text}" bukan id layanan daerah ini; lihat: pnpm kinerja services.`);
  return service;
};
