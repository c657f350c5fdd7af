import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { done, loadPolicyInto, type PolicyName, shippedPolicy } from '../support/appraisal.ts';
import { createTestDatabase } from '../support/database.ts';
import { startGateway, startGatewayOn } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { placeAppraisal, type Standing, seedAppraisals, seedHolidays } from '../support/standing.ts';

/* Reminders and deadlines: whoever must act is told on the days of the policy, in the region's own time, once. */

const UNITS = [{ name: 'Sekretariat' }, { name: 'Disdukcapil', parent: 'Sekretariat' }] as const;

const gateway = await startGateway({
  now: '2026-06-10T01:00:00Z',
  tenants: {
    wita: { code: '65.01', name: 'Kabupaten Bulungan', zone: 'Asia/Makassar', units: UNITS },
    wib: { code: '32.73', name: 'Kota Bandung', units: UNITS },
    kutacane: { code: '11.02', name: 'Kabupaten Aceh Tenggara', units: UNITS },
  },
});
const { database, clock, tick } = gateway;
type Place = keyof typeof gateway.tenants;

/** A region with its people, a policy and the cycle of a period. */
const settle = async (place: Place, policy: PolicyName, period: string) => {
  const tenant = gateway.tenants[place];
  const people = await seedEmployees(database.database, tenant, [
    { name: 'Rahman', unit: 'Sekretariat', post: 'Sekretaris', heads: true, roles: ['LEADER'] },
    { name: 'Budi', unit: 'Disdukcapil', post: 'Kepala', heads: true },
    { name: 'Siti', unit: 'Disdukcapil', post: 'Analis' },
    { name: 'Ani', unit: 'Sekretariat', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
  ]);
  await loadPolicyInto(database.database, tenant, shippedPolicy(policy));
  const as = (name: keyof typeof people) => signIn(gateway, tenant, people[name].uuid);
  const open = (of: string) =>
    as('Ani').then((ani) => done(ani, 'openCycle', { policyKey: policy, period: of }, '... on OpenedCycle { opened }'));
  await open(period);
  const placeOne = (name: keyof typeof people, standing: Standing) =>
    placeAppraisal(database.database, tenant, people[name], standing);
  return { tenant, people, as, open, place: placeOne };
};

const wita = await settle('wita', 'tanjungselor', '2026-Q3');
const wib = await settle('wib', 'tanjungselor', '2026-Q3');

interface Reminder {
  readonly id: string;
  readonly kind: string;
  readonly stage: string | null;
  readonly dueOn: string;
  readonly text: string;
  readonly readAt: string | null;
  readonly settled: boolean;
}

const reminders = async (ask: AskAs, args = '(first: 100)'): Promise<readonly Reminder[]> => {
  const { data, errors } = await ask<{ viewer: { reminders: readonly Reminder[] } }>(
    `{ viewer { reminders${args} { id kind stage dueOn text readAt settled } } }`,
  );
  expect(errors).toEqual([]);
  return data.viewer.reminders;
};

const shortly = async (ask: AskAs) =>
  (await reminders(ask)).map(({ kind, stage, dueOn }) => `${dueOn} ${kind} ${stage ?? ''}`.trim());

/** The day begins in a region: its clock shows one minute past midnight. */
const midnight = async (day: string, offset: '+07:00' | '+08:00') => {
  clock.set(`${day}T00:01:00${offset}`);
  await tick();
};

const audited = (action: string) =>
  database.inspect<{ actor: string; detail: Record<string, unknown> }>(
    'select actor, detail from audit_event where action = $1 and actor = $2 order by at',
    [action, 'system'],
  );

describe('in a quarter of Tanjungselor’s policy', () => {
  test('nobody is reminded before a stage opens', async () => {
    await midnight('2026-06-16', '+07:00');
    expect(await shortly(await wita.as('Siti'))).toEqual([]);
  });

  test('it opens at midnight of the region’s own zone', async () => {
    await midnight('2026-06-17', '+08:00');
    expect(await shortly(await wita.as('Siti'))).toEqual(['2026-06-17 STAGE_OPENS PLANNING']);
    expect(await shortly(await wib.as('Siti'))).toEqual([]);
    await midnight('2026-06-17', '+07:00');
    expect(await shortly(await wib.as('Siti'))).toEqual(['2026-06-17 STAGE_OPENS PLANNING']);
  });

  test('the person is told in her words, the rater with her name', async () => {
    const [own] = await reminders(await wita.as('Siti'));
    expect(own?.text).toBe('Tahap Perencanaan triwulan III 2026 dibuka, sampai dengan 15 Juli 2026.');
    const ofStaff = (await reminders(await wita.as('Budi'))).map(({ text }) => text);
    expect(ofStaff).toContain('Siti: Tahap Perencanaan triwulan III 2026 dibuka, sampai dengan 15 Juli 2026.');
  });

  test('it is told again on the days of the policy before it closes, and not twice a day', async () => {
    for (const day of ['2026-07-07', '2026-07-08', '2026-07-09', '2026-07-13', '2026-07-15'])
      await midnight(day, '+07:00');
    await tick();
    expect(await shortly(await wib.as('Siti'))).toEqual([
      '2026-07-15 STAGE_CLOSES PLANNING',
      '2026-07-13 STAGE_CLOSES PLANNING',
      '2026-07-08 STAGE_CLOSES PLANNING',
      '2026-06-17 STAGE_OPENS PLANNING',
    ]);
  });

  test('what is late is marked once, told to the person and the rater, and decides nothing', async () => {
    await midnight('2026-07-16', '+07:00');
    await midnight('2026-07-17', '+07:00');
    const siti = await wib.as('Siti');
    expect((await shortly(siti))[0]).toBe('2026-07-16 STAGE_OVERDUE PLANNING');
    expect((await reminders(await wib.as('Budi'))).map(({ text }) => text)).toContain(
      'Siti: Tahap Perencanaan triwulan III 2026 seharusnya selesai pada 15 Juli 2026 dan belum selesai.',
    );
    const { data } = await siti<{ viewer: { appraisals: readonly object[] } }>(
      '{ viewer { appraisals { stage overdueSince predicate } } }',
    );
    expect(data.viewer.appraisals).toEqual([{ stage: 'PLANNING', overdueSince: '2026-07-16', predicate: null }]);
    // Budi, Siti and Ani, in each of the two regions; nobody rates Rahman.
    const marks = await audited('appraisal.overdue');
    expect(marks.map(({ detail }) => detail)).toEqual(
      Array.from({ length: 6 }, () => ({ stage: 'PLANNING', endedOn: '2026-07-15' })),
    );
  });

  test('of the days that were missed, the last is made up for', async () => {
    await wib.place('Siti', { stage: 'RUNNING', since: '2026-07-18T02:00:00Z' });
    await midnight('2026-10-03', '+07:00');
    const siti = await wib.as('Siti');
    // The policy reminds 14, 3 and 0 days before 5 October.
    expect((await shortly(siti)).slice(0, 2)).toEqual([
      '2026-10-02 STAGE_CLOSES RUNNING',
      '2026-07-16 STAGE_OVERDUE PLANNING',
    ]);
    expect((await reminders(siti)).map(({ stage, settled }) => `${stage} ${settled}`)).toContain('PLANNING true');
    expect(await shortly(await wib.as('Budi'))).not.toContain('2026-10-02 STAGE_CLOSES RUNNING');
  });

  test('a stage that begins late opens for whoever must act on the day it begins', async () => {
    await wib.place('Siti', { stage: 'SUPERVISOR_RATING', since: '2026-10-10T02:00:00Z' });
    await midnight('2026-10-11', '+07:00');
    expect((await shortly(await wib.as('Budi')))[0]).toBe('2026-10-10 STAGE_OPENS SUPERVISOR_RATING');
    expect((await shortly(await wib.as('Siti')))[0]).toBe('2026-10-02 STAGE_CLOSES RUNNING');
  });
});

describe('after a decision', () => {
  test('three working days before the time to object ends, over the holidays, the person is reminded', async () => {
    // Two regions, the same Wednesday; one of them has a holiday on the Monday.
    await seedHolidays(database.database, wita.tenant, ['2026-10-19']);
    await wita.place('Siti', {
      stage: 'DELIVERED',
      since: '2026-10-01T02:00:00Z',
      objectUntil: '2026-10-21T15:59:59.999Z',
    });
    await wib.place('Siti', {
      stage: 'DELIVERED',
      since: '2026-10-01T02:00:00Z',
      objectUntil: '2026-10-21T16:59:59.999Z',
    });
    await midnight('2026-10-15', '+07:00');
    expect((await reminders(await wita.as('Siti')))[0]).toMatchObject({
      kind: 'OBJECTION_ENDS',
      dueOn: '2026-10-15',
      text: 'Keberatan atas hasil penilaian triwulan III 2026 dapat diajukan sampai 21 Oktober 2026.',
    });
    expect((await shortly(await wib.as('Siti')))[0]).not.toContain('OBJECTION_ENDS');
    await midnight('2026-10-16', '+07:00');
    expect((await shortly(await wib.as('Siti')))[0]).toBe('2026-10-16 OBJECTION_ENDS DELIVERED');
  });

  test('a result becomes final by itself once nobody may object any more, and not a day before', async () => {
    const stage = async (ask: AskAs) =>
      (
        await ask<{ viewer: { appraisals: readonly { stage: string; predicate: string | null }[] } }>(
          '{ viewer { appraisals { stage predicate } } }',
        )
      ).data.viewer.appraisals;
    await midnight('2026-10-21', '+07:00');
    expect(await stage(await wita.as('Siti'))).toEqual([{ stage: 'DELIVERED', predicate: null }]);
    await midnight('2026-10-22', '+08:00');
    expect(await stage(await wita.as('Siti'))).toEqual([{ stage: 'FINAL', predicate: null }]);
    expect(await stage(await wib.as('Siti'))).toEqual([{ stage: 'DELIVERED', predicate: null }]);
    await midnight('2026-10-22', '+07:00');
    expect(await stage(await wib.as('Siti'))).toEqual([{ stage: 'FINAL', predicate: null }]);
    const [moved, ...others] = await audited('appraisal.moved');
    expect(moved?.detail).toMatchObject({ move: 'FINALISE_RESULT', from: 'DELIVERED', to: 'FINAL' });
    expect(others).toHaveLength(1);
  });

  test('a result against which somebody has objected waits for the superior, who is reminded', async () => {
    await wita.place('Siti', {
      stage: 'OBJECTION',
      since: '2026-10-20T02:00:00Z',
      objectUntil: '2026-10-21T15:59:59.999Z',
      decideUntil: '2026-10-30T15:59:59.999Z',
    });
    await midnight('2026-10-28', '+08:00');
    expect((await reminders(await wita.as('Rahman')))[0]).toMatchObject({
      kind: 'DECISION_DUE',
      dueOn: '2026-10-28',
      text: 'Siti: Keberatan atas hasil penilaian triwulan III 2026 harus diputuskan paling lambat 30 Oktober 2026.',
    });
    await midnight('2026-10-31', '+08:00');
    for (const name of ['Siti', 'Budi', 'Rahman'] as const)
      expect(await shortly(await wita.as(name))).toContain('2026-10-31 STAGE_OVERDUE OBJECTION');
    const siti = await wita.as('Siti');
    const { data } = await siti('{ viewer { appraisals { stage overdueSince predicate } } }');
    expect(data).toEqual({
      viewer: { appraisals: [{ stage: 'OBJECTION', overdueSince: '2026-10-31', predicate: null }] },
    });
  });
});

describe('Kutacane’s daily log', () => {
  test('is reminded of three days before its month closes', async () => {
    const kutacane = await settle('kutacane', 'kutacane', '2026-11');
    const siti = await kutacane.as('Siti');
    await midnight('2026-12-03', '+07:00');
    expect((await shortly(siti)).join()).not.toContain('LOG_CLOSES');
    await midnight('2026-12-04', '+07:00');
    await midnight('2026-12-05', '+07:00');
    const ofLog = (await reminders(siti)).filter(({ kind }) => kind === 'LOG_CLOSES');
    expect(ofLog).toMatchObject([
      { dueOn: '2026-12-04', stage: null, text: 'Log kegiatan November 2026 dapat diisi sampai 7 Desember 2026.' },
    ]);
    expect((await shortly(await wib.as('Siti'))).join()).not.toContain('LOG_CLOSES');
  });
});

describe('a reminder', () => {
  const READ = 'mutation ($id: ID!) { readReminder(id: $id) { ... on Reminder { id readAt } } }';

  test('is read once, and then no longer among the unread', async () => {
    const siti = await wita.as('Siti');
    const [latest] = await reminders(siti, '(unread: true, first: 1)');
    const id = latest?.id ?? '';
    clock.set('2026-12-06T01:00:00Z');
    const read = { data: { readReminder: { id, readAt: '2026-12-06T01:00:00.000Z' } }, errors: [] };
    expect(await siti(READ, { id })).toMatchObject(read);
    clock.set('2026-12-06T02:00:00Z');
    expect(await siti(READ, { id })).toMatchObject(read);
    expect((await reminders(siti, '(unread: true, first: 100)')).map((one) => one.id)).not.toContain(id);
    expect((await reminders(siti)).map((one) => one.id)).toContain(id);
  });

  test.each([
    ['of a colleague', () => wita.as('Budi')],
    ['of another region', () => wib.as('Siti')],
  ])('%s does not exist', async (_whose, other) => {
    const [latest] = await reminders(await wita.as('Siti'), '(unread: true, first: 1)');
    const { errors } = await (await other())(READ, { id: latest?.id });
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND']);
    expect((await reminders(await wita.as('Siti'), '(unread: true, first: 1)'))[0]).toEqual(latest);
  });

  test('is asked for by one to a hundred', async () => {
    const { errors } = await (await wita.as('Siti'))('{ viewer { reminders(first: 101) { id } } }');
    expect(errors[0]?.message).toContain('1 to 100');
  });
});

describe('the job of a day', () => {
  const jobs = (of: typeof database) =>
    of.inspect<{ state: string; times: number }>(
      'select state::text, retry_count + 1 as times from kinerja_job.job order by created_on',
    );

  test('is done by one of two gateways on the same database', async () => {
    const shared = await createTestDatabase();
    const stopped = { database: shared.database, close: () => Promise.resolve() };
    onTestFinished(shared.close);
    const first = await startGatewayOn(
      stopped,
      { now: '2026-06-10T01:00:00Z', tenants: { palu: { code: '72.71' }, bulungan: { code: '65.01' } } },
      onTestFinished,
    );
    const second = await startGatewayOn(stopped, { now: '2026-06-10T01:00:00Z' }, onTestFinished);
    for (const { clock: own } of [first, second]) own.set('2026-06-11T01:00:00Z');
    await Promise.all([first.tick(), second.tick()]);
    expect(await jobs(shared)).toEqual(Array.from({ length: 4 }, () => ({ state: 'completed', times: 1 })));
  });

  test('costs as many statements for sixty people as for six', async () => {
    const statements: string[] = [];
    const counted = await createTestDatabase((text) => statements.push(text));
    const tenants = {
      few: { code: '65.01', units: [{ name: 'Dinas' }] },
      many: { code: '72.71', units: [{ name: 'Dinas' }] },
    };
    const served = await startGatewayOn({ ...counted }, { now: '2026-06-16T20:00:00Z', tenants }, onTestFinished);
    const costOf = async (place: 'few' | 'many', staff: number, day: string) => {
      const tenant = served.tenants[place];
      const { Kepala } = await seedEmployees(counted.database, tenant, [
        { name: 'Kepala', unit: 'Dinas', post: 'Kepala', heads: true },
      ]);
      const names = Array.from({ length: staff }, (_, at) => `Pegawai ${at}`);
      const people = await seedEmployees(
        counted.database,
        tenant,
        names.map((name) => ({ name, unit: 'Dinas', post: 'Staf' })),
      );
      await loadPolicyInto(counted.database, tenant, shippedPolicy('tanjungselor'));
      await seedAppraisals(counted.database, tenant, {
        policyKey: 'tanjungselor',
        period: '2026-Q3',
        since: '2026-06-17T02:00:00Z',
        people: Object.values(people).map((one) => ({
          ...one,
          raterUuid: Kepala.uuid,
          unitUuid: tenant.unit('Dinas').uuid,
        })),
      });
      served.clock.set(`${day}T00:01:00+07:00`);
      statements.length = 0;
      await served.tick();
      const ofDay = statements.filter((text) => /reminder|object_until/.test(text));
      const [made] = await counted.inspect<{ people: number }>(
        'select count(distinct employee_id)::integer as people from reminder where tenant_id = $1',
        [tenant.uuid],
      );
      expect(made?.people).toBe(staff + 1);
      return ofDay.length;
    };
    const few = await costOf('few', 6, '2026-07-16');
    // By now the first region has somebody to remind as well: one statement more.
    expect(await costOf('many', 60, '2026-07-17')).toBe(few + 1);
  });

  test('is tried again when it failed, and leaves nothing half done', async () => {
    const siti = await wib.as('Siti');
    await wib.place('Siti', { stage: 'DECISION', since: '2026-12-07T01:00:00Z' });
    const before = await shortly(siti);
    const blocker = new Client({ connectionString: database.superuserUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('lock table reminder in share mode');
    await midnight('2026-12-08', '+07:00');
    expect(gateway.takeFaults().join()).toContain('lock timeout');
    await blocker.query('rollback');
    await blocker.end();
    expect(await shortly(siti)).toEqual(before);
    expect((await jobs(database)).filter(({ state }) => state === 'retry')).not.toEqual([]);
    await tick();
    expect(await shortly(siti)).toEqual(before);
    await database.inspect(`update kinerja_job.job set start_after = now() where state = 'retry'`);
    await sleep(2);
    await tick();
    expect((await shortly(siti)).length).toBe(before.length + 1);
    expect((await jobs(database)).filter(({ state }) => state !== 'completed')).toEqual([]);
  }, 30_000);
});
