import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { startOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { withTenant } from '@kinerja/gateway/database/tenant-scope';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, type GatewayProcess, serverOf, startProcess, temporaryData } from '../support/process.ts';
import { nineAnswers, SUBMIT } from '../support/submit.ts';
import { type SeededTenant, seedTenant } from '../support/tenant.ts';

const CLIENTS = 20;
const KILLS = 4;

let data: ReturnType<typeof temporaryData>;
let tenant: SeededTenant;
let gateway: GatewayProcess;

beforeEach(async () => {
  data = temporaryData();
  const cluster = await startOwnCluster(data.folder, 'npm');
  const database = await openDatabase(cluster);
  tenant = await seedTenant(database, { units: [{ name: 'Dukcapil', services: ['KTP-el', 'KK'] }] });
  await database.close();
  await cluster.stop();
});

afterEach(async () => {
  gateway.kill('SIGKILL');
  await gateway.ended;
  await data.remove();
});

/** Sends one rating until a receipt comes, as a form's outbox does. */
const sendUntilConfirmed = async (address: string, serviceId: string, isOver: () => boolean) => {
  const submissionKey = randomUUID();
  const input = { submissionKey, serviceId, questionnaireVersion: 1, answers: nineAnswers(4) };
  while (!isOver()) {
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: SUBMIT, variables: { input } }),
      signal: AbortSignal.timeout(5000),
    })
      .then(
        async (response) => (await response.json()) as { data?: { submitFeedback?: { receipt?: { code: string } } } },
      )
      .catch(() => undefined);
    const code = answer?.data?.submitFeedback?.receipt?.code;
    if (code !== undefined) return { submissionKey, code };
    await sleep(20);
  }
  return undefined;
};

const stored = async () => {
  const cluster = await startOwnCluster(data.folder, 'npm');
  const database = await openDatabase(cluster);
  try {
    return await withTenant(tenant.uuid, async () => {
      const { rows } = await database.pool.query<{ key: string }>('select submission_key as key from feedback');
      const tallies = await database.pool.query<{ ratings: number }>(
        'select sum(ratings)::integer as ratings from tally',
      );
      const audits = await database.pool.query<{ events: number }>(
        "select count(*)::integer as events from audit_event where action = 'feedback.received'",
      );
      return { keys: rows.map(({ key }) => key), tallied: tallies.rows[0]?.ratings, audited: audits.rows[0]?.events };
    });
  } finally {
    await database.close();
    await cluster.stop();
  }
};

test('no confirmed rating is lost or doubled when gateway and database server are killed in the middle of writing', async () => {
  const port = String(await freePort());
  const begin = () => startProcess({ DATA_DIR: data.folder, PORT: port });
  gateway = await begin();
  await gateway.ready();
  const confirmed: { submissionKey: string; code: string }[] = [];
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async (__, client) => {
    const service = tenant.service(client % 2 === 0 ? 'KTP-el' : 'KK').id;
    while (!isOver) {
      const receipt = await sendUntilConfirmed(gateway.address, service, () => isOver);
      if (receipt !== undefined) confirmed.push(receipt);
    }
  });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(300 + Math.random() * 500);
    process.kill(serverOf(data.folder) ?? 0, 'SIGKILL');
    gateway.kill('SIGKILL');
    await gateway.ended;
    gateway = await begin();
    await gateway.ready();
  }
  await sleep(300);
  isOver = true;
  await Promise.all(clients);
  gateway.kill('SIGTERM');
  await gateway.ended;

  const { keys, tallied, audited } = await stored();
  expect(confirmed.length).toBeGreaterThan(CLIENTS);
  const missing = confirmed.filter(({ submissionKey }) => !keys.includes(submissionKey));
  expect(missing).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(confirmed.map(({ code }) => code)).size).toBe(confirmed.length);
  expect({ tallied, audited }).toEqual({ tallied: keys.length, audited: keys.length });
});
