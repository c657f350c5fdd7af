import { describe, expect, test } from 'vitest';
import { act, done, formFor, marksFor, startRegion } from '../support/appraisal.ts';

/*
 * Tanjung Selor (Kabupaten Bulungan): five steps in which both sides speak. Siti assesses herself, which is locked before
 * her head Budi rates; they see where they differ; both write and say that they have read; Siti asks for a talk, which
 * changes a mark; then the predicate, and her formal objection to the regent's secretary Rahman, who decides.
 */

const region = await startRegion({
  policy: 'tanjungselor',
  now: '2026-06-20T01:00:00Z',
  code: '65.01',
  name: 'Kabupaten Bulungan',
  zone: 'Asia/Makassar',
  units: [{ name: 'Sekretariat Daerah' }, { name: 'Disdukcapil', parent: 'Sekretariat Daerah', staff: 3 }],
  people: [
    { name: 'Rahman', unit: 'Sekretariat Daerah', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
    { name: 'Budi', unit: 'Disdukcapil', post: 'Kepala Dinas', heads: true },
    { name: 'Siti', unit: 'Disdukcapil', post: 'Analis Kependudukan', functionalLevel: 'AHLI_PERTAMA' },
    { name: 'Joko', unit: 'Disdukcapil', post: 'Pengelola Arsip' },
    { name: 'Dewi', unit: 'Sekretariat Daerah', post: 'Arsiparis' },
    { name: 'Ani', unit: 'Sekretariat Daerah', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
  ],
});
const { at, as, people } = region;
const [rahman, budi, siti, joko, ani] = await Promise.all([
  as('Rahman'),
  as('Budi'),
  as('Siti'),
  as('Joko'),
  as('Ani'),
]);
const PERIOD = '2026-Q3';
const { leftOut } = await region.openCycle('Ani', PERIOD);
const id = await region.appraisalOf('Siti', PERIOD);

const PLAN = [
  {
    component: 'hasil',
    plan: 'Akta kelahiran terbit',
    name: 'Akta yang terbit dalam triwulan',
    kind: 'COUNT',
    weight: 60,
    unitOfMeasure: 'akta',
    direction: 'HIGHER_IS_BETTER',
    target: '400',
  },
  {
    component: 'hasil',
    plan: 'Pelayanan ramah di loket',
    name: 'Mutu pelayanan di loket',
    kind: 'QUALITATIVE',
    aspect: 'KUALITAS',
    weight: 40,
    targetText: 'Warga dilayani dengan jelas dan ramah',
  },
  {
    component: 'penyelesaian-tugas',
    plan: 'Waktu tunggu singkat',
    name: 'Rata-rata waktu tunggu',
    kind: 'MEASURED',
    aspect: 'WAKTU',
    weight: 100,
    unitOfMeasure: 'menit',
    direction: 'LOWER_IS_BETTER',
    target: '30',
  },
];

const read = async <Fields>(ask: typeof siti, fields: string): Promise<Fields> => {
  const { data, errors } = await ask<{ appraisal: Fields }>(`query ($id: ID!) { appraisal(id: $id) { ${fields} } }`, {
    id,
  });
  expect(errors).toEqual([]);
  return data.appraisal;
};

test('the cycle opens for everybody who has a rater, and names who has none', () => {
  expect(leftOut).toEqual([expect.stringContaining('Rahman')]);
});

describe('the plan', () => {
  test('whose weights do not total 100 is refused with the component and the total', async () => {
    const ended = await act(siti, 'editPlan', { id, indicators: PLAN.map((one) => ({ ...one, weight: 33 })) });
    expect(ended).toMatchObject({ __typename: 'InvalidInput' });
    expect(ended.message).toContain('hasil');
    expect(ended.message).toContain('66');
  });

  test('is written by the person and approved by the rater, not by herself', async () => {
    expect(await done(siti, 'editPlan', { id, indicators: PLAN })).toMatchObject({ stage: 'PLANNING' });
    expect(await act(siti, 'approvePlan', { id })).toMatchObject({ __typename: 'NotPermitted' });
    expect(await done(budi, 'approvePlan', { id })).toMatchObject({ stage: 'RUNNING' });
  });
});

describe('the realisation', () => {
  test('is reported with evidence that is a link', async () => {
    at('2026-09-28T02:00:00Z');
    const { indicators } = await read<{ indicators: readonly { id: string; kind: string }[] }>(
      siti,
      'indicators { id kind }',
    );
    const realisations = indicators.map(({ id: indicatorId }, place) => ({
      indicatorId,
      realisation: ['420', null, '24'][place] ?? null,
      realisationText: place === 1 ? 'Tidak ada keluhan tentang petugas' : null,
      sampleSize: place === 2 ? 412 : null,
      evidence: ['https://arsip.bulungankab.example/akta.pdf'],
    }));
    expect(
      await act(siti, 'reportRealisation', {
        id,
        realisations: [{ ...realisations[0], evidence: ['javascript:alert(1)'] }],
      }),
    ).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: 'realisations.0.evidence.0' }] });
    await done(siti, 'reportRealisation', { id, realisations });
  });

  test('ends only when the self-assessment is open', async () => {
    expect(await act(siti, 'closeRealisation', { id })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('2026-10-01'),
    });
    at('2026-10-02T01:00:00Z');
    expect(await done(siti, 'closeRealisation', { id })).toMatchObject({ stage: 'SELF_ASSESSMENT' });
  });
});

