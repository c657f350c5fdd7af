import { createHash, randomBytes } from 'node:crypto';
import { decodeGlobalId, encodeGlobalId, type GlobalId } from '../global-id.ts';

/** Which API client a key names. */
export type ApiClientName = Pick<GlobalId, 'tenantId' | 'id'>;

/** What every key begins with, so that whoever finds one in a file knows what it is; no JWT does. */
const MARK = 'kinerja_';
const SECRET_BYTES = 32;
/** The mark, the id of a client, a full stop and 256 bits in base64url. */
const KEY = /^kinerja_(client_[\w-]{43})\.[\w-]{43}$/;

/** The key that a header `Authorization` bears; nothing when it bears something else. */
export const apiClientKeyIn = (authorization: string): string | undefined => {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return token?.startsWith(MARK) === true ? token : undefined;
};

/** The client that a key names; nothing for a text that is no key. Proves nothing. */
export const apiClientNamedBy = (key: string): ApiClientName | undefined => {
  const id = decodeGlobalId(KEY.exec(key)?.[1] ?? '');
  return id?.type === 'ApiClient' ? id : undefined;
};

/** What is kept of a key. Nothing slower is needed: nobody tries 256 random bits. */
export const hashOfApiClientKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** A new key for a client; it is told once. */
export const newApiClientKey = ({ tenantId, id }: ApiClientName): string =>
  `${MARK}${encodeGlobalId({ type: 'ApiClient', tenantId, id })}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
