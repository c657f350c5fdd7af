import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { freePort } from '../support/process.ts';
import { rating, submitAll, submitted } from '../support/submit.ts';

/* What an operator's monitoring learns: whether the gateway is slow, failing, full or attacked, and nothing of people. */

const metricsPort = await freePort();
const lines: unknown[] = [];
const gateway = await startGateway({
  metricsPort,
  limitSubmits: true,
  logRequest: (line) => lines.push(line),
  tenants: { bandung: { units: [{ name: 'Dinas A', services: ['Umum'] }] } },
});
const service = gateway.tenants.bandung.service('Umum');

const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();

/** The value of a figure, with its labels as they are printed. */
const figure = async (name: string) => {
  const line = (await metrics()).split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length));
};

describe('the figures for monitoring', () => {
  test('count what was stored, and a repetition once', async () => {
    const before = (await figure('kinerja_feedback_stored_total')) ?? 0;
    const sent = rating(service.id);
    await submitted(gateway, sent);
    await submitted(gateway, sent);
    await submitAll(gateway, [rating(service.id), rating(service.id)]);
    expect(await figure('kinerja_feedback_stored_total')).toBe(before + 3);
  });

  test('count requests by route and outcome, and how long they took', async () => {
    const name = 'kinerja_requests_total{route="healthz",status="2xx"}';
    const before = (await figure(name)) ?? 0;
    for (let sent = 0; sent < 3; sent += 1) await (await gateway.fetch('/healthz')).text();
    await expect.poll(() => figure(name)).toBe(before + 3);
    expect(await figure('kinerja_request_seconds_count{route="healthz"}')).toBe(before + 3);
    await gateway.fetch('/nothing-here');
    await expect.poll(() => figure('kinerja_requests_total{route="other",status="4xx"}')).toBeGreaterThan(0);
    await expect.poll(() => figure('kinerja_requests_in_progress')).toBe(0);
  });

  test('tell when a limit holds somebody back', async () => {
    const name = 'kinerja_held_total{limit="receipt_code"}';
    expect(await figure(name)).toBeUndefined();
    const guess = '{ feedbackReceipt(code: "AAAA-0000-0000-0000-0000") { code } }';
    for (let sent = 0; sent < 33; sent += 1) await gateway.ask(guess);
    expect(await figure(name)).toBe(3);
  });

  test('tell how many connections are in use, and whether somebody waits for one', async () => {
    expect(await figure('kinerja_database_connections{state="idle"}')).toBeGreaterThan(0);
    expect(await figure('kinerja_database_connections{state="waited_for"}')).toBe(0);
    expect(await figure('kinerja_faults_total')).toBe(0);
    expect(await figure('kinerja_data_disk_free_bytes')).toBeGreaterThan(0);
  });

  /** Told only where a copy follows the database (crash/many-gateways.test.ts). */
  const OF_A_COPY = new Set(['kinerja_replica_behind_seconds']);

  test('are all that the dashboard and the alerts ask for', async () => {
    const known = await metrics();
    for (const file of ['grafana-dashboard.json', 'prometheus-alerts.yml']) {
      const asked = (await readFile(new URL(`../../examples/operations/${file}`, import.meta.url), 'utf8')).match(
        /\b(?:kinerja|nodejs|process)_[a-z_]+\b/g,
      );
      expect(asked?.length).toBeGreaterThan(3);
      for (const name of new Set(asked)) if (!OF_A_COPY.has(name)) expect(known, name).toContain(`\n${name}`);
    }
  });
});

test('each request is one line, with nothing of the person and no address', async () => {
  lines.length = 0;
  await gateway.fetch('/form/nothing?kode=RAHASIA', { headers: { 'X-Forwarded-For': '198.51.100.7' } });
  await gateway.ask('{ __typename }');
  await expect.poll(() => lines.length).toBe(2);
  expect(lines).toEqual([
    { route: 'form', method: 'GET', status: 404, milliseconds: expect.any(Number) },
    { route: 'graphql', method: 'POST', status: 200, milliseconds: expect.any(Number) },
  ]);
});

test('a client that leaves before its answer is told as such, and as nothing that went well', async () => {
  lines.length = 0;
  const { hostname, port } = new URL(gateway.address);
  const socket = connect(Number(port), hostname);
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"query":',
  );
  await expect.poll(() => figure('kinerja_requests_in_progress')).toBe(1);
  socket.destroy();
  await expect.poll(() => lines).toMatchObject([{ route: 'graphql', method: 'POST', status: 499 }]);
  await expect.poll(() => figure('kinerja_requests_in_progress')).toBe(0);
});
