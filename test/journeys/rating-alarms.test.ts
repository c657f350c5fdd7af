import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { createOperator, importUnanimousRatings } from '../support/import.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { nineAnswers, rating, submit } from '../support/submit.ts';

/*
 * Ratings that come in an unusual way (TRUST 4.5, S37 and S38): people are asked to look, and nothing happens by itself. With a
 * tenth of the ratings that TRUST names, and without the proofs of work, which test/hostile/submit-limit.test.ts asks for.
 */

const gateway = await startGateway({
  now: '2026-08-14T03:00:00Z',
  trustedProxies: '127.0.0.0/8, ::1',
  tenants: {
    bandung: {
      units: [
        { name: 'Sekretariat', kind: 'setda', staff: 40 },
        {
          name: 'Puskesmas Dago',
          kind: 'puskesmas',
          parent: 'Sekretariat',
          staff: 20,
          services: ['Umum', 'Gigi', 'Anak', 'Lansia'],
        },
      ],
    },
    other: { code: '11.02', units: [{ name: 'Dinas', services: ['Umum'] }] },
  },
});
const { bandung, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Sekda', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
  { name: 'Kepala Dago', unit: 'Puskesmas Dago', post: 'Kepala', heads: true },
  { name: 'Dokter', unit: 'Puskesmas Dago', post: 'Dokter', roles: ['LEADER'] },
  { name: 'Perawat', unit: 'Puskesmas Dago', post: 'Perawat' },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Pimpinan Lain', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const operator = await createOperator(gateway, bandung);
const as = (name: keyof typeof people) => signIn(gateway, bandung, people[name].uuid);

/** Ratings of one service, a few at a time, each from the address that `addressOf` gives it. */
const send = async (
  service: string,
  count: number,
  scoreOf: (at: number) => number,
  addressOf: (at: number) => string,
) => {
  let next = 0;
  const work = async () => {
    for (let at = next++; at < count; at = next++) {
      const input = rating(bandung.service(service).id, { answers: nineAnswers(scoreOf(at)) });
      expect(await submit(gateway, input, { 'X-Forwarded-For': addressOf(at) })).toMatchObject({
        __typename: 'SubmitFeedbackSuccess',
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
};
const anywhere = (at: number) => `10.${at}.${gateway.clock.now().getUTCDate()}.7`;
const usually = (at: number) => [3, 3, 4, 2, 3, 4][at % 6] ?? 3;

interface Alarm {
  readonly id: string;
  readonly kind: string;
  readonly service: { readonly id: string; readonly name: string };
  readonly from: string;
  readonly until: string;
  readonly message: string;
  readonly seen: number;
  readonly expected: number;
  readonly log10P: number;
  readonly largestShare: number;
  readonly effectiveSources: number;
  readonly state: string;
  readonly mayDecide: boolean;
}
const ALARM = `id kind service { id name } from until message expected seen log10P largestShare effectiveSources state mayDecide
  raisedAt decidedAt explanation exclusion { id ratings }`;

const openAlarms = async (ask: AskAs): Promise<readonly Alarm[]> =>
  (await ask<{ viewer: { ratingAlarms: readonly Alarm[] } }>(`{ viewer { ratingAlarms { ${ALARM} } } }`)).data.viewer
    .ratingAlarms;

const alarmsOf = async (ask: AskAs): Promise<readonly Alarm[] | null> =>
  (
    await ask<{ unit: { ratingAlarms: readonly Alarm[] | null } }>(
      `query ($id: ID!) { unit(id: $id) { ratingAlarms { ${ALARM} } } }`,
      { id: bandung.unit('Puskesmas Dago').id },
    )
  ).data.unit.ratingAlarms;

const dismissing = change<Alarm>({
  field: 'dismissRatingAlarm(id: ID!, explanation: String!)',
  shape: `... on RatingAlarm { ${ALARM} }`,
});
const excluding = change<{ id: string; ratings: number }>({
  field: 'excludeRatings(input: ExcludeRatingsInput!)',
  shape: '... on RatingExclusion { id ratings }',
});

interface Marks {
  readonly service: {
    readonly satisfactionIndex: { readonly unusualRatings: boolean; readonly ratings: number | null };
  };
  readonly unit: { readonly satisfactionIndex: { readonly unusualRatings: boolean } };
  readonly above: { readonly satisfactionIndex: { readonly unusualRatings: boolean } };
}

/** Whether the public sees a mark: at the service, its unit, and the unit above with those below it. */
const marksOf = async (service: string, period = '2026-08') => {
  const { data } = await gateway.ask<Marks>(
    `query ($service: ID!, $unit: ID!, $above: ID!, $period: Period!) {
       service(id: $service) { satisfactionIndex(period: $period) { unusualRatings ratings } }
       unit(id: $unit) { satisfactionIndex(period: $period) { unusualRatings } }
       above: unit(id: $above) { satisfactionIndex(period: $period, includeSubunits: true) { unusualRatings } }
     }`,
    {
      service: bandung.service(service).id,
      unit: bandung.unit('Puskesmas Dago').id,
      above: bandung.unit('Sekretariat').id,
      period,
    },
  );
  return [data.service, data.unit, data.above].map(({ satisfactionIndex }) => satisfactionIndex.unusualRatings);
};

const storedFor = async (service: string) => {
  const [row] = await gateway.database.inspect<{ count: number }>(
    `select count(*)::integer as count from feedback where service_id = $1 and kind = 'RATING'`,
    [bandung.service(service).uuid],
  );
  return row?.count ?? 0;
};

test('two weeks of ordinary days raise no alarm, nor does an imported file', { timeout: 180_000 }, async () => {
  for (let day = 14; day <= 28; day += 1) {
    gateway.clock.set(`2026-08-${day}T03:00:00Z`);
    for (const service of ['Umum', 'Gigi', 'Anak']) await send(service, 10 + (day % 3), usually, anywhere);
    await gateway.tick();
  }
  await importUnanimousRatings(operator, {
    ...{ service: bandung.service('Umum'), day: '2026-08-28', ratings: 300, score: 1, sex: 'P' },
  });
  await gateway.tick();
  expect(await openAlarms(await as('Sekda'))).toEqual([]);
  expect(await marksOf('Umum')).toEqual([false, false, false]);
});

describe('many ratings from one address', () => {
  test('are alarmed about at the next look, by their number and their source', async () => {
    gateway.clock.set('2026-08-29T03:00:00Z');
    await send(
      'Umum',
      100,
      () => 4,
      () => '203.0.113.5',
    );
    gateway.clock.advance(30_000);
    await gateway.tick();
    const alarms = await openAlarms(await as('Sekda'));
    expect(alarms.map(({ kind }) => kind).toSorted()).toEqual(['COUNT', 'MIX', 'SOURCE']);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ service: { name: 'Umum' }, largestShare: 1, effectiveSources: 1, mayDecide: true });
      expect(alarm.log10P).toBeLessThan(-4);
    }
    expect(alarms.find(({ kind }) => kind === 'COUNT')).toMatchObject({
      seen: 100,
      from: '2026-08-29T03:00:00.000Z',
      until: '2026-08-29T03:00:30.000Z',
      message: expect.stringMatching(/^100 penilaian masuk, .* \(sekitar 11\)\.$/),
    });
    expect(alarms.find(({ kind }) => kind === 'SOURCE')).toMatchObject({
      message: '100 penilaian datang dari satu jaringan; biasanya paling banyak sekitar 1.',
    });
    expect(alarms.find(({ kind }) => kind === 'MIX')?.message).toContain('4');
  });

  test('all count, and the period says that they are looked at', async () => {
    expect(await marksOf('Umum')).toEqual([true, true, true]);
    expect((await marksOf('Gigi'))[0]).toBe(false);
    expect(await marksOf('Umum', '2026-07')).toEqual([false, false, false]);
    expect(await storedFor('Umum')).toBe(165 + 300 + 100);
  });

  test('stay one alarm of each kind, which tells what is known by now', async () => {
    const before = await openAlarms(await as('Sekda'));
    await send(
      'Umum',
      20,
      () => 4,
      () => '203.0.113.6',
    );
    gateway.clock.advance(30_000);
    await gateway.tick();
    await gateway.tick();
    const after = await openAlarms(await as('Sekda'));
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.find(({ kind }) => kind === 'COUNT')).toMatchObject({ seen: 120 });
    expect(
      await gateway.database.inspect(
        `select count(*)::integer as raised from audit_event where action = 'rating-alarm.raised' and actor = 'system'`,
      ),
    ).toEqual([{ raised: 3 }]);
  });

  test('are told to the head of the unit and to leaders, and to nobody else', async () => {
    expect(await alarmsOf(await as('Kepala Dago'))).toHaveLength(3);
    expect(await openAlarms(await as('Kepala Dago'))).toHaveLength(3);
    expect(await alarmsOf(await as('Perawat'))).toBeNull();
    expect(await openAlarms(await as('Perawat'))).toEqual([]);
    expect(await alarmsOf(gateway.ask)).toBeNull();
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    expect(await openAlarms(stranger)).toEqual([]);
    expect(await alarmsOf(stranger)).toBeNull();
  });

  test('are decided about by a leader from elsewhere alone', async () => {
    const [alarm] = await openAlarms(await as('Sekda'));
    const input = { id: alarm?.id, explanation: 'Ada acara.' };
    for (const name of ['Kepala Dago', 'Dokter', 'Perawat'] as const) {
      for (const one of await openAlarms(await as(name))) expect(one.mayDecide).toBe(false);
      expect((await dismissing(await as(name), input)).done).toMatchObject({ __typename: 'NotPermitted' });
    }
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    expect((await dismissing(stranger, input)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await dismissing(await as('Sekda'), { ...input, explanation: ' ' })).done).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await openAlarms(await as('Sekda'))).toHaveLength(3);
  });

  test('that have a good reason are dismissed, once, and the mark goes with the last of them', async () => {
    const [first, ...others] = await openAlarms(await as('Sekda'));
    const explanation = 'Posyandu memakai satu Wi-Fi; tanya 0812-3456-7890.';
    expect((await dismissing(await as('Sekda'), { id: first?.id, explanation })).done).toMatchObject({
      state: 'DISMISSED',
      mayDecide: false,
      explanation: expect.not.stringContaining('0812'),
    });
    expect((await dismissing(await as('Sekda'), { id: first?.id, explanation })).done).toMatchObject({
      __typename: 'NotAllowedNow',
    });
    expect((await marksOf('Umum'))[0]).toBe(true);
    for (const { id } of others) await dismissing(await as('Sekda'), { id, explanation });
    expect(await marksOf('Umum')).toEqual([false, false, false]);
    await send(
      'Umum',
      3,
      () => 4,
      () => '203.0.113.6',
    );
    await gateway.tick();
    expect(await openAlarms(await as('Sekda'))).toEqual([]);
    expect(await marksOf('Umum')).toEqual([false, false, false]);
  });
});

