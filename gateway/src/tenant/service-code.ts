import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import { readTypedCode } from './typed-code.ts';

/** The global id of the service with a code that somebody typed; nothing when there is none. */
export const findServiceByCode = async (
  text: string,
  { db, tenants }: { readonly db: Pick<Database, 'pool'>; readonly tenants: TenantDirectory },
): Promise<string | undefined> => {
  const read = await readTypedCode(text, tenants);
  if (read === undefined) return undefined;
  const { tenantId } = read.tenant;
  const { rows } = await withTenant(tenantId, () =>
    db.pool.query<{ id: string }>({
      name: 'service_by_code',
      text: 'select id from service where tenant_id = $1 and substr(uuid_send(id), 12) = $2 limit 2',
      values: [tenantId, read.tail],
    }),
  );
  const [found, another] = rows;
  // Should two ever meet, it is better to find none than the wrong one.
  if (found === undefined || another !== undefined) return undefined;
  return encodeGlobalId({ type: 'Service', tenantId, id: found.id });
};
