import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { dyingDatabase, KILLED } from '../../../test/support/dying-database.ts';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { tallyOf } from '../../../test/support/ratings.ts';
import { type SeededTenant, seedTenant } from '../../../test/support/tenant.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { closeDuePeriods } from './close-due-periods.ts';

const now = new Date('2026-02-10T03:00:00Z');

let db: TestDatabase;
let tenant: SeededTenant;

const close = (pool: Pool) =>
  withTenant(tenant.uuid, () => closeDuePeriods(pool, { tenantId: tenant.uuid, zone: 'Asia/Jakarta', now }));

beforeAll(async () => {
  db = await createTestDatabase();
  tenant = await seedTenant(db.database, { units: [{ name: 'Dukcapil', services: ['KTP-el'] }] });
  const tally = tallyOf(
    skm2017,
    Array.from({ length: 12 }, () => [3, 3, 3, 4, 3, 3, 4, 3, 3]),
  );
  await db.inspect(`insert into tally values ($1, $2, $3, 'skm-2017', 1, '2026-01-14', false, 0, $4, $5, $6, $7)`, [
    tenant.uuid,
    tenant.unit('Dukcapil').uuid,
    tenant.service('KTP-el').uuid,
    tally.ratings,
    tally.counts,
    tally.sum.toString(),
    tally.sumOfSquares.toString(),
  ]);
});
afterAll(() => db.close());

test('a closing that was killed leaves the period open, and the next one publishes it', async () => {
  const dying = dyingDatabase(db.database, (statement) => statement.startsWith('insert into figure'));
  await expect(close(dying.pool)).rejects.toThrow(KILLED);
  expect(await db.inspect('select period from period_closure')).toEqual([]);
  expect(await close(db.database.pool)).toEqual(['2026-01']);
  expect(await db.inspect("select ratings from figure where scope = 'UNIT' and version = 1")).toEqual([
    { ratings: 12 },
  ]);
});

test('closing twice changes nothing', async () => {
  expect(await close(db.database.pool)).toEqual([]);
  expect(await db.inspect("select version from figure where scope = 'UNIT'")).toEqual([{ version: 1 }]);
});
