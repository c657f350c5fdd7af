import { setTimeout as sleep } from 'node:timers/promises';
import { UnitIndexOperation } from '@kinerja/schema/operations';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openCrowd } from '../drill/crowd.ts';
import { createRandom } from '../drill/random.ts';
import { eventually, openStage } from '../drill/stage.ts';
import { compareWithStored } from '../drill/stored.ts';
import { startNginx } from '../support/nginx.ts';
import { freePort, type GatewayProcess, temporaryData } from '../support/process.ts';
import { startRedis } from '../support/redis.ts';
import { startReplica } from '../support/replica.ts';
import { rating, SUBMIT } from '../support/submit.ts';

/* Past one machine: three gateways behind nginx, a copy of the database that follows it, and Redis, each a process of its own. */

const GATEWAYS = 3;
const NOBODY_WAITS_LONGER_SECONDS = 20;

const stage = await openStage();
afterAll(stage.close);
const copyData = temporaryData();
const replica = await startReplica(copyData.folder, { folder: stage.dataFolder, superuserUrl: stage.superuserUrl() });
afterAll(replica.stop);
const redis = await startRedis();
afterAll(redis.stop);

interface Member {
  readonly gateway: GatewayProcess;
  readonly metricsPort: string;
}

const startMember = async (): Promise<Member> => {
  const metricsPort = String(await freePort());
  const gateway = await stage.startAnother({
    MODE: 'production',
    METRICS_PORT: metricsPort,
    REDIS_URL: redis.url,
    REPLICA_URL: Object.assign(new URL(replica.superuserUrl), { pathname: '/kinerja' }).href,
  });
  return { gateway, metricsPort };
};
const members = await Promise.all(Array.from({ length: GATEWAYS }, startMember));
const nginx = await startNginx(members.map(({ gateway }) => gateway.address));
afterAll(nginx.stop);

const [doomed, ...survivors] = members as [Member, ...Member[]];
const [asked, other] = stage.tenant.unitNames as [string, string];
const month = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Jakarta',
  year: 'numeric',
  month: '2-digit',
}).format();

const metric = async ({ metricsPort }: Member, name: string): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
};

/** How many ratings the public figure of a unit has, as one of the gateways says; null while none is shown. */
const shownAt = async ({ gateway }: Member, unit: string, lang = 'id'): Promise<number | null> => {
  const search = new URLSearchParams({
    documentId: UnitIndexOperation.id,
    variables: JSON.stringify({ unit: stage.tenant.unit(unit).id, period: month, lang }),
  });
  const response = await fetch(`${gateway.address}/graphql?${search}`);
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: { place: { satisfactionIndex: { ratings: number | null } } } };
  return data.place.satisfactionIndex.ratings;
};

const onCopy = async (statement: string) => {
  const client = new Client({ connectionString: replica.superuserUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const storedOf = async (unit: string): Promise<number> => {
  const [row] = await stage.inspect<{ count: number }>(
    `select count(*)::integer as count from feedback
     join service on service.id = service_id join unit on unit.id = service.unit_id
     where unit.name = $1`,
    [unit],
  );
  return row?.count ?? 0;
};

const rate = async (unit: string, count: number) => {
  for (let sent = 0; sent < count; sent += 1) {
    const input = rating(stage.tenant.service(`${unit} 1`).id);
    stage.sent.add(input.submissionKey);
    const response = await fetch(`${nginx.address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: SUBMIT, variables: { input } }),
    });
    expect(await response.text()).toContain('SubmitFeedbackSuccess');
  }
};

test('each of them reaches the copy and Redis, and the copy is not behind', async () => {
  for (const member of members) {
    expect(await eventually(async () => (await metric(member, 'kinerja_replica_behind_seconds')) < 5, 15)).toBe(true);
    expect(await metric(member, 'kinerja_shared_counters_reached')).toBe(1);
  }
});

test('one is killed while citizens rate: each confirmed rating is stored once, and the others say the same figures', async () => {
  const crowd = await openCrowd(stage, { size: 12, address: nginx.address, random: createRandom(1), rest: 400 });
  await eventually(async () => crowd.confirmed() > 40, NOBODY_WAITS_LONGER_SECONDS);
  doomed.gateway.kill('SIGKILL');
  const before = crowd.confirmed();
  await eventually(async () => crowd.confirmed() > before + 60, NOBODY_WAITS_LONGER_SECONDS);
  const { confirmed, complaints } = await crowd.finish();
  expect(confirmed.size).toBeGreaterThan(100);
  const { broken } = await compareWithStored(stage, confirmed);
  expect([...broken, ...complaints]).toEqual([]);
  for (const member of survivors)
    expect(
      await eventually(async () => {
        const shown = await shownAt(member, asked);
        return shown !== null && (await storedOf(asked)) - shown < 10;
      }, NOBODY_WAITS_LONGER_SECONDS),
    ).toBe(true);
});

test('a copy that has not got the change yet is not asked for it', async () => {
  await onCopy('select pg_wal_replay_pause()');
  try {
    const before = await storedOf(other);
    await rate(other, 20);
    for (const member of survivors)
      expect(
        await eventually(async () => ((await shownAt(member, other)) ?? 0) > before, NOBODY_WAITS_LONGER_SECONDS),
      ).toBe(true);
    const [member] = survivors as [Member];
    expect(await eventually(async () => (await metric(member, 'kinerja_replica_behind_seconds')) > 5, 15)).toBe(true);
  } finally {
    await onCopy('select pg_wal_replay_resume()');
  }
  for (const member of survivors)
    expect(await eventually(async () => (await metric(member, 'kinerja_replica_behind_seconds')) < 5, 15)).toBe(true);
});

test('while the database is away, what nobody has asked before is answered from the copy', async () => {
  await stage.line.cut();
  try {
    await sleep(1500);
    for (const member of survivors) expect(await shownAt(member, asked, 'en')).toBeGreaterThan(0);
  } finally {
    await stage.line.mend();
  }
  await rate(asked, 1);
});
