import { describe, expect, test } from 'vitest';
import { act, done, formFor, marksFor, startRegion } from '../support/appraisal.ts';
import type { AskAs } from '../support/sign-in.ts';

/*
 * Bandung: competency for the post, and an independent team beside the superior. Result, process and behaviour stand
 * apart. Sari, who heads the app section of the communications agency, goes through a quarter: her superior Rini and two
 * evaluators of the inspectorate rate her without seeing each other's marks. Neneng of the health agency goes through the
 * year: a talk changes a mark, and the regional secretary Asep gives her a direction. Both work on the vaccination app, a
 * project of two agencies.
 */

const region = await startRegion({
  policy: 'bandung',
  now: '2026-06-20T01:00:00Z',
  code: '32.73',
  name: 'Kota Bandung',
  zone: 'Asia/Jakarta',
  units: [
    { name: 'Sekretariat Daerah' },
    { name: 'Diskominfo', parent: 'Sekretariat Daerah' },
    { name: 'Bidang Aplikasi', parent: 'Diskominfo' },
    { name: 'UPT Pusat Data', parent: 'Bidang Aplikasi' },
    { name: 'Dinas Kesehatan', parent: 'Sekretariat Daerah' },
    { name: 'Inspektorat', parent: 'Sekretariat Daerah' },
  ],
  people: [
    {
      name: 'Asep',
      unit: 'Sekretariat Daerah',
      post: 'Sekretaris Daerah',
      heads: true,
      roles: ['LEADER', 'EVALUATOR'],
    },
    { name: 'Ani', unit: 'Sekretariat Daerah', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Rini', unit: 'Diskominfo', post: 'Kepala Dinas', heads: true, roles: ['EVALUATOR'] },
    { name: 'Sari', unit: 'Bidang Aplikasi', post: 'Kepala Bidang', heads: true, roles: ['EVALUATOR'] },
    { name: 'Agus', unit: 'Bidang Aplikasi', post: 'Pranata Komputer' },
    { name: 'Budi', unit: 'Bidang Aplikasi', post: 'Arsitek SPBE', rater: 'Rini', roles: ['EVALUATOR'] },
    { name: 'Indra', unit: 'UPT Pusat Data', post: 'Operator', roles: ['EVALUATOR'] },
    { name: 'Deni', unit: 'Dinas Kesehatan', post: 'Kepala Dinas', heads: true },
    { name: 'Neneng', unit: 'Dinas Kesehatan', post: 'Penyuluh Kesehatan' },
    { name: 'Hadi', unit: 'Inspektorat', post: 'Inspektur', heads: true },
    { name: 'Dadang', unit: 'Inspektorat', post: 'Arsiparis' },
    { name: 'Tini', unit: 'Inspektorat', post: 'Auditor', roles: ['EVALUATOR'] },
    { name: 'Ujang', unit: 'Inspektorat', post: 'Auditor', roles: ['EVALUATOR'] },
    { name: 'Wati', unit: 'Inspektorat', post: 'Auditor', roles: ['EVALUATOR'] },
    { name: 'Yayan', unit: 'Inspektorat', post: 'Auditor', roles: ['EVALUATOR'] },
  ],
});
const { at, as, people, tenant } = region;
const [asep, ani, rini, sari, agus, indra] = await Promise.all([
  as('Asep'),
  as('Ani'),
  as('Rini'),
  as('Sari'),
  as('Agus'),
  as('Indra'),
]);
const [deni, neneng, tini, ujang, wati] = await Promise.all([
  as('Deni'),
  as('Neneng'),
  as('Tini'),
  as('Ujang'),
  as('Wati'),
]);
const unit = (name: string) => tenant.unit(name).id;

await region.openCycle('Ani', '2026-Q3');
await region.openCycle('Ani', '2026');
const quarter = await region.appraisalOf('Sari', '2026-Q3');
const year = await region.appraisalOf('Neneng', '2026');

const read = async <Fields>(ask: AskAs, id: string, fields: string): Promise<Fields> => {
  const { data, errors } = await ask<{ appraisal: Fields }>(`query ($id: ID!) { appraisal(id: $id) { ${fields} } }`, {
    id,
  });
  expect(errors).toEqual([]);
  return data.appraisal;
};

/** The key under which the one qualitative indicator of a plan is marked. */
const wordsKey = async (ask: AskAs, id: string): Promise<string> => {
  const { indicators } = await read<{ indicators: readonly { key: string; kind: string }[] }>(
    ask,
    id,
    'indicators { key kind }',
  );
  return `indicator:${indicators.find(({ kind }) => kind === 'QUALITATIVE')?.key}`;
};

/** Reports the realisations of a plan, in its order: a number, or words. */
const report = async (ask: AskAs, id: string, realisations: readonly string[]) => {
  const { indicators } = await read<{ indicators: readonly { id: string; kind: string }[] }>(
    ask,
    id,
    'indicators { id kind }',
  );
  await done(ask, 'reportRealisation', {
    id,
    realisations: indicators.map(({ id: indicatorId, kind }, place) => ({
      indicatorId,
      ...(kind === 'QUALITATIVE'
        ? { realisationText: realisations[place] }
        : { realisation: realisations[place], ...(kind === 'MEASURED' && { sampleSize: 118 }) }),
      evidence: ['https://arsip.bandung.example/laporan.pdf'],
    })),
  });
};

const setGoal = async (input: object): Promise<string> => {
  const goal = await done(asep, 'setGoal', { input: { year: 2026, ...input } }, '... on Goal { id }');
  return String(goal['id']);
};

const PROFILES = {
  Sari: [
    {
      key: 'analisis-sistem',
      group: 'ABILITY',
      name: 'Analisis sistem',
      requiredLevel: 4,
      training: 'Arsitektur SPBE',
    },
    {
      key: 'regulasi-data',
      group: 'KNOWLEDGE',
      name: 'Regulasi data pribadi',
      requiredLevel: 4,
      training: 'Pelindungan data pribadi',
    },
    { key: 'komunikasi-publik', group: 'ATTITUDE', name: 'Sikap melayani warga', requiredLevel: 3 },
  ],
  Neneng: [
    { key: 'kesehatan-masyarakat', group: 'KNOWLEDGE', name: 'Kesehatan masyarakat', requiredLevel: 3 },
    {
      key: 'komunikasi',
      group: 'ABILITY',
      name: 'Komunikasi vaksinasi',
      requiredLevel: 4,
      training: 'Komunikasi risiko',
    },
  ],
} as const;

describe('the competency profile of a post', () => {
  test('has ability, knowledge and attitude, each with the level that the post needs', async () => {
    const postOf = async (ask: AskAs) => {
      const { data } = await ask<{ viewer: { employee: { post: { id: string } } } }>(
        '{ viewer { employee { post { id } } } }',
      );
      return data.viewer.employee.post.id;
    };
    for (const [name, ask] of [
      ['Sari', sari],
      ['Neneng', neneng],
    ] as const) {
      const input = { postId: await postOf(ask), competencies: PROFILES[name] };
      expect(await act(rini, 'setPostCompetencies', { input }, '... on Post { id }')).toMatchObject({
        __typename: 'NotPermitted',
      });
      await done(ani, 'setPostCompetencies', { input }, '... on Post { id }');
    }
    const { post } = await read<{ post: unknown }>(sari, quarter, 'post { competencies { key group requiredLevel } }');
    expect(post).toEqual({
      competencies: [
        { key: 'analisis-sistem', group: 'ABILITY', requiredLevel: 4 },
        { key: 'komunikasi-publik', group: 'ATTITUDE', requiredLevel: 3 },
        { key: 'regulasi-data', group: 'KNOWLEDGE', requiredLevel: 4 },
      ],
    });
  });
});

describe('a project of two agencies', () => {
  test('is a goal that indicators of people of both point to', async () => {
    const regional = await setGoal({ level: 'REGION', text: 'Layanan kota yang tanggap', measure: 'IKM 88' });
    const goalId = await setGoal({
      level: 'PROJECT',
      parentId: regional,
      unitIds: [unit('Bidang Aplikasi'), unit('Dinas Kesehatan')],
      text: 'Aplikasi pendaftaran vaksinasi',
      measure: 'Warga yang mendaftar sendiri',
    });
    const result = { component: 'hasil', kind: 'COUNT', direction: 'HIGHER_IS_BETTER', goalId };
    await done(sari, 'editPlan', {
      id: quarter,
      indicators: [
        {
          ...result,
          plan: 'Aplikasi vaksinasi dipakai warga',
          name: 'Modul yang terbit',
          weight: 50,
          unitOfMeasure: 'modul',
          target: '8',
        },
        {
          ...result,
          kind: 'MEASURED',
          aspect: 'WAKTU',
          plan: 'Gangguan cepat ditangani',
          name: 'Rata-rata waktu tanggap',
          weight: 20,
          unitOfMeasure: 'jam',
          direction: 'LOWER_IS_BETTER',
          target: '24',
        },
        {
          component: 'hasil',
          kind: 'QUALITATIVE',
          aspect: 'KUALITAS',
          plan: 'Aplikasi mudah dipakai',
          name: 'Kemudahan aplikasi',
          weight: 30,
          targetText: 'Warga mendaftar tanpa dibantu petugas',
        },
      ],
    });
    await done(neneng, 'editPlan', {
      id: year,
      indicators: [
        {
          ...result,
          plan: 'Warga mendaftar vaksinasi lewat aplikasi',
          name: 'Pendaftar lewat aplikasi',
          weight: 70,
          unitOfMeasure: 'orang',
          target: '20000',
        },
        {
          component: 'hasil',
          kind: 'QUALITATIVE',
          aspect: 'KUALITAS',
          plan: 'Warga paham manfaat vaksin',
          name: 'Penjelasan kepada warga',
          weight: 30,
          targetText: 'Pertanyaan warga terjawab dengan benar',
        },
      ],
    });
    await done(rini, 'approvePlan', { id: quarter });
    await done(deni, 'approvePlan', { id: year });
    const shared = {
      text: 'Aplikasi pendaftaran vaksinasi',
      level: 'PROJECT',
      units: [{ name: 'Bidang Aplikasi' }, { name: 'Dinas Kesehatan' }],
      parent: { text: 'Layanan kota yang tanggap' },
    };
    const fields = 'indicators { goal { text level units { name } parent { text } } }';
    expect(await read(sari, quarter, fields)).toEqual({
      indicators: [{ goal: shared }, { goal: shared }, { goal: null }],
    });
    expect(await read(neneng, year, fields)).toEqual({ indicators: [{ goal: shared }, { goal: null }] });
  });
});

describe('the independent team', () => {
  const appoint = (ask: AskAs, ...names: readonly (keyof typeof people)[]) =>
    act(ask, 'appointTeam', { id: quarter, evaluatorIds: names.map((name) => people[name].id) });

  test('is not appointed by the rater', async () => {
    expect(await appoint(rini, 'Tini', 'Ujang')).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('has nobody in it who is bound to the person, each refused with the conflict', async () => {
    at('2026-08-03T01:00:00Z');
    const ended = await appoint(ani, 'Budi', 'Rini', 'Asep', 'Indra', 'Dadang', 'Sari');
    expect(ended.__typename).toBe('InvalidInput');
    expect(ended.issues?.map(({ path }) => path)).toEqual([0, 1, 2, 3, 4, 5].map((place) => `evaluatorIds.${place}`));
    const reasons = ended.issues?.map(({ message }) => message) ?? [];
    expect(reasons).toEqual([
      expect.stringContaining('ia bekerja di unit yang sama, yang diterima "Budi"'),
      expect.stringContaining('ia pejabat penilai atau atasannya, yang diterima "Rini"'),
      expect.stringContaining('ia pejabat penilai atau atasannya, yang diterima "Asep"'),
      expect.stringContaining('bukan bawahan dari yang dinilai, yang diterima "Indra"'),
      expect.stringContaining('peran EVALUATOR, yang diterima "Dadang"'),
      expect.stringContaining('tidak seorang pun menilai dirinya sendiri, yang diterima "Sari"'),
    ]);
  });

  test('has as many as the policy asks for', async () => {
    expect(await appoint(ani, 'Tini')).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'evaluatorIds', message: expect.stringContaining('paling sedikit 2 orang') }],
    });
    expect(await appoint(ani, 'Tini', 'Ujang')).toMatchObject({ __typename: 'Appraisal' });
  });

  test('loses who steps back with a reason; he finds nothing any more and is not appointed again', async () => {
    expect(await act(ujang, 'stepBack', { id: quarter, reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    await done(ujang, 'stepBack', { id: quarter, reason: 'Sari adalah ipar saya.' });
    expect(await ujang('query ($id: ID!) { appraisal(id: $id) { id } }', { id: quarter })).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(await appoint(ani, 'Tini', 'Ujang')).toMatchObject({
      issues: [{ path: 'evaluatorIds.1', message: expect.stringContaining('mundur karena benturan kepentingan') }],
    });
    const { history } = await read<{ history: readonly { what: string; why: string | null }[] }>(
      ani,
      quarter,
      'history { what why }',
    );
    expect(history).toContainEqual({
      what: 'mundur dari tim evaluasi karena benturan kepentingan',
      why: 'Sari adalah ipar saya.',
    });
  });
});

describe('a routine evaluation meeting', () => {
  interface Decided {
    readonly id: string;
    readonly doneBy: unknown;
  }
  const MEETING =
    '... on Meeting { id kind progress obstacles acknowledgedByAll decisions { id text responsible { name } dueOn doneBy { name } } }';

  test('of the head with her people tells progress, obstacles and decisions; those who took part acknowledge it', async () => {
    const input = {
      kind: 'ROUTINE',
      heldOn: '2026-08-03',
      unitId: unit('Bidang Aplikasi'),
      participantIds: [people.Agus.id, people.Indra.id],
      progress: 'Lima dari delapan modul terbit',
      obstacles: 'Server uji sering mati',
      decisions: [{ text: 'Pindahkan server uji', responsibleId: people.Agus.id, dueOn: '2026-08-14' }],
    };
    const held = await done(sari, 'holdMeeting', { input }, MEETING);
    expect(held).toMatchObject({
      progress: 'Lima dari delapan modul terbit',
      obstacles: 'Server uji sering mati',
      acknowledgedByAll: false,
      decisions: [{ text: 'Pindahkan server uji', responsible: { name: 'Agus' }, dueOn: '2026-08-14', doneBy: null }],
    });
    const { id } = held;
    expect(await done(agus, 'acknowledgeMeeting', { id }, MEETING)).toMatchObject({ acknowledgedByAll: false });
    expect(await done(indra, 'acknowledgeMeeting', { id, note: 'Setuju' }, MEETING)).toMatchObject({
      acknowledgedByAll: true,
    });
    expect(await act(rini, 'acknowledgeMeeting', { id }, MEETING)).toMatchObject({ __typename: 'NotPermitted' });
    const [decision] = held['decisions'] as readonly Decided[];
    expect(await done(agus, 'markDecision', { id: decision?.id, done: true }, MEETING)).toMatchObject({
      decisions: [{ doneBy: { name: 'Agus' } }],
    });
  });

  test('is not held by who rates none of them', async () => {
    const input = {
      kind: 'ROUTINE',
      heldOn: '2026-08-03',
      unitId: unit('Bidang Aplikasi'),
      participantIds: [people.Agus.id],
      progress: 'Kunjungan',
    };
    expect(await act(deni, 'holdMeeting', { input }, MEETING)).toMatchObject({ __typename: 'NotPermitted' });
  });
});

const SCORE = `score {
  total incomplete
  components { key weight percent sampleSize parts { key percent } }
  workResult { percent proposed } behaviour { percent proposed }
}`;

interface Score {
  readonly score: {
    readonly total: number | null;
    readonly components: readonly {
      readonly key: string;
      readonly percent: number | null;
      readonly parts: readonly { readonly key: string; readonly percent: number | null }[];
    }[];
  } | null;
}

const percentOf = ({ score }: Score, component: string, part: string) =>
  score?.components.find(({ key }) => key === component)?.parts.find(({ key }) => key === part)?.percent;

describe("Sari's quarter", () => {
  let words = '';

  test('is reported until the superior can rate', async () => {
    at('2026-09-28T02:00:00Z');
    await report(sari, quarter, ['10', '32', 'Sembilan dari sepuluh warga mendaftar sendiri']);
    at('2026-10-01T02:00:00Z');
    expect(await done(sari, 'closeRealisation', { id: quarter })).toMatchObject({ stage: 'SUPERVISOR_RATING' });
    words = await wordsKey(rini, quarter);
  });

  test('is rated by the superior in one form: result, process with its checklist, behaviour, competency', async () => {
    const { form } = await read<{ form: readonly { group: string }[] }>(
      rini,
      quarter,
      'form(assessor: SUPERVISOR) { group }',
    );
    const groups = [...new Set(form.map(({ group }) => group))];
    expect(groups.map((name) => [name, form.filter(({ group }) => group === name).length])).toEqual([
      ['Proses kerja', 5],
      ['Perilaku kerja BerAKHLAK', 7],
      ['Hasil kerja', 1],
      ['Kemampuan', 1],
      ['Sikap', 1],
      ['Pengetahuan', 1],
    ]);
    const marks = marksFor(await formFor(rini, quarter, 'SUPERVISOR'), 4, {
      'perencanaan-pekerjaan': 3,
      koordinasi: 3,
      'kepatuhan-prosedur': 3,
      'kepatuhan-dokumen': 3,
      'kepatuhan-tenggat': 2,
      adaptif: 5,
      'competency:regulasi-data': 3,
    });
    const notes: Readonly<Record<string, string>> = { 'kepatuhan-tenggat': 'Dua laporan terlambat' };
    expect(
      await done(rini, 'submitRating', {
        id: quarter,
        marks: marks.map((mark) => ({ ...mark, note: notes[mark.key] ?? null })),
        strengths: 'Cepat mencari jalan lain',
        improvements: 'Laporan tepat waktu',
      }),
    ).toMatchObject({ stage: 'TEAM_EVALUATION' });
  });

  test('is seen by an evaluator without what the superior wrote, until his own sheet is sent', async () => {
    at('2026-10-08T02:00:00Z');
    const fields = `assessments { assessor } differences(one: SUPERVISOR, other: TEAM) { key } explanation { key }
      improvements { key } competencies { fitPercent } ${SCORE}`;
    expect(await read(tini, quarter, `indicators { realisation realisationText } ${fields}`)).toEqual({
      indicators: [
        { realisation: '10', realisationText: null },
        { realisation: '32', realisationText: null },
        { realisation: null, realisationText: 'Sembilan dari sepuluh warga mendaftar sendiri' },
      ],
      assessments: [],
      differences: [],
      explanation: null,
      improvements: [],
      competencies: null,
      score: null,
    });
    const marks = marksFor(await formFor(tini, quarter, 'TEAM'), 3, {
      'competency:regulasi-data': 2,
      'competency:komunikasi-publik': 4,
    });
    // Alone: two evaluators are asked for, and Ujang has stepped back.
    expect(await done(tini, 'submitTeamEvaluation', { id: quarter, marks })).toMatchObject({
      stage: 'TEAM_EVALUATION',
    });
    const { assessments } = await read<{ assessments: readonly unknown[] }>(
      tini,
      quarter,
      'assessments { assessor strengths }',
    );
    expect(assessments).toEqual([
      { assessor: 'SUPERVISOR', strengths: 'Cepat mencari jalan lain' },
      { assessor: 'TEAM', strengths: null },
    ]);
  });

  test('ends the team evaluation when two have sent a sheet of their own, and nobody else is waited for', async () => {
    expect(await act(wati, 'submitTeamEvaluation', { id: quarter, marks: [] }).catch(String)).toContain(
      'nothing found',
    );
    const team = [people.Tini.id, people.Wati.id];
    await done(ani, 'appointTeam', { id: quarter, evaluatorIds: [...team, people.Yayan.id] });
    const marks = marksFor(await formFor(wati, quarter, 'TEAM'), 3, {
      [words]: 4,
      'kepatuhan-dokumen': 2,
      kolaboratif: 4,
      'competency:analisis-sistem': 4,
      'competency:regulasi-data': 2,
      'competency:komunikasi-publik': 4,
    });
    expect(await read(wati, quarter, 'assessments { assessor }')).toEqual({ assessments: [] });
    expect(await done(wati, 'submitTeamEvaluation', { id: quarter, marks })).toMatchObject({
      stage: 'TEAM_EVALUATION',
    });
    // Yayan is long ill; without him both sheets are there.
    expect(await done(ani, 'appointTeam', { id: quarter, evaluatorIds: team })).toMatchObject({ stage: 'FEEDBACK' });
  });

  test('keeps the sheets apart, and reports where superior and team differ', async () => {
    const { assessments, differences } = await read<{
      assessments: readonly {
        assessor: string;
        marks: readonly { key: string; value: number; note: string | null }[];
      }[];
      differences: readonly { key: string; one: number; other: number; difference: number }[];
    }>(
      sari,
      quarter,
      'assessments { assessor marks { key value note } } differences(one: SUPERVISOR, other: TEAM) { key one other difference }',
    );
    expect(assessments.map(({ assessor }) => assessor)).toEqual(['SUPERVISOR', 'TEAM', 'TEAM']);
    expect(assessments[0]?.marks).toContainEqual({
      key: 'kepatuhan-tenggat',
      value: 2,
      note: 'Dua laporan terlambat',
    });
    expect(assessments.map(({ marks }) => marks.find(({ key }) => key === words)?.value)).toEqual([4, 3, 4]);
    // The team's is the mean of two: Adaptif 5 against 3 and 3; documents 3 against 3 and 2.
    expect(differences[0]).toEqual({ key: 'adaptif', one: 5, other: 3, difference: -2 });
    expect(differences).toContainEqual({ key: 'kepatuhan-tenggat', one: 2, other: 3, difference: 1 });
    expect(differences).toContainEqual({ key: 'kepatuhan-dokumen', one: 3, other: 2.5, difference: -0.5 });
    expect(differences).toContainEqual({ key: words, one: 4, other: 3.5, difference: -0.5 });
    // By two: adaptive. By one: deadlines, data law, five other values. By half: documents, words, collaboration, analysis.
    expect(differences.map(({ difference }) => Math.abs(difference))).toEqual([
      ...[2],
      ...[1, 1, 1, 1, 1, 1, 1],
      ...[0.5, 0.5, 0.5, 0.5],
    ]);
  });

  test('has result, process, behaviour and competency apart, the superior by 60 and the team by 40', async () => {
    const shown = await read<Score>(sari, quarter, SCORE);
    // Marks are worth 50, 75, 100, 110, 120 percent.
    // Words: 110 x 60 % + (100 + 110) / 2 x 40 % = 66 + 42 = 108.
    expect(percentOf(shown, 'hasil', words.slice('indicator:'.length))).toBe(108);
    // Documents: 100 x 60 % + (100 + 75) / 2 x 40 % = 60 + 35 = 95. Deadlines: 75 x 60 % + 100 x 40 % = 85.
    expect(percentOf(shown, 'proses', 'kepatuhan-dokumen')).toBe(95);
    expect(percentOf(shown, 'proses', 'kepatuhan-tenggat')).toBe(85);
    // Adaptive: 120 x 60 % + 100 x 40 % = 112. Collaboration: 110 x 60 % + (100 + 110) / 2 x 40 % = 108.
    expect(percentOf(shown, 'perilaku', 'adaptif')).toBe(112);
    expect(percentOf(shown, 'perilaku', 'kolaboratif')).toBe(108);
    expect(shown.score).toMatchObject({
      components: [
        // Modules 10 of 8 are 125 %, capped at 120, by 50; response 24 / 32 = 75 % by 20; words 108 % by 30:
        // 60 + 15 + 32.4.
        { key: 'hasil', weight: 40, percent: 107.4, sampleSize: 3 },
        // (100 + 100 + 100 + 95 + 85) / 5.
        { key: 'proses', weight: 20, percent: 96, sampleSize: 3 },
        // Five values at 110 x 60 % + 100 x 40 % = 106, with 112 and 108: 750 / 7.
        { key: 'perilaku', weight: 20, percent: 107.14, sampleSize: 3 },
        // As job-fit below: (95 + 65 + 100) / 3.
        { key: 'kompetensi', weight: 20, percent: 86.67, sampleSize: 3 },
        // Shown at team level, and never counted.
        { key: 'suara-warga', weight: 0, percent: null, sampleSize: 0 },
      ],
      // 107.4 x 40 % + 96 x 20 % + 107.14 x 20 % + 86.67 x 20 % = 42.96 + 19.2 + 21.43 + 17.33.
      total: 100.92,
      incomplete: [],
      // Results alone propose the one rating, behaviour alone the other; both from 105 upward are above expectation.
      workResult: { percent: 107.4, proposed: 'DI_ATAS_EKSPEKTASI' },
      behaviour: { percent: 107.14, proposed: 'DI_ATAS_EKSPEKTASI' },
    });
  });

  test('measures her against the profile of her post: levels, gaps, job-fit and the training for the widest gap', async () => {
    const { competencies } = await read<{ competencies: unknown }>(
      sari,
      quarter,
      'competencies { gaps { key group requiredLevel level gap } unmeasured fitPercent fitCategory trainings }',
    );
    expect(competencies).toEqual({
      gaps: [
        // 3 x 60 % + 2 x 40 % = 2.6 of 4.
        { key: 'regulasi-data', group: 'KNOWLEDGE', requiredLevel: 4, level: 2.6, gap: 1.4 },
        // 4 x 60 % + (3 + 4) / 2 x 40 % = 3.8 of 4.
        { key: 'analisis-sistem', group: 'ABILITY', requiredLevel: 4, level: 3.8, gap: 0.2 },
      ],
      unmeasured: [],
      // 2.6 / 4 = 65 %, 3.8 / 4 = 95 %, and 4 of 3 is 100 %: 260 / 3, between 78 and 90.
      fitPercent: 86.67,
      fitCategory: 'Cukup optimal',
      trainings: ['Pelindungan data pribadi', 'Arsitektur SPBE'],
    });
  });

  test('comes to both sides: feedback with an agreed action, read by both', async () => {
    at('2026-10-15T02:00:00Z');
    await done(rini, 'writeFeedback', {
      id: quarter,
      text: 'Aplikasi dipakai warga; laporan dua kali terlambat.',
      agreedAction: 'Laporan dikirim setiap tanggal 5',
    });
    await done(tini, 'writeFeedback', { id: quarter, text: 'Dokumen uji perlu dilengkapi.' });
    const { feedback } = await read<{ feedback: unknown }>(
      sari,
      quarter,
      'feedback { author authorName agreedAction }',
    );
    expect(feedback).toEqual([
      { author: 'SUPERVISOR', authorName: 'Rini', agreedAction: 'Laporan dikirim setiap tanggal 5' },
      { author: 'TEAM', authorName: 'Tini', agreedAction: null },
    ]);
    expect(await done(sari, 'acknowledgeFeedback', { id: quarter })).toMatchObject({ stage: 'FEEDBACK' });
    expect(await done(rini, 'acknowledgeFeedback', { id: quarter })).toMatchObject({ stage: 'DECISION' });
  });

  test('is decided by the superior, and final when nobody objects within 14 working days', async () => {
    at('2026-10-19T02:00:00Z');
    expect(
      await done(rini, 'decideResult', {
        id: quarter,
        workResult: 'DI_ATAS_EKSPEKTASI',
        behaviour: 'DI_ATAS_EKSPEKTASI',
      }),
    ).toMatchObject({ stage: 'DELIVERED', predicate: 'SANGAT_BAIK' });
    at('2026-10-30T02:00:00Z');
    // From Friday 30 October: 5 working days to 6 November, 10 to 13 November, 14 to Thursday 19 November, in WIB.
    expect(await done(sari, 'confirmReceipt', { id: quarter })).toMatchObject({
      objectUntil: '2026-11-19T16:59:59.999Z',
    });
    at('2026-11-19T16:59:00Z');
    expect(await act(ani, 'finaliseResult', { id: quarter })).toMatchObject({ __typename: 'NotAllowedNow' });
    at('2026-11-19T17:00:00Z');
    expect(await done(ani, 'finaliseResult', { id: quarter })).toMatchObject({
      stage: 'FINAL',
      predicate: 'SANGAT_BAIK',
    });
  });
});

describe("Neneng's year", () => {
  let words = '';

  test('goes through one stage more than a quarter: the discussion', async () => {
    const stagesOf = async (ask: AskAs, id: string) =>
      (await read<{ stages: readonly { stage: string }[] }>(ask, id, 'stages { stage }')).stages.map(
        ({ stage }) => stage,
      );
    const [short, long] = [await stagesOf(sari, quarter), await stagesOf(neneng, year)];
    expect(long.filter((stage) => !short.includes(stage))).toEqual(['DISCUSSION']);
    expect(short).toEqual(long.filter((stage) => stage !== 'DISCUSSION'));
  });

  test('is rated by her superior and a team of two', async () => {
    at('2027-01-04T02:00:00Z');
    await report(neneng, year, ['19000', 'Pertanyaan terjawab; materi dalam dua bahasa']);
    await done(neneng, 'closeRealisation', { id: year });
    words = await wordsKey(deni, year);
    const form = await formFor(deni, year, 'SUPERVISOR');
    expect(
      await done(deni, 'submitRating', { id: year, marks: marksFor(form, 3, { 'berorientasi-pelayanan': 4 }) }),
    ).toMatchObject({ stage: 'TEAM_EVALUATION' });
    // Three are appointed; Wati is the one whom the stage still waits for when she leaves.
    at('2027-01-11T02:00:00Z');
    await done(asep, 'appointTeam', {
      id: year,
      evaluatorIds: [people.Tini.id, people.Ujang.id, people.Wati.id],
    });
    for (const [ask, level] of [
      [tini, 2],
      [ujang, 3],
    ] as const)
      expect(
        await done(ask, 'submitTeamEvaluation', {
          id: year,
          marks: marksFor(await formFor(ask, year, 'TEAM'), 3, { 'competency:komunikasi': level }),
        }),
      ).toMatchObject({ stage: 'TEAM_EVALUATION' });
    expect(await done(wati, 'stepBack', { id: year, reason: 'Pernah bekerja bersama Neneng' })).toMatchObject({
      stage: 'FEEDBACK',
    });
    const { team } = await read<{ team: unknown }>(
      neneng,
      year,
      'team { employee { name } submittedAt conflictOfInterest }',
    );
    const sent = { submittedAt: '2027-01-11T02:00:00.000Z', conflictOfInterest: null };
    expect(team).toEqual(
      expect.arrayContaining([
        { employee: { name: 'Tini' }, ...sent },
        { employee: { name: 'Ujang' }, ...sent },
        { employee: { name: 'Wati' }, submittedAt: null, conflictOfInterest: 'Pernah bekerja bersama Neneng' },
      ]),
    );
  });

  test('has a score that the talk can change', async () => {
    const fields = `${SCORE} competencies { fitPercent fitCategory gaps { key gap } trainings }`;
    // Registered 19,000 of 20,000 are 95 % by 70; words 100 % by 30: 96.5. Process 100. Service 110 x 60 % + 100 x 40 % = 106
    // with six at 100: 706 / 7 = 100.86. Health 3 of 3; communication 3 x 60 % + (2 + 3) / 2 x 40 % = 2.8 of 4 = 70 %:
    // together 85. Total 38.6 + 20 + 20.17 + 17.
    const before = await read<Score>(neneng, year, fields);
    expect(percentOf(before, 'hasil', words.slice('indicator:'.length))).toBe(100);
    expect(before).toMatchObject({
      score: { total: 95.77, workResult: { percent: 96.5 }, behaviour: { percent: 100.86 } },
      competencies: {
        fitPercent: 85,
        fitCategory: 'Cukup optimal',
        gaps: [{ key: 'komunikasi', gap: 1.2 }],
        trainings: ['Komunikasi risiko'],
      },
    });
    at('2027-01-22T02:00:00Z');
    await done(deni, 'writeFeedback', { id: year, text: 'Materi Anda mudah dipahami.' });
    await done(neneng, 'acknowledgeFeedback', { id: year });
    expect(await done(deni, 'acknowledgeFeedback', { id: year })).toMatchObject({ stage: 'DISCUSSION' });
    at('2027-01-29T02:00:00Z');
    await done(neneng, 'requestDiscussion', { id: year, reason: 'Pelatihan komunikasi sudah saya terapkan.' });
    await done(deni, 'scheduleDiscussion', { id: year, scheduledFor: '2027-02-01T02:00:00Z' });
    at('2027-02-01T03:00:00Z');
    expect(
      await done(deni, 'concludeDiscussion', {
        id: year,
        outcome: 'Rekaman penyuluhan menunjukkan kemajuan.',
        revisedMarks: [{ key: 'competency:komunikasi', value: 4 }],
      }),
    ).toMatchObject({ stage: 'DECISION' });
    // Communication 4 x 60 % + 2.5 x 40 % = 3.4 of 4 = 85 %; job-fit (100 + 85) / 2 = 92.5; total 95.77 + 7.5 x 20 %.
    expect(await read<Score>(neneng, year, fields)).toMatchObject({
      score: { total: 97.27 },
      competencies: { fitPercent: 92.5, fitCategory: 'Optimal', gaps: [{ key: 'komunikasi', gap: 0.6 }] },
    });
  });

  test('closes with a session in which the leader gives a direction, acknowledged by both sides', async () => {
    const SESSION = '... on Meeting { id kind period direction acknowledgedByAll holder { name } }';
    const input = {
      kind: 'ANNUAL_SESSION',
      heldOn: '2027-02-01',
      unitId: unit('Dinas Kesehatan'),
      participantIds: [people.Neneng.id],
      period: '2026',
      progress: 'Sembilan belas ribu warga mendaftar lewat aplikasi',
    };
    expect(await act(asep, 'holdMeeting', { input }, SESSION)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'direction' }],
    });
    const directed = { ...input, direction: 'Jangkau lansia yang tidak memakai ponsel' };
    expect(await act(rini, 'holdMeeting', { input: directed }, SESSION)).toMatchObject({ __typename: 'NotPermitted' });
    const held = await done(asep, 'holdMeeting', { input: directed }, SESSION);
    expect(held).toMatchObject({ holder: { name: 'Asep' }, period: '2026', acknowledgedByAll: false });
    expect(await done(neneng, 'acknowledgeMeeting', { id: held['id'] }, SESSION)).toMatchObject({
      direction: 'Jangkau lansia yang tidak memakai ponsel',
      acknowledgedByAll: true,
    });
  });

  test('ends as final', async () => {
    at('2027-02-08T02:00:00Z');
    expect(
      await done(deni, 'decideResult', {
        id: year,
        workResult: 'SESUAI_EKSPEKTASI',
        behaviour: 'SESUAI_EKSPEKTASI',
        recommendation: 'Pelatihan komunikasi risiko',
      }),
    ).toMatchObject({ stage: 'DELIVERED', predicate: 'BAIK' });
    // From Monday 8 February: 4 working days to the 12th, 9 to the 19th, 14 to Friday the 26th.
    expect(await done(neneng, 'confirmReceipt', { id: year })).toMatchObject({
      objectUntil: '2027-02-26T16:59:59.999Z',
    });
    at('2027-02-26T17:00:00Z');
    expect(await done(ani, 'finaliseResult', { id: year })).toMatchObject({ stage: 'FINAL', predicate: 'BAIK' });
  });
});
