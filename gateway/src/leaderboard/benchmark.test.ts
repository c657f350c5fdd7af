import { describe, expect, test } from 'vitest';
import { putTallies } from '../../../test/support/figures.ts';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator } from '../../../test/support/import.ts';
import { seedEmployees } from '../../../test/support/personnel.ts';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { tallyOf } from '../../../test/support/ratings.ts';
import { signIn } from '../../../test/support/sign-in.ts';
import { republish } from './close-due-periods.ts';

/* Regions compared without their names. Each has a unit of forty ratings; the more of them are fours, the higher its index. */

const region = (code: string, name: string) => ({
  code,
  name,
  units: [
    { name: 'Dukcapil', services: ['KTP'] },
    { name: 'Perizinan', services: ['IMB'] },
  ],
});
const gateway = await startGateway({
  now: '2026-06-01T03:00:00Z',
  responseCache: false,
  tenants: {
    palangkaraya: region('62.71', 'Kota Palangka Raya'),
    kutacane: region('11.02', 'Kabupaten Aceh Tenggara'),
    bandung: region('32.73', 'Kota Bandung'),
    palu: region('72.71', 'Kota Palu'),
    tanjungselor: region('65.01', 'Kabupaten Bulungan'),
    sigi: region('72.10', 'Kabupaten Sigi'),
    donggala: region('72.03', 'Kabupaten Donggala'),
    poso: region('72.02', 'Kabupaten Poso'),
  },
});
type Name = keyof typeof gateway.tenants;
const { tenants, database } = gateway;
const operator = await createOperator(gateway, tenants.palu);

/** Ratings of a region on a day: all threes, but some of them all fours. */
const rate = async (name: Name, day: string, { fours, of = 40, service = 'KTP' }: Ratings) => {
  const scores = Array.from({ length: of }, (_, at) => skm2017.elements.map(() => (at < fours ? 4 : 3)));
  const serviceId = tenants[name].service(service).uuid;
  await putTallies(database, tenants[name], [
    { serviceId, questionnaireKey: skm2017.key, day, tally: tallyOf(skm2017, scores) },
  ]);
};
interface Ratings {
  readonly fours: number;
  readonly of?: number;
  readonly service?: string;
}

const takePart = (name: Name, isIn = true) =>
  database.inTenant(tenants[name], () =>
    database.database.pool.query('update tenant set in_benchmark = $2 where tenant_id = $1', [
      tenants[name].uuid,
      isIn,
    ]),
  );

const FIELDS = 'period regions lowerQuartile median upperQuartile sampleData explanation';
const benchmark = async (period: string) => {
  const { data, errors } = await gateway.ask<{ benchmark: Record<string, unknown> }>(
    `query ($period: Period!) { benchmark(period: $period) { ${FIELDS} } }`,
    { period },
  );
  expect(errors).toEqual([]);
  return data.benchmark;
};

const OWN = `query ($code: String!, $period: Period!) { tenant(code: $code) {
  benchmark(period: $period) { index position benchmark { median } } } }`;
interface Own {
  readonly tenant: { readonly benchmark: { readonly index: number | null; readonly position: string | null } };
}
const staff = await seedEmployees(database.database, tenants.palu, [
  { name: 'Kadis', unit: 'Dukcapil', post: 'Kepala Dinas', heads: true },
]);
const asPalu = await signIn(gateway, tenants.palu, staff.Kadis.uuid);
const inPalu = async (period: string, ask = asPalu) => {
  const { tenant } = (await ask<Own>(OWN, { code: '72.71', period })).data;
  return { index: tenant.benchmark.index, position: tenant.benchmark.position };
};

const FOURS = { palangkaraya: 0, kutacane: 8, bandung: 16, palu: 32, tanjungselor: 40 } as const;
const TAKING_PART = [...(Object.keys(FOURS) as (keyof typeof FOURS)[]), 'sigi', 'donggala'] as const;

for (const name of TAKING_PART) await takePart(name);
// The first quarter: four regions. The second: six, one with too few ratings, and one that takes no part.
for (const name of ['palangkaraya', 'kutacane', 'bandung', 'palu'] as const)
  await rate(name, '2026-02-10', { fours: FOURS[name] });
for (const [name, fours] of Object.entries(FOURS)) await rate(name as Name, '2026-05-11', { fours });
// Pooled over its units, 60 threes and 20 fours; a unit of nine ratings is withheld, and so not in it.
await rate('sigi', '2026-05-11', { fours: 0, of: 15 });
await rate('sigi', '2026-05-12', { fours: 24, of: 25 });
await rate('sigi', '2026-05-12', { fours: 0, of: 9, service: 'IMB' });
await rate('donggala', '2026-05-11', { fours: 29, of: 29 });
await rate('poso', '2026-05-11', { fours: 40 });
await gateway.tick();