describe('the self-assessment', () => {
  test('is a draft that nobody else sees, and complete when it is sent', async () => {
    const form = await formFor(siti, id, 'SELF');
    expect(form).toHaveLength(8);
    await done(siti, 'saveSelfAssessment', { id, marks: marksFor(form.slice(0, 2), 4) });
    expect(await read(budi, 'assessments { assessor }')).toEqual({ assessments: [] });
    expect(await act(siti, 'submitSelfAssessment', { id, marks: marksFor(form.slice(1), 4) })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await act(siti, 'submitSelfAssessment', { id, marks: marksFor(form, 6) })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('salah satu dari 1, 2, 3, 4, 5'),
    });
    expect(await act(budi, 'submitRating', { id, marks: [] })).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await done(siti, 'submitSelfAssessment', { id, marks: marksFor(form, 4) })).toMatchObject({
      stage: 'SUPERVISOR_RATING',
    });
  });

  test('is locked then', async () => {
    const ended = await act(siti, 'submitSelfAssessment', { id, marks: [] });
    expect(ended).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(ended.allowed).toContain('mengirim penilaian atasan (pejabat penilai kinerja)');
  });
});

describe('the rating', () => {
  test('is made by the rater alone', async () => {
    at('2026-10-06T01:00:00Z');
    expect(await act(siti, 'submitRating', { id, marks: [] })).toMatchObject({ __typename: 'NotPermitted' });
    expect(await act(joko, 'submitRating', { id, marks: [] })).toMatchObject({ __typename: 'NotPermitted' });
    const form = await formFor(budi, id, 'SUPERVISOR');
    expect(
      await done(budi, 'submitRating', {
        id,
        marks: marksFor(form, 3, { adaptif: 2, kolaboratif: 4 }),
        strengths: 'Teliti dan ramah',
        improvements: 'Lebih cepat mencoba cara baru',
      }),
    ).toMatchObject({ stage: 'FEEDBACK' });
  });

  test('shows both sides where they differ', async () => {
    const { differences } = await read<{ differences: readonly { key: string; difference: number }[] }>(
      siti,
      'differences(one: SELF, other: SUPERVISOR) { key one other difference }',
    );
    expect(differences[0]).toEqual({ key: 'adaptif', one: 4, other: 2, difference: -2 });
    expect(differences).toHaveLength(7);
  });

  test('gives figures that never count the self-assessment', async () => {
    // Results: 420 of 400 are 105 %, by weight 60, and the mark 3 is 100 %, by 40: 103. Waiting: 30 of 24 are 125 %, capped
    // at 120. Together (103 x 40 + 120 x 20) / 60 = 108.67. Behaviour: five times 100, 75 and 110, by seven: 97.86.
    const { score } = await read<{ score: unknown }>(
      siti,
      'score { total incomplete components { key percent sampleSize } workResult { percent proposed } behaviour { percent proposed } }',
    );
    expect(score).toEqual({
      total: 104.34,
      incomplete: [],
      components: [
        { key: 'hasil', percent: 103, sampleSize: 2 },
        { key: 'penyelesaian-tugas', percent: 120, sampleSize: 1 },
        { key: 'perilaku', percent: 97.86, sampleSize: 1 },
        { key: 'suara-warga', percent: null, sampleSize: 0 },
      ],
      workResult: { percent: 108.67, proposed: 'DI_ATAS_EKSPEKTASI' },
      behaviour: { percent: 97.86, proposed: 'SESUAI_EKSPEKTASI' },
    });
  });
});

