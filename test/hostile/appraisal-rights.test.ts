import { describe, expect, test, vi } from 'vitest';
import { act, done, formFor, loadPolicy, marksFor, shippedPolicy, startRegion } from '../support/appraisal.ts';
import type { AskAs } from '../support/sign-in.ts';

/*
 * What a signed-in person could learn or change without the right to: Sari's quarter in Bandung, seen by all who stand
 * around it. Its policy has a discussion and asks colleagues too.
 */

const bandung = shippedPolicy('bandung') as {
  readonly cycles: readonly { readonly stages: readonly { readonly stage: string }[] }[];
  readonly components: readonly { readonly key: string }[];
};
const discussion = bandung.cycles[1]?.stages.filter(({ stage }) => stage === 'DISCUSSION') ?? [];
const policy = {
  ...bandung,
  version: 2,
  cycles: bandung.cycles.map((cycle, place) => ({
    ...cycle,
    stages:
      place === 0
        ? cycle.stages.flatMap((stage) => (stage.stage === 'DECISION' ? [...discussion, stage] : [stage]))
        : cycle.stages,
  })),
  components: bandung.components.map((component) => ({
    ...component,
    ...(component.key === 'perilaku' && {
      assessors: [
        { assessor: 'SUPERVISOR', weight: 60 },
        { assessor: 'TEAM', weight: 20 },
        { assessor: 'PEER', weight: 10 },
        { assessor: 'SUBORDINATE', weight: 10 },
      ],
    }),
  })),
};

