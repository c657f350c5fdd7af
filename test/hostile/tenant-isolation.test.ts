import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submit } from '../support/submit.ts';

/* Whatever comes in whatever order on however few connections: nobody sees a row of another region, or writes one. */

const CODES = ['32.73', '72.71', '62.71', '11.02', '65.01'];
const seedOf = (code: string) => ({
  code,
  name: `Daerah ${code}`,
  units: [
    { name: `Dinas ${code}`, services: [`Layanan ${code}`] },
    { name: `Puskesmas ${code}`, kind: 'puskesmas', parent: `Dinas ${code}`, services: [`Rawat ${code}`] },
  ],
});
const gateway = await startGateway({
  responseCache: false,
  tenants: Object.fromEntries(CODES.map((code) => [code, seedOf(code)])),
});
const { database, inspect, inTenant } = gateway.database;
const tenantOf = (code: string) => {
  const tenant = gateway.tenants[code];
  if (tenant === undefined) throw new Error(`No region ${code}.`);
  return tenant;
};

const secured = await inspect<{ name: string; isPart: boolean }>(
  `select relname as name, relispartition as "isPart" from pg_class
   where relnamespace = 'public'::regnamespace and relrowsecurity and relname not in ('tenant', 'identity_provider')
   order by 1`,
);
const tables = secured.flatMap(({ name, isPart }) => (isPart ? [] : [name]));
/** Months of ratings, which are read by the table that they are parts of. */
const parts = secured.flatMap(({ name, isPart }) => (isPart ? [name] : []));

describe('with no tenant bound', () => {
  test('a query throws before it reaches the database', async () => {
    await expect(database.pool.query('select 1')).rejects.toThrow('No tenant is bound');
    await expect(database.pool.connect()).rejects.toThrow('No tenant is bound');
    await expect(Promise.resolve(database.prisma.unit.findMany())).rejects.toThrow('No tenant is bound');
    await expect(Promise.resolve(database.prisma.unit.count())).rejects.toThrow('No tenant is bound');
    await expect(database.prisma.$queryRaw`select 1`).rejects.toThrow('No tenant is bound');
    expect(database.pool.waitingCount).toBe(0);
  });

  test.each(tables)('a query that goes around the pool sees no row of %s', async (table) => {
    const { rows } = await database.directory.query(`select count(*)::integer as count from ${table}`);
    expect(rows).toEqual([{ count: 0 }]);
  });

  test.each(parts)('nobody but their owner reads %s', async (part) => {
    await expect(database.directory.query(`select from ${part}`)).rejects.toThrow('permission denied');
    const reading = inTenant(tenantOf('32.73'), () => database.pool.query(`select from ${part}`));
    await expect(reading).rejects.toThrow('permission denied');
  });

  test('a row cannot be written', async () => {
    await expect(
      database.directory.query(
        `insert into unit (tenant_id, id, name, kind) values ($1, gen_random_uuid(), 'x', 'dinas')`,
        [tenantOf('32.73').uuid],
      ),
    ).rejects.toThrow('row-level security');
  });
});

