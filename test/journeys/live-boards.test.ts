import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type EventStream, openEventStream } from '../support/event-stream.ts';
import { type ServedGateway, startGateway, startGatewayOn } from '../support/gateway.ts';
import { freePort } from '../support/process.ts';
import { tellOfChange } from '../support/public-change.ts';
import { rating, submitAll } from '../support/submit.ts';

/* Screens in offices are told when figures of their region have changed, and read them like everybody. */

const metricsPort = await freePort();
const lines: { readonly route: string; readonly status: number }[] = [];
const gateway = await startGateway({
  metricsPort,
  logRequest: (line) => lines.push(line),
  tenants: {
    bandung: {
      units: ['Dago', 'Kopo', 'Cibiru'].map((name) => ({ name, kind: 'puskesmas', services: [`Umum ${name}`] })),
    },
    kutacane: { code: '11.02', units: [{ name: 'Dinas' }] },
  },
});
const { bandung, kutacane } = gateway.tenants;
const other = await startGatewayOn(
  { database: gateway.database.database, close: () => Promise.resolve() },
  { rounds: true },
  afterAll,
);

interface Unit {
  readonly satisfactionIndex: { readonly ratings: number };
}

/** A region in which nothing changes but by a test. */
const QUIET = '11.02';

const streams: EventStream[] = [];
const open = async (at: ServedGateway = gateway, code = '32.73', lastEventId?: string): Promise<EventStream> => {
  const stream = await openEventStream(`${at.address}/live?tenant=${code}`, lastEventId);
  streams.push(stream);
  return stream;
};
afterEach(() => {
  for (const { leave } of streams.splice(0)) leave();
});

const requests = async () => {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
};

test('the stream is for any page, kept by no cache, and handed on as it comes', async () => {
  const { status, headers } = await open();
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  });
});

test('every tenth rating of a unit is told, on every gateway, and the board that is read then has it', async () => {
  const [here, there] = [await open(), await open(other)];
  const first = await here.next();
  expect(first).toMatchObject({ event: 'figures', data: { tenant: '32.73' } });
  await there.next();
  const stored = rating(bandung.service('Umum Dago').id);
  await submitAll(
    gateway,
    Array.from({ length: 30 }, () => rating(stored.serviceId)),
  );
  const told = await here.next();
  expect(told).toMatchObject({ event: 'figures', data: { tenant: '32.73' } });
  expect(told.id).not.toBe(first.id);
  await there.next();
  const ratingsAt = async (at: ServedGateway) => {
    const { data } = await at.ask<{ tenant: { units: { edges: { node: Unit }[] } } }>(
      '{ tenant(code: "32.73") { units(first: 3) { edges { node { satisfactionIndex(period: "2026-08") { ratings } } } } } }',
    );
    return Math.max(...data.tenant.units.edges.map(({ node }) => node.satisfactionIndex.ratings));
  };
  // Figures that move on while they are counted are told again; up to nine wait for the tenth.
  for (const at of [gateway, other]) await expect.poll(() => ratingsAt(at), { timeout: 20_000 }).toBeGreaterThan(20);
});

test('what changes in another region is told to nobody here', async () => {
  const [here, there] = [await open(gateway, QUIET), await open()];
  await here.next();
  await there.next();
  await tellOfChange(gateway, bandung);
  expect(await there.next()).toMatchObject({ data: { tenant: '32.73' } });
  expect(here.waiting()).toEqual([]);
});

test('changes that come together are told together', async () => {
  const here = await open();
  await here.next();
  for (let times = 0; times < 50; times += 1) await tellOfChange(gateway, bandung);
  await here.next();
  // As long as news is gathered.
  await sleep(1500);
  expect(here.waiting().length).toBeLessThan(10);
});

