import { v7 as timeOrderedId } from 'uuid';
import type { TestDatabase } from './database.ts';
import type { SeededTenant } from './tenant.ts';

/** Notes a network of an office; of all units of the region, when it names none. Returns how to take it back. */
export async function addOfficeNetwork(
  { inspect }: Pick<TestDatabase, 'inspect'>,
  tenant: SeededTenant,
  { network, unit }: { readonly network: string; readonly unit?: string },
): Promise<{ readonly revoke: () => Promise<unknown> }> {
  const id = timeOrderedId();
  await inspect(
    `insert into office_network (tenant_id, id, unit_id, name, network, created_at) values ($1, $2, $3, 'Wi-Fi kantor', $4, now())`,
    [tenant.uuid, id, unit === undefined ? null : tenant.unit(unit).uuid, network],
  );
  return { revoke: () => inspect('update office_network set revoked_at = now() where id = $1', [id]) };
}