describe('bound to one region', () => {
  const here = tenantOf('32.73');
  const there = tenantOf('72.71');
  const inHere = <Result>(work: () => PromiseLike<Result>) => inTenant(here, work);

  test.each(tables)('only its rows of %s are seen', async (table) => {
    const { rows } = await inHere(() => database.pool.query(`select distinct tenant_id as id from ${table}`));
    expect(rows.filter(({ id }) => id !== here.uuid)).toEqual([]);
  });

  test('a row of another region is not found, changed or made', async () => {
    const id = there.unit('Dinas 72.71').uuid;
    expect(await inHere(() => database.prisma.unit.findMany({ where: { tenantId: there.uuid } }))).toEqual([]);
    expect(await inHere(() => database.prisma.unit.updateMany({ where: { id }, data: { name: 'x' } }))).toEqual({
      count: 0,
    });
    await expect(
      inHere(() =>
        database.pool.query(
          `insert into unit (tenant_id, id, name, kind) values ($1, gen_random_uuid(), 'x', 'dinas')`,
          [there.uuid],
        ),
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      inHere(() =>
        database.pool.query('update unit set tenant_id = $1 where id = $2', [
          there.uuid,
          here.unit('Dinas 32.73').uuid,
        ]),
      ),
    ).rejects.toThrow('row-level security');
  });

  test('a service cannot be given to a unit of another region', async () => {
    await expect(
      inHere(() => database.pool.query('update service set unit_id = $1', [there.unit('Dinas 72.71').uuid])),
    ).rejects.toThrow('foreign key');
  });

  test('a work that fails leaves nothing bound for the next', async () => {
    await expect(inHere(() => database.pool.query('select no_such_column'))).rejects.toThrow('no_such_column');
    await expect(database.pool.query('select 1')).rejects.toThrow('No tenant is bound');
    const { rows } = await inTenant(there, () => database.pool.query('select distinct tenant_id as id from unit'));
    expect(rows).toEqual([{ id: there.uuid }]);
  });
});

interface Seen {
  readonly service: {
    readonly name: string;
    readonly unit: { readonly name: string; readonly tenant: { readonly name: string } };
  };
}

interface FiguresSeen {
  readonly tenant: {
    readonly unitLeaderboard: { readonly withheld: readonly { readonly unit: { readonly name: string } }[] };
    readonly units: { readonly edges: readonly { readonly node: { readonly name: string } }[] };
  };
}

const failing = (errors: readonly { readonly message: string }[]) => errors.map(({ message }) => message);

/** Names that a reader of one region was told, and that are not of that region. */
const readOf = (code: string) => async () => {
  const { data, errors } = await gateway.ask<Seen>(
    'query ($id: ID!) { service(id: $id) { name unit { name tenant { name } } } }',
    { id: tenantOf(code).service(`Layanan ${code}`).id },
  );
  if (errors.length > 0) return failing(errors);
  const { name, unit } = data.service;
  return [name, unit.name, unit.tenant.name].filter((told) => !told.endsWith(` ${code}`));
};

const readFiguresOf = (code: string) => async () => {
  const { data, errors } = await gateway.ask<FiguresSeen>(
    `query ($code: String!) { tenant(code: $code) {
       unitLeaderboard(kind: "dinas", period: "2026-08") { withheld { unit { name } } }
       units(first: 2) { edges { node { name satisfactionIndex(period: "2026-08") { state } } } }
     } }`,
    { code },
  );
  if (errors.length > 0) return failing(errors);
  const { unitLeaderboard, units } = data.tenant;
  const told = [...unitLeaderboard.withheld.map(({ unit }) => unit.name), ...units.edges.map(({ node }) => node.name)];
  return told.filter((name) => !name.endsWith(` ${code}`));
};

const submitTo = (code: string) => async () => {
  const result = await submit(gateway, rating(tenantOf(code).service(`Layanan ${code}`).id));
  return result.__typename === 'SubmitFeedbackSuccess' && result.receipt.code.startsWith(code.replace('.', ''))
    ? []
    : [JSON.stringify(result)];
};

/** A transaction that dies in the middle, as when its client goes away. */
const abortIn = (code: string) => async () => {
  await inTenant(tenantOf(code), async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('select count(*) from unit');
    client.release(true);
  });
  return [];
};

const across = (one: string, other: string) => async () => {
  const { data } = await gateway.ask<Record<'a' | 'b', { name: string }>>(
    'query ($a: ID!, $b: ID!) { a: unit(id: $a) { name } b: unit(id: $b) { name } }',
    { a: tenantOf(one).unit(`Dinas ${one}`).id, b: tenantOf(other).unit(`Dinas ${other}`).id },
  );
  return data.a.name === `Dinas ${one}` && data.b.name === `Dinas ${other}` ? [] : [JSON.stringify(data)];
};

test('5,000 requests of five regions, interleaved on few connections, show no foreign row', async () => {
  const code = fc.constantFrom(...CODES);
  const request = fc.oneof(
    { weight: 13, arbitrary: code.map(readOf) },
    { weight: 1, arbitrary: code.map(readFiguresOf) },
    { weight: 3, arbitrary: code.map(submitTo) },
    { weight: 2, arbitrary: fc.tuple(code, code).map(([one, other]) => across(one, other)) },
    { weight: 1, arbitrary: code.map(abortIn) },
  );
  const waiting = fc.sample(request, { numRuns: 5000, seed: 24 });
  const foreign: string[] = [];
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) foreign.push(...(await next()));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(foreign).toEqual([]);
  const mixed = await inspect(
    `select from feedback join service on service.id = feedback.service_id where service.tenant_id <> feedback.tenant_id`,
  );
  expect(mixed).toEqual([]);
}, 120_000);
