import { describe, expect, test } from 'vitest';
import { act, done, formFor, marksFor, startRegion } from '../support/appraisal.ts';
import { createOperator, importMeasure } from '../support/import.ts';
import type { AskAs } from '../support/sign-in.ts';
import { nineAnswers, rating, submitByTens } from '../support/submit.ts';

/*
 * Palu: numbers and words in one scorecard, each with the size of its sample, and what needs repair in order. Rini of the
 * civil registry is measured by how many documents she finishes, how fast and how free of mistakes, and rated by her head
 * Nur for how she deals with citizens; three colleagues say what they think, without names. What she lacks becomes a
 * training; what she knows she shares at a workshop of two agencies. She has the last word in the record, and nobody
 * outside reads any of it.
 */

const region = await startRegion({
  policy: 'palu',
  now: '2026-06-20T01:00:00Z',
  code: '72.71',
  name: 'Kota Palu',
  zone: 'Asia/Makassar',
  units: [
    { name: 'Sekretariat Kota' },
    { name: 'Dukcapil', parent: 'Sekretariat Kota', services: ['Akta Kelahiran'] },
    { name: 'Dinas Kesehatan', parent: 'Sekretariat Kota' },
  ],
  people: [
    { name: 'Amir', unit: 'Sekretariat Kota', post: 'Sekretaris Kota', heads: true, roles: ['LEADER'] },
    { name: 'Ani', unit: 'Sekretariat Kota', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Nur', unit: 'Dukcapil', post: 'Kepala Dinas', heads: true },
    { name: 'Rini', unit: 'Dukcapil', post: 'Petugas Loket' },
    { name: 'Tono', unit: 'Dukcapil', post: 'Operator' },
    { name: 'Wahyu', unit: 'Dukcapil', post: 'Operator' },
    { name: 'Yusuf', unit: 'Dukcapil', post: 'Arsiparis' },
    { name: 'Lia', unit: 'Dinas Kesehatan', post: 'Kepala Dinas', heads: true },
    { name: 'Sofyan', unit: 'Dinas Kesehatan', post: 'Petugas Pendaftaran' },
  ],
});
const { at, as, people, tenant, gateway } = region;
const [amir, ani, nur, rini] = await Promise.all([as('Amir'), as('Ani'), as('Nur'), as('Rini')]);
const [tono, wahyu, yusuf, sofyan] = await Promise.all([as('Tono'), as('Wahyu'), as('Yusuf'), as('Sofyan')]);
const operator = await createOperator(gateway, tenant);
const PERIOD = '2026-Q3';
const { cycleId } = await region.openCycle('Ani', PERIOD);
const id = await region.appraisalOf('Rini', PERIOD);
const registry = tenant.unit('Dukcapil').id;

const read = async <Fields>(ask: AskAs, fields: string): Promise<Fields> => {
  const { data, errors } = await ask<{ appraisal: Fields }>(`query ($id: ID!) { appraisal(id: $id) { ${fields} } }`, {
    id,
  });
  expect(errors).toEqual([]);
  return data.appraisal;
};

/** Where the people of the civil registry stand, as a leader sees it. */
const participation = async (ask: AskAs) => {
  const { data, errors } = await ask<{ appraisalCycle: { participation: readonly unknown[] } | null }>(
    'query ($cycleId: ID!, $unitId: ID!) { appraisalCycle(id: $cycleId) { participation(unitId: $unitId) { stage appraisals } } }',
    { cycleId, unitId: registry },
  );
  return data.appraisalCycle?.participation ?? errors[0]?.extensions?.code;
};

interface Planned {
  readonly id: string;
  readonly key: string;
}

/** The indicators of Rini's plan: documents, waiting time, words. */
const planned = async (): Promise<readonly Planned[]> =>
  (await read<{ indicators: readonly Planned[] }>(rini, 'indicators { id key }')).indicators;

describe('the plan', () => {
  test('has numbers and words, each in its own part', async () => {
    expect(await participation(amir)).toEqual([{ stage: 'PLANNING', appraisals: 5 }]);
    const words = { plan: 'Warga terlayani baik', name: 'Mutu penjelasan di loket', kind: 'QUALITATIVE', weight: 100 };
    const indicators = [
      {
        component: 'kuantitatif',
        plan: 'Akta kelahiran terbit',
        name: 'Akta yang terbit',
        kind: 'COUNT',
        weight: 60,
        unitOfMeasure: 'akta',
        direction: 'HIGHER_IS_BETTER',
        target: '400',
      },
      {
        component: 'kuantitatif',
        plan: 'Antrean singkat',
        name: 'Rata-rata waktu tunggu',
        kind: 'MEASURED',
        aspect: 'WAKTU',
        weight: 40,
        unitOfMeasure: 'menit',
        direction: 'LOWER_IS_BETTER',
        target: '30',
      },
    ];
    expect(
      await act(rini, 'editPlan', {
        id,
        indicators: [...indicators, { ...words, component: 'kuantitatif', targetText: 'Jelas dan ramah', weight: 0 }],
      }),
    ).toMatchObject({ __typename: 'InvalidInput' });
    await done(rini, 'editPlan', {
      id,
      indicators: [...indicators, { ...words, component: 'kualitatif', targetText: 'Jelas dan ramah' }],
    });
    await done(nur, 'approvePlan', { id });
    expect(await participation(amir)).toEqual([
      { stage: 'PLANNING', appraisals: 4 },
      { stage: 'RUNNING', appraisals: 1 },
    ]);
  });

  test('and its progress are told to leaders and personnel admins, unit by unit, and to nobody else', async () => {
    expect(await participation(ani)).toHaveLength(2);
    expect(await participation(nur)).toBe('NOT_FOUND');
  });

  test('stands beside the competencies that the post needs, with the training that leads there', async () => {
    const { data } = await rini<{ viewer: { employee: { post: { id: string } } } }>(
      '{ viewer { employee { post { id } } } }',
    );
    const input = {
      postId: data.viewer.employee.post.id,
      competencies: [
        {
          key: 'pelayanan-publik',
          group: 'ABILITY',
          name: 'Pelayanan publik',
          requiredLevel: 5,
          training: 'Pelayanan prima',
        },
        { key: 'siak', group: 'KNOWLEDGE', name: 'Aplikasi SIAK', requiredLevel: 4, training: 'SIAK terpusat' },
        { key: 'empati', group: 'ATTITUDE', name: 'Empati', requiredLevel: 3 },
      ],
    };
    await done(ani, 'setPostCompetencies', { input }, '... on Post { id }');
    const { competencies } = await read<{ competencies: unknown }>(
      rini,
      'competencies { gaps { key } unmeasured fitPercent trainings }',
    );
    expect(competencies).toEqual({
      gaps: [],
      unmeasured: ['Pelayanan publik', 'Empati', 'Aplikasi SIAK'],
      fitPercent: null,
      trainings: [],
    });
  });
});

describe('the period', () => {
  test('hears citizens about the unit', async () => {
    at('2026-08-10T02:00:00Z');
    // Thirty ratings: 2 for the third element, time, and 3 for the eight others.
    const answers = nineAnswers([3, 3, 2, 3, 3, 3, 3, 3, 3]);
    const { id: serviceId } = tenant.service('Akta Kelahiran');
    await submitByTens(
      gateway,
      Array.from({ length: 30 }, () => rating(serviceId, { answers })),
    );
  });

  test('lets colleagues say what they think, each once and for good', async () => {
    const opinions = [
      [tono, { 'menjelaskan-dengan-jelas': 4, 'mendengar-dan-menanggapi': 2, 'melayani-setara': 3 }],
      [wahyu, { 'menjelaskan-dengan-jelas': 4, 'mendengar-dan-menanggapi': 3, 'melayani-setara': 4 }],
      [yusuf, { 'menjelaskan-dengan-jelas': 3, 'mendengar-dan-menanggapi': 3 }],
    ] as const;
    for (const [ask, marks] of opinions)
      await done(ask, 'giveOpinion', { id, marks: Object.entries(marks).map(([key, value]) => ({ key, value })) });
    expect(await act(tono, 'giveOpinion', { id, marks: [] })).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await act(rini, 'giveOpinion', { id, marks: [] })).toMatchObject({ __typename: 'NotPermitted' });
    expect(await act(nur, 'giveOpinion', { id, marks: [] })).toMatchObject({ __typename: 'NotPermitted' });
    // More could still come, and who sees a mean before and after an opinion knows it.
    expect(await read(rini, 'opinions { key }')).toEqual({ opinions: [] });
  });

  test('shows what colleagues write from three writers upward, without names and times', async () => {
    await done(tono, 'writeFeedback', { id, text: 'Selalu mau menggantikan di loket.' });
    await done(wahyu, 'writeFeedback', { id, text: 'Menjelaskan dengan sabar.' });
    expect(await read(rini, 'feedback { text }')).toEqual({ feedback: [] });
    await done(yusuf, 'writeFeedback', { id, text: 'Berkas sering menunggu di mejanya.' });
    const { feedback } = await read<{ feedback: readonly object[] }>(rini, 'feedback { author authorName writtenAt }');
    expect(feedback).toEqual(Array.from({ length: 3 }, () => ({ author: 'PEER', authorName: null, writtenAt: null })));
    const { history } = await read<{ history: readonly { actor: string }[] }>(rini, 'history { actor }');
    expect(history.map(({ actor }) => actor)).toEqual(['Rini', 'Nur']);
  });

  test('ends with realisations and the sizes of their samples', async () => {
    at('2026-10-01T02:00:00Z');
    const [documents, waiting, words] = await planned();
    const evidence = ['https://dukcapil.palu.example/rekap.pdf'];
    await done(rini, 'reportRealisation', {
      id,
      realisations: [
        { indicatorId: documents?.id, realisation: '380', evidence },
        { indicatorId: waiting?.id, realisation: '37.5', sampleSize: 380, evidence },
        { indicatorId: words?.id, realisationText: 'Dua dari 300 warga mengeluh', sampleSize: 300, evidence },
      ],
    });
    expect(await done(rini, 'closeRealisation', { id })).toMatchObject({ stage: 'SUPERVISOR_RATING' });
    expect(await read(nur, 'indicators { sampleSize }')).toEqual({
      indicators: [{ sampleSize: null }, { sampleSize: 380 }, { sampleSize: 300 }],
    });
  });
});

