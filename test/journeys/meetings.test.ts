import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* Bandung: heads of section hold routine meetings with decisions; the yearly session gives a direction, known to both sides. */

const TODAY = '2026-08-20';
const gateway = await startGateway({
  now: `${TODAY}T03:00:00Z`,
  tenants: {
    bandung: {
      units: [
        { name: 'Dinas Kominfo' },
        { name: 'Bidang Aplikasi', parent: 'Dinas Kominfo' },
        { name: 'Bidang Data', parent: 'Dinas Kominfo' },
      ],
    },
    palu: { code: '72.71', name: 'Kota Palu', units: [{ name: 'Dinas Palu' }] },
  },
});
const { bandung, palu } = gateway.tenants;
const { database, inspect } = gateway.database;
const people = await seedEmployees(database, bandung, [
  { name: 'Kadis', unit: 'Dinas Kominfo', post: 'Kepala Dinas', heads: true },
  { name: 'Kabid', unit: 'Bidang Aplikasi', post: 'Kepala Bidang', heads: true },
  { name: 'Sari', unit: 'Bidang Aplikasi', post: 'Pranata Komputer' },
  { name: 'Budi', unit: 'Bidang Aplikasi', post: 'Pranata Komputer' },
  { name: 'Dewi', unit: 'Bidang Data', post: 'Statistisi' },
  { name: 'Walikota', unit: 'Dinas Kominfo', post: 'Staf Ahli', roles: ['LEADER'] },
]);
const strangers = await seedEmployees(database, palu, [
  { name: 'Orang', unit: 'Dinas Palu', post: 'Kepala', heads: true },
]);
const as = {
  kadis: await signIn(gateway, bandung, people.Kadis.uuid),
  kabid: await signIn(gateway, bandung, people.Kabid.uuid),
  sari: await signIn(gateway, bandung, people.Sari.uuid),
  budi: await signIn(gateway, bandung, people.Budi.uuid),
  dewi: await signIn(gateway, bandung, people.Dewi.uuid),
  leader: await signIn(gateway, bandung, people.Walikota.uuid),
  stranger: await signIn(gateway, palu, strangers.Orang.uuid),
  nobody: gateway.ask,
};
type Who = keyof typeof as;

interface Held {
  readonly id: string;
  readonly acknowledgedByAll: boolean;
  readonly direction: string | null;
  readonly decisions: readonly { readonly id: string; readonly doneAt: string | null }[];
}

const shape = `... on Meeting {
  id kind heldOn period direction progress obstacles acknowledgedByAll recordedAt unit { name } holder { name }
  participants { employee { name } acknowledgedAt note }
  decisions { id text responsible { name } dueOn doneAt doneBy { name } }
}`;
const holdMeeting = change<Held>({ field: 'holdMeeting(input: HoldMeetingInput!)', shape });
const hold = (who: Who, changed: object = {}) =>
  holdMeeting(as[who], {
    input: {
      kind: 'ROUTINE',
      heldOn: TODAY,
      unitId: bandung.unit('Bidang Aplikasi').id,
      participantIds: [people.Sari.id, people.Budi.id],
      progress: 'Aplikasi izin selesai diuji',
      obstacles: 'Server uji lambat',
      decisions: [{ text: 'Pindah server uji', responsibleId: people.Budi.id, dueOn: '2026-09-01' }],
      ...changed,
    },
  });
const session = (who: Who, changed: object = {}) =>
  hold(who, {
    kind: 'ANNUAL_SESSION',
    participantIds: [people.Sari.id],
    decisions: [],
    period: '2025',
    direction: 'Perkuat layanan yang tanggap',
    ...changed,
  });
const acknowledgeMeeting = change<Held>({ field: 'acknowledgeMeeting(id: ID!, note: String)', shape });
const acknowledge = (who: Who, id: string | undefined, note: string | null = null) =>
  acknowledgeMeeting(as[who], { id, note });
const markDecision = change<Held>({ field: 'markDecision(id: ID!, done: Boolean!)', shape });
const mark = (who: Who, id: string | undefined, done = true) => markDecision(as[who], { id, done });

const lastTrail = async (count: number) =>
  (
    await inspect<{ action: string; detail: object }>(
      'select action, detail from audit_event where tenant_id = $1 order by id desc limit $2',
      [bandung.uuid, count],
    )
  ).toReversed();

