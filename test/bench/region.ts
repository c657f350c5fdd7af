import type { Database } from '../../gateway/src/database/open-database.ts';
import { type SeededTenant, seedTenant } from '../support/tenant.ts';

/** A regional government with units of one kind, each with one service. */
export interface Region {
  readonly tenantId: string;
  readonly code: string;
  readonly units: readonly RegionUnit[];
}

interface RegionUnit {
  readonly unitId: string;
  readonly serviceId: string;
  /** Id of the service in the API. */
  readonly service: string;
}

export const UNITS = 20;
export const KIND = 'puskesmas';
export const ZONE = 'Asia/Jakarta';

const regionOf = ({ uuid, code, unit, service }: SeededTenant, names: readonly string[]): Region => ({
  tenantId: uuid,
  code,
  units: names.map((name) => ({ unitId: unit(name).uuid, serviceId: service(name).uuid, service: service(name).id })),
});

export const createRegion = async (database: Database, code: string): Promise<Region> => {
  const names = Array.from({ length: UNITS }, (_, index) => `Puskesmas ${index + 1}`);
  const tenant = await seedTenant(database, {
    code,
    name: `Kota ${code}`,
    zone: ZONE,
    units: names.map((name) => ({ name, kind: KIND, staff: 30, services: [name] })),
  });
  return regionOf(tenant, names);
};
