import type { Pool, PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { accountName } from './account-name.ts';

/** A change that an operator makes, as the audit keeps it. */
export interface Change {
  readonly action: string;
  /** Id of what is changed. */
  readonly subject: string;
  readonly detail: object;
  readonly at: Date;
}

/** Makes a change together with its audit row: both or neither. */
export const recorded = <Result>(
  pool: Pool,
  { action, subject, detail, at }: Change,
  change: (client: PoolClient) => Promise<Result>,
): Promise<Result> =>
  transaction(pool, async (client) => {
    const result = await change(client);
    await client.query(
      'insert into audit_event (tenant_id, id, at, actor, action, subject, detail) values ($1, $2, $3, $4, $5, $6, $7)',
      [boundTenant(), timeOrderedId(), at, `operator ${accountName()}`, action, subject, JSON.stringify(detail)],
    );
    return result;
  });
