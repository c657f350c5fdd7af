import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort, type GatewayProcess, serverOf, startProcess, temporaryData } from '../support/process.ts';

let data: ReturnType<typeof temporaryData>;
let started: GatewayProcess[] = [];

beforeEach(() => {
  data = temporaryData();
  started = [];
});

afterEach(async () => {
  for (const gateway of started) {
    gateway.kill('SIGKILL');
    await gateway.ended;
  }
  await data.remove();
});

const start = async (variables: Readonly<Record<string, string>> = {}) => {
  const gateway = await startProcess({ DATA_DIR: data.folder, ...variables });
  started.push(gateway);
  return gateway;
};

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops the gateway and its database cleanly', async (signal) => {
  const gateway = await start();
  await gateway.ready();
  expect(serverOf(data.folder)).toBeDefined();
  gateway.kill(signal);
  expect(await gateway.ended).toBe(0);
  expect(serverOf(data.folder)).toBeUndefined();
});

test('a second start finds the data of the first', async () => {
  const first = await start({ DEMO: '1' });
  await first.ready();
  const ask = async (gateway: GatewayProcess) => {
    const response = await fetch(`${gateway.address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: '{ tenant(code: "72.71") { id name units { totalCount } } }' }),
    });
    return (await response.json()) as unknown;
  };
  const before = await ask(first);
  expect(before).toMatchObject({ data: { tenant: { name: 'Kota Palu' } } });
  first.kill('SIGTERM');
  await first.ended;
  const second = await start({ DEMO: '1' });
  await second.ready();
  expect(await ask(second)).toEqual(before);
});

test('a gateway that was killed is followed by one that takes its database over', async () => {
  const first = await start();
  await first.ready();
  const server = serverOf(data.folder);
  first.kill('SIGKILL');
  await first.ended;
  expect(serverOf(data.folder)).toBe(server);
  const second = await start();
  await second.ready();
  expect(serverOf(data.folder)).toBe(server);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(serverOf(data.folder)).toBeUndefined();
});

test('a database server that is killed is started again by its gateway, and stopped with it', async () => {
  const gateway = await start();
  await gateway.ready();
  const killed = serverOf(data.folder);
  process.kill(killed ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect([undefined, killed]).not.toContain(serverOf(data.folder)), {
    timeout: 20_000,
    interval: 100,
  });
  await gateway.ready();
  expect(gateway.printed()).toContain('the database server ended; it is started again');
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  expect(serverOf(data.folder)).toBeUndefined();
});

test('a first start that is killed at any moment is followed by one that works', async () => {
  for (const moment of [150, 500, 900, 1300, 2000]) {
    const gateway = await start();
    await sleep(moment);
    gateway.kill('SIGKILL');
    await gateway.ended;
  }
  const last = await start();
  await last.ready();
  expect((await fetch(`${last.address}/schema.graphql`)).status).toBe(200);
});

test('a second gateway on the same data is refused with the process that holds them', async () => {
  const first = await start();
  await first.ready();
  const second = await start();
  expect(await second.ended).toBe(1);
  expect(second.printed().trim()).toBe(
    `The data folder ${data.folder} is in use by process ${first.pid}: stop that one first.`,
  );
  await first.ready();
});

test('a port that is taken is told in one sentence, and no database stays behind', async () => {
  const port = await freePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  try {
    const gateway = await start({ PORT: String(port) });
    expect(await gateway.ended).toBe(1);
    expect(gateway.printed().trim()).toBe(
      `Port ${port} is in use by another program: stop it, or choose another with PORT=4001.`,
    );
    expect(serverOf(data.folder)).toBeUndefined();
  } finally {
    other.close();
  }
});

test('wrong variables are all told at once, without the secret in an address', async () => {
  const gateway = await start({ PORT: '80a', MODE: 'test', DEMO: 'ya', DATABASE_URL: 'mysql://petugas:rahasia@db/x' });
  expect(await gateway.ended).toBe(1);
  const lines = gateway.printed();
  for (const name of ['PORT', 'MODE', 'DEMO', 'DATABASE_URL']) expect(lines).toContain(`${name}: expected`);
  expect(lines).not.toContain('rahasia');
});

test('a database that does not let us in is told in one sentence, without the password', async () => {
  const gateway = await start({ DATABASE_URL: 'postgresql://petugas:rahasia@127.0.0.1:1/kinerja' });
  expect(await gateway.ended).toBe(1);
  expect(gateway.printed().trim()).toBe(
    'The database at 127.0.0.1 does not let us in: connect ECONNREFUSED 127.0.0.1:1.',
  );
});

test('a Node that is too old is told in one sentence', () => {
  const module = fileURLToPath(new URL('../../gateway/bin/node-version.mjs', import.meta.url));
  const check = (version: string) =>
    spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `import(${JSON.stringify(module)}).then((it) => it.requireNode('${version}'))`],
      {
        encoding: 'utf8',
      },
    );
  for (const version of ['v18.20.0', 'v20.18.3', 'v21.7.0', 'v22.11.0', 'v23.1.0']) {
    const { status, stderr } = check(version);
    expect({ version, status }).toEqual({ version, status: 1 });
    expect(stderr).toBe(
      `Kinerja needs Node 20.19, 22.12 or 24 and later; this is ${version}: install a newer one (nodejs.org).\n`,
    );
  }
  for (const version of ['v20.19.0', 'v22.12.0', 'v24.0.0', 'v26.1.0']) expect(check(version).status).toBe(0);
});

/** A file system of its own, small enough to fill; only root can mount one. */
const canMount = () => process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

test.skipIf(!canMount())('a full disk is told in one sentence', async () => {
  const small = join(data.folder, 'small');
  mkdirSync(small);
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', small]).status).toBe(0);
  try {
    const gateway = await start({ DATA_DIR: small });
    expect(await gateway.ended).toBe(1);
    expect(gateway.printed().trim()).toBe(`The disk is full: make room for ${small} and start again.`);
  } finally {
    spawnSync('umount', ['-l', small]);
  }
});
