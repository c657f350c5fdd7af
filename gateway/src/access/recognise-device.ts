import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { deviceNamedBy, isTokenOf } from './device-token.ts';

/** A registered device that may send what it sends. */
export interface Device {
  readonly id: string;
  /** Counter or room where it stands; null when none was registered. */
  readonly place: string | null;
  readonly lastSeenAt: Date | null;
}

/** The device of a token, or why its answers are not taken, in words for whoever looks after it. */
export type RecognisedDevice = { readonly device: Device } | { readonly problem: string };

interface Row extends Device {
  readonly unitId: string | null;
  readonly serviceId: string | null;
  readonly revokedAt: Date | null;
  readonly secret: Buffer;
}

const FIND_DEVICE = {
  name: 'device',
  text: `
    select device.id, unit_id as "unitId", service_id as "serviceId", place, revoked_at as "revokedAt",
           last_seen_at as "lastSeenAt", secret
    from device
    join receipt_key on receipt_key.tenant_id = device.tenant_id and receipt_key.version = device.key_version
    where device.tenant_id = $1 and device.id = $2`,
};

const UNKNOWN = {
  problem:
    'deviceToken: ini bukan token perangkat yang terdaftar di daerah ini; pasang token yang benar, atau kosongkan bila bukan perangkat terdaftar.',
};
const REVOKED = {
  problem:
    'deviceToken: perangkat ini sudah dicabut, jadi kirimannya tidak diterima lagi; minta pengelola mendaftarkannya kembali.',
};
const ELSEWHERE = {
  problem:
    'deviceToken: perangkat ini tidak terdaftar untuk layanan ini; pasang layanan yang benar, atau minta pengelola mendaftarkannya untuk layanan ini.',
};

/** Looks a device of the bound tenant up anew for each answer that it sends: a revoked one ends at once. */
export const recogniseDevice = async (
  pool: Pool,
  token: string,
  rated: { readonly serviceId: string; readonly unitId: string },
): Promise<RecognisedDevice> => {
  const named = deviceNamedBy(token);
  // Another region's device is answered like one that does not exist.
  if (named === undefined || named.tenantId !== boundTenant()) return UNKNOWN;
  const { rows } = await pool.query<Row>({ ...FIND_DEVICE, values: [named.tenantId, named.id] });
  const [found] = rows;
  if (found === undefined || !isTokenOf(token, found.secret, named)) return UNKNOWN;
  const { unitId, serviceId, revokedAt, ...device } = found;
  if (revokedAt !== null) return REVOKED;
  const isItsOwn = (serviceId ?? rated.serviceId) === rated.serviceId && (unitId ?? rated.unitId) === rated.unitId;
  return isItsOwn ? { device } : ELSEWHERE;
};
