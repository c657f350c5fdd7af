import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { type ServedGateway, startGatewayOn } from '../support/gateway.ts';
import { hasSystemPostgres, openDatabase, startTemporaryCluster } from '../support/own-cluster.ts';
import { rating, submitAll, submitted } from '../support/submit.ts';

/* PostgreSQL comes with the packages, is on the machine, or is named by DATABASE_URL: the gateway is the same each time. */

const tenants = {
  bandung: { units: [{ name: 'Disdukcapil', services: ['KTP-el'] }] },
  palu: { code: '72.71', zone: 'Asia/Makassar', units: [{ name: 'Disdukcapil', services: ['KTP-el'] }] },
} as const;

/** A citizen rates, sees her receipt, and the unit has its figure. */
const journey = async (gateway: ServedGateway<'bandung' | 'palu'>) => {
  const { bandung } = gateway.tenants;
  const service = bandung.service('KTP-el').id;
  expect((await gateway.fetch('/readyz')).status).toBe(200);
  const { receipt } = await submitted(gateway, rating(service, { comment: 'Cepat' }));
  await submitAll(
    gateway,
    Array.from({ length: 9 }, () => rating(service)),
  );
  await gateway.tick();
  const { data, errors } = await gateway.ask(
    `query ($code: String!, $id: ID!) {
       feedbackReceipt(code: $code) { service { name } }
       service(id: $id) { name satisfactionIndex(period: "2026-08") { ratings value } }
       unit(id: "${bandung.unit('Disdukcapil').id}") { tenant { name } services { name } }
     }`,
    { code: receipt.code, id: service },
  );
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    feedbackReceipt: { service: { name: 'KTP-el' } },
    service: { name: 'KTP-el', satisfactionIndex: { ratings: 10, value: 75 } },
    unit: { services: [{ name: 'KTP-el' }] },
  });
};

const superuser = async (statement: string, url = inject('template').superuserUrl) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A server that somebody else runs: a role that owns an empty database, and its address. */
const someoneElses = async (role: string) => {
  const name = `${role}_${randomUUID().slice(0, 8)}`;
  const password = randomUUID();
  await superuser(`create role ${name} login nosuperuser password '${password}'`);
  await superuser(`create database ${name} owner ${name}`);
  onTestFinished(async () => {
    await superuser(`drop database ${name} with (force)`);
    await superuser(`drop role ${name}`);
  });
  const url = Object.assign(new URL(inject('template').superuserUrl), {
    username: name,
    password,
    pathname: `/${name}`,
  }).href;
  return { name, password, url };
};

type Database = Awaited<ReturnType<typeof openDatabase>>;

const startOn = (database: Database) =>
  startGatewayOn({ database, close: database.close }, { tenants }, onTestFinished);

const currentUser = async ({ directory }: Database) =>
  (await directory.query<{ name: string }>('select current_user as name')).rows[0]?.name;

describe('a server of its own', () => {
  test('runs on the programs that come with the packages', async () => {
    const cluster = await startTemporaryCluster('npm');
    expect(cluster.programs).toEqual({ engine: 'npm', major: 18 });
    await journey(await startOn(await openDatabase(cluster)));
  });

  test('runs on the programs of the machine', async ({ skip }) => {
    if (!hasSystemPostgres()) skip('this machine has no PostgreSQL of its own');
    const cluster = await startTemporaryCluster();
    expect(cluster.programs.engine).toBe('system');
    await journey(await startOn(await openDatabase(cluster)));
  });
});

describe('DATABASE_URL', () => {
  test('may name an owner who may become the gateway’s role', async () => {
    const { name, url } = await someoneElses('pemda');
    await superuser(`grant kinerja_gateway to ${name}`);
    const database = await openDatabase(url);
    expect(await currentUser(database)).toBe('kinerja_gateway');
    await journey(await startOn(database));
  });

  test('may name an administrator; the gateway still runs without his power', async () => {
    const { name, url } = await someoneElses('admin');
    await superuser(`alter role ${name} superuser`);
    const database = await openDatabase(url);
    expect(await currentUser(database)).toBe('kinerja_gateway');
    await expect(database.directory.query('create table more ()')).rejects.toThrow('permission denied');
    await journey(await startOn(database));
  });

  test('may name an owner who makes the gateway’s role', async () => {
    const cluster = await startTemporaryCluster('npm');
    const asAdmin = (statement: string, database = 'postgres') =>
      superuser(statement, Object.assign(new URL(cluster.superuserUrl), { pathname: `/${database}` }).href);
    await asAdmin('drop database kinerja');
    await asAdmin('drop role kinerja_gateway');
    await asAdmin("create role pemda login createrole password 'rahasia'");
    await asAdmin('create database pemda owner pemda');
    const url = Object.assign(new URL(cluster.superuserUrl), {
      username: 'pemda',
      password: 'rahasia',
      pathname: '/pemda',
    }).href;
    const database = await openDatabase(url);
    expect(await currentUser(database)).toBe('kinerja_gateway');
    await journey(await startOn(database));
  });

  test('of an owner who may not become that role is answered with what an administrator has to do', async () => {
    const { name, url } = await someoneElses('dinas');
    await expect(openDatabase(url)).rejects.toThrow(
      `create role kinerja_gateway nologin; grant kinerja_gateway to "${name}";`,
    );
  });

  describe('that is wrong is answered in one sentence without the password', () => {
    const wrong: Record<string, (url: URL) => void> = {
      'a port where nothing listens': (url) => {
        url.port = '1';
      },
      'a host that does not exist': (url) => {
        url.hostname = 'no-such-host.invalid';
      },
      'a wrong password': (url) => {
        url.password = 'salah-sekali';
      },
      'a user who does not exist': (url) => {
        url.username = 'nobody-here';
      },
      'a database that does not exist': (url) => {
        url.pathname = '/no_such_database';
      },
    };

    test.each(Object.entries(wrong))('%s', async (_, change) => {
      const { password, url: good } = await someoneElses('salah');
      const url = new URL(good);
      change(url);
      const error = await openDatabase(url.href).catch((caught: unknown) => caught);
      if (!(error instanceof Error)) throw new Error('Expected to be told that it is wrong.');
      expect(error.constructor.name).toBe('SetupError');
      expect(error.message).toMatch(/^The database at \S+ does not let us in: .+\.$/);
      expect(error.message).not.toContain('\n');
      for (const secret of [password, 'salah-sekali']) expect(error.message).not.toContain(secret);
    });
  });
});
