import type { Pool, PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { boundTenant } from '../database/tenant-scope.ts';

/** What happened, for the audit trail. */
export interface AuditEvent {
  readonly at: Date;
  /** Who did it: `employee <id>`, `device <id>`, `client <id>`, `operator <name>`, `system`, or `citizen`. */
  readonly actor: string;
  /** What was done, as `<thing>.<participle>`: `appraisal.moved`. */
  readonly action: string;
  /** Id of the thing it was done to. */
  readonly subject: string;
  /** Why, and what it was before and after, as far as it applies; never an employee number. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Appends to the audit trail of the bound tenant; on the client of a transaction it is stored with what it tells of, or not at all. */
export const recordEvent = async (
  client: Pool | PoolClient,
  { at, actor, action, subject, detail }: AuditEvent,
): Promise<void> => {
  await client.query(
    `insert into audit_event (tenant_id, id, at, actor, action, subject, detail) values ($1, $2, $3, $4, $5, $6, $7)`,
    [boundTenant(), timeOrderedId(), at, actor, action, subject, JSON.stringify(detail)],
  );
};
