import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPolicyInto, shippedPolicy } from '../support/appraisal.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type GatewayProcess, startProcess } from '../support/process.ts';
import { placeAppraisal, seedAppraisals } from '../support/standing.ts';
import { seedTenant } from '../support/tenant.ts';

/* The work of a day that is killed half-way: the next start does all of it, and nothing twice. */

const STAFF = 40;

let database: TestDatabase;
let started: GatewayProcess[] = [];

beforeEach(async () => {
  started = [];
  database = await createTestDatabase();
});

afterEach(async () => {
  for (const gateway of started) {
    gateway.kill('SIGKILL');
    await gateway.ended;
  }
  await database.close();
});

const start = async () => {
  const gateway = await startProcess({ DATABASE_URL: database.superuserUrl });
  started.push(gateway);
  return gateway;
};

/** Forty people whose planning ended long ago, and one result that nobody may object to any more. */
const seed = async () => {
  const tenant = await seedTenant(database.database, { units: [{ name: 'Dinas' }] });
  const { Kepala, Wahyu } = await seedEmployees(database.database, tenant, [
    { name: 'Kepala', unit: 'Dinas', post: 'Kepala', heads: true },
    { name: 'Wahyu', unit: 'Dinas', post: 'Sekretaris' },
  ]);
  const names = Array.from({ length: STAFF }, (_, at) => `Pegawai ${at}`);
  const staff = await seedEmployees(
    database.database,
    tenant,
    names.map((name) => ({ name, unit: 'Dinas', post: 'Staf' })),
  );
  await loadPolicyInto(database.database, tenant, shippedPolicy('tanjungselor'));
  await seedAppraisals(database.database, tenant, {
    policyKey: 'tanjungselor',
    period: '2026-Q1',
    since: '2025-12-20T02:00:00Z',
    people: [Wahyu, ...Object.values(staff)].map((one) => ({
      ...one,
      raterUuid: Kepala.uuid,
      unitUuid: tenant.unit('Dinas').uuid,
    })),
  });
  await placeAppraisal(database.database, tenant, Wahyu, {
    stage: 'DELIVERED',
    since: '2026-05-01T02:00:00Z',
    objectUntil: '2026-05-22T16:59:59.999Z',
  });
};

const done = async () => {
  const [row] = await database.inspect<{ reminders: number; late: number; final: number; jobs: string }>(
    `select (select count(*)::integer from reminder) as reminders,
            (select count(*)::integer from audit_event where action = 'appraisal.overdue') as late,
            (select count(*)::integer from audit_event where action = 'appraisal.moved' and actor = 'system') as final,
            (select string_agg(state::text, ' ') from kinerja_job.job) as jobs`,
  );
  return row;
};

const eventually = async (holds: () => Promise<boolean>) => {
  for (let waited = 0; waited < 1200; waited += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error(`It did not come to pass: ${JSON.stringify(await done())} ${started.at(-1)?.printed()}`);
};

const isWaiting = async () => {
  const rows = await database.inspect(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
};

/** Lets nobody write reminders, until it is called off. */
const holdReminders = async () => {
  const client = new Client({ connectionString: database.superuserUrl });
  await client.connect();
  await client.query('begin');
  await client.query('lock table reminder in share mode');
  return () => client.end();
};

test('a gateway that is killed in the middle of it is followed by one that finishes it, with nothing doubled', async () => {
  await seed();
  const letGo = await holdReminders();
  const first = await start();
  await eventually(isWaiting).finally(() => first.kill('SIGKILL'));
  await first.ended;
  await letGo();
  await eventually(async () => !(await isWaiting()));
  expect(await done()).toEqual({ reminders: 0, late: 0, final: 1, jobs: 'created' });

  const second = await start();
  await second.ready();
  const all = { reminders: 2 * STAFF, late: STAFF, final: 1, jobs: 'completed' };
  await eventually(async () => (await done())?.jobs === 'completed');
  expect(await done()).toEqual(all);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);

  const third = await start();
  await third.ready();
  expect(await done()).toEqual(all);
});
