import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* An achiever is recognised, and named in public only as long as she agrees; who lags is guided, with actions and an outcome. */

const gateway = await startGateway({
  tenants: {
    palangkaraya: {
      code: '62.71',
      name: 'Kota Palangka Raya',
      units: [{ name: 'Sekretariat' }, { name: 'Dinas Pendidikan', parent: 'Sekretariat' }, { name: 'Dinas Lain' }],
    },
    palu: { code: '72.71', name: 'Kota Palu', units: [{ name: 'Dinas Palu' }] },
  },
});
const { palangkaraya, palu } = gateway.tenants;
const { database, inspect } = gateway.database;
const people = await seedEmployees(database, palangkaraya, [
  { name: 'Sekda', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
  { name: 'Kadis', unit: 'Dinas Pendidikan', post: 'Kepala Dinas', heads: true },
  { name: 'Sari', unit: 'Dinas Pendidikan', post: 'Analis' },
  { name: 'Budi', unit: 'Dinas Pendidikan', post: 'Analis' },
  { name: 'Admin', unit: 'Dinas Lain', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
  { name: 'Pimpinan', unit: 'Dinas Lain', post: 'Kepala Dinas', heads: true, roles: ['LEADER'] },
  { name: 'Purna', unit: 'Dinas Pendidikan', post: 'Analis', until: '2025-01-31' },
]);
const strangers = await seedEmployees(database, palu, [
  { name: 'Orang', unit: 'Dinas Palu', post: 'Kepala', heads: true, roles: ['LEADER', 'PERSONNEL_ADMIN'] },
]);
const as = {
  sekda: await signIn(gateway, palangkaraya, people.Sekda.uuid),
  kadis: await signIn(gateway, palangkaraya, people.Kadis.uuid),
  sari: await signIn(gateway, palangkaraya, people.Sari.uuid),
  budi: await signIn(gateway, palangkaraya, people.Budi.uuid),
  admin: await signIn(gateway, palangkaraya, people.Admin.uuid),
  leader: await signIn(gateway, palangkaraya, people.Pimpinan.uuid),
  stranger: await signIn(gateway, palu, strangers.Orang.uuid),
  nobody: gateway.ask,
};
type Who = keyof typeof as;

interface Recognised {
  readonly id: string;
  readonly title: string;
  readonly consentedAt: string | null;
}

const RECOGNITION = '... on Recognition { id title consentedAt employee { name } issuedBy { name } unit { name } }';
const issueRecognition = change<Recognised>({
  field: 'issueRecognition(employeeId: ID!, title: String!, reason: String!, appraisalId: ID)',
  shape: RECOGNITION,
});
const issue = (who: Who, changed: object = {}) =>
  issueRecognition(as[who], {
    employeeId: people.Sari.id,
    title: 'Penggerak partisipasi sekolah',
    reason: 'Partisipasi naik 12 persen',
    ...changed,
  });
const consentToPublication = change<Recognised>({
  field: 'consentToPublication(recognitionId: ID!, consent: Boolean!)',
  shape: RECOGNITION,
});
const consent = (who: Who, recognitionId: string, agrees: boolean) =>
  consentToPublication(as[who], { recognitionId, consent: agrees });

interface PublicList {
  readonly unit: { readonly recognitions: { readonly edges: readonly { readonly node: object }[] } };
}

/** As everybody reads it, kept answers included. */
const publicList = async (unit = 'Dinas Pendidikan') => {
  const query = `{ unit(id: "${palangkaraya.unit(unit).id}") { recognitions { edges { node { name title reason issuedAt } } } } }`;
  const response = await gateway.fetch(`/graphql?query=${encodeURIComponent(query)}`, {
    headers: { 'Content-Type': 'application/json', 'Apollo-Require-Preflight': '1' },
  });
  // What is kept by the gateway is sent as public.
  expect(response.headers.get('cache-control')).toContain('public');
  const { data } = (await response.json()) as { readonly data: PublicList };
  return data.unit.recognitions.edges.map(({ node }) => node);
};

const ownList = async (who: Who, of: keyof typeof people) => {
  const { data, errors } = await as[who]<{
    readonly employee: {
      readonly recognitions: { readonly edges: readonly { readonly node: Recognised }[] } | null;
    } | null;
  }>(`{ employee(id: "${people[of].id}") { recognitions { edges { node { id title consentedAt } } } } }`);
  return { recognitions: data?.employee?.recognitions?.edges.map(({ node }) => node.title) ?? null, errors };
};

const trail = (subject: string) =>
  inspect<{ action: string; actor: string; detail: Record<string, unknown> }>(
    'select action, actor, detail from audit_event where subject = $1 order by at, id',
    [subject],
  );
const uuidOf = async (table: 'recognition' | 'guidance') =>
  (await inspect<{ id: string }>(`select id from ${table} order by id desc limit 1`))[0]?.id ?? '';

describe('a recognition', () => {
  test('is issued by the rater, and is not public', async () => {
    const { done } = await issue('kadis');
    expect(done).toMatchObject({
      __typename: 'Recognition',
      title: 'Penggerak partisipasi sekolah',
      consentedAt: null,
      employee: { name: 'Sari' },
      issuedBy: { name: 'Kadis' },
      unit: { name: 'Dinas Pendidikan' },
    });
    expect(await publicList()).toEqual([]);
  });

  test('shows with name, title, reason and date once the person agrees, and no longer once she does not', async () => {
    const { done } = await issue('sekda', { title: 'Teladan' });
    const id = done?.id ?? '';
    await consent('sari', id, true);
    const shown = {
      name: 'Sari',
      title: 'Teladan',
      reason: 'Partisipasi naik 12 persen',
      issuedAt: expect.any(String),
    };
    await expect.poll(() => publicList()).toEqual([shown]);
    expect(await publicList('Sekretariat')).toEqual([]);
    expect((await consent('sari', id, false)).done?.consentedAt).toBeNull();
    await expect.poll(() => publicList()).toEqual([]);
  });

  test('keeps who, when, why, before and after in the audit trail', async () => {
    const { done } = await issue('kadis', { title: 'Jejak' });
    const id = done?.id ?? '';
    await consent('sari', id, true);
    await consent('sari', id, true);
    await consent('sari', id, false);
    const events = await trail(await uuidOf('recognition'));
    expect(events.map(({ action }) => action)).toEqual([
      'recognition.issued',
      'recognition.consented',
      'recognition.consentWithdrawn',
    ]);
    expect(events[0]).toMatchObject({
      actor: `employee ${people.Kadis.uuid}`,
      detail: { before: null, after: { title: 'Jejak', reason: 'Partisipasi naik 12 persen' } },
    });
    expect(events[2]?.detail).toMatchObject({
      before: { consentedAt: expect.any(String) },
      after: { consentedAt: null },
    });
  });

  test.each<[Who, string]>([
    ['sari', 'herself'],
    ['budi', 'a colleague'],
    ['admin', 'a personnel administrator'],
  ])('is not issued by %s, %s', async (who) => {
    const before = await trail(people.Sari.uuid);
    const { done } = await issue(who);
    expect(done).toMatchObject({
      __typename: 'NotPermitted',
      message: expect.stringContaining('pejabat penilai kinerja'),
    });
    const after = await trail(people.Sari.uuid);
    expect(after.slice(before.length)).toMatchObject([
      { action: 'right.refused', detail: { right: 'ISSUE_RECOGNITION' } },
    ]);
  });

  test('is issued by nobody who is not signed in', async () => {
    expect((await issue('nobody')).done).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('is for nobody of another region', async () => {
    const { errors } = await issue('stranger');
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is refused with everything that is wrong with it', async () => {
    const { done } = await issue('kadis', { title: '  ', reason: 'x'.repeat(2001), appraisalId: people.Sari.id });
    expect(done?.__typename).toBe('InvalidInput');
    expect(done?.message.split('\n')).toEqual([
      expect.stringContaining('title'),
      expect.stringContaining('reason: paling banyak 2000 karakter'),
      expect.stringContaining('appraisalId'),
    ]);
  });

  test('needs a person who holds a post', async () => {
    const { done } = await issue('sekda', { employeeId: people.Purna.id });
    expect(done).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining('memegang jabatan') });
  });

  test.each<Who>(['kadis', 'sekda', 'admin', 'budi'])('is not made public by %s in her place', async (who) => {
    const { done } = await issue('kadis');
    expect((await consent(who, done?.id ?? '', true)).done?.__typename).toBe('NotPermitted');
  });

  test('is read by the person, the rating chain and the administrator', async () => {
    const all = (await ownList('sari', 'Sari')).recognitions;
    expect(all?.length).toBeGreaterThan(3);
    for (const who of ['kadis', 'sekda', 'admin'] as const)
      expect((await ownList(who, 'Sari')).recognitions).toEqual(all);
    expect(await ownList('leader', 'Sari')).toEqual({ recognitions: null, errors: [] });
    expect((await ownList('budi', 'Sari')).recognitions).toBeNull();
  });

  test('is listed page by page', async () => {
    const page = async (after: string | null) => {
      const { data } = await as.sari<{
        readonly employee: {
          readonly recognitions: {
            readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
            readonly edges: readonly { readonly node: { readonly id: string } }[];
          };
        };
      }>(
        `query ($after: String) { employee(id: "${people.Sari.id}") {
           recognitions(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } } }`,
        { after },
      );
      return data.employee.recognitions;
    };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    const ids = [...first.edges, ...second.edges].map(({ node }) => node.id);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(new Set(ids).size).toBe(4);
  });

  test('is not paged by a cursor of something else', async () => {
    const { errors } = await as.sari(
      `{ employee(id: "${people.Sari.id}") { recognitions(after: "x") { edges { node { id } } } } }`,
    );
    expect(errors).toMatchObject([{ message: expect.stringContaining('after: expected a cursor of this list') }]);
  });
});

interface Guided {
  readonly id: string;
  readonly outcome: string | null;
  readonly actions: readonly { readonly id: string; readonly done: boolean | null; readonly note: string | null }[];
}

const GUIDANCE =
  '... on Guidance { id reason outcome outcomeNote employee { name } actions { id text dueOn done note reportedBy { name } } }';
const openGuidance = change<Guided>({
  field: 'openGuidance(employeeId: ID!, reason: String!, actions: [GuidanceActionInput!]!, appraisalId: ID)',
  shape: GUIDANCE,
});
const open = (who: Who, changed: object = {}) =>
  openGuidance(as[who], {
    employeeId: people.Budi.id,
    reason: 'Laporan sering terlambat',
    actions: [
      { text: 'Menyusun jadwal laporan', dueOn: '2026-09-01' },
      { text: 'Mengikuti pelatihan pelaporan', dueOn: '2026-10-01' },
    ],
    ...changed,
  });
const reportAction = change<Guided>({
  field: 'reportGuidanceAction(id: ID!, done: Boolean!, note: String)',
  shape: GUIDANCE,
});
const report = (who: Who, id: string | undefined, done: boolean, note: string | null = null) =>
  reportAction(as[who], { id, done, note });
const closeGuidance = change<Guided>({
  field: 'closeGuidance(id: ID!, outcome: GuidanceOutcome!, note: String!)',
  shape: GUIDANCE,
});
const close = (who: Who, id: string | undefined, outcome = 'IMPROVED', note = 'Laporan tepat waktu') =>
  closeGuidance(as[who], { id, outcome, note });

describe('a guidance', () => {
  test('goes from its actions to an outcome', async () => {
    gateway.clock.set('2026-08-20T03:00:00Z');
    const { done: opened } = await open('kadis');
    expect(opened).toMatchObject({
      __typename: 'Guidance',
      outcome: null,
      employee: { name: 'Budi' },
      actions: [{ text: 'Menyusun jadwal laporan', dueOn: '2026-09-01', done: null }, { done: null }],
    });
    await report('budi', opened?.actions?.[0]?.id, true, 'Jadwal dipakai');
    const early = await close('kadis', opened?.id);
    expect(early.done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: 'Bimbingan belum dapat ditutup: tindakan ke-2 belum ada hasilnya.',
    });
    await report('kadis', opened?.actions?.[1]?.id, false, 'Kelas penuh');
    const { done: closed } = await close('kadis', opened?.id, 'CONTINUED');
    expect(closed).toMatchObject({
      outcome: 'CONTINUED',
      outcomeNote: 'Laporan tepat waktu',
      actions: [
        { done: true, note: 'Jadwal dipakai', reportedBy: { name: 'Budi' } },
        { done: false, note: 'Kelas penuh', reportedBy: { name: 'Kadis' } },
      ],
    });
    const late = await report('budi', opened?.actions?.[1]?.id, true);
    expect(late.done).toMatchObject({ __typename: 'NotAllowedNow', message: expect.stringContaining('sudah ditutup') });
    expect((await close('kadis', opened?.id)).done?.__typename).toBe('NotAllowedNow');
    const events = await trail(await uuidOf('guidance'));
    expect(events.map(({ action }) => action)).toEqual(['guidance.opened', 'guidance.closed']);
    expect(events[1]?.detail).toEqual({
      why: 'Laporan tepat waktu',
      before: { outcome: null },
      after: { outcome: 'CONTINUED' },
    });
  });

  test('has no action in the past, by the day of the region', async () => {
    gateway.clock.set('2026-08-19T17:30:00Z'); // the twentieth in Palangka Raya
    const yesterday = await open('kadis', { actions: [{ text: 'A', dueOn: '2026-08-19' }] });
    expect(yesterday.done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('actions.0.dueOn: yang diharapkan tanggal mulai hari ini (2026-08-20)'),
    });
    expect((await open('kadis', { actions: [{ text: 'A', dueOn: '2026-08-20' }] })).done?.__typename).toBe('Guidance');
    expect((await open('kadis', { actions: [] })).done).toMatchObject({ __typename: 'InvalidInput' });
  });

  test.each<Who>(['budi', 'sekda', 'admin', 'sari'])('is not opened by %s', async (who) => {
    expect((await open(who)).done?.__typename).toBe('NotPermitted');
  });

  test('is reported on by the person and the rater only, and closed by the rater only', async () => {
    const { done } = await open('kadis');
    const action = done?.actions?.[0]?.id;
    for (const who of ['sari', 'sekda', 'admin'] as const)
      expect((await report(who, action, true)).done?.__typename).toBe('NotPermitted');
    expect((await report('budi', action, false)).done).toMatchObject({ __typename: 'InvalidInput' });
    for (const who of ['budi', 'sekda'] as const)
      expect((await close(who, done?.id)).done?.__typename).toBe('NotPermitted');
    expect((await close('stranger', done?.id)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is not shown to colleagues', async () => {
    const query = `{ employee(id: "${people.Budi.id}") { guidances { edges { node { reason } } } } }`;
    const seen = async (who: Who) => {
      const { data } = await as[who]<{ readonly employee: { readonly guidances: object | null } | null }>(query);
      return data?.employee?.guidances ?? null;
    };
    expect(await seen('budi')).not.toBeNull();
    expect(await seen('kadis')).not.toBeNull();
    expect(await seen('leader')).toBeNull();
    expect(await seen('sari')).toBeNull();
    expect(await seen('nobody')).toBeNull();
  });
});
