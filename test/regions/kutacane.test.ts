import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { act, done, formFor, marksFor, startRegion } from '../support/appraisal.ts';
import { createOperator, importAttendance } from '../support/import.ts';
import type { AskAs } from '../support/sign-in.ts';
import { nineAnswers, rating, submitByTens } from '../support/submit.ts';

/*
 * Kutacane (Kabupaten Aceh Tenggara): a month by individual key indicators (IKU). Dewi, a nurse of the Puskesmas, writes
 * down each day what she did; her head Nurul judges it, or Fitri while Nurul is away. Attendance comes from the machine at
 * the door, contributions to programmes with evidence, and Nurul marks integrity, professionalism and innovation. Nobody
 * imported the attendance of Ilham: his month stays open, and is not zero.
 */

const region = await startRegion({
  policy: 'kutacane',
  now: '2026-08-27T02:00:00Z',
  code: '11.02',
  name: 'Kabupaten Aceh Tenggara',
  zone: 'Asia/Jakarta',
  units: [
    { name: 'Dinas Kesehatan' },
    {
      name: 'Puskesmas Kutacane',
      kind: 'puskesmas',
      parent: 'Dinas Kesehatan',
      staff: 24,
      services: ['Rawat Jalan'],
    },
  ],
  people: [
    { name: 'Salim', unit: 'Dinas Kesehatan', post: 'Kepala Dinas', heads: true, roles: ['LEADER'] },
    { name: 'Zulkifli', unit: 'Dinas Kesehatan', post: 'Pengelola Kepegawaian', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Nurul', unit: 'Puskesmas Kutacane', post: 'Kepala Puskesmas', heads: true },
    { name: 'Fitri', unit: 'Puskesmas Kutacane', post: 'Bidan Koordinator' },
    { name: 'Dewi', unit: 'Puskesmas Kutacane', post: 'Perawat' },
    { name: 'Ilham', unit: 'Puskesmas Kutacane', post: 'Perawat' },
  ],
});
const { at, as, people, tenant, gateway } = region;
const [salim, nurul, fitri, dewi, ilham] = await Promise.all([
  as('Salim'),
  as('Nurul'),
  as('Fitri'),
  as('Dewi'),
  as('Ilham'),
]);
const operator = await createOperator(gateway, tenant);
const PERIOD = '2026-09';
await region.openCycle('Zulkifli', PERIOD);
const ofDewi = await region.appraisalOf('Dewi', PERIOD);
const ofIlham = await region.appraisalOf('Ilham', PERIOD);

const read = async <Fields>(ask: AskAs, fields: string, id = ofDewi): Promise<Fields> => {
  const { data, errors } = await ask<{ appraisal: Fields }>(`query ($id: ID!) { appraisal(id: $id) { ${fields} } }`, {
    id,
  });
  expect(errors).toEqual([]);
  return data.appraisal;
};

interface Indicator {
  readonly id: string;
  readonly name: string;
}

const indicatorsOf = async (ask: AskAs, id: string) =>
  (await read<{ indicators: readonly Indicator[] }>(ask, 'indicators { id name }', id)).indicators;

const iku = (name: string, kind: 'COUNT' | 'MEASURED', weight: number, target: string, unitOfMeasure: string) => ({
  component: 'iku',
  plan: 'Warga sehat di wilayah kerja Puskesmas',
  name,
  kind,
  weight,
  unitOfMeasure,
  direction: 'HIGHER_IS_BETTER',
  target,
});

interface Reminder {
  readonly id: string;
  readonly kind: string;
  readonly dueOn: string;
  readonly text: string;
  readonly readAt: string | null;
  readonly settled: boolean;
}

/** What somebody is reminded of on a day, and was before; the latest first. */
const remindersOn = async (ask: AskAs, instant: string): Promise<readonly Reminder[]> => {
  at(instant);
  await gateway.tick();
  const { data } = await ask<{ viewer: { reminders: readonly Reminder[] } }>(
    '{ viewer { reminders { id kind dueOn text readAt settled } } }',
  );
  return data.viewer.reminders;
};

test('whoever has to act is reminded that a stage is open: the person, and the head for each person', async () => {
  // The next morning: the work of the day on which the cycle was opened had been done before.
  const open = 'Tahap Perencanaan September 2026 dibuka, sampai dengan 6 September 2026.';
  expect(await remindersOn(dewi, '2026-08-28T01:00:00Z')).toMatchObject([{ kind: 'STAGE_OPENS', text: open }]);
  expect((await remindersOn(nurul, '2026-08-28T01:00:00Z')).map(({ text }) => text).toSorted()).toEqual([
    `Dewi: ${open}`,
    `Fitri: ${open}`,
    `Ilham: ${open}`,
    open,
  ]);
});

test('each person has key indicators for the month, approved by the head', async () => {
  const plans = [
    [
      dewi,
      ofDewi,
      [iku('Kunjungan rumah', 'COUNT', 50, '40', 'rumah'), iku('Kontrol ulang', 'MEASURED', 50, '80', 'persen')],
    ],
    [ilham, ofIlham, [iku('Pasien luka dirawat', 'COUNT', 100, '20', 'pasien')]],
  ] as const;
  for (const [ask, id, indicators] of plans) {
    await done(ask, 'editPlan', { id, indicators });
    expect(await done(nurul, 'approvePlan', { id })).toMatchObject({ stage: 'RUNNING' });
  }
});

const ACTIVITY = '... on Activity { id state day quantity note judgedBy { name } }';

/** An entry of the log; times are hours of Kutacane (UTC+7) on a day of September. */
const entry = (day: number, from: number, to: number, description: string, rest: object = {}) => {
  const hour = (hours: number) => new Date(Date.UTC(2026, 8, day, 0, (hours - 7) * 60)).toISOString();
  return {
    input: {
      submissionKey: randomUUID(),
      startsAt: hour(from),
      endsAt: hour(to),
      description,
      evidence: [`https://puskesmas.kutacane.example/${day}.jpg`],
      ...rest,
    },
  };
};
const log = (ask: AskAs, ...given: Parameters<typeof entry>) => done(ask, 'logActivity', entry(...given), ACTIVITY);
const judge = (ask: AskAs, id: unknown, verdict: string, note?: string) =>
  act(ask, 'judgeActivity', { id, verdict, note }, ACTIVITY);
const waitingFor = async (ask: AskAs) => {
  const { data } = await ask<{
    viewer: { activitiesToJudge: { edges: readonly { node: { description: string } }[] } };
  }>('{ viewer { activitiesToJudge { edges { node { description } } } } }');
  return data.viewer.activitiesToJudge.edges.map(({ node }) => node.description);
};

describe('the daily log', () => {
  test('says from when until when, how much, for which indicator, and shows evidence', async () => {
    at('2026-09-08T09:00:00Z');
    const [visits] = await indicatorsOf(dewi, ofDewi);
    const { id } = await log(dewi, 8, 8, 11, 'Kunjungan rumah di Desa Kumbang', {
      quantity: 5,
      unitOfMeasure: 'rumah',
      indicatorId: visits?.id,
    });
    expect(await waitingFor(nurul)).toEqual(['Kunjungan rumah di Desa Kumbang']);
    expect(await judge(nurul, id, 'ACCEPTED')).toMatchObject({
      state: 'ACCEPTED',
      day: '2026-09-08',
      quantity: 5,
      judgedBy: { name: 'Nurul' },
    });
  });

  test.each<[string, Parameters<typeof entry>, string, RegExp]>([
    ['ends before it starts', [8, 14, 13, 'Rapat'], 'endsAt', /sesudah mulai \(2026-09-08 14:00\)/],
    ['lies in the future', [8, 15, 17, 'Rapat'], 'endsAt', /sudah lewat \(sekarang 2026-09-08 16:00\)/],
    ['overlaps another', [8, 10.5, 12, 'Rapat'], 'startsAt', /08:00 sampai 2026-09-08 11:00 sudah terisi/],
    [
      'is there already',
      [8, 8, 11, 'Kunjungan rumah di Desa Kumbang'],
      'startsAt',
      /"Kunjungan rumah di Desa Kumbang" ini sudah ada/,
    ],
    ['lies in a closed month', [-1, 8, 9, 'Rapat'], 'startsAt', /2026-08 ditutup sesudah 2026-09-07/],
    ['has a file as evidence', [8, 14, 15, 'Rapat', { evidence: ['file:///foto.jpg'] }], 'evidence.0', /https:\/\//],
    ['has a quantity of nothing', [8, 14, 15, 'Rapat', { quantity: 3 }], 'unitOfMeasure', /satuan/],
  ])('refuses in words an entry that %s', async (_, given, path, words) => {
    expect(await act(dewi, 'logActivity', entry(...given), ACTIVITY)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path, message: expect.stringMatching(words) }],
    });
  });

  test('stores what is sent twice once', async () => {
    at('2026-09-09T09:00:00Z');
    const sent = entry(9, 8, 10, 'Imunisasi di posyandu');
    const { id } = await done(dewi, 'logActivity', sent, ACTIVITY);
    expect(await done(dewi, 'logActivity', sent, ACTIVITY)).toMatchObject({ id });
    expect(await waitingFor(nurul)).toEqual(['Imunisasi di posyandu']);
  });

  test('gets an entry back that says too little, corrected, and accepted', async () => {
    const { data } = await dewi<{
      viewer: { employee: { activities: { edges: readonly { node: { id: string } }[] } } };
    }>('{ viewer { employee { activities(first: 1, state: PENDING) { edges { node { id } } } } } }');
    const id = data.viewer.employee.activities.edges[0]?.node.id;
    expect(await judge(nurul, id, 'RETURNED')).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'note' }],
    });
    expect(await judge(nurul, id, 'RETURNED', 'Berapa anak?')).toMatchObject({ state: 'RETURNED' });
    const { submissionKey: _, ...input } = entry(9, 8, 10, 'Imunisasi di posyandu', {
      quantity: 18,
      unitOfMeasure: 'anak',
    }).input;
    expect(await done(dewi, 'correctActivity', { input: { id, ...input } }, ACTIVITY)).toMatchObject({
      state: 'PENDING',
      quantity: 18,
      note: 'Berapa anak?',
    });
    expect(await judge(nurul, id, 'ACCEPTED')).toMatchObject({ state: 'ACCEPTED' });
  });

  test('keeps an entry that was rejected, with the reason', async () => {
    at('2026-09-10T09:00:00Z');
    const { id } = await log(dewi, 10, 13, 14, 'Belanja keluarga');
    for (const ask of [dewi, ilham])
      expect(await judge(ask, id, 'ACCEPTED')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await judge(nurul, id, 'REJECTED', 'Bukan tugas kedinasan')).toMatchObject({
      state: 'REJECTED',
      note: 'Bukan tugas kedinasan',
    });
  });

  test('is judged by whoever stands in for the head, on those days alone', async () => {
    at('2026-09-11T02:00:00Z');
    const delegation = { delegateId: people.Fitri.id, startsOn: '2026-09-14', endsOn: '2026-09-16', reason: 'Cuti' };
    await done(nurul, 'delegate', { input: delegation }, '... on Delegation { startsOn delegate { name } }');
    at('2026-09-15T09:00:00Z');
    const during = await log(dewi, 15, 8, 9.5, 'Merawat luka');
    expect(await waitingFor(fitri)).toEqual(['Merawat luka']);
    expect(await judge(fitri, during['id'], 'ACCEPTED')).toMatchObject({
      state: 'ACCEPTED',
      judgedBy: { name: 'Fitri' },
    });
    at('2026-09-17T09:00:00Z');
    const after = await log(dewi, 17, 8, 10.5, 'Penyuluhan di sekolah');
    expect(await waitingFor(fitri)).toEqual([]);
    expect(await judge(fitri, after['id'], 'ACCEPTED')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await judge(nurul, after['id'], 'ACCEPTED')).toMatchObject({ judgedBy: { name: 'Nurul' } });
    const only = await log(ilham, 17, 8, 9, 'Merawat luka');
    expect(await judge(nurul, only['id'], 'ACCEPTED')).toMatchObject({ state: 'ACCEPTED' });
  });

  test('sums up the month', async () => {
    // 180 + 120 + 60 + 90 + 150 = 600 minutes; without the rejected hour 540.
    const { data } = await nurul<{ employee: { activitySummary: unknown } }>(
      `query ($id: ID!) { employee(id: $id) { activitySummary(period: "2026-09") {
         entries accepted rejected returned pending minutes acceptedMinutes } } }`,
      { id: people.Dewi.id },
    );
    expect(data.employee.activitySummary).toEqual({
      entries: 5,
      accepted: 4,
      rejected: 1,
      returned: 0,
      pending: 0,
      minutes: 600,
      acceptedMinutes: 540,
    });
  });
});

