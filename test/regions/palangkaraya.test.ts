import { describe, expect, test } from 'vitest';
import { act, done, formFor, marksFor, startRegion } from '../support/appraisal.ts';
import type { AskAs } from '../support/sign-in.ts';
import { nineAnswers, rating, submitByTens } from '../support/submit.ts';

/*
 * Palangka Raya: results are watched, and the public is heard. The goal of the city comes down to what Rini plans at the
 * health office; each quarter she reports what was done and what it changed for people, and her head Andjar evaluates that.
 * He rates indicator by indicator; Rini is recognised, Yanto, who lags, is guided. Citizens rate the office: everybody sees
 * it, and it moves nobody's score.
 */

const region = await startRegion({
  policy: 'palangkaraya',
  now: '2026-06-22T02:00:00Z',
  code: '62.71',
  name: 'Kota Palangka Raya',
  zone: 'Asia/Jakarta',
  units: [
    { name: 'Sekretariat Daerah' },
    { name: 'Dinas Kesehatan', parent: 'Sekretariat Daerah', staff: 14, services: ['Imunisasi'] },
  ],
  people: [
    { name: 'Hera', unit: 'Sekretariat Daerah', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
    { name: 'Tiur', unit: 'Sekretariat Daerah', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Andjar', unit: 'Dinas Kesehatan', post: 'Kepala Dinas', heads: true },
    { name: 'Rini', unit: 'Dinas Kesehatan', post: 'Pengelola Program Imunisasi' },
    { name: 'Yanto', unit: 'Dinas Kesehatan', post: 'Epidemiolog' },
  ],
});
const { at, as, people, tenant, gateway } = region;
const [hera, tiur, andjar, rini, yanto] = await Promise.all([
  as('Hera'),
  as('Tiur'),
  as('Andjar'),
  as('Rini'),
  as('Yanto'),
]);
const PERIOD = '2026-Q3';
const { cycleId } = await region.openCycle('Tiur', PERIOD);
const ofRini = await region.appraisalOf('Rini', PERIOD);
const ofYanto = await region.appraisalOf('Yanto', PERIOD);
const office = tenant.unit('Dinas Kesehatan').id;

const read = async <Fields>(ask: AskAs, fields: string, id = ofRini): Promise<Fields> => {
  const { data, errors } = await ask<{ appraisal: Fields }>(`query ($id: ID!) { appraisal(id: $id) { ${fields} } }`, {
    id,
  });
  expect(errors).toEqual([]);
  return data.appraisal;
};

const idOf = ({ id }: Awaited<ReturnType<typeof done>>) => String(id);

const setGoal = (level: 'REGION' | 'UNIT', text: string, rest: object = {}) =>
  done(hera, 'setGoal', { input: { level, year: 2026, text, ...rest } }, '... on Goal { id }').then(idOf);

const cityGoal = await setGoal('REGION', 'Warga kota hidup sehat', { measure: 'Angka harapan hidup' });
const officeGoal = await setGoal('UNIT', 'Setiap bayi terlindungi imunisasi', {
  parentId: cityGoal,
  unitIds: [office],
});

const counted = (component: string, name: string, weight: number, target: string, unitOfMeasure: string) => ({
  component,
  plan: 'Imunisasi dasar menjangkau setiap bayi',
  name,
  kind: 'COUNT',
  weight,
  unitOfMeasure,
  direction: 'HIGHER_IS_BETTER',
  target,
  goalId: officeGoal,
});

const PLAN = [
  counted('keluaran', 'Posyandu yang didampingi', 60, '50', 'posyandu'),
  {
    component: 'keluaran',
    plan: 'Catatan imunisasi dapat dipercaya',
    name: 'Mutu pencatatan imunisasi',
    kind: 'QUALITATIVE',
    aspect: 'KUALITAS',
    weight: 40,
    targetText: 'Setiap suntikan tercatat pada hari yang sama',
    goalId: officeGoal,
  },
  {
    ...counted('dampak', 'Bayi dengan imunisasi dasar lengkap', 70, '92', 'persen'),
    kind: 'MEASURED',
    aspect: 'KUALITAS',
  },
  {
    ...counted('dampak', 'Bayi yang putus imunisasi', 30, '8', 'persen'),
    kind: 'MEASURED',
    aspect: 'KUALITAS',
    direction: 'LOWER_IS_BETTER',
  },
];

interface Indicator {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

const indicatorsOf = async (ask: AskAs, id: string) =>
  (await read<{ indicators: readonly Indicator[] }>(ask, 'indicators { id key name }', id)).indicators;

describe('the periodic evaluation', () => {
  test('has stages that open and close by the quarter', async () => {
    expect(await read(rini, 'stages { stage opensOn closesOn }')).toEqual({
      stages: [
        { stage: 'PLANNING', opensOn: '2026-06-17', closesOn: '2026-07-15' },
        { stage: 'RUNNING', opensOn: '2026-07-01', closesOn: '2026-10-05' },
        { stage: 'SUPERVISOR_RATING', opensOn: '2026-10-01', closesOn: '2026-10-10' },
        { stage: 'FEEDBACK', opensOn: '2026-10-08', closesOn: '2026-10-17' },
        { stage: 'DECISION', opensOn: '2026-10-11', closesOn: '2026-10-24' },
        { stage: 'DELIVERED', opensOn: null, closesOn: null },
        { stage: 'OBJECTION', opensOn: null, closesOn: null },
        { stage: 'FINAL', opensOn: null, closesOn: null },
      ],
    });
  });

  test('tells its method: what counts how much, and what happens to what is missing', async () => {
    expect(await read(rini, 'policy { source components { key weight missing } }')).toEqual({
      policy: {
        source: expect.stringContaining('PermenPANRB 6/2022'),
        components: [
          { key: 'keluaran', weight: 35, missing: 'INCOMPLETE' },
          { key: 'dampak', weight: 25, missing: 'REWEIGHT' },
          { key: 'perilaku', weight: 40, missing: 'INCOMPLETE' },
          { key: 'suara-warga', weight: 0, missing: 'REWEIGHT' },
        ],
      },
    });
  });
});

describe('the goal of the city', () => {
  test('is set by a leader, not by staff', async () => {
    const input = { level: 'REGION', year: 2026, text: 'Sasaran sendiri' };
    expect(await act(rini, 'setGoal', { input }, '... on Goal { id }')).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('comes down through the office to the indicators of a person', async () => {
    const wrong = PLAN.map((one) => ({ ...one, goalId: people.Rini.id }));
    expect(await act(rini, 'editPlan', { id: ofRini, indicators: wrong })).toMatchObject({
      __typename: 'InvalidInput',
      issues: PLAN.map((_, place) => ({ path: `indicators.${place}.goalId` })),
    });
    await done(rini, 'editPlan', { id: ofRini, indicators: PLAN });
    await done(andjar, 'approvePlan', { id: ofRini });
    const goal = {
      level: 'UNIT',
      text: 'Setiap bayi terlindungi imunisasi',
      units: [{ name: 'Dinas Kesehatan' }],
      parent: { level: 'REGION', text: 'Warga kota hidup sehat', measure: 'Angka harapan hidup', parent: null },
    };
    expect(
      await read(
        rini,
        'indicators { goal { level text units { name } parent { level text measure parent { text } } } }',
      ),
    ).toEqual({ indicators: PLAN.map(() => ({ goal })) });
  });

  test('is not served by everybody: the plan of Yanto has an output alone', async () => {
    const indicators = [{ ...counted('keluaran', 'Kasus DBD yang diselidiki', 100, '20', 'kasus'), goalId: null }];
    await done(yanto, 'editPlan', { id: ofYanto, indicators });
    await done(andjar, 'approvePlan', { id: ofYanto });
    expect(await read(yanto, 'stage indicators { goal { id } }', ofYanto)).toEqual({
      stage: 'RUNNING',
      indicators: [{ goal: null }],
    });
  });
});

describe('the realisation', () => {
  test('is reported with evidence and with the number of cases behind a rate', async () => {
    at('2026-09-29T02:00:00Z');
    const reached = [
      { realisation: '55' },
      { realisationText: 'Semua tercatat pada hari yang sama' },
      { realisation: '96.6', sampleSize: 412 },
      { realisation: '10', sampleSize: 412 },
    ];
    const realisations = (await indicatorsOf(rini, ofRini)).map(({ id }, place) => ({
      indicatorId: id,
      ...reached[place],
      evidence: ['https://dinkes.palangkaraya.example/imunisasi.pdf'],
    }));
    await done(rini, 'reportRealisation', { id: ofRini, realisations });
    const [only] = await indicatorsOf(yanto, ofYanto);
    await done(yanto, 'reportRealisation', {
      id: ofYanto,
      realisations: [{ indicatorId: only?.id, realisation: '12', evidence: ['https://dinkes.example/dbd.pdf'] }],
    });
    expect(await read(rini, 'indicators { target realisation sampleSize evidence }')).toMatchObject({
      indicators: [
        { target: '50', realisation: '55', sampleSize: null, evidence: [expect.stringContaining('imunisasi.pdf')] },
        { target: null, realisation: null },
        { target: '92', realisation: '96.6', sampleSize: 412 },
        { target: '8', realisation: '10', sampleSize: 412 },
      ],
    });
  });
});

describe('the performance report', () => {
  const REPORT =
    '... on PerformanceReport { id state version output outcome strengths improvements evaluatedBy { name } }';
  const input = {
    period: PERIOD,
    kind: 'PROGRAMME_RESULT',
    output: '55 posyandu didampingi; 1.940 suntikan',
    outcome: 'Bayi dengan imunisasi dasar lengkap naik dari 91 menjadi 96,6 persen',
    obstacles: 'Tiga kelurahan terendam banjir',
    evidence: ['https://dinkes.palangkaraya.example/laporan.pdf'],
  };
  const submit = (changed: object = {}) =>
    ['submitPerformanceReport', { input: { ...input, ...changed } }, REPORT] as const;
  let id = '';

  test('of a programme tells what it changed for people, not only what was done', async () => {
    expect(await act(rini, ...submit({ outcome: null }))).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'outcome', message: expect.stringContaining('pengaruhnya bagi masyarakat') }],
    });
    const report = await done(rini, ...submit());
    id = idOf(report);
    expect(report).toMatchObject({ state: 'PENDING', output: input.output, outcome: input.outcome });
  });

  test('is evaluated by the superior alone, and written again when it comes back', async () => {
    const evaluate = (ask: AskAs, evaluation: object) =>
      [ask, 'evaluatePerformanceReport', { id, ...evaluation }, REPORT] as const;
    for (const ask of [rini, yanto])
      expect(await act(...evaluate(ask, { verdict: 'ACCEPTED' }))).toMatchObject({ __typename: 'NotPermitted' });
    await done(...evaluate(andjar, { verdict: 'RETURNED', note: 'Sebutkan kelurahan yang terendam.' }));
    await done(rini, ...submit({ obstacles: 'Kelurahan Langkai, Pahandut, dan Tanjung Pinang terendam banjir' }));
    const accepted = await done(
      ...evaluate(andjar, {
        verdict: 'ACCEPTED',
        strengths: 'Menjangkau kelurahan yang sulit',
        improvements: 'Mencari bayi yang putus imunisasi',
      }),
    );
    expect(accepted).toMatchObject({
      id,
      state: 'ACCEPTED',
      strengths: 'Menjangkau kelurahan yang sulit',
      improvements: 'Mencari bayi yang putus imunisasi',
      evaluatedBy: { name: 'Andjar' },
    });
  });
});

test('citizens rate the office without an account', async () => {
  at('2026-09-30T03:00:00Z');
  const serviceId = tenant.service('Imunisasi').id;
  // Half of them give twos and a one for `waktu`, the third of the nine elements; the other half give threes throughout.
  const ratings = Array.from({ length: 20 }, (_, place) =>
    rating(serviceId, { answers: nineAnswers(place < 10 ? [2, 2, 1, 2, 2, 2, 2, 2, 2] : 3) }),
  );
  await submitByTens(gateway, ratings);
  const { data } = await gateway.ask<{ unit: object }>(
    'query ($id: ID!) { unit(id: $id) { satisfactionIndex(period: "2026-Q3") { closed ratings } } }',
    { id: office },
  );
  expect(data.unit).toEqual({ satisfactionIndex: { closed: false, ratings: 20 } });
});

describe('the rating', () => {
  test('goes indicator by indicator and value by value', async () => {
    at('2026-10-02T02:00:00Z');
    for (const id of [ofRini, ofYanto]) await done(andjar, 'closeRealisation', { id });
    const form = await formFor(andjar, ofRini, 'SUPERVISOR');
    // One qualitative indicator and the seven values; what has a number is not marked by hand.
    expect(form).toHaveLength(8);
    const quality = form.find(({ key }) => key.startsWith('indicator:'))?.key ?? '';
    await done(andjar, 'submitRating', {
      id: ofRini,
      marks: marksFor(form, 4, { [quality]: 3, 'berorientasi-pelayanan': 5, adaptif: 3 }),
      strengths: 'Dekat dengan warga',
      improvements: 'Bayi yang putus imunisasi perlu dicari',
    });
    await done(andjar, 'submitRating', {
      id: ofYanto,
      marks: marksFor(await formFor(andjar, ofYanto, 'SUPERVISOR'), 3),
      improvements: 'Penyelidikan kasus terlambat',
    });
  });

  test('shows strengths and weaknesses indicator by indicator', async () => {
    const { score, assessments } = await read<{
      score: { components: readonly { key: string; parts: readonly { key: string; percent: number }[] }[] };
      assessments: unknown;
    }>(rini, 'score { components { key parts { key percent } } } assessments { assessor strengths improvements }');
    const names = new Map((await indicatorsOf(rini, ofRini)).map(({ key, name }) => [key, name]));
    const shown = score.components.flatMap(({ parts }) =>
      parts.map(({ key, percent }) => [names.get(key) ?? key, percent] as const),
    );
    expect(shown).toEqual([
      ['Posyandu yang didampingi', 110], // 55 of 50
      ['Mutu pencatatan imunisasi', 100], // mark 3
      ['Bayi dengan imunisasi dasar lengkap', 105], // 96.6 of 92
      ['Bayi yang putus imunisasi', 80], // less is better: 8 by 10
      ['berorientasi-pelayanan', 120], // mark 5, the highest
      ['akuntabel', 110], // mark 4
      ['kompeten', 110],
      ['harmonis', 110],
      ['loyal', 110],
      ['adaptif', 100], // mark 3, the lowest of the seven
      ['kolaboratif', 110],
    ]);
    expect(assessments).toEqual([
      {
        assessor: 'SUPERVISOR',
        strengths: 'Dekat dengan warga',
        improvements: 'Bayi yang putus imunisasi perlu dicari',
      },
    ]);
  });

  test('names what is mastered and what is to improve', async () => {
    const outstanding = 'strengths { name percent } improvements { name percent }';
    expect(await read(rini, outstanding)).toEqual({
      strengths: [
        { name: 'Berorientasi Pelayanan', percent: 120 },
        { name: 'Posyandu yang didampingi', percent: 110 },
        { name: 'Akuntabel', percent: 110 },
      ],
      improvements: [{ name: 'Bayi yang putus imunisasi', percent: 80 }],
    });
    expect(await read(yanto, outstanding, ofYanto)).toMatchObject({
      improvements: [{ name: 'Kasus DBD yang diselidiki', percent: 60 }],
    });
  });
});

const SCORE = `score {
  total incomplete components { key percent effectiveWeight sampleSize }
  workResult { percent proposed } behaviour { percent proposed }
}`;

/*
 * Outputs: (110 x 60 + 100 x 40) / 100 = 106. Outcomes: (105 x 70 + 80 x 30) / 100 = 97.5.
 * Work result: (106 x 35 + 97.5 x 25) / 60 = 6147.5 / 60 = 102.46, from 85 and below 105: as expected.
 * Behaviour: (120 + 5 x 110 + 100) / 7 = 110, from 105 upward: above expectation.
 * Total: (6147.5 + 110 x 40) / 100 = 105.475, rounded half up.
 */
const SCORE_OF_RINI = {
  total: 105.48,
  incomplete: [],
  components: [
    { key: 'keluaran', percent: 106, effectiveWeight: 35, sampleSize: 2 },
    { key: 'dampak', percent: 97.5, effectiveWeight: 25, sampleSize: 2 },
    { key: 'perilaku', percent: 110, effectiveWeight: 40, sampleSize: 1 },
    { key: 'suara-warga', percent: null, effectiveWeight: null, sampleSize: 0 },
  ],
  workResult: { percent: 102.46, proposed: 'SESUAI_EKSPEKTASI' },
  behaviour: { percent: 110, proposed: 'DI_ATAS_EKSPEKTASI' },
};

describe('the score', () => {
  test('weighs outputs, outcomes and behaviour', async () => {
    expect(await read(rini, SCORE)).toEqual({ score: SCORE_OF_RINI });
  });

  test('gives the weight of outcomes that were not planned to the rest; they are not zero', async () => {
    // Outputs: 12 of 20 are 60. Behaviour: 100. Total: (60 x 35 + 100 x 40) / 75; 35 of 75 are 46.67 %.
    expect(await read(yanto, SCORE, ofYanto)).toEqual({
      score: {
        total: 81.33,
        incomplete: [],
        components: [
          { key: 'keluaran', percent: 60, effectiveWeight: 46.67, sampleSize: 1 },
          { key: 'dampak', percent: null, effectiveWeight: null, sampleSize: 0 },
          { key: 'perilaku', percent: 100, effectiveWeight: 53.33, sampleSize: 1 },
          { key: 'suara-warga', percent: null, effectiveWeight: null, sampleSize: 0 },
        ],
        workResult: { percent: 60, proposed: 'DI_BAWAH_EKSPEKTASI' },
        behaviour: { percent: 100, proposed: 'SESUAI_EKSPEKTASI' },
      },
    });
  });
});

test('each number is explained with its own figures', async () => {
  const { explanation } = await read<{ explanation: readonly { key: string; lines: readonly string[] }[] }>(
    rini,
    'explanation { key lines }',
  );
  const linesOf = (wanted: string) => explanation.find(({ key }) => key === wanted)?.lines.join(' ');
  expect(linesOf('dampak')).toMatch(/96,6.*92.*97,5/);
  expect(linesOf('WORK_RESULT')).toContain('102,46');
  expect(linesOf('TOTAL')).toContain('105,48');
});

describe('the voice of citizens', () => {
  const signal = 'citizensSignal { unit { name } period value grade ratings weight }';

  test('is shown for the office with the number of ratings, once the quarter is closed', async () => {
    expect(await read(rini, signal)).toEqual({ citizensSignal: null });
    at('2026-10-08T03:00:00Z');
    await gateway.tick();
    // Time: (10 x 1 + 10 x 3) / 20 = 2; the other eight: (10 x 2 + 10 x 3) / 20 = 2.5. (8 x 2.5 + 2) / 9 x 25 = 61.11, below
    // 65: grade D.
    expect(await read(rini, signal)).toEqual({
      citizensSignal: {
        unit: { name: 'Dinas Kesehatan' },
        period: PERIOD,
        value: 61.11,
        grade: 'D',
        ratings: 20,
        weight: 0,
      },
    });
  });

  test('is the same for everybody in the office, and moves nobody’s score', async () => {
    expect(await read(yanto, signal, ofYanto)).toEqual(await read(rini, signal));
    expect(await read(rini, SCORE)).toEqual({ score: SCORE_OF_RINI });
  });

  test('leads to a plan for the weakest element, which everybody can follow to its result', async () => {
    const IMPROVEMENT = '... on Improvement { id state }';
    const plan = {
      unitId: office,
      element: 'waktu',
      period: PERIOD,
      action: 'Loket imunisasi kedua setiap Senin',
      dueOn: '2026-10-30',
    };
    expect(await act(rini, 'planImprovement', { input: plan }, IMPROVEMENT)).toMatchObject({
      __typename: 'NotPermitted',
    });
    const planned = await done(andjar, 'planImprovement', { input: plan }, IMPROVEMENT);
    const report = { id: idOf(planned), state: 'DONE', result: 'Antrean turun dari 50 menjadi 20 menit' };
    expect(await done(andjar, 'reportImprovement', report, IMPROVEMENT)).toMatchObject({ state: 'DONE' });
    const { data } = await gateway.ask<{ unit: object }>(
      `query ($id: ID!) { unit(id: $id) { weakestElements(period: "2026-Q3", first: 1) {
         key meanScore ratings improvements { action dueOn state result } } } }`,
      { id: office },
    );
    const { action, dueOn } = plan;
    expect(data.unit).toEqual({
      weakestElements: [
        {
          key: 'waktu',
          meanScore: 2,
          ratings: 20,
          improvements: [{ action, dueOn, state: 'DONE', result: report.result }],
        },
      ],
    });
  });
});

test('the feedback names the indicator that lags, and both have read it', async () => {
  const [lagging] = (await indicatorsOf(andjar, ofRini)).filter(({ name }) => name === 'Bayi yang putus imunisasi');
  await done(andjar, 'writeFeedback', {
    id: ofRini,
    text: 'Satu dari sepuluh bayi masih putus imunisasi.',
    agreedAction: 'Kunjungan rumah tiap Kamis',
    indicatorId: lagging?.id,
  });
  await done(andjar, 'writeFeedback', { id: ofYanto, text: 'Kasus diselidiki terlambat.' });
  for (const [ask, id] of [
    [rini, ofRini],
    [yanto, ofYanto],
  ] as const) {
    await done(ask, 'acknowledgeFeedback', { id });
    expect(await done(andjar, 'acknowledgeFeedback', { id })).toMatchObject({ stage: 'DECISION' });
  }
  expect(await read(rini, 'feedback { author agreedAction indicatorId }')).toEqual({
    feedback: [{ author: 'SUPERVISOR', agreedAction: 'Kunjungan rumah tiap Kamis', indicatorId: lagging?.id }],
  });
});

describe('the predicate', () => {
  const achieve = (ask: AskAs) =>
    act(
      ask,
      'setAchievement',
      { cycleId, unitId: office, achievement: 'BAIK', reason: 'Cakupan imunisasi kota 93 persen' },
      '... on AppraisalCycle { id }',
    );

  test('stands beside what the office achieved, which a leader sets', async () => {
    expect(await achieve(andjar)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await achieve(hera)).toMatchObject({ id: cycleId });
  });

  test('follows from the two ratings of the rater by the national matrix', async () => {
    at('2026-10-12T02:00:00Z');
    expect(
      await done(andjar, 'decideResult', {
        id: ofRini,
        workResult: 'SESUAI_EKSPEKTASI',
        behaviour: 'DI_ATAS_EKSPEKTASI',
        recommendation: 'Menjadi pendamping bagi rekan',
      }),
    ).toMatchObject({ stage: 'DELIVERED', predicate: 'BAIK' });
    expect(
      await done(andjar, 'decideResult', {
        id: ofYanto,
        workResult: 'DI_BAWAH_EKSPEKTASI',
        behaviour: 'SESUAI_EKSPEKTASI',
      }),
    ).toMatchObject({ stage: 'DELIVERED', predicate: 'BUTUH_PERBAIKAN' });
  });

  test('that leaves the distribution guidance is a warning to the leader, and stands', async () => {
    const { data } = await hera<{ appraisalCycle: { distribution: unknown } }>(
      `query ($id: ID!, $unit: ID!) {
         appraisalCycle(id: $id) { distribution(unitId: $unit) { achievement counts { predicate people } warnings { message } } }
       }`,
      { id: cycleId, unit: office },
    );
    // Of a good office more than half should be good: here it is one of two.
    expect(data.appraisalCycle.distribution).toEqual({
      achievement: 'BAIK',
      counts: [
        { predicate: 'SANGAT_BAIK', people: 0 },
        { predicate: 'BAIK', people: 1 },
        { predicate: 'BUTUH_PERBAIKAN', people: 1 },
        { predicate: 'KURANG', people: 0 },
        { predicate: 'SANGAT_KURANG', people: 0 },
      ],
      warnings: [
        { message: expect.stringContaining('Saat ini 1 dari 2 orang (50,0%)') },
        { message: expect.stringContaining('Hanya ada 2 orang') },
      ],
    });
    expect(await read(yanto, 'predicate predicateLabel', ofYanto)).toEqual({
      predicate: 'BUTUH_PERBAIKAN',
      predicateLabel: 'Butuh Perbaikan',
    });
  });
});

describe('the recognition', () => {
  const RECOGNITION = '... on Recognition { id title consentedAt appraisalId issuedBy { name } }';
  const issue = (ask: AskAs) =>
    act(
      ask,
      'issueRecognition',
      {
        employeeId: people.Rini.id,
        title: 'Penggerak imunisasi',
        reason: 'Imunisasi dasar lengkap naik menjadi 96,6 persen',
        appraisalId: ofRini,
      },
      RECOGNITION,
    );
  const inPublic = async () => {
    const { data } = await gateway.ask<{ unit: { recognitions: { edges: readonly { node: object }[] } } }>(
      'query ($id: ID!) { unit(id: $id) { recognitions { edges { node { name title reason } } } } }',
      { id: office },
    );
    return data.unit.recognitions.edges.map(({ node }) => node);
  };
  let id = '';

  test('is issued by an official for a result, and is nobody’s business yet', async () => {
    expect(await issue(yanto)).toMatchObject({ __typename: 'NotPermitted' });
    const issued = await issue(andjar);
    id = idOf(issued);
    expect(issued).toMatchObject({ appraisalId: ofRini, consentedAt: null, issuedBy: { name: 'Andjar' } });
    expect(await inPublic()).toEqual([]);
  });

  test('is public as long as the person agrees, and not a moment longer', async () => {
    const consent = (ask: AskAs, agrees: boolean) =>
      act(ask, 'consentToPublication', { recognitionId: id, consent: agrees }, RECOGNITION);
    expect(await consent(andjar, true)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await consent(rini, true)).toMatchObject({ consentedAt: '2026-10-12T02:00:00.000Z' });
    expect(await inPublic()).toEqual([
      { name: 'Rini', title: 'Penggerak imunisasi', reason: 'Imunisasi dasar lengkap naik menjadi 96,6 persen' },
    ]);
    expect(await consent(rini, false)).toMatchObject({ consentedAt: null });
    expect(await inPublic()).toEqual([]);
  });
});

describe('the guidance', () => {
  const GUIDANCE =
    '... on Guidance { id appraisalId outcome outcomeNote actions { id text dueOn done note reportedBy { name } } }';
  const actionsOf = (ended: Awaited<ReturnType<typeof done>>) =>
    (ended['actions'] as readonly { id: string }[]).map((action) => action.id);
  let id = '';
  let actions: readonly string[] = [];

  test('is opened by the superior for whom lags, with actions and their days', async () => {
    const opened = await done(
      andjar,
      'openGuidance',
      {
        employeeId: people.Yanto.id,
        reason: 'Delapan dari 20 kasus belum diselidiki',
        actions: [
          { text: 'Menyusun jadwal penyelidikan', dueOn: '2026-10-23' },
          { text: 'Mengikuti pelatihan surveilans', dueOn: '2026-11-20' },
        ],
        appraisalId: ofYanto,
      },
      GUIDANCE,
    );
    id = idOf(opened);
    actions = actionsOf(opened);
    expect(opened).toMatchObject({
      appraisalId: ofYanto,
      outcome: null,
      actions: [
        { dueOn: '2026-10-23', done: null },
        { dueOn: '2026-11-20', done: null },
      ],
    });
  });

  test('is closed with an outcome once there is word of every action', async () => {
    const close = { id, outcome: 'IMPROVED', note: 'Delapan kasus yang tersisa sudah diselidiki' };
    await done(yanto, 'reportGuidanceAction', { id: actions[0], done: true, note: 'Jadwal dipakai' }, GUIDANCE);
    expect(await act(andjar, 'closeGuidance', close, GUIDANCE)).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('tindakan ke-2'),
    });
    await done(andjar, 'reportGuidanceAction', { id: actions[1], done: false, note: 'Kelas penuh' }, GUIDANCE);
    expect(await act(yanto, 'closeGuidance', close, GUIDANCE)).toMatchObject({ __typename: 'NotPermitted' });
    await done(andjar, 'closeGuidance', close, GUIDANCE);
    const { data } = await yanto<{ viewer: { employee: { guidances: { edges: readonly { node: unknown }[] } } } }>(
      `{ viewer { employee { guidances(first: 3) { edges { node { outcome outcomeNote actions { done note reportedBy { name } } } } } } } }`,
    );
    expect(data.viewer.employee.guidances.edges).toEqual([
      {
        node: {
          outcome: 'IMPROVED',
          outcomeNote: 'Delapan kasus yang tersisa sudah diselidiki',
          actions: [
            { done: true, note: 'Jadwal dipakai', reportedBy: { name: 'Yanto' } },
            { done: false, note: 'Kelas penuh', reportedBy: { name: 'Andjar' } },
          ],
        },
      },
    ]);
  });
});

