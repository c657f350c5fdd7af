import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { deviceToken } from './device-token.ts';

/** A device that is to be registered; bound to one service, to one unit, or to neither: then it may rate all. */
export interface NewDevice {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly serviceId: string | null;
  /** Counter or room where it stands. */
  readonly place: string | null;
  readonly createdAt: Date;
}

/**
 * Registers a device of the bound tenant.
 *
 * @returns its token, which is stored nowhere.
 */
export const registerDevice = async (client: Pick<PoolClient, 'query'>, device: NewDevice): Promise<string> => {
  const tenantId = boundTenant();
  const { rows } = await client.query<{ secret: Buffer }>(
    `with key as (select version, secret from receipt_key where tenant_id = $1 order by version desc limit 1),
          added as (insert into device (tenant_id, id, name, unit_id, service_id, place, created_at, key_version)
                    select $1, $2, $3, $4, $5, $6, $7, version from key)
     select secret from key`,
    [tenantId, device.id, device.name, device.unitId, device.serviceId, device.place, device.createdAt],
  );
  const [key] = rows;
  if (key === undefined) throw new Error('The tenant has no key.');
  return deviceToken(key.secret, { tenantId, id: device.id });
};
