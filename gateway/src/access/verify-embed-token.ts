import type { JWTPayload } from 'jose';
import type { Pool } from 'pg';
import { validate as isUuid } from 'uuid';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { TokenRefused } from './token-refused.ts';
import { verifyToken } from './verify-token.ts';

/** Whom a portal's tokens must be meant for. */
const AUDIENCE = 'kinerja';
/** The longest time from `iat` to `exp`, in seconds. */
const LONGEST_LIFE = 15 * 60;

const FIND_KEY = `
  select secret, revoked_at as "revokedAt" from portal_key where tenant_id = $1 and id = $2`;

/** The secret that a portal of the bound tenant signs with, looked up anew for each token: a revoked one ends at once. */
const findSecret = async (pool: Pool, tenantId: string, keyId: unknown): Promise<Uint8Array> => {
  if (!isUuid(keyId)) throw new TokenRefused('UNKNOWN_KEY');
  const { rows } = await pool.query<{ secret: string; revokedAt: Date | null }>({
    name: 'portal_key',
    text: FIND_KEY,
    values: [tenantId, keyId],
  });
  const [key] = rows;
  if (key === undefined) throw new TokenRefused('UNKNOWN_KEY');
  if (key.revokedAt !== null) throw new TokenRefused('KEY_REVOKED');
  return new TextEncoder().encode(key.secret);
};

/**
 * The claims of a token that the portal of the bound tenant made with one of its keys.
 *
 * @throws {TokenRefused} for every other token.
 */
export const verifyEmbedToken = async (
  pool: Pool,
  { tenantId, code }: TenantEntry,
  token: string,
  keyId: unknown,
  now: Date,
): Promise<JWTPayload> => {
  const secret = await findSecret(pool, tenantId, keyId);
  return verifyToken(
    token,
    secret,
    {
      algorithms: ['HS256'],
      issuer: code,
      audience: AUDIENCE,
      requiredClaims: ['sub', 'jti'],
      longestLife: LONGEST_LIFE,
    },
    now,
  );
};
