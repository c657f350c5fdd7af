import type { Pool, PoolClient } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { transaction } from '../database/transaction.ts';
import { operatorHere } from './account-name.ts';

/** A change that an operator makes, as the audit keeps it. */
export interface Change {
  readonly action: string;
  /** Id of what is changed. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
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
    await recordEvent(client, { at, actor: operatorHere(), action, subject, detail });
    return result;
  });
