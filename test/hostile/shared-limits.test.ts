import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type ServedGateway, startGateway, startGatewayOn } from '../support/gateway.ts';
import { freePort } from '../support/process.ts';
import { startRedis } from '../support/redis.ts';
import { rating, submit } from '../support/submit.ts';

/* Several gateways on one database that count together, in Redis. */

const LIMIT = 120;
/** A count that Redis did not confirm in time, as on a busy machine, is a gateway's own. */
const ASTRAY = 5;
const port = await freePort();
let redis = await startRedis(port);
afterAll(() => redis.stop());

const options = { limitSubmits: true, redisUrl: redis.url, trustedProxies: '127.0.0.0/8, ::1' };
const first = await startGateway({
  ...options,
  tenants: { bandung: { units: [{ name: 'Disdukcapil', services: ['KTP-el', 'KK'] }] } },
});
const onSameDatabase = { database: first.database.database, close: () => Promise.resolve() };
const second = await startGatewayOn(onSameDatabase, options, afterAll);
const third = await startGatewayOn(onSameDatabase, options, afterAll);
const gateways: readonly ServedGateway[] = [first, second, third];

const { bandung } = first.tenants;
const ktp = bandung.service('KTP-el').id;

/** Sends so many of one network, to each gateway in turn; how many were accepted. */
const sendFrom = async (network: string, count: number, serviceId = ktp) => {
  const headers = { 'X-Forwarded-For': `${network}.7` };
  let next = 0;
  let accepted = 0;
  const work = async () => {
    for (let at = next++; at < count; at = next++) {
      const gateway = gateways[at % gateways.length] ?? first;
      const { __typename } = await submit(gateway, rating(serviceId), headers);
      accepted += Number(__typename === 'SubmitFeedbackSuccess');
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return accepted;
};

describe('three gateways', () => {
  test('let a network send as many as one alone would, whichever it comes to', async () => {
    const accepted = await sendFrom('203.0.113', LIMIT + 15);
    expect(accepted).toBeGreaterThanOrEqual(LIMIT);
    expect(accepted).toBeLessThanOrEqual(LIMIT + ASTRAY);
  });

  test('count another network, and another service, apart', async () => {
    expect(await sendFrom('198.51.100', 6)).toBe(6);
    expect(await sendFrom('203.0.113', 6, bandung.service('KK').id)).toBe(6);
  });

  test('tell nobody who was counted: no address is in Redis, nor how long it is', async () => {
    const contents = await redis.contents();
    expect(contents).toContain('kinerja:submit:');
    expect(contents).not.toMatch(/203\.0|198\.51|\d+\.\d+\.\d+/);
    expect(contents).not.toContain(bandung.uuid);
  });

  test('try a wrong receipt code thirty times, not ninety', async () => {
    const headers = { 'X-Forwarded-For': '192.0.2.9' };
    const codes: string[] = [];
    for (let at = 0; at < 45; at += 1) {
      const { errors } = await (gateways[at % 3] ?? first).ask(
        '{ feedbackReceipt(code: "3273-7K3M-9QXT-2WZ4-H8RN") { code } }',
        {},
        headers,
      );
      codes.push(String(errors[0]?.extensions?.code));
    }
    const tried = codes.filter((code) => code === 'NOT_FOUND');
    expect(tried.length).toBeGreaterThanOrEqual(30);
    expect(tried.length).toBeLessThanOrEqual(30 + ASTRAY);
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
  });
});

describe('while Redis', () => {
  test('answers nothing, ratings are stored all the same, and each gateway counts for itself', async () => {
    redis.halt();
    try {
      expect(await sendFrom('203.0.113', 12)).toBe(12);
    } finally {
      redis.resume();
    }
    await sleep(300);
    expect(await sendFrom('203.0.113', 12)).toBeLessThanOrEqual(ASTRAY);
  });

  test('is away, ratings are stored, and when it is there again it counts again', async () => {
    await redis.stop();
    expect(await sendFrom('192.0.2', 12)).toBe(12);
    redis = await startRedis(port);
    await vi.waitFor(
      async () => {
        await sendFrom('192.0.2', 3);
        expect(await redis.contents()).toContain('kinerja:submit:');
      },
      { timeout: 20_000, interval: 500 },
    );
  });
});
