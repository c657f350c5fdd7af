import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { createTenant } from '../tenant/create-tenant.ts';
import { findDemoPortalKey, provideDemoPortalKeys, revokeDemoPortalKeys } from './demo-portal-key.ts';
import { demoQuestionnaires } from './demo-regions.ts';

const now = new Date('2026-11-21T03:00:00Z');
const questionnaires = Object.values(demoQuestionnaires);

let db: TestDatabase;
let sample: string;
let real: string;

const keyOf = (tenantId: string) => withTenant(tenantId, () => findDemoPortalKey(db.database.pool, tenantId));

beforeAll(async () => {
  db = await createTestDatabase();
  const create = (code: string, sampleData: boolean) =>
    createTenant(db.database, { code, name: code, timeZone: 'Asia/Jakarta', sampleData }, questionnaires);
  sample = await create('32.73', true);
  real = await create('72.71', false);
});
afterAll(() => db.close());

test('a demonstration region gets one key, of chance, and a real region none', async () => {
  await Promise.all([provideDemoPortalKeys(db.database, now), provideDemoPortalKeys(db.database, now)]);
  const first = await keyOf(sample);
  await provideDemoPortalKeys(db.database, now);
  expect(await keyOf(sample)).toEqual(first);
  expect(first?.secret).toMatch(/^[\w-]{43}$/);
  expect(await keyOf(real)).toBeUndefined();
  expect(await db.inspect('select id as kid, secret from portal_key')).toEqual([first]);
  expect(JSON.stringify(await db.inspect('select * from audit_event'))).not.toContain(first?.secret);
});

test('the key is taken back where the database is served for real, and another one is made afterwards', async () => {
  const before = await keyOf(sample);
  await revokeDemoPortalKeys(db.database, now);
  expect(await keyOf(sample)).toBeUndefined();
  await provideDemoPortalKeys(db.database, now);
  const after = await keyOf(sample);
  expect(after?.secret).not.toBe(before?.secret);
  const actions = await db.inspect<{ action: string }>(
    "select action from audit_event where action ~ '^portal-key' order by id",
  );
  expect(actions.map(({ action }) => action)).toEqual(['portal-key.added', 'portal-key.revoked', 'portal-key.added']);
});