describe('a contribution', () => {
  const CONTRIBUTION = '... on Contribution { id kind state effect { measure before after } }';
  const programme = {
    period: PERIOD,
    kind: 'PROGRAMME',
    name: 'Penurunan stunting',
    role: 'Pendata',
    description: 'Menimbang 62 balita di dua desa',
    evidence: ['https://puskesmas.kutacane.example/stunting.pdf'],
  };
  const innovation = {
    ...programme,
    kind: 'INNOVATION',
    name: 'Pengingat kontrol ulang',
    role: 'Penggagas',
    description: 'Pesan singkat sehari sebelum kontrol ulang',
    effect: { measure: 'pasien yang datang kontrol ulang', before: '58 persen', after: '76 persen' },
  };
  const claim = (input: object) => ['claimContribution', { input }, CONTRIBUTION] as const;

  test('to a programme has evidence', async () => {
    expect(await act(dewi, ...claim({ ...programme, evidence: [] }))).toMatchObject({ issues: [{ path: 'evidence' }] });
    const { id } = await done(dewi, ...claim(programme));
    expect(await act(ilham, 'judgeContribution', { id, verdict: 'ACCEPTED' }, CONTRIBUTION)).toMatchObject({
      __typename: 'NotPermitted',
    });
    await done(nurul, 'judgeContribution', { id, verdict: 'ACCEPTED' }, CONTRIBUTION);
  });

  test('that is an innovation tells what it changed, measured before and after', async () => {
    expect(await act(dewi, ...claim({ ...innovation, effect: null }))).toMatchObject({ issues: [{ path: 'effect' }] });
    const { id } = await done(dewi, ...claim(innovation));
    expect(await done(nurul, 'judgeContribution', { id, verdict: 'ACCEPTED' }, CONTRIBUTION)).toMatchObject({
      kind: 'INNOVATION',
      state: 'ACCEPTED',
      effect: { before: '58 persen', after: '76 persen' },
    });
  });
});

