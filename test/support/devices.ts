import { v7 as timeOrderedId } from 'uuid';
import { registerDevice } from '../../gateway/src/access/register-device.ts';
import { encodeGlobalId } from '../../gateway/src/global-id.ts';
import type { TestDatabase } from './database.ts';
import type { SeededTenant } from './tenant.ts';

/** A device to register; left out: a kiosk for all services, at no place in particular. */
export interface DeviceSeed {
  readonly name?: string;
  /** Name of the service, or of the unit, that it is bound to. */
  readonly service?: string;
  readonly unit?: string;
  readonly place?: string;
}

/** A device that is registered. */
export interface SeededDevice {
  readonly uuid: string;
  readonly id: string;
  readonly token: string;
}

/** Registers a device of a region, as `pnpm kinerja device add` does. */
export async function addDevice(
  { database, inTenant }: TestDatabase,
  tenant: SeededTenant,
  { name = 'Kios', service, unit, place }: DeviceSeed = {},
): Promise<SeededDevice> {
  const uuid = timeOrderedId();
  const token = await inTenant(tenant, () =>
    registerDevice(database.pool, {
      id: uuid,
      name,
      serviceId: service === undefined ? null : tenant.service(service).uuid,
      unitId: unit === undefined ? null : tenant.unit(unit).uuid,
      place: place ?? null,
      createdAt: new Date(),
    }),
  );
  return { uuid, id: encodeGlobalId({ type: 'Device', tenantId: tenant.uuid, id: uuid }), token };
}

/** Revokes a device, as `pnpm kinerja device revoke` does. */
export const revokeDevice = async ({ inspect }: TestDatabase, { uuid }: SeededDevice, at: Date): Promise<void> => {
  await inspect('update device set revoked_at = $2 where id = $1', [uuid, at]);
};
