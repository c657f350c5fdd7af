import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createTenantPool, PoolBusy } from './tenant-pool.ts';
import { withTenant } from './tenant-scope.ts';

const ONE = '018f0000-0000-7000-8000-000000000001';
const OTHER = '018f0000-0000-7000-8000-000000000002';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const withOneConnection = async (
  waitMs: number,
  work: (pool: ReturnType<typeof createTenantPool>) => Promise<void>,
) => {
  const pool = createTenantPool({ connectionString: database.gatewayUrl, max: 1 }, waitMs);
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
};

test('whoever waits too long for a connection is told so, and the next one is served', () =>
  withOneConnection(50, (pool) =>
    withTenant(ONE, async () => {
      const client = await pool.connect();
      await expect(pool.query('select 1')).rejects.toThrow(PoolBusy);
      client.release();
      expect((await pool.query('select 1')).rowCount).toBe(1);
    }),
  ));

test('a failed statement leaves its connection to the next tenant, bound to that one', () =>
  withOneConnection(5000, async (pool) => {
    await withTenant(ONE, () => expect(pool.query('select 1 / 0')).rejects.toThrow('division by zero'));
    const { rows } = await withTenant(OTHER, () =>
      pool.query<{ tenant: string }>("select current_setting('app.tenant') as tenant"),
    );
    expect(rows).toEqual([{ tenant: OTHER }]);
  }));

test('a statement whose binding failed is answered by nothing, and its connection is not used again', () =>
  withOneConnection(5000, async (pool) => {
    const backend = 'select pg_backend_pid() as pid';
    const [first] = (await withTenant(ONE, () => pool.query<{ pid: number }>(backend))).rows;
    await expect(withTenant('no tenant\0', () => pool.query(backend))).rejects.toThrow();
    const [next] = (await withTenant(ONE, () => pool.query<{ pid: number }>(backend))).rows;
    expect(next?.pid).not.toBe(first?.pid);
  }));

test('tenants that take turns on a connection see their own rows, however fast they come', () =>
  withOneConnection(5000, async (pool) => {
    const asked = Array.from({ length: 50 }, (_, turn) => (turn % 2 === 0 ? ONE : OTHER));
    const bound = await Promise.all(
      asked.map((tenant) =>
        withTenant(tenant, async () => {
          const { rows } = await pool.query<{ tenant: string }>('select current_tenant()::text as tenant');
          return rows[0]?.tenant;
        }),
      ),
    );
    expect(bound).toEqual(asked);
  }));