test('citizens rate the Puskesmas, which shows how many there were', async () => {
  at('2026-09-25T03:00:00Z');
  const serviceId = tenant.service('Rawat Jalan').id;
  await submitByTens(
    gateway,
    Array.from({ length: 20 }, (_, place) => rating(serviceId, { answers: nineAnswers(place < 10 ? 3 : 4) })),
  );
  const { data } = await gateway.ask<{ unit: object }>(
    'query ($id: ID!) { unit(id: $id) { satisfactionIndex(period: "2026-09") { closed ratings } } }',
    { id: tenant.unit('Puskesmas Kutacane').id },
  );
  expect(data.unit).toEqual({ satisfactionIndex: { closed: false, ratings: 20 } });
});

describe('a deadline', () => {
  test('is told as many days before as the policy says, and once', async () => {
    // What was reached can be reported until five days after the month; the policy reminds seven days before that.
    const [latest, ...earlier] = await remindersOn(dewi, '2026-09-28T02:00:00Z');
    expect(latest).toMatchObject({
      kind: 'STAGE_CLOSES',
      dueOn: '2026-09-28',
      text: 'Tahap Pelaksanaan September 2026 ditutup pada 5 Oktober 2026.',
      readAt: null,
    });
    expect(await remindersOn(dewi, '2026-09-28T09:00:00Z')).toEqual([latest, ...earlier]);
    expect(await done(dewi, 'readReminder', { id: latest?.id }, '... on Reminder { readAt }')).toMatchObject({
      readAt: '2026-09-28T09:00:00.000Z',
    });
  });

  test('of the daily log is told as well', async () => {
    expect((await remindersOn(dewi, '2026-10-04T02:00:00Z')).map(({ text }) => text)).toContain(
      'Log kegiatan September 2026 dapat diisi sampai 7 Oktober 2026.',
    );
  });

  test('that passed is seen by both sides: nobody planned with Fitri', async () => {
    const ofFitri = await region.appraisalOf('Fitri', PERIOD);
    for (const ask of [fitri, nurul])
      expect(await read(ask, 'stage overdueSince', ofFitri)).toEqual({ stage: 'PLANNING', overdueSince: '2026-09-07' });
    expect(await read(dewi, 'overdueSince')).toEqual({ overdueSince: null });
    expect(await read(fitri, 'history { actor what }', ofFitri)).toEqual({
      history: [{ actor: 'Sistem', what: 'mencatat bahwa tahap Perencanaan terlambat' }],
    });
  });
});