describe('before and after the quarter closes', () => {
  test('an open quarter has no comparison', async () => {
    expect(await benchmark('2026-Q2')).toMatchObject({ regions: null, median: null });
  });

  test('a closed one has the quartiles of the regions that take part with enough ratings', async () => {
    gateway.clock.set('2026-07-09T03:00:00Z');
    await gateway.tick();
    // 75, 80, 85, 90 (24 of 40 fours), 95, 100.
    expect(await benchmark('2026-Q2')).toEqual({
      period: '2026-Q2',
      regions: 6,
      lowerQuartile: 81.25,
      median: 87.5,
      upperQuartile: 93.75,
      sampleData: false,
      explanation: expect.stringMatching(/^Dari IKM 6 daerah yang memilih ikut/),
    });
  });

  test('four regions are too few, and how many there are is not told', async () => {
    expect(await benchmark('2026-Q1')).toEqual({
      period: '2026-Q1',
      regions: null,
      lowerQuartile: null,
      median: null,
      upperQuartile: null,
      sampleData: false,
      explanation: expect.stringMatching(/^Belum ada perbandingan: kurang dari 5 daerah/),
    });
    expect(await inPalu('2026-Q1')).toEqual({ index: 95, position: null });
  });

  test('no region is in the answer', async () => {
    const answer = JSON.stringify(await benchmark('2026-Q2'));
    for (const { uuid, code } of Object.values(tenants)) {
      expect(answer).not.toContain(uuid);
      expect(answer).not.toContain(code);
    }
  });
});

describe('the place of a region', () => {
  test('is told to its own people', async () => {
    expect(await inPalu('2026-Q2')).toEqual({ index: 95, position: 'ABOVE_UPPER_QUARTILE' });
  });

  test('is told to nobody else', async () => {
    const nothing = { index: null, position: null };
    expect(await inPalu('2026-Q2', gateway.ask)).toEqual(nothing);
    const { data } = await asPalu<Own>(OWN, { code: '32.73', period: '2026-Q2' });
    expect(data.tenant.benchmark).toMatchObject(nothing);
  });

  test('is nowhere for one that takes no part', async () => {
    const [poso] = await database.inspect('select from benchmark_entry where tenant_id = $1', [tenants.poso.uuid]);
    expect(poso).toBeUndefined();
  });
});

test('one region cannot write the entry of another, though it may read it', async () => {
  const { pool } = database.database;
  const set = 'update benchmark_entry set index = 25 where tenant_id = $1';
  const { rowCount } = await database.inTenant(tenants.palu, () => pool.query(set, [tenants.bandung.uuid]));
  expect(rowCount).toBe(0);
  const insert = `insert into benchmark_entry select $1, '2026-Q3', 'skm-2017', 1, 90, 40, now()`;
  await expect(database.inTenant(tenants.palu, () => pool.query(insert, [tenants.bandung.uuid]))).rejects.toThrow(
    'row-level security',
  );
  const figures = await database.inTenant(tenants.palu, () =>
    pool.query('select from figure where tenant_id = $1', [tenants.bandung.uuid]),
  );
  expect(figures.rowCount).toBe(0);
});

test('a period that is no quarter is refused', async () => {
  const { errors } = await gateway.ask('{ benchmark(period: "2026-S1") { median } }');
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining('period: expected a quarter such as 2026-Q3'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

test('a correction of a closed figure corrects the comparison, also after the region has left', async () => {
  await takePart('palu', false);
  await rate('palu', '2026-05-20', { fours: 0 });
  await operator.run(({ pool, tenant: { tenantId, timeZone: zone }, now }) =>
    republish(pool, {
      tenantId,
      zone,
      now,
      years: ['2026'],
      correction: { reason: 'Impor susulan.', changedBy: 'operator sari' },
    }),
  );
  // 32 of 80 fours.
  expect(await inPalu('2026-Q2')).toEqual({ index: 85, position: 'BETWEEN_QUARTILES' });
  expect(await benchmark('2026-Q2')).toMatchObject({ regions: 6, median: 85, upperQuartile: 88.75 });
});

test('who has left is not in the quarters that close afterwards', async () => {
  for (const name of [...TAKING_PART, 'poso'] as const) await rate(name, '2026-08-11', { fours: 20 });
  gateway.clock.set('2026-10-09T03:00:00Z');
  await gateway.tick();
  expect(await benchmark('2026-Q3')).toMatchObject({ regions: 6, lowerQuartile: 87.5, upperQuartile: 87.5 });
  expect(await inPalu('2026-Q3')).toEqual({ index: null, position: null });
  expect(await inPalu('2026-Q2')).toMatchObject({ index: 85 });
});
