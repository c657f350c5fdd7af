import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { readId } from '../import/import-target.ts';
import { Refused } from './refused.ts';

/**
 * The unit of the bound region that an option names by its id.
 *
 * @throws {Refused} when there is none.
 */
export const unitNamed = async ({ prisma }: Database, text: string): Promise<string> => {
  const id = readId(text, 'Unit');
  const where = { tenantId_id: { tenantId: boundTenant(), id: id ?? '' } };
  const unit = id === undefined ? null : await prisma.unit.findUnique({ where, select: { id: true } });
  if (unit === null) throw new Refused(`--unit: "${text}" bukan id unit daerah ini; lihat: pnpm kinerja units.`);
  return unit.id;
};