const SCORE = `score {
  total incomplete components { key percent sampleSize } workResult { percent proposed } behaviour { percent proposed }
}`;

interface Score {
  readonly score: {
    readonly total: number | null;
    readonly incomplete: readonly string[];
    readonly components: readonly { readonly key: string; readonly percent: number | null }[];
  };
}

const percentOf = ({ score }: Score, key: string) => score.components.find((one) => one.key === key)?.percent;

describe('the month ends', () => {
  const report = async (ask: AskAs, id: string, realisations: readonly object[]) => {
    const indicators = await indicatorsOf(ask, id);
    return done(ask, 'reportRealisation', {
      id,
      realisations: indicators.map((indicator, place) => ({
        indicatorId: indicator.id,
        evidence: ['https://puskesmas.kutacane.example/rekap.pdf'],
        ...realisations[place],
      })),
    });
  };

  test('with what was reached of each indicator', async () => {
    at('2026-10-05T02:00:00Z');
    await report(dewi, ofDewi, [{ realisation: '44' }, { realisation: '76', sampleSize: 150 }]);
    await report(ilham, ofIlham, [{ realisation: '20' }]);
    for (const id of [ofDewi, ofIlham])
      expect(await done(nurul, 'closeRealisation', { id })).toMatchObject({ stage: 'SUPERVISOR_RATING' });
  });

  test('with marks for integrity, professionalism, innovation and the seven values', async () => {
    const wanted = {
      kind: 'STAGE_CLOSES',
      text: 'Dewi: Tahap Penilaian atasan September 2026 ditutup pada 10 Oktober 2026.',
    };
    expect(await remindersOn(nurul, '2026-10-07T02:00:00Z')).toContainEqual(
      expect.objectContaining({ ...wanted, settled: false }),
    );
    const form = await formFor(nurul, ofDewi, 'SUPERVISOR');
    expect(form.map(({ key }) => key)).toEqual([
      'jujur-dan-patuh',
      'cakap-dan-tuntas',
      'gagasan-berdampak',
      'berorientasi-pelayanan',
      'akuntabel',
      'kompeten',
      'harmonis',
      'loyal',
      'adaptif',
      'kolaboratif',
    ]);
    const marks = marksFor(form, 3, { 'jujur-dan-patuh': 4, 'gagasan-berdampak': 5, 'berorientasi-pelayanan': 4 });
    await done(nurul, 'submitRating', { id: ofDewi, marks });
    await done(nurul, 'submitRating', { id: ofIlham, marks: marksFor(form, 3) });
    expect(await remindersOn(nurul, '2026-10-07T03:00:00Z')).toContainEqual(
      expect.objectContaining({ ...wanted, settled: true }),
    );
  });
});

