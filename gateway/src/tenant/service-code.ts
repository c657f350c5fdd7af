import { parse } from 'uuid';
import { fromCrockford, inFours, readFours, toCrockford } from '../crockford.ts';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { TenantDirectory, TenantEntry } from './tenant-directory.ts';

/** The end of a service's id that its code is made of: 40 bits, so that two services of a region never meet. */
const BYTES = 5;
const LENGTH = 8;

/** A service's code to be typed: `3273-7K3M-9QXT`. It follows from the id, so it is the same for ever and nobody keeps it. */
export const serviceCode = ({ receiptPrefix }: TenantEntry, serviceId: string): string =>
  inFours(receiptPrefix, toCrockford(parse(serviceId).subarray(-BYTES)));

/** The global id of the service with a code that somebody typed; nothing when there is none. */
export const findServiceByCode = async (
  text: string,
  { db, tenants }: { readonly db: Pick<Database, 'pool'>; readonly tenants: TenantDirectory },
): Promise<string | undefined> => {
  const read = readFours(text, LENGTH);
  const tenant = read === undefined ? undefined : await tenants.byReceiptPrefix(read.prefix);
  if (read === undefined || tenant === undefined) return undefined;
  const { tenantId } = tenant;
  const { rows } = await withTenant(tenantId, () =>
    db.pool.query<{ id: string }>({
      name: 'service_by_code',
      text: 'select id from service where tenant_id = $1 and substr(uuid_send(id), 12) = $2 limit 2',
      values: [tenantId, Buffer.from(fromCrockford(read.code))],
    }),
  );
  const [found, another] = rows;
  // Should two ever meet, it is better to find none than the wrong one.
  if (found === undefined || another !== undefined) return undefined;
  return encodeGlobalId({ type: 'Service', tenantId, id: found.id });
};
