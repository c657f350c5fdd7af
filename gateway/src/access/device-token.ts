import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeGlobalId, encodeGlobalId, type GlobalId } from '../global-id.ts';

/** Which device a token names. */
export type DeviceKey = Pick<GlobalId, 'tenantId' | 'id'>;

/** The id of a device, a full stop and 256 bits in base64url; nothing in it says how it was signed. */
const TOKEN = /^(device_[\w-]{43})\.[\w-]{43}$/;

/** The device that a token names; nothing for a text that is no token. Proves nothing. */
export const deviceNamedBy = (token: string): DeviceKey | undefined => {
  const id = decodeGlobalId(TOKEN.exec(token)?.[1] ?? '');
  return id?.type === 'Device' ? id : undefined;
};

/** The token of a device. The tenant's receipt key is the root of what we sign for it; the label keeps the uses apart. */
export const deviceToken = (receiptKey: Uint8Array, { tenantId, id }: DeviceKey): string => {
  const name = encodeGlobalId({ type: 'Device', tenantId, id });
  const key = createHmac('sha256', receiptKey).update('device-token').digest();
  return `${name}.${createHmac('sha256', key).update(name).digest('base64url')}`;
};

/** Whether the token is the device's own, letter for letter. */
export const isTokenOf = (token: string, receiptKey: Uint8Array, device: DeviceKey): boolean => {
  const given = Buffer.from(token);
  const own = Buffer.from(deviceToken(receiptKey, device));
  return given.length === own.length && timingSafeEqual(given, own);
};
