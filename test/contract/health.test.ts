import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { openLine } from '../support/line.ts';
import { rating, submitAll } from '../support/submit.ts';

/* What a load balancer and an operator ask. */

const line = await openLine();
const gateway = await startGateway({
  line,
  tenants: { bandung: { units: [{ name: 'Disdukcapil', services: ['KTP-el'] }] } },
});
const stopping = await startGateway();
const service = gateway.tenants.bandung.service('KTP-el').id;

/** A probe that was answered less than a second ago is not asked again. */
const SOON = { timeout: 8000 };
const READ = `/graphql?${new URLSearchParams({ query: `{ service(id: "${service}") { name satisfactionIndex(period: "2026-08") { ratings } } }` })}`;
const BOARDS = `/graphql?${new URLSearchParams({ query: '{ tenant(code: "32.73") { name units { totalCount } } }' })}`;
const status = (path: string) => async () => (await gateway.fetch(path)).status;

test('a gateway that runs is alive, and ready when its database takes writes', async () => {
  for (const path of ['/healthz', '/readyz']) {
    const response = await gateway.fetch(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  }
});

test('a gateway that stops says so while it still answers, and then answers nothing more', async () => {
  const stopped = stopping.stop(300);
  expect((await stopping.fetch('/readyz')).status).toBe(503);
  expect((await stopping.fetch('/healthz')).status).toBe(200);
  await stopped;
  await expect(stopping.fetch('/healthz')).rejects.toThrow('fetch failed');
});

describe('while the database is away', () => {
  test('the gateway is alive, not ready, and asks to come back later', async () => {
    expect(await status(BOARDS)()).toBe(200);
    await line.cut();
    await expect.poll(status('/readyz'), SOON).toBe(503);
    expect(await (await gateway.fetch('/readyz')).text()).not.toMatch(/postgres|127\.0\.0\.1/i);
    expect(await status('/healthz')()).toBe(200);
    const response = await gateway.fetch(READ);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThanOrEqual(5);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    expect(await status(`/form/${service}`)()).toBe(503);
  });

  test('what everybody may read is shown as it was, for a quarter of an hour', async () => {
    gateway.clock.advance(14 * 60_000);
    const older = await gateway.fetch(BOARDS);
    expect(older.status).toBe(200);
    expect(await older.json()).toMatchObject({ data: { tenant: { name: 'Kota Bandung', units: { totalCount: 1 } } } });
    gateway.clock.advance(2 * 60_000);
    expect(await status(BOARDS)()).toBe(503);
  });

  test('widgets and the schema are served all the same', async () => {
    expect(await status('/schema.graphql')()).toBe(200);
    expect(await status('/')()).toBe(200);
  });

  test('a gateway finds its database again by itself, and hears of figures that move', async () => {
    await line.mend();
    await expect.poll(status('/readyz'), SOON).toBe(200);
    await gateway.tick();
    expect(gateway.takeFaults().join('\n')).toMatch(/ECONN|terminated/);
    const read = async () => (await gateway.fetch(READ)).text();
    expect(await read()).toContain('"ratings":0');
    await submitAll(
      gateway,
      Array.from({ length: 10 }, () => rating(service)),
    );
    await gateway.tick();
    await expect.poll(read, SOON).toContain('"ratings":10');
  });
});
