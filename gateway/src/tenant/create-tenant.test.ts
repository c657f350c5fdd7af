import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { asStored, pulse1, skm2017 } from '../../../test/support/questionnaires.ts';
import { createTenant, TenantExists } from './create-tenant.ts';

const bandung = { code: '32.73', name: 'Kota Bandung', timeZone: 'Asia/Jakarta', sampleData: false };

let db: TestDatabase;
let tenantId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  tenantId = await createTenant(db.database, bandung, [skm2017, pulse1]);
});
afterAll(() => db.close());

test("a tenant's receipts begin with its code", async () => {
  expect(await db.inspect('select tenant_id, receipt_prefix from tenant')).toEqual([
    { tenant_id: tenantId, receipt_prefix: '3273' },
  ]);
});

test('a tenant has a secret key of its own for receipts, and its questionnaires as they are', async () => {
  const other = await createTenant(db.database, { ...bandung, code: '72.71' }, [skm2017]);
  const keys = await db.inspect<{ secret: Buffer }>('select secret from receipt_key where version = 1');
  expect(new Set(keys.map(({ secret }) => secret.toString('hex'))).size).toBe(2);
  const definitions = await db.inspect(
    'select tenant_id, key, version, definition from questionnaire order by tenant_id, key',
  );
  expect(definitions).toEqual([
    { tenant_id: tenantId, key: 'pulse-1', version: 1, definition: asStored(pulse1) },
    { tenant_id: tenantId, key: 'skm-2017', version: 1, definition: asStored(skm2017) },
    { tenant_id: other, key: 'skm-2017', version: 1, definition: asStored(skm2017) },
  ]);
});

test('a code belongs to one tenant, and the refused one leaves nothing', async () => {
  await expect(createTenant(db.database, { ...bandung, name: 'Lain' }, [skm2017])).rejects.toThrow(TenantExists);
  expect(await db.inspect("select from receipt_key join tenant using (tenant_id) where code = '32.73'")).toHaveLength(
    1,
  );
  expect(await db.inspect("select from tenant where name = 'Lain'")).toHaveLength(0);
});