describe('the lowest ratings from many addresses within an hour', () => {
  test('are alarmed about by their number and their scores', async () => {
    gateway.clock.set('2026-08-30T06:00:00Z');
    for (let part = 0; part < 4; part += 1) {
      await send(
        'Gigi',
        25,
        () => 1,
        (at) => `172.${part}.${at >> 1}.9`,
      );
      gateway.clock.advance(14 * 60_000);
      await gateway.tick();
    }
    const alarms = await openAlarms(await as('Sekda'));
    expect(alarms.map(({ kind }) => kind).toSorted()).toEqual(['COUNT', 'MIX']);
    for (const { effectiveSources, service } of alarms) {
      expect(service.name).toBe('Gigi');
      expect(effectiveSources).toBeGreaterThan(40);
    }
    expect(alarms.find(({ kind }) => kind === 'MIX')).toMatchObject({ seen: 1 });
    expect(await marksOf('Gigi')).toEqual([true, true, true]);
  });

  test('are selected by the alarm, and once they are excluded it is closed with them', async () => {
    const stored = await storedFor('Gigi');
    const [alarm] = await openAlarms(await as('Sekda'));
    const { done } = await excluding(await as('Sekda'), {
      input: {
        ...{ serviceId: alarm?.service.id, from: alarm?.from, until: alarm?.until },
        ...{ reason: 'AUTOMATED', explanation: 'Serangan.' },
      },
    });
    expect(done).toMatchObject({ ratings: 100 });
    const closed = (await alarmsOf(await as('Kepala Dago')))?.filter(({ service }) => service.name === 'Gigi') ?? [];
    expect(closed).toHaveLength(2);
    for (const one of closed)
      expect(one).toMatchObject({ state: 'EXCLUDED', exclusion: { id: done?.id, ratings: 100 } });
    expect(await openAlarms(await as('Sekda'))).toEqual([]);
    expect(await marksOf('Gigi')).toEqual([false, false, false]);
    expect(await storedFor('Gigi')).toBe(stored);
  });

  test('leave a trail of who decided', async () => {
    const trail = await gateway.database.inspect<{ action: string; actor: string; times: number }>(
      `select action, split_part(actor, ' ', 1) as actor, count(*)::integer as times from audit_event
       where action like 'rating-alarm.%' group by 1, 2 order by 1`,
    );
    expect(trail).toEqual([
      { action: 'rating-alarm.dismissed', actor: 'employee', times: 3 },
      { action: 'rating-alarm.excluded', actor: 'employee', times: 2 },
      { action: 'rating-alarm.raised', actor: 'system', times: 5 },
    ]);
  });
});

test('a service that was never rated before raises no alarm on its first days', async () => {
  gateway.clock.set('2026-08-31T03:00:00Z');
  await send(
    'Lansia',
    60,
    () => 1,
    () => '198.51.100.4',
  );
  await gateway.tick();
  gateway.clock.set('2026-09-01T03:00:00Z');
  await send(
    'Lansia',
    20,
    () => 4,
    () => '198.51.100.4',
  );
  await gateway.tick();
  expect(await openAlarms(await as('Sekda'))).toEqual([]);
});