describe('the feedback', () => {
  test('goes both ways, and ends when both sides have read it', async () => {
    at('2026-10-13T01:00:00Z');
    await done(budi, 'writeFeedback', {
      id,
      text: 'Kerja Anda rapi.',
      agreedAction: 'Mencoba antrean daring di dua loket',
    });
    const { feedback } = await read<{ feedback: readonly { id: string }[] }>(
      siti,
      'feedback { id author text agreedAction }',
    );
    expect(feedback).toMatchObject([{ author: 'SUPERVISOR', text: 'Kerja Anda rapi.' }]);
    await done(siti, 'writeFeedback', { id, text: 'Saya perlu pelatihan.', replyToId: feedback[0]?.id });
    expect(await done(siti, 'acknowledgeFeedback', { id })).toMatchObject({ stage: 'FEEDBACK' });
    expect(await done(budi, 'acknowledgeFeedback', { id })).toMatchObject({ stage: 'DISCUSSION' });
  });
});

describe('the discussion', () => {
  test('is asked for with a reason, scheduled, and ends with an outcome that can change marks', async () => {
    at('2026-10-16T01:00:00Z');
    expect(await act(siti, 'requestDiscussion', { id, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    await done(siti, 'requestDiscussion', { id, reason: 'Antrean daring sudah saya coba di satu loket.' });
    expect(await act(budi, 'concludeDiscussion', { id, outcome: 'Sepakat' })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('belum dijadwalkan'),
    });
    await done(budi, 'scheduleDiscussion', { id, scheduledFor: '2026-10-19T02:00:00Z', place: 'Ruang rapat' });
    at('2026-10-19T03:00:00Z');
    expect(
      await done(budi, 'concludeDiscussion', {
        id,
        outcome: 'Bukti percobaan diterima.',
        revisedMarks: [{ key: 'adaptif', value: 3 }],
      }),
    ).toMatchObject({ stage: 'DECISION' });
  });

  test('leaves the mark before and after in the trail', async () => {
    const { history } = await read<{
      history: readonly { what: string; why: string; before: string; after: string }[];
    }>(siti, 'history { what why before after actor }');
    const entry = history.find(({ what }) => what === 'mencatat hasil diskusi');
    expect(entry).toMatchObject({ why: 'Bukti percobaan diterima.', actor: 'Budi' });
    expect(JSON.parse(entry?.before ?? '')).toEqual({ adaptif: { value: 2, note: null } });
    expect(JSON.parse(entry?.after ?? '')).toEqual({ adaptif: { value: 3, note: null } });
  });
});

describe('the predicate', () => {
  test('is decided by the rater, with a reason where he leaves the proposal', async () => {
    const chosen = { id, workResult: 'SESUAI_EKSPEKTASI', behaviour: 'SESUAI_EKSPEKTASI' };
    expect(await act(budi, 'decideResult', chosen)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'reason' }],
    });
    expect(await act(ani, 'decideResult', chosen)).toMatchObject({ __typename: 'NotPermitted' });
    expect(
      await done(budi, 'decideResult', {
        ...chosen,
        reason: 'Target disepakati terlalu rendah.',
        recommendation: 'Pelatihan',
      }),
    ).toMatchObject({ stage: 'DELIVERED', predicate: 'BAIK' });
  });
});