const present = (name: 'Dewi' | 'Ilham', days: number) => [people[name].nip, name, PERIOD, days, 22] as const;
const load = (file: string, ...rows: readonly ReturnType<typeof present>[]) => importAttendance(operator, file, rows);

describe('attendance', () => {
  test('that nobody imported leaves the month open, and is not zero', async () => {
    for (const [ask, id] of [
      [dewi, ofDewi],
      [ilham, ofIlham],
    ] as const) {
      const found = await read<Score>(ask, SCORE, id);
      expect(found).toMatchObject({ score: { total: null, incomplete: ['kehadiran'], workResult: { percent: null } } });
      expect(percentOf(found, 'kehadiran')).toBeNull();
    }
  });

  test('that cannot be is refused as a whole, with the row', async () => {
    await expect(load('mustahil.csv', present('Dewi', 21), present('Ilham', 23))).rejects.toMatchObject({
      problems: [{ row: 3, column: 'Hari Hadir', value: '23', reason: 'lebih dari 22 hari kerja' }],
    });
    expect(percentOf(await read<Score>(dewi, SCORE), 'kehadiran')).toBeNull();
  });

  test('comes from the file of the machine at the door, once', async () => {
    expect(await load('hadir-09.csv', present('Dewi', 21))).toMatchObject({ outcome: 'imported', added: 1 });
    expect(await load('hadir-09.csv', present('Dewi', 21))).toMatchObject({ outcome: 'already imported' });
    expect(operator.told.join('\n')).toContain('Nama');
  });
});