const region = await startRegion({
  policy: 'bandung',
  now: '2026-06-20T01:00:00Z',
  code: '32.73',
  name: 'Kota Bandung',
  units: [
    { name: 'Sekretariat' },
    { name: 'Diskominfo', parent: 'Sekretariat' },
    { name: 'Bidang Aplikasi', parent: 'Diskominfo' },
    { name: 'Inspektorat', parent: 'Sekretariat' },
  ],
  people: [
    { name: 'Asep', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
    { name: 'Ani', unit: 'Sekretariat', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Rini', unit: 'Diskominfo', post: 'Kepala Dinas', heads: true },
    { name: 'Budi', unit: 'Diskominfo', post: 'Operator 1' },
    { name: 'Cici', unit: 'Diskominfo', post: 'Operator 2' },
    { name: 'Dodo', unit: 'Diskominfo', post: 'Operator 3' },
    { name: 'Sari', unit: 'Bidang Aplikasi', post: 'Kepala Bidang', heads: true },
    { name: 'Agus', unit: 'Bidang Aplikasi', post: 'Pranata Komputer' },
    { name: 'Hadi', unit: 'Inspektorat', post: 'Inspektur', heads: true },
    { name: 'Tini', unit: 'Inspektorat', post: 'Auditor 1', roles: ['EVALUATOR'] },
    { name: 'Ujang', unit: 'Inspektorat', post: 'Auditor 2', roles: ['EVALUATOR'] },
    { name: 'Wati', unit: 'Inspektorat', post: 'Auditor 3', roles: ['EVALUATOR'] },
  ],
});
const { as, at, people, tenant } = region;
const { database } = region.gateway;
await loadPolicy(region, policy);
await region.openCycle('Ani', '2026-Q3');
const id = await region.appraisalOf('Sari', '2026-Q3');
const [asep, ani, rini, budi, cici, dodo] = await Promise.all([
  as('Asep'),
  as('Ani'),
  as('Rini'),
  as('Budi'),
  as('Cici'),
  as('Dodo'),
]);
const [sari, agus, hadi, tini, ujang, wati] = await Promise.all([
  as('Sari'),
  as('Agus'),
  as('Hadi'),
  as('Tini'),
  as('Ujang'),
  as('Wati'),
]);

const MARKS = `
  assessments { assessor } score { total } explanation { key } strengths { key } improvements { key }
  competencies { gaps { key } } differences(one: SUPERVISOR, other: TEAM) { key } opinions { key }`;
const NO_MARKS = {
  assessments: [],
  score: null,
  explanation: null,
  strengths: [],
  improvements: [],
  competencies: null,
  differences: [],
  opinions: [],
};

const read = async <Fields>(ask: AskAs, fields: string): Promise<Fields> => {
  const { data, errors } = await ask<{ appraisal: Fields }>(`query ($id: ID!) { appraisal(id: $id) { ${fields} } }`, {
    id,
  });
  expect(errors).toEqual([]);
  return data.appraisal;
};

const expectNotFound = async (ask: AskAs) => {
  expect(await ask('query ($id: ID!) { appraisal(id: $id) { id } }', { id })).toMatchObject({
    data: { appraisal: null },
    errors: [{ extensions: { code: 'NOT_FOUND' } }],
  });
};

const listedAs = async (ask: AskAs, role: string) => {
  const { data } = await ask<{ viewer: { appraisals: readonly { id: string }[] } }>(
    'query ($role: AppraisalRole!) { viewer { appraisals(role: $role) { id } } }',
    { role },
  );
  return data.viewer.appraisals.map((appraisal) => appraisal.id);
};

const uuidIn = (globalId: string) =>
  Buffer.from(globalId.slice(globalId.indexOf('_') + 1), 'base64url')
    .subarray(16)
    .toString('hex');

describe('a personnel administrator', () => {
  const reason = 'Pindah tugas';
  const ALONE = 'tidak seorang pun';

  test('makes himself neither rater nor superior of an appraisal, and so decides no predicate', async () => {
    expect(await act(ani, 'replaceRater', { id, raterId: people.Ani.id, reason })).toMatchObject({
      issues: [{ path: 'raterId', message: expect.stringContaining(ALONE) }],
    });
    const superiorId = people.Ani.id;
    expect(await act(ani, 'replaceRater', { id, raterId: people.Hadi.id, superiorId, reason })).toMatchObject({
      issues: [{ path: 'superiorId', message: expect.stringContaining(ALONE) }],
    });
  });

  test('makes himself nobody’s rater, and takes no mandate from his own hand', async () => {
    const rater = { employeeId: people.Budi.id, raterId: people.Ani.id };
    expect(await act(ani, 'setRater', { input: rater }, '... on Employee { id }')).toMatchObject({
      issues: [{ path: 'raterId', message: expect.stringContaining(ALONE) }],
    });
    const mandate = {
      raterId: people.Rini.id,
      delegateId: people.Ani.id,
      startsOn: '2026-06-22',
      endsOn: '2026-06-23',
    };
    expect(await act(ani, 'delegate', { input: { ...mandate, reason } }, '... on Delegation { reason }')).toMatchObject(
      {
        issues: [{ path: 'delegateId', message: expect.stringContaining(ALONE) }],
      },
    );
  });

  test('lowers no level of the post that he holds himself', async () => {
    const { data } = await ani<{ viewer: { employee: { post: { id: string } } } }>(
      '{ viewer { employee { post { id } } } }',
    );
    const input = { postId: data.viewer.employee.post.id, competencies: [] };
    expect(await act(ani, 'setPostCompetencies', { input }, '... on Post { id }')).toMatchObject({
      __typename: 'NotPermitted',
    });
  });
});

describe('an independent team', () => {
  test('is appointed, and nobody of it or below the person becomes her rater', async () => {
    const evaluatorIds = [people.Tini.id, people.Ujang.id, people.Wati.id];
    await done(asep, 'appointTeam', { id, evaluatorIds });
    const reason = 'Pindah tugas';
    expect(await act(ani, 'replaceRater', { id, raterId: people.Tini.id, reason })).toMatchObject({
      issues: [{ path: 'raterId', message: expect.stringContaining('di luar tim evaluasi') }],
    });
    expect(
      await act(ani, 'replaceRater', { id, raterId: people.Hadi.id, superiorId: people.Agus.id, reason }),
    ).toMatchObject({ issues: [{ path: 'superiorId', message: expect.stringContaining('bukan bawahan') }] });
  });

  test('tells nothing more to whoever steps back, in the answer and in the list', async () => {
    expect(await listedAs(wati, 'TEAM_MEMBER')).toEqual([id]);
    const select = '... on Appraisal { history { what } team { appointedAt } indicators { id } nextSteps { move } }';
    expect(await done(wati, 'stepBack', { id, reason: 'Sepupu' }, select)).toMatchObject({
      history: [],
      team: [],
      indicators: [],
      nextSteps: [],
    });
    expect(await listedAs(wati, 'TEAM_MEMBER')).toEqual([]);
    await expectNotFound(wati);
  });
});

test('A rater who is replaced while his move waits does not make it', async () => {
  await done(sari, 'editPlan', {
    id,
    indicators: [
      {
        component: 'hasil',
        plan: 'Aplikasi mudah dipakai',
        name: 'Kemudahan',
        kind: 'QUALITATIVE',
        weight: 100,
        targetText: 'Tanpa dibantu petugas',
      },
    ],
  });
  const raterTo = `update appraisal set rater_id = $3 where tenant_id = $1 and id = $2`;
  const [row] = await database.inspect<{ key: string }>('select id as key from appraisal where employee_id = $1', [
    people.Sari.uuid,
  ]);
  const approving = await database.inTenant(tenant, async () => {
    const client = await database.database.pool.connect();
    try {
      await client.query('begin');
      await client.query(raterTo, [tenant.uuid, row?.key, people.Hadi.uuid]);
      const ending = act(rini, 'approvePlan', { id });
      await vi.waitFor(async () => {
        const waiting = await database.inspect(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(waiting).toHaveLength(1);
      });
      await client.query('commit');
      return await ending;
    } finally {
      client.release(true);
    }
  });
  expect(approving).toMatchObject({ __typename: 'ChangedMeanwhile' });
  await database.inTenant(tenant, () =>
    database.database.pool.query(raterTo, [tenant.uuid, row?.key, people.Rini.uuid]),
  );
  await done(rini, 'approvePlan', { id });
});

describe('a colleague', () => {
  test('sees the form that he is asked to fill in and none that shows the plan', async () => {
    at('2026-09-28T02:00:00Z');
    expect(await formFor(budi, id, 'PEER')).not.toEqual([]);
    for (const assessor of ['SUPERVISOR', 'TEAM', 'SELF', 'SUBORDINATE'])
      expect(await formFor(budi, id, assessor)).toEqual([]);
    expect(await formFor(agus, id, 'SUBORDINATE')).not.toEqual([]);
    expect(await formFor(agus, id, 'SUPERVISOR')).toEqual([]);
  });

  test('is known neither by the place nor by the id of his note, which tells no time', async () => {
    for (const [ask, text] of [
      [budi, 'Teliti'],
      [cici, 'Ramah'],
      [dodo, 'Cepat'],
    ] as const)
      await done(ask, 'writeFeedback', { id, text });
    await done(rini, 'writeFeedback', { id, text: 'Jaga tenggat' });
    const { feedback } = await read<{ feedback: readonly { id: string; author: string }[] }>(
      sari,
      'feedback { id author }',
    );
    expect(feedback.map(({ author, id: note }) => [author, uuidIn(note)[12]])).toEqual([
      ['SUPERVISOR', '7'],
      ['PEER', '4'],
      ['PEER', '4'],
      ['PEER', '4'],
    ]);
  });

  test('is not known by an opinion either: neither two of a kind nor a running mean is shown', async () => {
    const form = await formFor(budi, id, 'PEER');
    for (const [ask, value] of [
      [budi, 5],
      [cici, 4],
    ] as const)
      await done(ask, 'giveOpinion', { id, marks: marksFor(form, value) });
    await done(agus, 'giveOpinion', { id, marks: marksFor(form, 1) });
    for (const ask of [sari, rini, asep, ani, tini, hadi]) {
      const { data } = await ask<{ appraisal: { opinions: unknown; history: readonly { actor: string }[] } | null }>(
        'query ($id: ID!) { appraisal(id: $id) { opinions { key } history { actor } } }',
        { id },
      );
      expect(data.appraisal?.opinions ?? []).toEqual([]);
      expect(data.appraisal?.history.map(({ actor }) => actor) ?? []).not.toContain('Agus');
    }
  });
});

describe('marks of the superior', () => {
  test('that are a draft are seen by nobody else', async () => {
    await done(sari, 'reportRealisation', {
      id,
      realisations: [
        {
          indicatorId: (await read<{ indicators: readonly { id: string }[] }>(sari, 'indicators { id }')).indicators[0]
            ?.id,
          realisationText: 'Sembilan dari sepuluh',
          evidence: [],
        },
      ],
    });
    at('2026-10-01T02:00:00Z');
    await done(sari, 'closeRealisation', { id });
    await done(rini, 'saveRating', { id, marks: marksFor(await formFor(rini, id, 'SUPERVISOR'), 1) });
    for (const ask of [sari, ani, asep]) {
      const seen = await read<typeof NO_MARKS & { history: readonly { what: string }[] }>(
        ask,
        'assessments { assessor } strengths { key } improvements { key } differences(one: SELF, other: SUPERVISOR) { key } history { what }',
      );
      expect(seen).toMatchObject({ assessments: [], strengths: [], improvements: [], differences: [] });
      expect(seen.history.map(({ what }) => what)).not.toContain('mengisi penilaian atasan');
    }
  });

  test('are read by an evaluator once his own sheet is sent, and not before', async () => {
    await done(rini, 'submitRating', { id, marks: marksFor(await formFor(rini, id, 'SUPERVISOR'), 3) });
    at('2026-10-09T02:00:00Z');
    expect(await read(tini, MARKS)).toEqual(NO_MARKS);
    const { history } = await read<{ history: readonly { before: unknown; after: unknown; what: string }[] }>(
      tini,
      'history { what before after }',
    );
    expect(history).toContainEqual({ what: 'mengirim penilaian atasan', before: null, after: null });
    const AUTHORS = 'feedback { author }';
    const authors = [{ author: 'PEER' }, { author: 'PEER' }, { author: 'PEER' }];
    expect(await read(tini, AUTHORS)).toEqual({ feedback: authors });
    await done(tini, 'submitTeamEvaluation', { id, marks: marksFor(await formFor(tini, id, 'TEAM'), 5) });
    expect(await read(ujang, MARKS)).toEqual(NO_MARKS);
    expect(await read(tini, AUTHORS)).toEqual({ feedback: [{ author: 'SUPERVISOR' }, ...authors] });
    expect(await read(tini, 'assessments { assessor }')).toEqual({
      assessments: [{ assessor: 'SUPERVISOR' }, { assessor: 'TEAM' }],
    });
    expect(await read(sari, 'assessments { assessor }')).toEqual({ assessments: [{ assessor: 'SUPERVISOR' }] });
    await done(ujang, 'submitTeamEvaluation', { id, marks: marksFor(await formFor(ujang, id, 'TEAM'), 5) });
    expect(await read(sari, 'stage opinions { key }')).toEqual({ stage: 'FEEDBACK', opinions: [] });
  });

  test('of an earlier rater are what a talk with his successor revises', async () => {
    at('2026-10-20T02:00:00Z');
    await done(rini, 'acknowledgeFeedback', { id });
    await done(sari, 'acknowledgeFeedback', { id });
    at('2026-10-30T02:00:00Z');
    await done(sari, 'requestDiscussion', { id, reason: 'Adaptif terlalu rendah' });
    const superiorId = people.Asep.id;
    await done(ani, 'replaceRater', { id, raterId: people.Hadi.id, superiorId, reason: 'Rini pindah' });
    await expectNotFound(rini);
    await done(hadi, 'scheduleDiscussion', { id, scheduledFor: '2026-10-30T03:00:00Z' });
    at('2026-10-30T04:00:00Z');
    const revisedMarks = [{ key: 'adaptif', value: 4 }];
    await done(hadi, 'concludeDiscussion', { id, outcome: 'Dinaikkan', revisedMarks });
    const { assessments } = await read<{
      assessments: readonly { assessor: string; marks: readonly { key: string; value: number }[] }[];
    }>(sari, 'assessments { assessor marks { key value } }');
    const revised = assessments.find(({ assessor }) => assessor === 'SUPERVISOR')?.marks;
    expect(revised).toContainEqual({ key: 'adaptif', value: 4 });
    expect(revised).toContainEqual({ key: 'harmonis', value: 3 });
  });
});

/* Hadi has taken over: now Wati, whom he rates too, is the colleague. */
describe('a predicate', () => {
  test('is set by the rater alone, and is nothing to leaders and colleagues by this way', async () => {
    at('2026-11-02T02:00:00Z');
    const rating = { id, workResult: 'SESUAI_EKSPEKTASI', behaviour: 'SESUAI_EKSPEKTASI', reason: 'Menurut berkas' };
    for (const ask of [ani, asep, tini, agus, sari])
      expect(await act(ask, 'decideResult', rating)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await done(hadi, 'decideResult', rating)).toMatchObject({ predicate: 'BAIK' });
    await done(sari, 'confirmReceipt', { id });
    for (const ask of [wati, agus])
      expect(await read(ask, 'stage predicate decidedAt receivedAt objectUntil overdueSince history { what }')).toEqual(
        {
          stage: 'DELIVERED',
          predicate: null,
          decidedAt: null,
          receivedAt: null,
          objectUntil: null,
          overdueSince: null,
          history: [],
        },
      );
  });

  test('that was objected to is nothing to colleagues any more: nor that there is an objection', async () => {
    expect(await listedAs(wati, 'PEER')).toContain(id);
    await done(sari, 'fileObjection', { id, reason: 'Capaian tidak dihitung' });
    for (const [ask, role] of [
      [wati, 'PEER'],
      [agus, 'SUBORDINATE'],
    ] as const) {
      await expectNotFound(ask);
      expect(await listedAs(ask, role)).not.toContain(id);
      expect(
        await ask('mutation ($id: ID!) { writeFeedback(id: $id, text: "x") { __typename } }', { id }),
      ).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    }
    expect(await act(hadi, 'decideObjection', { id, decision: 'UPHELD', recommendation: 'Tetap' })).toMatchObject({
      __typename: 'NotPermitted',
    });
  });
});
