import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { asSuperuser, startOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { SubmitFeedbackOperation } from '@kinerja/schema/operations';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startProcess, temporaryData } from '../support/process.ts';
import { rating, type SubmitInput, type SubmitResult } from '../support/submit.ts';
import { seedTenant } from '../support/tenant.ts';

/*
 * A gateway that is started beside one of an older version: it serves, leaves what would shut the older one out for later, and does it
 * once that one has ended (TRUST R13). `pnpm drill upgrade` tries it with a real one.
 */

const data = temporaryData();
afterAll(data.remove);
const cluster = await startOwnCluster(data.folder, 'npm');
afterAll(cluster.stop);
const url = asSuperuser(cluster);

const connectAs = async (name: string) => {
  const client = new Client({ connectionString: url, application_name: name });
  await client.connect();
  return client;
};

const inspector = await connectAs('test');
afterAll(() => inspector.end());
const isByMonth = async () => {
  const { rows } = await inspector.query<{ isByMonth: boolean }>(
    `select relkind = 'p' as "isByMonth" from pg_class where oid = 'feedback'::regclass`,
  );
  return rows[0]?.isByMonth;
};

test('it stores ratings before, while and after the last step is done, each once', async () => {
  const older = await connectAs('kinerja');
  const database = await openDatabase(cluster);
  const tenant = await seedTenant(database, { units: [{ name: 'Dukcapil', services: ['KTP'] }] });
  await database.close();
  const gateway = await startProcess({ DATABASE_URL: url, DATA_DIR: join(data.folder, 'gateway'), MODE: 'production' });
  afterAll(async () => {
    gateway.kill('SIGKILL');
    await gateway.ended;
  });
  await gateway.ready();
  const send = async (input: SubmitInput) => {
    const answer = await fetch(`${gateway.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: SubmitFeedbackOperation.id, variables: { input } }),
    });
    const { data: body } = (await answer.json()) as { data?: { submitFeedback?: SubmitResult } };
    const result = body?.submitFeedback;
    if (result?.__typename !== 'SubmitFeedbackSuccess') throw new Error(`Not stored: ${JSON.stringify(body)}`);
    return result;
  };
  const service = tenant.service('KTP').id;
  expect(await isByMonth()).toBe(false);
  const first = rating(service);
  const before = await send(first);
  expect(await isByMonth()).toBe(false);
  expect(gateway.printed()).toContain('0040_feedback_by_month waits until no gateway of an older version is connected');
  await older.end();
  const meanwhile: SubmitInput[] = [];
  while (!(await isByMonth())) {
    const input = rating(service);
    await send(input);
    meanwhile.push(input);
    // Fewer than one network may send.
    await sleep(200);
  }
  await send(rating(service));
  expect(await send(first)).toEqual({ ...before, replayed: true });
  expect(meanwhile.length).toBeGreaterThan(0);
  const { rows } = await inspector.query<{ ratings: number; receipts: number }>(
    'select (select count(*)::integer from feedback) as ratings, (select count(*)::integer from receipt) as receipts',
  );
  expect(rows).toEqual([{ ratings: meanwhile.length + 2, receipts: meanwhile.length + 2 }]);
  // What came with later migrations is done without while they wait, and no fault is told.
  expect(gateway.printed()).not.toContain('does not exist');
}, 120_000);