describe('the score', () => {
  test('weighs the key indicators and the three further dimensions', async () => {
    // Key indicators: 44 of 40 are 110, 76 of 80 are 95; by halves 102.5. Attendance: 21 of 22. Tasks: 4 of 5.
    // Contributions: the 1 to a programme that is expected; the innovation shows in its own dimension. The scale: 3 is 100, 4 is 110, 5 is 120.
    // Work: (102.5 x 25 + 95.4545.. x 15 + 80 x 15 + 100 x 10) / 65 = 6194.3181.. / 65.
    // Behaviour: (110 x 8 + 100 x 8 + 120 x 9 + 710/7 x 10) / 35 = 3774.2857.. / 35.
    // Total: (6194.3181.. + 3774.2857..) / 100.
    expect(await read(dewi, SCORE)).toEqual({
      score: {
        total: 99.69,
        incomplete: [],
        components: [
          { key: 'iku', percent: 102.5, sampleSize: 2 },
          { key: 'kehadiran', percent: 95.45, sampleSize: 22 },
          { key: 'penyelesaian-tugas', percent: 80, sampleSize: 5 },
          { key: 'kontribusi-program', percent: 100, sampleSize: 1 },
          { key: 'integritas', percent: 110, sampleSize: 1 },
          { key: 'profesionalisme', percent: 100, sampleSize: 1 },
          { key: 'inovasi', percent: 120, sampleSize: 1 },
          { key: 'perilaku', percent: 101.43, sampleSize: 1 },
          { key: 'suara-warga', percent: null, sampleSize: 0 },
        ],
        workResult: { percent: 95.3, proposed: 'SESUAI_EKSPEKTASI' },
        behaviour: { percent: 107.84, proposed: 'DI_ATAS_EKSPEKTASI' },
      },
    });
  });

  test('shows what is mastered and what is to improve', async () => {
    expect(await read(dewi, 'strengths { name percent } improvements { name percent }')).toEqual({
      strengths: [
        { name: 'Gagasan yang berdampak', percent: 120 },
        { name: 'Kunjungan rumah', percent: 110 },
        { name: 'Jujur dan patuh', percent: 110 },
      ],
      improvements: [
        { name: 'Penyelesaian tugas', percent: 80 },
        { name: 'Kontrol ulang', percent: 95 },
        { name: 'Kehadiran', percent: 95.45 },
      ],
    });
  });

  test('is explained number by number', async () => {
    const { explanation } = await read<{ explanation: readonly { key: string; lines: readonly string[] }[] }>(
      dewi,
      'explanation { key lines }',
    );
    const linesOf = (wanted: string) => explanation.find(({ key }) => key === wanted)?.lines.join('\n');
    expect(linesOf('kehadiran')).toContain('21');
    expect(linesOf('penyelesaian-tugas')).toContain('80');
    expect(linesOf('TOTAL')).toContain('99,69');
  });

  test('of whom the file came late for is whole then', async () => {
    // Key indicator: 20 of 20. Attendance: 11 of 22 are 50. Tasks: 1 of 1. Contributions: none by the end of the month.
    // Work: (100 x 25 + 50 x 15 + 100 x 15 + 0 x 10) / 65 = 4750 / 65, below 85. Total: (4750 + 100 x 35) / 100.
    expect(await read(ilham, SCORE, ofIlham)).toMatchObject({ score: { total: null, incomplete: ['kehadiran'] } });
    expect(await load('hadir-09-susulan.csv', present('Ilham', 11))).toMatchObject({ outcome: 'imported', added: 1 });
    expect(await read(ilham, SCORE, ofIlham)).toMatchObject({
      score: {
        total: 82.5,
        incomplete: [],
        workResult: { percent: 73.08, proposed: 'DI_BAWAH_EKSPEKTASI' },
        behaviour: { percent: 100, proposed: 'SESUAI_EKSPEKTASI' },
      },
    });
  });
});

