import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { providePhp } from '../support/php.mjs';
import { freePort } from '../support/process.ts';
import { signIn } from '../support/sign-in.ts';

/* What docs/webhooks.md gives to the makers of receivers is run as it stands there. */

const gateway = await startGateway({
  now: new Date().toISOString(),
  tenants: { bandung: { units: [{ name: 'Diskominfo' }] } },
});
const { bandung } = gateway.tenants;
const { Ani } = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Ani', unit: 'Diskominfo', post: 'Analis', roles: ['PERSONNEL_ADMIN'] },
]);
const admin = await signIn(gateway, bandung, Ani.uuid);

const page = readFileSync(fileURLToPath(new URL('../../docs/webhooks.md', import.meta.url)), 'utf8');
const snippet = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'kinerja-webhook-snippet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const registering = change<{ secret: string; endpoint: { id: string } }>({
  field: 'registerWebhookEndpoint(input: RegisterWebhookEndpointInput!)',
  shape: '... on IssuedWebhookSecret { secret endpoint { id } }',
});
const testing = change<{ id: string }>({
  field: 'sendTestWebhook(id: ID!)',
  shape: '... on WebhookDelivery { id }',
});

const listening = (server: Server, port: number) =>
  new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });

const register = async (url: string) => {
  const { done } = await registering(admin, { input: { url, description: 'Contoh', events: ['ticket.filed'] } });
  if (done?.secret === undefined || done.endpoint === undefined) throw new Error(JSON.stringify(done));
  return { id: done.endpoint.id, secret: done.secret };
};

/** The status with which the receiver answered a test event. */
const answerTo = async (id: string) => {
  await testing(admin, { id });
  await gateway.tick();
  const { data } = await admin<{
    webhookEndpoint: { deliveries: { edges: readonly { node: { attempts: readonly { status: number | null }[] } }[] } };
  }>(
    'query ($id: ID!) { webhookEndpoint(id: $id) { deliveries(first: 1) { edges { node { attempts { status } } } } } }',
    {
      id,
    },
  );
  return data.webhookEndpoint.deliveries.edges[0]?.node.attempts.map(({ status }) => status);
};

test('the receiver in Node takes a message, and none that somebody else has signed', async () => {
  const port = await freePort();
  const { id, secret } = await register(`http://127.0.0.1:${port}/`);
  vi.stubEnv('KINERJA_WEBHOOK_SECRET', secret);
  const library = pathToFileURL(createRequire(import.meta.url).resolve('standardwebhooks')).href;
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, snippet('js').replace("'standardwebhooks'", `'${library}'`));
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { receiver } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { receiver: Server };
  await listening(receiver, port);
  expect(await answerTo(id)).toEqual([204]);
  expect(log).toHaveBeenCalledWith(expect.stringMatching(/^msg_/), 'webhook.test', expect.any(String), {});
  const forged = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: '{"type":"ticket.filed"}',
    headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Date.now() / 1000), 'webhook-signature': 'v1,AAAA' },
  });
  expect(forged.status).toBe(400);
  log.mockRestore();
  vi.unstubAllEnvs();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

test('the receiver in PHP takes a message, and none that somebody else has signed, or whose time is not now', async () => {
  const port = await freePort();
  const { id, secret } = await register(`http://127.0.0.1:${port}/`);
  const file = join(folder, 'receiver.php');
  writeFileSync(file, snippet('php'));
  const php = spawn(providePhp(), ['-S', `127.0.0.1:${port}`, file], {
    env: { ...process.env, KINERJA_WEBHOOK_SECRET: secret },
    stdio: 'ignore',
  });
  try {
    await vi.waitFor(() => fetch(`http://127.0.0.1:${port}/`), { timeout: 10_000, interval: 100 });
    expect(await answerTo(id)).toEqual([204]);
    const other = await register(`http://127.0.0.1:${port}/`);
    expect(await answerTo(other.id)).toEqual([400]);
    gateway.clock.advance(600_000);
    expect(await answerTo(id)).toEqual([400]);
  } finally {
    php.kill();
  }
});
