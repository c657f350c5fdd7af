import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { recordEvent } from '../audit/record-event.ts';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';

/** What the key of the example portal is called. */
const DEMO_PORTAL = 'Portal SIMPEG contoh';

/** A key as a portal's server keeps it. */
export interface DemoPortalKey {
  readonly kid: string;
  readonly secret: string;
}

const sampleTenants = async ({ directory }: Database): Promise<readonly string[]> => {
  const { rows } = await directory.query<{ tenantId: string }>(
    'select tenant_id as "tenantId" from tenant where sample_data',
  );
  return rows.map(({ tenantId }) => tenantId);
};

/** The key with which the example portal signs for the bound tenant; nothing when it has none. */
export const findDemoPortalKey = async (
  client: Pool | PoolClient,
  tenantId: string,
): Promise<DemoPortalKey | undefined> => {
  const { rows } = await client.query<DemoPortalKey>(
    `select id as kid, secret from portal_key where tenant_id = $1 and name = $2 and revoked_at is null
     order by created_at desc, id desc limit 1`,
    [tenantId, DEMO_PORTAL],
  );
  return rows[0];
};

/** Gives the example portal a key of each demonstration region that has none: random, so that no two installations share one. */
export const provideDemoPortalKeys = async (database: Database, at: Date): Promise<void> => {
  for (const tenantId of await sampleTenants(database))
    await withTenant(tenantId, () =>
      transaction(database.pool, async (client) => {
        // A second gateway that starts at the same time waits here, and finds the key.
        await client.query("select pg_advisory_xact_lock(hashtextextended('demo portal ' || $1, 0))", [tenantId]);
        if ((await findDemoPortalKey(client, tenantId)) !== undefined) return;
        const id = timeOrderedId();
        await client.query(
          'insert into portal_key (tenant_id, id, name, secret, created_at) values ($1, $2, $3, $4, $5)',
          [tenantId, id, DEMO_PORTAL, randomBytes(32).toString('base64url'), at],
        );
        const detail = { name: DEMO_PORTAL };
        await recordEvent(client, { at, actor: 'demo', action: 'portal-key.added', subject: id, detail });
      }),
    );
};

/** Takes the keys of the example portal back: a database of a demonstration may be served for real later. */
export const revokeDemoPortalKeys = async (database: Database, at: Date): Promise<void> => {
  for (const tenantId of await sampleTenants(database))
    await withTenant(tenantId, () =>
      transaction(database.pool, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `update portal_key set revoked_at = $3 where tenant_id = $1 and name = $2 and revoked_at is null returning id`,
          [tenantId, DEMO_PORTAL, at],
        );
        for (const { id: subject } of rows)
          await recordEvent(client, { at, actor: 'demo', action: 'portal-key.revoked', subject, detail: {} });
      }),
    );
};
