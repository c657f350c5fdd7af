import { timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import type { ApiClient, ApiScope } from './api-client.ts';
import { type ApiClientName, apiClientNamedBy, hashOfApiClientKey } from './api-client-key.ts';
import type { RecordTokenRefused } from './record-token-refused.ts';
import { TokenRefused } from './token-refused.ts';

/**
 * Which program asks, by its key.
 *
 * @throws {TokenRefused} when the key is none; it is in the audit trail of the tenant that the key names.
 */
export type IdentifyApiClient = (key: string) => Promise<ApiClient>;

interface Row {
  readonly scopes: readonly ApiScope[];
  readonly keyHash: Buffer;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

const FIND_CLIENT = {
  name: 'api_client',
  text: `select scopes, key_hash as "keyHash", revoked_at as "revokedAt", last_used_at as "lastUsedAt"
         from api_client where tenant_id = $1 and id = $2`,
};

/** Noting each request would write one row again and again; an operator only wants to know whether a key is in use. */
const NOTED_EVERY_MS = 10 * 60_000;

const noteUsed = async (pool: Pool, { tenantId, id }: ApiClientName, lastUsedAt: Date | null, now: Date) => {
  if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < NOTED_EVERY_MS) return;
  await pool.query({
    name: 'api_client_used',
    text: 'update api_client set last_used_at = $3 where tenant_id = $1 and id = $2',
    values: [tenantId, id, now],
  });
};

/** Looks a client of the bound tenant up anew for each request: a revoked key ends at once. */
const findClient = async (pool: Pool, named: ApiClientName, key: string, now: Date): Promise<ApiClient> => {
  const { rows } = await pool.query<Row>({ ...FIND_CLIENT, values: [named.tenantId, named.id] });
  const [found] = rows;
  // Whoever does not have the key does not learn whether there is such a client, or was.
  if (found === undefined || !timingSafeEqual(found.keyHash, hashOfApiClientKey(key)))
    throw new TokenRefused('UNKNOWN_CLIENT');
  if (found.revokedAt !== null) throw new TokenRefused('CLIENT_REVOKED');
  await noteUsed(pool, named, found.lastUsedAt, now);
  return { ...named, scopes: new Set(found.scopes) };
};

/** Identifies programs by the keys that operators gave them. */
export const createIdentifyApiClient =
  (
    { db, tenants, now }: Pick<Context, 'db' | 'tenants' | 'now'>,
    recordRefused: RecordTokenRefused,
  ): IdentifyApiClient =>
  async (key) => {
    const named = apiClientNamedBy(key);
    if (named === undefined || (await tenants.byId(named.tenantId)) === undefined)
      throw new TokenRefused('UNKNOWN_CLIENT');
    const { tenantId, id } = named;
    return withTenant(tenantId, async () => {
      try {
        return await findClient(db.pool, { tenantId, id }, key, now());
      } catch (error) {
        if (error instanceof TokenRefused) await recordRefused(tenantId, error, now());
        throw error;
      }
    });
  };