test('speed and accuracy come from the counter, month by month, as shares of the cases', async () => {
  at('2026-10-02T02:00:00Z');
  const { nip } = people.Rini;
  // 60 + 84 + 60 of 300 in time; 98 + 114 + 80 of 300 without rework.
  expect(
    await importMeasure(operator, 'selesai-tepat-waktu', [
      [nip, '2026-07', '0.6', 100],
      [nip, '2026-08', '0.7', 120],
      [nip, '2026-09', '0.75', 80],
    ]),
  ).toMatchObject({ outcome: 'imported', added: 3 });
  expect(
    await importMeasure(operator, 'selesai-tanpa-perbaikan', [
      [nip, '2026-07', '0.98', 100],
      [nip, '2026-08', '0.95', 120],
      [nip, '2026-09', '1', 80],
    ]),
  ).toMatchObject({ outcome: 'imported', added: 3 });
});

describe('the scorecard', () => {
  test('has numbers and words side by side, with the sizes of their samples', async () => {
    const [, , words] = await planned();
    const marks = marksFor(await formFor(nur, id, 'SUPERVISOR'), 3, {
      [`indicator:${words?.key}`]: 4,
      'mendengar-dan-menanggapi': 2,
      'melayani-setara': 4,
      adaptif: 2,
      'competency:pelayanan-publik': 2,
    });
    expect(
      await done(nur, 'submitRating', { id, marks, strengths: 'Ramah', improvements: 'Berkas cepat selesai' }),
    ).toMatchObject({ stage: 'FEEDBACK' });
    const { score } = await read<{ score: unknown }>(
      rini,
      `score { total incomplete components { key weight effectiveWeight percent sampleSize }
        workResult { percent proposed } behaviour { percent proposed } }`,
    );
    // Marks are worth 50, 80, 100, 120 percent.
    expect(score).toEqual({
      components: [
        // 380 of 400 documents = 95 % by 60, 30 / 37.5 minutes = 80 % by 40: 57 + 32.
        { key: 'kuantitatif', weight: 30, effectiveWeight: 30, percent: 89, sampleSize: 2 },
        { key: 'kualitatif', weight: 15, effectiveWeight: 15, percent: 120, sampleSize: 1 },
        // 204 of 300 cases, 292 of 300.
        { key: 'kecepatan', weight: 10, effectiveWeight: 10, percent: 68, sampleSize: 300 },
        { key: 'ketelitian', weight: 10, effectiveWeight: 10, percent: 97.33, sampleSize: 300 },
        // Nur by 80, three peers by 10; there are no subordinates, so of 90. Explains: (100 x 80 + 113.33 x 10) / 90 = 101.48.
        // Listens: (80 x 80 + 93.33 x 10) / 90 = 81.48. Alike: two peers are too few, 120. Together 302.96 / 3.
        { key: 'interaksi-publik', weight: 15, effectiveWeight: 15, percent: 100.99, sampleSize: 4 },
        // (6 x 100 + 80) / 7; no peer marked it.
        { key: 'perilaku', weight: 20, effectiveWeight: 20, percent: 97.14, sampleSize: 1 },
        // (2 / 5 + 3 / 4 + 3 / 3) / 3, for suggestions only.
        { key: 'kompetensi', weight: 0, effectiveWeight: null, percent: 71.67, sampleSize: 1 },
        { key: 'suara-warga', weight: 0, effectiveWeight: null, percent: null, sampleSize: 0 },
      ],
      // (89 x 30 + 120 x 15 + 68 x 10 + 97.33 x 10) / 65 = 6123.33 / 65.
      workResult: { percent: 94.21, proposed: 'SESUAI_EKSPEKTASI' },
      // (100.99 x 15 + 97.14 x 20) / 35 = 3457.67 / 35.
      behaviour: { percent: 98.79, proposed: 'SESUAI_EKSPEKTASI' },
      // (6123.33 + 3457.67) / 100.
      total: 95.81,
      incomplete: [],
    });
  });

  test('tells what peers think where three or more have spoken, and of nobody in particular', async () => {
    const { opinions } = await read<{ opinions: unknown }>(rini, 'opinions { assessor key opinions mean }');
    expect(opinions).toEqual([
      // 4, 4, 3; and 2, 3, 3. Of the third item two have spoken.
      { assessor: 'PEER', key: 'mendengar-dan-menanggapi', opinions: 3, mean: 2.67 },
      { assessor: 'PEER', key: 'menjelaskan-dengan-jelas', opinions: 3, mean: 3.67 },
    ]);
    const { assessments } = await read<{ assessments: unknown }>(rini, 'assessments { assessor }');
    expect(assessments).toEqual([{ assessor: 'SUPERVISOR' }]);
  });

  test('ranks what needs repair, and what is mastered', async () => {
    expect(await read(rini, 'improvements { component name percent } strengths { component name percent }')).toEqual({
      improvements: [
        { component: 'kompetensi', name: 'Pelayanan publik', percent: 40 },
        { component: 'kecepatan', name: 'Kecepatan: berkas selesai tepat waktu', percent: 68 },
        { component: 'kompetensi', name: 'Aplikasi SIAK', percent: 75 },
      ],
      strengths: [
        { component: 'kualitatif', name: 'Mutu penjelasan di loket', percent: 120 },
        { component: 'interaksi-publik', name: 'Melayani setara', percent: 120 },
        { component: 'interaksi-publik', name: 'Menjelaskan dengan jelas', percent: 101.48 },
      ],
    });
  });
});