describe('once the month is closed', () => {
  test('nothing more is written into its log', async () => {
    at('2026-10-08T03:00:00Z');
    expect(await act(dewi, 'logActivity', entry(22, 8, 9, 'Rapat'), ACTIVITY)).toMatchObject({
      issues: [{ path: 'startsAt', message: expect.stringContaining('2026-09 ditutup sesudah 2026-10-07') }],
    });
  });

  test('the voice of the Puskesmas’s users stands beside the score, for the team, and weighs nothing', async () => {
    await gateway.tick();
    // (10 x 3 + 10 x 4) / 20 = 3.5 on every element; 3.5 x 25 = 87.5, from 76.61 to 88.30: grade B.
    const citizensSignal = {
      unit: { name: 'Puskesmas Kutacane' },
      period: PERIOD,
      value: 87.5,
      grade: 'B',
      ratings: 20,
      weight: 0,
    };
    const signal = 'citizensSignal { unit { name } period value grade ratings weight }';
    expect(await read(dewi, signal)).toEqual({ citizensSignal });
    expect(await read(ilham, signal, ofIlham)).toEqual({ citizensSignal });
    expect((await read<Score>(dewi, SCORE)).score.total).toBe(99.69);
    expect((await read<Score>(ilham, SCORE, ofIlham)).score.total).toBe(82.5);
  });

  test('the head decides, without any further step between', async () => {
    const decide = (id: string, workResult: string, behaviour: string) =>
      done(nurul, 'decideResult', { id, workResult, behaviour });
    expect(await decide(ofDewi, 'SESUAI_EKSPEKTASI', 'DI_ATAS_EKSPEKTASI')).toMatchObject({ predicate: 'BAIK' });
    expect(await decide(ofIlham, 'DI_BAWAH_EKSPEKTASI', 'SESUAI_EKSPEKTASI')).toMatchObject({
      stage: 'DELIVERED',
      predicate: 'BUTUH_PERBAIKAN',
    });
    // A file that corrects the attendance later moves no figure that Dewi has been given.
    await load('hadir-09-koreksi.csv', present('Dewi', 11));
    expect((await read<Score>(dewi, SCORE)).score.total).toBe(99.69);
    expect(await read(dewi, 'stages { stage state }')).toEqual({
      stages: [
        { stage: 'PLANNING', state: 'PAST' },
        { stage: 'RUNNING', state: 'PAST' },
        { stage: 'SUPERVISOR_RATING', state: 'PAST' },
        { stage: 'DECISION', state: 'PAST' },
        { stage: 'DELIVERED', state: 'CURRENT' },
        { stage: 'OBJECTION', state: 'AHEAD' },
        { stage: 'FINAL', state: 'AHEAD' },
      ],
    });
  });

  test('the leader sees how far the Puskesmas is', async () => {
    const { data } = await salim<{ viewer: { cycles: readonly object[] } }>(
      'query ($unit: ID!) { viewer { cycles { period participation(unitId: $unit) { stage appraisals } } } }',
      { unit: tenant.unit('Puskesmas Kutacane').id },
    );
    expect(data.viewer.cycles).toEqual([
      {
        period: PERIOD,
        participation: [
          { stage: 'DELIVERED', appraisals: 2 },
          { stage: 'PLANNING', appraisals: 2 }, // Fitri and Nurul
        ],
      },
    ]);
  });
});
