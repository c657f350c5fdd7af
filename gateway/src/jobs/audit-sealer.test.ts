import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type SeededTenant, seedTenant } from '../../../test/support/tenant.ts';
import { openTenantDirectory } from '../tenant/tenant-directory.ts';
import { createAuditSealer } from './audit-sealer.ts';

let db: TestDatabase;
let tenant: SeededTenant;

beforeAll(async () => {
  db = await createTestDatabase();
  tenant = await seedTenant(db.database, { units: [{ name: 'Dukcapil', services: ['KTP-el'] }] });
});
afterAll(() => db.close());

const NEWEST = Date.now() + 3_600_000;

/** An event that is committed now, with the id of another moment. */
const commit = async (secondsBefore: number) => {
  const time = (NEWEST - 1000 * secondsBefore).toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
  await db.inspect(
    `insert into audit_event (tenant_id, id, at, actor, action, subject, detail)
     values ($1, $2, now(), 'citizen', 'feedback.received', 'a rating', '{}')`,
    [tenant.uuid, id],
  );
  return id;
};

const chained = async () => {
  const rows = await db.inspect<{ id: string }>(
    'select event_id as id from audit_seal where tenant_id = $1 order by position',
    [tenant.uuid],
  );
  return rows.map(({ id }) => id);
};

test('what is committed seconds after its id is chained by the next round, what came later within half a minute', async () => {
  const faults: unknown[] = [];
  const tenants = await openTenantDirectory(db.database.directory);
  const { pool, directory } = db.database;
  const sealer = createAuditSealer({ pool, directory, tenants }, (error) => faults.push(error));
  const newest = await commit(0);
  await sealer.run();
  expect((await chained()).at(-1)).toBe(newest);

  const [soon, late] = [await commit(3), await commit(240)];
  await sealer.run();
  expect((await chained()).slice(-2)).toEqual([newest, soon]);
  for (let round = 0; round < 29; round += 1) await sealer.run();
  expect((await chained()).slice(-3)).toEqual([newest, soon, late]);
  expect(faults).toEqual([]);
});
