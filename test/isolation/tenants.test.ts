import { createTenantPool, PoolBusy } from '@kinerja/gateway/database/tenant-pool';
import { NoTenantBound, withTenant } from '@kinerja/gateway/database/tenant-scope';
import { Client, type Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type SeededTenant, seedTenant } from '../support/tenant.ts';

const CODES = ['11.01', '11.02', '32.73', '62.71', '72.71'];

let database: TestDatabase;
let tenants: readonly SeededTenant[];
const sent: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase((statement) => sent.push(statement));
  const seeded: SeededTenant[] = [];
  for (const code of CODES)
    seeded.push(
      await seedTenant(database.database, { code, name: code, units: [{ name: `Dinas ${code}`, services: ['KK'] }] }),
    );
  tenants = seeded;
});

afterAll(() => database.close());

/** A pool of four for many tenants, so that each connection serves several. */
const withSmallPool = async (work: (pool: Pool) => Promise<void>) => {
  const pool = createTenantPool({ connectionString: database.gatewayUrl, max: 4 }, 30_000);
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
};

test('a query with no tenant bound throws before anything is sent', async () => {
  sent.length = 0;
  await expect(database.database.pool.query('select * from unit')).rejects.toThrow(NoTenantBound);
  await expect(database.database.prisma.unit.findMany()).rejects.toThrow('No tenant is bound');
  expect(sent).toEqual([]);
});

test('a connection that no pool has bound sees no row and can write none', async () => {
  const client = new Client({ connectionString: database.gatewayUrl });
  await client.connect();
  try {
    for (const table of ['unit', 'service', 'questionnaire', 'receipt_key', 'audit_event'])
      expect((await client.query(`select * from ${table}`)).rowCount).toBe(0);
    const [tenant] = tenants;
    await expect(
      client.query("insert into unit values ($1, gen_random_uuid(), null, null, 'x', 'dinas', 3)", [tenant?.uuid]),
    ).rejects.toThrow('row-level security');
  } finally {
    await client.end();
  }
});

test('a tenant can neither read, write nor take over a row of another', async () => {
  const [one, other] = tenants as [SeededTenant, SeededTenant];
  await withTenant(one.uuid, async () => {
    const { pool } = database.database;
    const foreign = other.unit(`Dinas ${other.code}`).uuid;
    expect((await pool.query('select * from unit where id = $1', [foreign])).rowCount).toBe(0);
    expect((await pool.query("update unit set name = 'milik kami' where id = $1", [foreign])).rowCount).toBe(0);
    await expect(pool.query('update unit set tenant_id = $1', [other.uuid])).rejects.toThrow('row-level security');
  });
});

test('thousands of interleaved requests of five tenants on four connections see no foreign row', {
  timeout: 60_000,
}, async () => {
  await withSmallPool(async (pool) => {
    const foreign: string[] = [];
    let answered = 0;
    const ask = (turn: number) => {
      const tenant = tenants[turn % tenants.length] as SeededTenant;
      return withTenant(tenant.uuid, async () => {
        if (turn % 100 === 0) {
          // One in a hundred gives up half-way, with its transaction open: its connection must not carry it on.
          const client = await pool.connect();
          await client.query('begin');
          await client.query('select name from unit');
          client.release(true);
          return;
        }
        const { rows } = await pool.query<{ name: string; tenant: string }>(
          'select name, tenant_id as tenant from unit',
        );
        answered += 1;
        for (const row of rows) if (row.tenant !== tenant.uuid) foreign.push(row.name);
        if (rows.length !== 1) foreign.push(`${rows.length} rows`);
      });
    };
    for (let batch = 0; batch < 50; batch += 1)
      await Promise.all(Array.from({ length: 100 }, (_, turn) => ask(batch * 100 + turn)));
    expect(foreign).toEqual([]);
    expect(answered).toBe(4950);
  });
});

test('whoever waits too long for a connection is told so, and the next one is served', async () => {
  const pool = createTenantPool({ connectionString: database.gatewayUrl, max: 1 }, 50);
  const [one] = tenants as [SeededTenant];
  try {
    await withTenant(one.uuid, async () => {
      const client = await pool.connect();
      await expect(pool.query('select 1')).rejects.toThrow(PoolBusy);
      client.release();
      expect((await pool.query('select 1')).rowCount).toBe(1);
    });
  } finally {
    await pool.end();
  }
});

test('a failed statement leaves its connection bound as it was', async () => {
  const [one, other] = tenants as [SeededTenant, SeededTenant];
  await withSmallPool(async (pool) => {
    await withTenant(one.uuid, async () => {
      await expect(pool.query('select 1 / 0')).rejects.toThrow('division by zero');
    });
    const { rows } = await withTenant(other.uuid, () =>
      pool.query<{ tenant: string }>("select current_setting('app.tenant') as tenant"),
    );
    expect(rows[0]?.tenant).toBe(other.uuid);
  });
});
