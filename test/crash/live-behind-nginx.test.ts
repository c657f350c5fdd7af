import { afterAll, expect, test } from 'vitest';
import { openStage } from '../drill/stage.ts';
import { openEventStream } from '../support/event-stream.ts';
import { startNginx } from '../support/nginx.ts';

/* News for live boards through the nginx site that operators are given, from two gateways of one database. */

const stage = await openStage();
afterAll(stage.close);
const other = await stage.startAnother({ MODE: 'production', TRUSTED_PROXIES: '127.0.0.1' });
const nginx = await startNginx([stage.address, other.address]);
afterAll(nginx.stop);

const change = () => stage.inspect("select pg_notify('kinerja_figures', $1)", [stage.tenant.uuid]);

test('news comes through at once, whichever gateway is behind, and a quiet stream stays open', async () => {
  const streams = await Promise.all(
    Array.from({ length: 4 }, () => openEventStream(`${nginx.address}/live?tenant=${stage.tenant.code}`)),
  );
  for (const { next } of streams) expect(await next()).toMatchObject({ data: { tenant: stage.tenant.code } });
  // Longer than nginx waits for any other answer.
  for (const { comments } of streams) await expect.poll(comments, { timeout: 40_000 }).toBeGreaterThan(1);
  await change();
  for (const { next } of streams) expect(await next()).toMatchObject({ event: 'figures' });
  for (const { leave } of streams) leave();
});

test('a gateway that is stopped ends its streams, and whoever comes back is answered by the other one', async () => {
  const address = `${nginx.address}/live?tenant=${stage.tenant.code}`;
  const streams = await Promise.all(Array.from({ length: 4 }, () => openEventStream(address)));
  for (const { next } of streams) await next();
  other.kill('SIGTERM');
  await Promise.race(streams.map(({ ended }) => ended));
  await other.ended;
  const again = await openEventStream(address);
  expect(again.status).toBe(200);
  expect(await again.next()).toMatchObject({ event: 'figures' });
  for (const { leave } of [...streams, again]) leave();
});
