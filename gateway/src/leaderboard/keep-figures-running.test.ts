import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type SeededTenant, seedTenant } from '../../../test/support/tenant.ts';
import { openTenantDirectory } from '../tenant/tenant-directory.ts';
import { keepFiguresRunning, type RunningFigures } from './keep-figures-running.ts';

let db: TestDatabase;
let tenant: SeededTenant;
let running: RunningFigures;
let connecting: () => Promise<void>;
let looks = 0;
let faults: unknown[] = [];

beforeAll(async () => {
  db = await createTestDatabase((statement) => {
    looks += Number(statement.includes("'running '"));
  });
  tenant = await seedTenant(db.database, { units: [{ name: 'Dukcapil', services: ['KTP-el'] }] });
});
beforeEach(async () => {
  await running?.stop();
  looks = 0;
  faults = [];
  connecting = () => Promise.resolve();
  const connect = () => connecting().then(() => db.database.pool.connect());
  running = keepFiguresRunning(
    Object.assign(Object.create(db.database.pool), { connect }) as Pool,
    await openTenantDirectory(db.database.directory),
    () => new Date('2026-02-10T03:00:00Z'),
    (error) => faults.push(error),
  );
});
afterAll(async () => {
  await running.stop();
  await db.close();
});

const stored = () => running.ratingStored(tenant.uuid, tenant.unit('Dukcapil').uuid);

/** Ratings one after the other, each long enough after the one before for what it would begin. */
const storeApart = async (ratings: number) => {
  for (let rating = 0; rating < ratings; rating += 1) {
    await stored();
    await sleep(2);
  }
};

test('ratings that come while a unit has its turn, or waits for it, are one further look', async () => {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  connecting = () => held;
  const first = stored();
  await storeApart(30);
  expect(looks).toBe(0);
  goOn();
  await first;
  // It rests for a while first.
  await expect.poll(() => looks, { timeout: 10_000 }).toBe(2);
  await sleep(100);
  expect([looks, faults]).toEqual([2, []]);
});

test('a look that failed is made again by the next rating, and not by itself', async () => {
  connecting = () => Promise.reject(new Error('no connection'));
  await stored();
  await sleep(50);
  expect(faults).toHaveLength(1);
  connecting = () => Promise.resolve();
  await sleep(50);
  expect(looks).toBe(0);
  await stored();
  await expect.poll(() => looks).toBe(1);
});