describe('a gap of competency', () => {
  const trainings = async () => {
    const { competencies } = await read<{ competencies: { trainings: readonly string[] } }>(
      rini,
      'competencies { trainings }',
    );
    return competencies.trainings;
  };
  const TRAINING = '... on Training { id state }';
  const training = (name: string, key: string, completedOn = '2026-10-05') => ({
    employeeId: people.Rini.id,
    name,
    completedOn,
    competencyKeys: [key],
  });

  test('suggests trainings, the one for the widest gap first', async () => {
    const { competencies } = await read<{ competencies: unknown }>(
      rini,
      'competencies { gaps { key requiredLevel level gap training } fitPercent fitCategory }',
    );
    expect(competencies).toEqual({
      gaps: [
        { key: 'pelayanan-publik', requiredLevel: 5, level: 2, gap: 3, training: 'Pelayanan prima' },
        { key: 'siak', requiredLevel: 4, level: 3, gap: 1, training: 'SIAK terpusat' },
      ],
      // (40 + 75 + 100) / 3, below 78.
      fitPercent: 71.67,
      fitCategory: 'Kurang optimal',
    });
    expect(await trainings()).toEqual(['Pelayanan prima', 'SIAK terpusat']);
  });

  test('suggests no training that was completed since: recorded by a personnel admin, or claimed and confirmed', async () => {
    at('2026-10-06T02:00:00Z');
    expect(await done(ani, 'recordTraining', training('Pelayanan prima', 'pelayanan-publik'), TRAINING)).toMatchObject({
      state: 'CONFIRMED',
    });
    expect(await trainings()).toEqual(['SIAK terpusat']);
    // What she learnt before she was rated has left the gap.
    await done(ani, 'recordTraining', training('SIAK terpusat', 'siak', '2025-03-14'), TRAINING);
    expect(await trainings()).toEqual(['SIAK terpusat']);
    const claimed = await done(rini, 'recordTraining', training('SIAK terpusat', 'siak'), TRAINING);
    expect(claimed).toMatchObject({ state: 'CLAIMED' });
    expect(await trainings()).toEqual(['SIAK terpusat']);
    await done(nur, 'judgeTraining', { id: claimed['id'], confirmed: true }, TRAINING);
    expect(await trainings()).toEqual([]);
  });
});

