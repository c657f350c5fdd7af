import { v7 as timeOrderedId } from 'uuid';
import type { ApiScope } from '../../gateway/src/access/api-client.ts';
import { registerApiClient } from '../../gateway/src/access/register-api-client.ts';
import type { TestDatabase } from './database.ts';
import type { SeededTenant } from './tenant.ts';

/** An API client that is registered. */
export interface SeededApiClient {
  readonly uuid: string;
  readonly key: string;
  /** What its requests carry. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Registers an API client of a region, as `pnpm kinerja api-client add` does. */
export async function addApiClient(
  { database, inTenant }: TestDatabase,
  tenant: SeededTenant,
  ...scopes: readonly ApiScope[]
): Promise<SeededApiClient> {
  const uuid = timeOrderedId();
  const key = await inTenant(tenant, () =>
    registerApiClient(database.pool, { id: uuid, name: 'Dasbor Kominfo', scopes, createdAt: new Date() }),
  );
  return { uuid, key, headers: { Authorization: `Bearer ${key}` } };
}

/** Revokes an API client, as `pnpm kinerja api-client revoke` does. */
export const revokeApiClient = async (
  { inspect }: TestDatabase,
  { uuid }: SeededApiClient,
  at: Date,
): Promise<void> => {
  await inspect('update api_client set revoked_at = $2 where id = $1', [uuid, at]);
};