describe('a routine meeting', () => {
  test('is held by the rater of the participants and acknowledged by each of them', async () => {
    const { done: held } = await hold('kabid');
    expect(held).toMatchObject({
      __typename: 'Meeting',
      kind: 'ROUTINE',
      heldOn: TODAY,
      unit: { name: 'Bidang Aplikasi' },
      holder: { name: 'Kabid' },
      acknowledgedByAll: false,
      decisions: [{ text: 'Pindah server uji', responsible: { name: 'Budi' }, dueOn: '2026-09-01', doneAt: null }],
    });
    expect((await acknowledge('sari', held?.id, 'Setuju')).done?.acknowledgedByAll).toBe(false);
    const { done: all } = await acknowledge('budi', held?.id);
    expect(all).toMatchObject({
      acknowledgedByAll: true,
      participants: expect.arrayContaining([
        { employee: { name: 'Sari' }, acknowledgedAt: expect.any(String), note: 'Setuju' },
      ]),
    });
    expect((await acknowledge('sari', held?.id)).done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: 'Saudara sudah menyatakan mengetahui hasil pertemuan ini.',
    });
    expect((await lastTrail(3)).map(({ action }) => action)).toEqual([
      'meeting.held',
      'meeting.acknowledged',
      'meeting.acknowledged',
    ]);
  });

  test('has decisions that are marked as done, and opened again', async () => {
    const { done: held } = await hold('kabid');
    const decision = held?.decisions?.[0]?.id;
    expect((await mark('budi', decision)).done).toMatchObject({
      decisions: [{ doneAt: expect.any(String), doneBy: { name: 'Budi' } }],
    });
    expect((await mark('kabid', decision, false)).done).toMatchObject({ decisions: [{ doneAt: null, doneBy: null }] });
    expect((await mark('sari', decision)).done?.__typename).toBe('NotPermitted');
    const [refused] = await lastTrail(1);
    expect(refused).toMatchObject({ action: 'right.refused', detail: { right: 'MARK_DECISION' } });
    expect((await mark('stranger', decision)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test.each<Who>(['sari', 'kadis', 'dewi', 'leader', 'nobody'])('is not held by %s', async (who) => {
    const participantIds = who === 'sari' ? [people.Budi.id] : [people.Sari.id];
    const decisions: readonly object[] = [];
    expect((await hold(who, { participantIds, decisions })).done?.__typename).toBe('NotPermitted');
  });

  test('is not held with somebody whom another rates', async () => {
    const { done } = await hold('kabid', { participantIds: [people.Sari.id, people.Dewi.id], decisions: [] });
    expect(done?.__typename).toBe('NotPermitted');
  });

  test('is refused with everything that is wrong with it', async () => {
    const { done } = await hold('kabid', {
      heldOn: '2026-08-21',
      unitId: bandung.unit('Bidang Data').id,
      participantIds: [people.Sari.id, people.Sari.id, people.Kabid.id, strangers.Orang.id],
      progress: ' ',
      period: '2025',
      decisions: [{ text: '', responsibleId: people.Dewi.id, dueOn: TODAY }],
    });
    expect(done?.__typename).toBe('InvalidInput');
    expect(done?.message.split('\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'heldOn',
      'progress',
      'period',
      'participantIds.1',
      'participantIds.2',
      'participantIds.3',
      'decisions.0.responsibleId',
      'decisions.0.dueOn',
      'decisions.0.text',
    ]);
  });

  test('needs a participant', async () => {
    expect((await hold('kabid', { participantIds: [], decisions: [] })).done?.__typename).toBe('InvalidInput');
  });

  test('is acknowledged by those who took part only', async () => {
    const { done } = await hold('kabid');
    for (const who of ['dewi', 'kabid', 'kadis'] as const)
      expect((await acknowledge(who, done?.id)).done?.__typename).toBe('NotPermitted');
    expect((await acknowledge('stranger', done?.id)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('a yearly session', () => {
  test('gives a direction about one person and period, acknowledged by both sides', async () => {
    const { done } = await session('leader');
    expect(done).toMatchObject({
      __typename: 'Meeting',
      kind: 'ANNUAL_SESSION',
      period: '2025',
      direction: 'Perkuat layanan yang tanggap',
      acknowledgedByAll: false,
    });
    expect((await acknowledge('sari', done?.id)).done?.acknowledgedByAll).toBe(true);
    expect((await session('kabid')).done?.__typename).toBe('Meeting');
  });

  test('needs direction, period and exactly one person', async () => {
    const { done } = await session('kabid', {
      direction: null,
      period: null,
      participantIds: [people.Sari.id, people.Budi.id],
    });
    expect(done?.message.split('\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'direction',
      'period',
      'participantIds',
    ]);
  });

  test.each<Who>(['budi', 'kadis', 'dewi'])('is not held by %s', async (who) => {
    expect((await session(who)).done?.__typename).toBe('NotPermitted');
  });
});

test("a talk may be held by the rater's superior", async () => {
  const talk = { kind: 'DISCUSSION', participantIds: [people.Sari.id], decisions: [] };
  expect((await hold('kadis', talk)).done?.__typename).toBe('Meeting');
  expect((await hold('dewi', talk)).done?.__typename).toBe('NotPermitted');
});

test('meetings are listed for those who held them or took part, latest recorded first, and not for colleagues', async () => {
  await hold('kabid', { heldOn: '2026-08-01', participantIds: [people.Budi.id], progress: 'Lama' });
  await hold('kabid', { heldOn: '2026-08-19', participantIds: [people.Budi.id], progress: 'Baru' });
  const list = async (who: Who, of: keyof typeof people) => {
    const { data } = await as[who]<{
      readonly employee: {
        readonly meetings: { readonly edges: readonly { readonly node: { readonly heldOn: string } }[] } | null;
      } | null;
    }>(`{ employee(id: "${people[of].id}") { meetings(first: 50) { edges { node { heldOn } } } } }`);
    return data?.employee?.meetings?.edges.map(({ node }) => node.heldOn) ?? null;
  };
  const days = await list('budi', 'Budi');
  expect(days?.slice(0, 2)).toEqual(['2026-08-19', '2026-08-01']);
  expect(await list('kabid', 'Budi')).toEqual(days);
  expect(await list('kabid', 'Kabid')).toEqual(expect.arrayContaining([...(days ?? [])]));
  expect(await list('sari', 'Budi')).toBeNull();
});