describe('a workshop of two agencies', () => {
  const WORKSHOP =
    '... on Workshop { id participantCount units { name } notes { edges { node { text author { name } } } } }';

  test('registers who takes part, who came, and the practices that they share', async () => {
    const held = await done(
      ani,
      'holdWorkshop',
      {
        title: 'Antrean singkat',
        topic: 'Cara dua loket memotong waktu tunggu',
        heldOn: '2026-10-08',
        unitIds: [registry, tenant.unit('Dinas Kesehatan').id],
      },
      WORKSHOP,
    );
    expect(held).toMatchObject({ units: [{ name: 'Dinas Kesehatan' }, { name: 'Dukcapil' }], participantCount: 0 });
    const workshop = { id: held['id'] };
    await done(rini, 'joinWorkshop', workshop, WORKSHOP);
    expect(await done(sofyan, 'joinWorkshop', workshop, WORKSHOP)).toMatchObject({ participantCount: 2 });
    expect(await act(amir, 'joinWorkshop', workshop, WORKSHOP)).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('unit kerja Saudara tidak termasuk'),
    });
    at('2026-10-08T08:00:00Z');
    const attendance = [
      { employeeId: people.Rini.id, attended: true },
      { employeeId: people.Sofyan.id, attended: false },
    ];
    await done(ani, 'recordAttendance', { ...workshop, attendance }, WORKSHOP);
    const text = 'Syarat diperiksa sebelum nomor antrean diambil';
    expect(await done(rini, 'sharePractice', { workshopId: held['id'], text }, WORKSHOP)).toMatchObject({
      notes: { edges: [{ node: { text, author: { name: 'Rini' } } }] },
    });
    const { data } = await amir<{ workshop: unknown }>(
      'query ($id: ID!) { workshop(id: $id) { participants { edges { node { attended employee { name } } } } } }',
      workshop,
    );
    expect(data.workshop).toEqual({
      participants: {
        edges: expect.arrayContaining([
          { node: { attended: true, employee: { name: 'Rini' } } },
          { node: { attended: false, employee: { name: 'Sofyan' } } },
        ]),
      },
    });
  });
});

