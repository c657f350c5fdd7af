import { beforeEach, describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* Palu: workshops across agencies to share experience; trainings that close gaps of competency. */

const TODAY = '2026-08-20';
const gateway = await startGateway({
  now: `${TODAY}T03:00:00Z`,
  tenants: {
    palu: {
      code: '72.71',
      name: 'Kota Palu',
      zone: 'Asia/Makassar',
      units: [
        { name: 'Dukcapil' },
        { name: 'Bidang Kelahiran', parent: 'Dukcapil' },
        { name: 'Dinas Kesehatan' },
        { name: 'BKPSDM' },
      ],
    },
    bandung: { units: [{ name: 'Dinas Bandung' }] },
  },
});
const { palu, bandung } = gateway.tenants;
const { database, inspect, inTenant } = gateway.database;
const people = await seedEmployees(database, palu, [
  { name: 'Admin', unit: 'BKPSDM', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
  { name: 'Pimpinan', unit: 'BKPSDM', post: 'Kepala Badan', heads: true, roles: ['LEADER'] },
  { name: 'Kadis', unit: 'Dukcapil', post: 'Kepala Dinas', heads: true },
  { name: 'Rina', unit: 'Bidang Kelahiran', post: 'Petugas loket', rater: 'Kadis' },
  { name: 'Tono', unit: 'Dinas Kesehatan', post: 'Perawat' },
]);
const strangers = await seedEmployees(database, bandung, [{ name: 'Orang', unit: 'Dinas Bandung', post: 'Kepala' }]);
await inTenant(palu, () =>
  database.prisma.postCompetency.create({
    data: {
      tenantId: palu.uuid,
      postId: people.Rina.postUuid,
      key: 'pelayanan_publik',
      competencyGroup: 'ABILITY',
      name: 'Pelayanan publik',
      requiredLevel: 4,
      training: 'Pelayanan prima',
    },
  }),
);
const as = {
  admin: await signIn(gateway, palu, people.Admin.uuid),
  leader: await signIn(gateway, palu, people.Pimpinan.uuid),
  kadis: await signIn(gateway, palu, people.Kadis.uuid),
  rina: await signIn(gateway, palu, people.Rina.uuid),
  tono: await signIn(gateway, palu, people.Tono.uuid),
  stranger: await signIn(gateway, bandung, strangers.Orang.uuid),
  nobody: gateway.ask,
};
type Who = keyof typeof as;

beforeEach(() => gateway.clock.set(`${TODAY}T03:00:00Z`));

const lastAction = async () =>
  (
    await inspect<{ action: string; detail: object }>(
      'select action, detail from audit_event where tenant_id = $1 order by id desc limit 1',
      [palu.uuid],
    )
  )[0];

interface Shown {
  readonly id: string;
  readonly participantCount: number;
}

const shape = `... on Workshop {
  id title topic heldOn organiser { name } units { name } participantCount
  notes { edges { node { text author { name } } } }
}`;
const holdWorkshop = change<Shown>({
  field: 'holdWorkshop(title: String!, topic: String!, heldOn: Date!, unitIds: [ID!]!, sharedPractice: String)',
  shape,
});
const hold = (who: Who, changed: object = {}) =>
  holdWorkshop(as[who], {
    title: 'Berbagi praktik antrean',
    topic: 'Waktu tunggu dokumen',
    heldOn: '2026-09-10',
    unitIds: [palu.unit('Dukcapil').id, palu.unit('BKPSDM').id],
    ...changed,
  });
const joinWorkshop = change<Shown>({ field: 'joinWorkshop(id: ID!)', shape });
const join = (who: Who, id: string | undefined) => joinWorkshop(as[who], { id });
const recordAttendance = change<Shown>({ field: 'recordAttendance(id: ID!, attendance: [AttendanceInput!]!)', shape });
const record = (who: Who, id: string | undefined, attendance: readonly object[]) =>
  recordAttendance(as[who], { id, attendance });
const sharePractice = change<Shown>({ field: 'sharePractice(workshopId: ID!, text: String!)', shape });
const share = (who: Who, workshopId: string | undefined, text = 'Nomor antrean lewat WA') =>
  sharePractice(as[who], { workshopId, text });

interface Joined {
  readonly attended: boolean | null;
  readonly employee: { readonly name: string };
  readonly workshop: { readonly title: string };
}

const participants = async (who: Who, id: string | undefined) => {
  const { data } = await as[who]<{
    readonly workshop: {
      readonly participants: { readonly edges: readonly { readonly node: Joined }[] } | null;
    } | null;
  }>('query ($id: ID!) { workshop(id: $id) { participants { edges { node { attended employee { name } } } } } }', {
    id,
  });
  return data.workshop?.participants?.edges.map(({ node }) => [node.employee.name, node.attended]) ?? null;
};

describe('a workshop', () => {
  test('is announced for agencies, joined by their people, and attended', async () => {
    const { done: held } = await hold('admin', { title: 'Antrean', sharedPractice: 'Loket khusus lansia' });
    expect(held).toMatchObject({
      __typename: 'Workshop',
      organiser: { name: 'Admin' },
      units: [{ name: 'BKPSDM' }, { name: 'Dukcapil' }],
      participantCount: 0,
      notes: { edges: [{ node: { text: 'Loket khusus lansia', author: { name: 'Admin' } } }] },
    });
    expect((await join('rina', held?.id)).done?.participantCount).toBe(1);
    expect((await join('rina', held?.id)).done?.participantCount).toBe(1);
    expect((await record('admin', held?.id, [{ employeeId: people.Rina.id, attended: true }])).done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('2026-09-10'),
    });
    gateway.clock.set('2026-09-10T03:00:00Z');
    const { done } = await record('admin', held?.id, [
      { employeeId: people.Rina.id, attended: false },
      { employeeId: people.Kadis.id, attended: true },
    ]);
    expect(done?.participantCount).toBe(2);
    expect(await lastAction()).toMatchObject({
      action: 'workshop.attendanceRecorded',
      detail: {
        before: [{ employeeId: people.Rina.uuid, attended: null }],
        after: [
          { employeeId: people.Rina.uuid, attended: false },
          { employeeId: people.Kadis.uuid, attended: true },
        ],
      },
    });
    expect(await participants('admin', held?.id)).toEqual([
      ['Kadis', true],
      ['Rina', false],
    ]);
    expect((await share('kadis', held?.id)).done?.__typename).toBe('Workshop');
    expect((await share('rina', held?.id)).done?.__typename).toBe('NotPermitted');
  });

  test.each<Who>(['rina', 'kadis', 'nobody'])('is not held by %s', async (who) => {
    expect((await hold(who)).done?.__typename).toBe('NotPermitted');
  });

  test('is refused with everything that is wrong with it', async () => {
    const { done } = await hold('leader', { title: '', topic: ' ', unitIds: [bandung.unit('Dinas Bandung').id] });
    expect(done?.message.split('\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'title',
      'topic',
      'unitIds.0',
    ]);
    expect((await hold('leader', { unitIds: [] })).done?.__typename).toBe('InvalidInput');
  });

  test('is not joined by people of other units, of other regions, or after its day', async () => {
    const { done } = await hold('leader');
    expect((await join('tono', done?.id)).done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('unit kerja lain'),
    });
    expect((await join('stranger', done?.id)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await join('nobody', done?.id)).done?.__typename).toBe('NotPermitted');
    gateway.clock.set('2026-09-10T15:59:00Z'); // still its day in Palu
    expect((await join('rina', done?.id)).done?.__typename).toBe('Workshop');
    gateway.clock.set('2026-09-10T16:00:00Z');
    expect((await join('kadis', done?.id)).done?.__typename).toBe('NotAllowedNow');
  });

  test('has its attendance recorded by its organiser only', async () => {
    const { done } = await hold('admin', { heldOn: TODAY });
    const attendance = [{ employeeId: people.Rina.id, attended: true }];
    expect((await record('rina', done?.id, attendance)).done?.__typename).toBe('NotPermitted');
    expect(await lastAction()).toMatchObject({ action: 'right.refused', detail: { right: 'RECORD_ATTENDANCE' } });
    expect((await record('leader', done?.id, attendance)).done).toMatchObject({
      __typename: 'NotAllowedNow',
      allowed: ['Mencatat kehadiran: penyelenggara lokakarya.'],
    });
    const twice = await record('admin', done?.id, [
      ...attendance,
      ...attendance,
      { employeeId: strangers.Orang.id, attended: true },
    ]);
    expect(twice.done?.message.split('\n')).toHaveLength(2);
  });

  test('shows its list to those on it and those who hold workshops', async () => {
    const { done } = await hold('admin', { title: 'Daftar' });
    await join('rina', done?.id);
    expect(await participants('rina', done?.id)).toEqual([['Rina', null]]);
    expect(await participants('leader', done?.id)).toEqual([['Rina', null]]);
    expect(await participants('tono', done?.id)).toBeNull();
  });

  test('gathers practices of those who joined', async () => {
    const { done } = await hold('admin');
    await join('rina', done?.id);
    expect((await share('rina', done?.id)).done).toMatchObject({
      notes: { edges: [{ node: { text: 'Nomor antrean lewat WA', author: { name: 'Rina' } } }] },
    });
    expect((await share('rina', done?.id, ' ')).done?.__typename).toBe('InvalidInput');
    for (const who of ['tono', 'leader'] as const)
      expect((await share(who, done?.id)).done?.__typename).toBe('NotPermitted');
  });

  test('is listed by person with the attendance, page by page', async () => {
    const list = async (who: Who, page = 'first: 1') => {
      const { data } = await as[who]<{
        readonly employee: {
          readonly workshops: {
            readonly pageInfo: { readonly endCursor: string };
            readonly edges: readonly { readonly node: Joined }[];
          } | null;
        } | null;
      }>(
        `{ employee(id: "${people.Rina.id}") {
           workshops(${page}) { pageInfo { endCursor } edges { node { attended workshop { title } } } } } }`,
      );
      return data?.employee?.workshops ?? null;
    };
    const first = await list('rina');
    const second = await list('kadis', `first: 1, after: "${first?.pageInfo.endCursor}"`);
    expect(first?.edges).toHaveLength(1);
    expect(second?.edges).toHaveLength(1);
    expect(second?.pageInfo.endCursor).not.toBe(first?.pageInfo.endCursor);
    expect(await list('tono')).toBeNull();
  });

  test('is unknown to whoever is not signed in to the region', async () => {
    const { done } = await hold('admin');
    const one = '{ workshop(id: "ID") { title } }'.replace('ID', done?.id ?? '');
    for (const who of ['nobody', 'stranger'] as const)
      expect((await as[who](one)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const list = async (who: Who) => {
      const { data } = await as[who]<{ readonly tenant: { readonly workshops: object | null } }>(
        '{ tenant(code: "72.71") { workshops { edges { node { title } } } } }',
      );
      return data.tenant.workshops;
    };
    expect(await list('tono')).not.toBeNull();
    expect(await list('nobody')).toBeNull();
    expect(await list('stranger')).toBeNull();
  });
});

interface Trained {
  readonly id: string;
  readonly state: string;
}

const training =
  '... on Training { id name completedOn competencyKeys state note recordedBy { name } judgedBy { name } }';
const recordTraining = change<Trained>({
  field: 'recordTraining(employeeId: ID!, name: String!, completedOn: Date!, competencyKeys: [String!]!)',
  shape: training,
});
const train = (who: Who, name: string, changed: object = {}) =>
  recordTraining(as[who], {
    employeeId: people.Rina.id,
    name,
    completedOn: '2026-08-01',
    competencyKeys: ['pelayanan_publik'],
    ...changed,
  });
const judgeTraining = change<Trained>({
  field: 'judgeTraining(id: ID!, confirmed: Boolean!, note: String)',
  shape: training,
});
const judge = (who: Who, id: string | undefined, confirmed: boolean, note: string | null = null) =>
  judgeTraining(as[who], { id, confirmed, note });

describe('a training', () => {
  test('counts at once when a personnel administrator records it', async () => {
    expect((await train('admin', 'Pelayanan prima')).done).toMatchObject({
      state: 'CONFIRMED',
      recordedBy: { name: 'Admin' },
      judgedBy: { name: 'Admin' },
    });
    expect((await train('rina', 'Pelayanan prima')).done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('belum tercatat'),
    });
  });

  test('that the person claims waits for the rater, and can be claimed anew when it was rejected', async () => {
    const { done: claimed } = await train('rina', 'Bahasa isyarat');
    expect(claimed).toMatchObject({ state: 'CLAIMED', judgedBy: null });
    expect((await judge('rina', claimed?.id, true)).done?.__typename).toBe('NotPermitted');
    expect((await judge('admin', claimed?.id, true)).done?.__typename).toBe('NotPermitted');
    expect((await judge('kadis', claimed?.id, false)).done?.__typename).toBe('InvalidInput');
    expect((await judge('kadis', claimed?.id, false, 'Tanpa sertifikat')).done).toMatchObject({
      state: 'REJECTED',
      note: 'Tanpa sertifikat',
    });
    expect((await judge('kadis', claimed?.id, true)).done?.__typename).toBe('NotAllowedNow');
    const { done: again } = await train('rina', 'Bahasa isyarat');
    expect(again).toMatchObject({ id: claimed?.id, state: 'CLAIMED', note: null });
    expect((await judge('kadis', again?.id, true)).done).toMatchObject({
      state: 'CONFIRMED',
      judgedBy: { name: 'Kadis' },
    });
    expect(await lastAction()).toEqual({
      action: 'training.judged',
      detail: { why: null, before: { state: 'CLAIMED' }, after: { state: 'CONFIRMED' } },
    });
  });

  test('lies in the past and names competencies that there are', async () => {
    const { done } = await train('rina', 'Besok', { completedOn: '2026-08-21', competencyKeys: ['sihir'] });
    expect(done?.message.split('\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'completedOn',
      'competencyKeys.0',
    ]);
  });

  test.each<Who>(['tono', 'kadis', 'leader', 'nobody'])('of another is not recorded by %s', async (who) => {
    expect((await train(who, 'Titipan')).done?.__typename).toBe('NotPermitted');
  });
});