describe('who comes back', () => {
  test('is told at once what changed meanwhile', async () => {
    const before = await open(gateway, QUIET);
    const { id } = await before.next();
    before.leave();
    const watching = await open(gateway, QUIET);
    await watching.next();
    await tellOfChange(gateway, kutacane);
    const { id: newer } = await watching.next();
    expect(await (await open(gateway, QUIET, id)).next()).toMatchObject({ id: newer });
  });

  test('hears nothing when nothing changed, and at another gateway reads once more', async () => {
    const { id } = await (await open(gateway, QUIET)).next();
    const again = await open(gateway, QUIET, id);
    await expect.poll(again.comments).toBeGreaterThan(0);
    expect(again.waiting()).toEqual([]);
    expect((await (await open(other, QUIET, id)).next()).id).not.toBe(id);
  });

  test('does so after five to fifteen seconds', async () => {
    const stream = await open();
    await stream.next();
    expect(stream.retry()).toBeGreaterThanOrEqual(5000);
    expect(stream.retry()).toBeLessThan(15_000);
  });
});

test('an open stream is no slow request, and none in progress', async () => {
  const stream = await open();
  await stream.next();
  await sleep(300);
  const figure = await requests();
  expect(figure('kinerja_requests_in_progress')).toBe(0);
  expect(figure('kinerja_request_seconds_bucket\\{le="0.25",route="live"\\}')).toBe(
    figure('kinerja_request_seconds_count\\{route="live"\\}'),
  );
  expect(new Set(lines.filter(({ route }) => route === 'live').map(({ status }) => status))).toEqual(new Set([200]));
});

test.each([
  ['GET', '/live', 400, 'tenant: expected the Kemendagri code of a region, for example 32.73, got "".'],
  ['GET', '/live?tenant=Bandung', 400, 'got "Bandung".'],
  ['GET', '/live?tenant=99.99', 404, 'tenant: there is no region 99.99 here.'],
  ['POST', '/live?tenant=32.73', 405, 'Expected GET.'],
] as const)('%s %s is refused in words', async (method, path, status, words) => {
  const response = await gateway.fetch(path, { method });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(words);
});

test('a network that listens too often is told to ask instead, and the operator is told of it', async () => {
  const before = (await requests())('kinerja_held_total\\{limit="live"\\}') || 0;
  const all = await Promise.all(Array.from({ length: 101 }, () => open()));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(100);
  const refused = all.filter(({ status }) => status !== 200);
  expect(refused.map(({ status }) => status)).toEqual([503]);
  expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThanOrEqual(5);
  expect((await requests())('kinerja_held_total\\{limit="live"\\}')).toBe(before + 1);
});

test('a gateway that stops ends its streams, and does not wait for them', async () => {
  const stopping = await startGatewayOn(
    { database: gateway.database.database, close: () => Promise.resolve() },
    {},
    afterAll,
  );
  const all = await Promise.all(Array.from({ length: 10 }, () => open(stopping)));
  const stopped = stopping.stop();
  await Promise.all(all.map(({ ended }) => ended));
  await stopped;
  await expect(stopping.fetch('/healthz')).rejects.toThrow('fetch failed');
});

describe('the page for a screen', () => {
  test('offers the kinds of units that the region has, closed and running', async () => {
    const page = await (await gateway.fetch('/tv/32.73')).text();
    expect(page).toContain('Kota Bandung');
    expect([...page.matchAll(/href="\?([^"]+)"/g)].map(([, query]) => query)).toEqual([
      'kind=puskesmas&amp;lang=id',
      'kind=puskesmas&amp;lang=id&amp;period=berjalan',
    ]);
  });

  test('carries a board of the kind, of the quarter that runs when that is asked for', async () => {
    const response = await gateway.fetch('/tv/32.73?kind=puskesmas&period=berjalan');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'self';");
    expect(await response.text()).toContain(
      '<kinerja-unit-leaderboard mode="tv" data-renew-page tenant="32.73" kind="puskesmas" period="2026-Q3">',
    );
  });

  test.each([
    ['/tv/99.99', 404, 'Contoh alamat: /tv/32.73'],
    ['/tv/32.73/x', 404, 'Contoh alamat: /tv/32.73'],
    ['/tv/32.73?kind=%3Cb%3E', 404, 'kind: expected one of puskesmas, got "<b>".'],
    ['/tv/32.73?kind=puskesmas&period=besok', 400, 'period: expected a period such as 2026'],
  ])('%s is refused in words', async (path, status, words) => {
    const response = await gateway.fetch(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toContain(words);
  });
});