describe('the objection', () => {
  test('can be filed from receipt until the end of the 14th working day', async () => {
    at('2026-10-20T01:00:00Z');
    expect(await act(siti, 'fileObjection', { id, reason: 'Tidak adil' })).toMatchObject({
      __typename: 'NotAllowedNow',
    });
    await done(
      ani,
      'setHolidays',
      { input: { year: 2026, holidays: [{ day: '2026-11-04', name: 'Hari jadi daerah' }] } },
      '... on HolidayCalendar { year }',
    );
    // Received on Tuesday 20 October in WITA: fourteen working days, without 4 November, end on Tuesday 10 November.
    expect(await done(siti, 'confirmReceipt', { id })).toMatchObject({ objectUntil: '2026-11-10T15:59:59.999Z' });
    at('2026-11-10T16:00:00Z');
    expect(await act(siti, 'fileObjection', { id, reason: 'Tidak adil' })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('14 hari kerja'),
    });
    at('2026-11-10T15:59:00Z');
    expect(await done(siti, 'fileObjection', { id, reason: 'Waktu tunggu turun jauh.' })).toMatchObject({
      stage: 'OBJECTION',
    });
  });

  test('is explained by the rater and decided by his superior, never by himself', async () => {
    const changed = {
      id,
      decision: 'CHANGED',
      recommendation: 'Hasil kerja melampaui target.',
      workResult: 'DI_ATAS_EKSPEKTASI',
      behaviour: 'SESUAI_EKSPEKTASI',
    };
    expect(await act(rahman, 'decideObjection', changed)).toMatchObject({ __typename: 'NotAllowedNow' });
    await done(budi, 'explainObjection', { id, explanation: 'Target memang disepakati rendah.' });
    expect(await act(budi, 'decideObjection', changed)).toMatchObject({
      __typename: 'NotPermitted',
      message: expect.stringContaining('atasan pejabat penilai'),
    });
    expect(await act(rahman, 'decideObjection', { ...changed, workResult: null })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await done(rahman, 'decideObjection', changed)).toMatchObject({
      stage: 'FINAL',
      predicate: 'BAIK',
      workResult: 'DI_ATAS_EKSPEKTASI',
    });
    const { objection } = await read<{ objection: unknown }>(
      siti,
      'objection { decision explanation recommendation decideUntil }',
    );
    expect(objection).toEqual({
      decision: 'CHANGED',
      explanation: 'Target memang disepakati rendah.',
      recommendation: 'Hasil kerja melampaui target.',
      decideUntil: '2026-11-19T15:59:59.999Z',
    });
  });

  test('leaves a predicate that is worth angka kredit by the level of the post', async () => {
    // Baik is 100 % of Ahli Pertama's 12.5 a year: 3 of 12 months are 3.125.
    expect(await read(siti, 'creditPoints')).toEqual({ creditPoints: 3.13 });
  });

  test('leaves refused rights in the audit trail', async () => {
    const refused = await region.gateway.database.inspect<{ right: string; actor: string }>(
      `select detail ->> 'right' as right, actor from audit_event where action = 'right.refused' order by at, id`,
    );
    expect(refused).toContainEqual({ right: 'DECIDE_OBJECTION', actor: `employee ${people.Budi.uuid}` });
    expect(refused).toContainEqual({ right: 'APPROVE_PLAN', actor: `employee ${people.Siti.uuid}` });
  });
});

test('a stranger to the appraisal finds nothing, and a colleague neither once nobody asks him any more', async () => {
  for (const ask of [await as('Dewi'), joko]) {
    const { data, errors } = await ask('query ($id: ID!) { appraisal(id: $id) { id } }', { id });
    expect({ data, errors }).toMatchObject({
      data: { appraisal: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  }
});
