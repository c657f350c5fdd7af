// @ts-check
// The token by which the portal tells Kinerja who is before it. Made on the server: the secret never reaches a page.
import { createHmac, randomUUID } from 'node:crypto';

/** Seconds for which a token holds; Kinerja takes no token that holds longer than fifteen minutes. */
const LIFE = 10 * 60;

/**
 * What `pnpm kinerja portal-key add` prints.
 *
 * @typedef {{ readonly kid: string, readonly secret: string }} PortalKey
 */

const part = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A token for one person.
 *
 * @param {PortalKey} key
 * @param {string} tenant Code of the region, for example `65.01`.
 * @param {string} subject Employee number (NIP, 18 digits), or the id of the Employee.
 * @param {Date} now
 */
export const tokenFor = ({ kid, secret }, tenant, subject, now) => {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = { iss: tenant, aud: 'kinerja', sub: subject, iat, exp: iat + LIFE, jti: randomUUID() };
  const unsigned = `${part({ alg: 'HS256', kid })}.${part(claims)}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
};