describe('the result', () => {
  test('is final after fourteen working days in which nobody objected', async () => {
    await done(
      tiur,
      'setHolidays',
      { input: { year: 2026, holidays: [{ day: '2026-10-30', name: 'Libur daerah' }] } },
      '... on HolidayCalendar { year }',
    );
    at('2026-10-13T02:00:00Z');
    expect(await act(tiur, 'finaliseResult', { id: ofRini })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('belum dicatat'),
    });
    // Received on a Tuesday. Working days: 14 to 16 October (3), 19 to 23 (8), 26 to 29 (12), not the holiday on the 30th,
    // 2 November (13) and 3 November (14), whose last millisecond is in UTC seven hours before midnight.
    expect(await done(rini, 'confirmReceipt', { id: ofRini })).toMatchObject({
      objectUntil: '2026-11-03T16:59:59.999Z',
    });
    at('2026-11-03T16:59:59.999Z');
    await gateway.tick();
    expect(await act(tiur, 'finaliseResult', { id: ofRini })).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await read(rini, 'stage')).toEqual({ stage: 'DELIVERED' });
    at('2026-11-03T17:00:00Z');
    await gateway.tick();
    expect(await read(rini, 'stage predicate')).toEqual({ stage: 'FINAL', predicate: 'BAIK' });
    expect(await act(rini, 'fileObjection', { id: ofRini, reason: 'Terlambat' })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Final'),
    });
  });

  test('can be retraced step by step by the person', async () => {
    const { history } = await read<{ history: readonly { actor: string; what: string }[] }>(
      rini,
      'history { actor what }',
    );
    expect(history.map(({ actor, what }) => `${actor}: ${what}`)).toEqual([
      'Rini: mengubah rencana hasil kerja',
      'Andjar: menyetujui rencana hasil kerja',
      'Rini: mengisi realisasi dan bukti dukung',
      'Andjar: menutup pengisian realisasi',
      'Andjar: mengirim penilaian atasan',
      'Rini: menyatakan sudah membaca umpan balik',
      'Andjar: menyatakan sudah membaca umpan balik',
      'Andjar: menetapkan rating dan predikat',
      'Rini: menyatakan dokumen evaluasi sudah diterima',
      'Sistem: menyatakan hasil final',
    ]);
  });
});