describe('the right of reply', () => {
  interface Note {
    readonly id: string;
    readonly author: string;
    readonly text: string;
  }
  const notes = async (ask: AskAs) => {
    const { feedback } = await read<{ feedback: readonly Note[] }>(ask, 'feedback { id author text replyToId }');
    return feedback.filter(({ author }) => author !== 'PEER');
  };

  test('is hers before the predicate and after it, on the record', async () => {
    at('2026-10-12T02:00:00Z');
    await done(nur, 'writeFeedback', { id, text: 'Berkas Anda sering terlambat.', agreedAction: 'Meja ditata ulang' });
    const [note] = await notes(rini);
    await done(rini, 'writeFeedback', { id, text: 'Printer rusak dua pekan.', replyToId: note?.id });
    await done(rini, 'acknowledgeFeedback', { id });
    expect(await done(nur, 'acknowledgeFeedback', { id })).toMatchObject({ stage: 'DECISION' });
    at('2026-10-16T02:00:00Z');
    const expected = { workResult: 'SESUAI_EKSPEKTASI', behaviour: 'SESUAI_EKSPEKTASI' };
    expect(await act(nur, 'decideResult', { id, ...expected, workResult: 'DI_BAWAH_EKSPEKTASI' })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'reason', message: expect.stringContaining('SESUAI_EKSPEKTASI') }],
    });
    expect(await done(nur, 'decideResult', { id, ...expected })).toMatchObject({
      stage: 'DELIVERED',
      predicate: 'BAIK',
    });
    await done(rini, 'writeFeedback', { id, text: 'Saya terima; printer mohon diganti.', replyToId: note?.id });
    const replied = [
      { author: 'SUPERVISOR', text: 'Berkas Anda sering terlambat.', replyToId: null },
      { author: 'SELF', text: 'Printer rusak dua pekan.', replyToId: note?.id },
      { author: 'SELF', text: 'Saya terima; printer mohon diganti.', replyToId: note?.id },
    ];
    for (const ask of [rini, nur, amir, ani]) expect(await notes(ask)).toMatchObject(replied);
    expect(await notes(tono)).toEqual([]);
  });

  test('ends with the period for objections', async () => {
    // From Friday 16 October: 5 working days to the 23rd, 10 to the 30th, 14 to Thursday 5 November, in WITA.
    expect(await done(rini, 'confirmReceipt', { id })).toMatchObject({ objectUntil: '2026-11-05T15:59:59.999Z' });
    at('2026-11-05T16:00:00Z');
    expect(await done(ani, 'finaliseResult', { id })).toMatchObject({ stage: 'FINAL', predicate: 'BAIK' });
    expect(await act(rini, 'writeFeedback', { id, text: 'Satu lagi' })).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await participation(amir)).toEqual([
      { stage: 'FINAL', appraisals: 1 },
      { stage: 'PLANNING', appraisals: 4 },
    ]);
  });
});

