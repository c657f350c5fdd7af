import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { ApiScope } from './api-client.ts';
import { hashOfApiClientKey, newApiClientKey } from './api-client-key.ts';

/** A program that is to use the API. */
export interface NewApiClient {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: Date;
}

/**
 * Registers an API client of the bound tenant.
 *
 * @returns its key, of which only the hash is stored.
 */
export const registerApiClient = async (
  client: Pick<PoolClient, 'query'>,
  { id, name, scopes, createdAt }: NewApiClient,
): Promise<string> => {
  const tenantId = boundTenant();
  const key = newApiClientKey({ tenantId, id });
  await client.query(
    'insert into api_client (tenant_id, id, name, scopes, key_hash, created_at) values ($1, $2, $3, $4, $5, $6)',
    [tenantId, id, name, scopes, hashOfApiClientKey(key), createdAt],
  );
  return key;
};
