import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';

/** A regional government that is to use the gateway. */
export interface NewTenant {
  /** Code of the Ministry of Home Affairs, for example `32.73`. */
  readonly code: string;
  readonly name: string;
  /** IANA time zone; decides days and periods. */
  readonly timeZone: string;
  /** Whether its ratings are generated, so that every page must say so. */
  readonly sampleData: boolean;
  /** Given where addresses must be the same in every database; a new one by default. */
  readonly tenantId?: string;
}

/** A region of this code is there already; nothing was changed. */
export class TenantExists extends Error {
  constructor(code: string) {
    super(`A region with the code ${code} exists already.`);
  }
}

const KEY_BYTES = 32;

/**
 * Inserts a tenant with its first receipt key and its questionnaires, in the caller's transaction, which is bound to it.
 *
 * @throws {TenantExists} for a code that another tenant has.
 */
export const insertTenant = async (
  client: Pick<PoolClient, 'query'>,
  tenant: NewTenant & { readonly tenantId: string },
  questionnaires: readonly Questionnaire[],
): Promise<void> => {
  const { tenantId, code, name, timeZone, sampleData } = tenant;
  const { rowCount } = await client.query(
    `insert into tenant (tenant_id, code, name, time_zone, receipt_prefix, sample_data)
     values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [tenantId, code, name, timeZone, code.replace('.', ''), sampleData],
  );
  if (rowCount === 0) throw new TenantExists(code);
  await client.query('insert into receipt_key (tenant_id, version, secret, created_at) values ($1, 1, $2, now())', [
    tenantId,
    randomBytes(KEY_BYTES),
  ]);
  await client.query(
    `insert into questionnaire (tenant_id, key, version, definition)
     select $1, definition ->> 'key', (definition ->> 'version')::integer, definition - 'awaitingReview'
     from jsonb_array_elements($2) as definition`,
    [tenantId, JSON.stringify(questionnaires)],
  );
};

/**
 * Creates a tenant, ready for its units and services: all of it or, after an error, nothing.
 *
 * @returns its id.
 * @throws {TenantExists} for a code that another tenant has.
 */
export const createTenant = async (
  { pool }: Pick<Database, 'pool'>,
  tenant: NewTenant,
  questionnaires: readonly Questionnaire[],
): Promise<string> => {
  const tenantId = tenant.tenantId ?? timeOrderedId();
  await withTenant(tenantId, () =>
    transaction(pool, (client) => insertTenant(client, { ...tenant, tenantId }, questionnaires)),
  );
  return tenantId;
};