describe('the public', () => {
  test('sees what is weak in the unit, and what is being done about it', async () => {
    await gateway.tick();
    const plan = {
      unitId: registry,
      element: 'waktu',
      period: PERIOD,
      action: 'Syarat diperiksa sebelum nomor antrean diambil',
      dueOn: '2026-12-15',
    };
    const IMPROVEMENT = '... on Improvement { id state }';
    expect(await act(rini, 'planImprovement', { input: plan }, IMPROVEMENT)).toMatchObject({
      __typename: 'NotPermitted',
    });
    expect(await done(nur, 'planImprovement', { input: plan }, IMPROVEMENT)).toMatchObject({ state: 'PLANNED' });
    const { data } = await gateway.ask<{ unit: unknown }>(
      `query ($unitId: ID!) { unit(id: $unitId) {
         weakestElements(period: "2026-Q3", first: 2) { place key meanScore ratings improvements { action state } } } }`,
      { unitId: registry },
    );
    expect(data.unit).toEqual({
      weakestElements: [
        {
          place: 1,
          key: 'waktu',
          meanScore: 2,
          ratings: 30,
          improvements: [{ action: 'Syarat diperiksa sebelum nomor antrean diambil', state: 'PLANNED' }],
        },
        { place: 2, key: 'persyaratan', meanScore: 3, ratings: 30, improvements: [] },
      ],
    });
  });

  test('moves nobody: what citizens say stands beside the scorecard as a figure of the team, with weight 0', async () => {
    // (8 x 3 + 2) / 9 x 25.
    expect(await read(rini, 'citizensSignal { value grade ratings weight unit { name } } score { total }')).toEqual({
      citizensSignal: { value: 72.22, grade: 'C', ratings: 30, weight: 0, unit: { name: 'Dukcapil' } },
      score: { total: 95.81 },
    });
  });

  test('finds nothing about a person', async () => {
    const { data, errors } = await gateway.ask<unknown>(
      `query ($appraisal: ID!, $employee: ID!, $cycle: ID!, $unit: ID!, $code: String!) {
        viewer { id }
        appraisal(id: $appraisal) { id predicate }
        employee(id: $employee) { name }
        node(id: $employee) { id }
        appraisalCycle(id: $cycle) { id }
        unit(id: $unit) { name head { name } posts { name } }
        tenant(code: $code) { workshops { edges { node { title } } } goals(year: 2026) { edges { node { text } } } }
      }`,
      { appraisal: id, employee: people.Rini.id, cycle: cycleId, unit: registry, code: tenant.code },
    );
    expect(data).toEqual({
      viewer: null,
      appraisal: null,
      employee: null,
      node: null,
      appraisalCycle: null,
      unit: { name: 'Dukcapil', head: null, posts: null },
      tenant: { workshops: null, goals: null },
    });
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(Array.from({ length: 4 }, () => 'NOT_FOUND'));
    expect(JSON.stringify(errors)).not.toContain('Rini');
  });
});
