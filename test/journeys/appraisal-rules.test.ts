import { describe, expect, test } from 'vitest';
import { act, done, formFor, loadPolicy, marksFor, shippedPolicy, startRegion } from '../support/appraisal.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* What holds in every region: versions of policies, changes in between, colleagues without names, and who may rate whom. */

const region = await startRegion({
  policy: 'palu',
  now: '2026-06-20T01:00:00Z',
  code: '72.71',
  name: 'Kota Palu',
  zone: 'Asia/Makassar',
  units: [{ name: 'Sekretariat' }, { name: 'Disdukcapil', parent: 'Sekretariat' }],
  people: [
    { name: 'Rahman', unit: 'Sekretariat', post: 'Sekretaris', heads: true, roles: ['LEADER'] },
    { name: 'Ani', unit: 'Sekretariat', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Dewi', unit: 'Sekretariat', post: 'Inspektur' },
    { name: 'Budi', unit: 'Disdukcapil', post: 'Kepala', heads: true },
    { name: 'Siti', unit: 'Disdukcapil', post: 'Analis' },
    { name: 'Joko', unit: 'Disdukcapil', post: 'Operator 1' },
    { name: 'Rina', unit: 'Disdukcapil', post: 'Operator 2' },
    { name: 'Tono', unit: 'Disdukcapil', post: 'Operator 3' },
    { name: 'Yusuf', unit: 'Disdukcapil', post: 'Operator 4' },
  ],
});
const { at, as, people, gateway } = region;
const elsewhere = await seedEmployees(gateway.database.database, gateway.tenants.other, [
  { name: 'Maya', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER', 'PERSONNEL_ADMIN'] },
]);
const [rahman, ani, budi, siti, joko, rina, tono, yusuf] = await Promise.all([
  as('Rahman'),
  as('Ani'),
  as('Budi'),
  as('Siti'),
  as('Joko'),
  as('Rina'),
  as('Tono'),
  as('Yusuf'),
]);

const indicator = (component: string, weight: number) => ({
  component,
  plan: 'Dokumen selesai',
  name: 'Jumlah dokumen',
  kind: 'COUNT',
  weight,
  unitOfMeasure: 'dokumen',
  direction: 'HIGHER_IS_BETTER',
  target: '100',
});

interface Read {
  readonly version: number;
  readonly stage: string;
  readonly policy: { readonly version: number };
  readonly opinions: readonly { readonly key: string; readonly opinions: number; readonly mean: number }[];
  readonly feedback: readonly {
    readonly author: string;
    readonly authorName: string | null;
    readonly writtenAt: string | null;
  }[];
  readonly nextSteps: readonly { readonly move: string; readonly until: string | null }[];
  readonly history: readonly { readonly what: string; readonly actor: string }[];
}

const read = async (ask: typeof siti, id: string): Promise<Read> => {
  const { data, errors } = await ask<{ appraisal: Read }>(
    `query ($id: ID!) {
      appraisal(id: $id) {
        version stage policy { version } opinions { key opinions mean } feedback { author authorName writtenAt }
        nextSteps { move until } history { what actor }
      }
    }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data.appraisal;
};

describe('a cycle', () => {
  test('is opened by a personnel admin, for a policy that is loaded and a period that it appraises', async () => {
    const args = { policyKey: 'palu', period: '2026-Q3' };
    const select = '... on OpenedCycle { opened leftOut }';
    expect(await act(budi, 'openCycle', args, select)).toMatchObject({
      __typename: 'NotPermitted',
      message: expect.stringContaining('pengelola kepegawaian'),
    });
    expect(await act(ani, 'openCycle', { ...args, policyKey: 'lain' }, select)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'policyKey' }],
    });
    expect(await act(ani, 'openCycle', { ...args, period: '2026-S2' }, select)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'period', message: expect.stringContaining('QUARTERLY') }],
    });
    expect(await act(ani, 'openCycle', { ...args, period: '2026-Q1' }, select)).toMatchObject({
      __typename: 'NotAllowedNow',
    });
    expect(await done(ani, 'openCycle', args, select)).toMatchObject({
      opened: 8,
      leftOut: [expect.stringContaining('Rahman')],
    });
    expect(await done(ani, 'openCycle', args, select)).toMatchObject({ opened: 0 });
  });

  test('keeps its policy when a new version is loaded, which the next cycle takes', async () => {
    const first = await region.appraisalOf('Siti', '2026-Q3');
    await expect(loadPolicy(region, { ...shippedPolicy('palu'), version: 3 })).rejects.toThrow('versi terakhir');
    await loadPolicy(region, { ...shippedPolicy('palu'), version: 2 });
    await region.openCycle('Ani', '2026-Q4');
    const second = await region.appraisalOf('Siti', '2026-Q4');
    expect((await read(siti, first)).policy).toEqual({ version: 1 });
    expect((await read(siti, second)).policy).toEqual({ version: 2 });
  });

  test('tells leaders and personnel admins how far people are, and nobody else', async () => {
    const document = '{ viewer { cycles { period participation { stage appraisals } } } }';
    const { data } = await rahman<{ viewer: { cycles: readonly unknown[] } }>(document);
    expect(data.viewer.cycles).toEqual([
      { period: '2026-Q4', participation: [{ stage: 'PLANNING', appraisals: 8 }] },
      { period: '2026-Q3', participation: [{ stage: 'PLANNING', appraisals: 8 }] },
    ]);
    expect((await budi<unknown>(document)).data).toEqual({ viewer: { cycles: [] } });
  });
});

describe('a change in between', () => {
  test('is told with the version that is stored, and nothing is overwritten', async () => {
    const id = await region.appraisalOf('Siti', '2026-Q3');
    const indicators = [
      indicator('kuantitatif', 100),
      { ...indicator('kualitatif', 100), kind: 'QUALITATIVE', targetText: 'Ramah' },
    ];
    await done(siti, 'editPlan', { id, expectedVersion: 1, indicators });
    expect(await act(budi, 'editPlan', { id, expectedVersion: 1, indicators })).toMatchObject({
      __typename: 'ChangedMeanwhile',
      version: 2,
    });
  });

  test('of the same moment is made once', async () => {
    const id = await region.appraisalOf('Siti', '2026-Q3');
    const ends = await Promise.all(Array.from({ length: 6 }, () => act(budi, 'approvePlan', { id })));
    expect(ends.filter(({ stage }) => stage === 'RUNNING')).toHaveLength(1);
    expect(ends.filter(({ __typename }) => __typename === 'NotAllowedNow')).toHaveLength(5);
    expect((await read(siti, id)).version).toBe(3);
  });
});

describe('nobody', () => {
  test('rates himself, whoever he is', async () => {
    const own = await region.appraisalOf('Ani', '2026-Q3');
    expect(await act(ani, 'approvePlan', { id: own })).toMatchObject({ __typename: 'NotPermitted' });
    const reason = 'Pindah tugas';
    const of = await region.appraisalOf('Joko', '2026-Q3');
    expect(await act(ani, 'replaceRater', { id: of, raterId: people.Joko.id, reason })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('tidak seorang pun menilai dirinya sendiri'),
    });
    expect(await act(ani, 'replaceRater', { id: own, raterId: people.Budi.id, reason })).toMatchObject({
      __typename: 'NotPermitted',
    });
    await done(ani, 'replaceRater', { id: of, raterId: people.Siti.id, superiorId: people.Budi.id, reason });
    expect((await read(joko, of)).history).toContainEqual({ what: 'mengganti pejabat penilai', actor: 'Ani' });
    expect(await act(budi, 'approvePlan', { id: of })).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('learns who said what: opinions and notes of colleagues come from three upward, without names', async () => {
    const id = await region.appraisalOf('Siti', '2026-Q3');
    at('2026-09-15T01:00:00Z');
    const form = await formFor(rina, id, 'PEER');
    expect(form.length).toBeGreaterThan(0);
    for (const ask of [rina, tono]) {
      await done(ask, 'giveOpinion', { id, marks: marksFor(form, 3) });
      await done(ask, 'writeFeedback', { id, text: 'Suka membantu.' });
    }
    expect(await act(rina, 'giveOpinion', { id, marks: [] })).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await act(rahman, 'giveOpinion', { id, marks: [] })).toMatchObject({ __typename: 'NotPermitted' });
    expect((await read(siti, id)).feedback).toEqual([]);
    await done(yusuf, 'giveOpinion', { id, marks: marksFor(form, 4) });
    await done(yusuf, 'writeFeedback', { id, text: 'Teliti.' });
    const during = await read(siti, id);
    expect(during.opinions).toEqual([]);
    expect(during.feedback).toHaveLength(3);
    expect(during.feedback).toContainEqual({ author: 'PEER', authorName: null, writtenAt: null });
    expect(during.history.map(({ actor }) => actor)).not.toContain('Rina');
    expect((await read(budi, id)).history.map(({ actor }) => actor)).not.toContain('Rina');
  });

  test('sees a mean of opinions before the last can have come', async () => {
    const id = await region.appraisalOf('Siti', '2026-Q3');
    at('2026-10-12T01:00:00Z');
    await done(budi, 'closeRealisation', { id });
    expect((await read(siti, id)).opinions).toEqual([]);
    await done(budi, 'submitRating', { id, marks: marksFor(await formFor(budi, id, 'SUPERVISOR'), 3) });
    const [opinion] = (await read(siti, id)).opinions;
    expect(opinion).toMatchObject({ opinions: 3, mean: 3.33 });
  });
});

test('an objection under the highest rater is filed in time, and heard by whoever is then named', async () => {
  // Nobody is above Rahman, who rates Budi.
  const id = await region.appraisalOf('Budi', '2026-Q4');
  const plan = [
    indicator('kuantitatif', 100),
    { ...indicator('kualitatif', 100), kind: 'QUALITATIVE', targetText: 'Ramah' },
  ];
  await done(budi, 'editPlan', { id, indicators: plan });
  await done(rahman, 'approvePlan', { id });
  at('2027-01-12T01:00:00Z');
  await done(rahman, 'closeRealisation', { id });
  await done(rahman, 'submitRating', { id, marks: marksFor(await formFor(rahman, id, 'SUPERVISOR'), 3) });
  await done(rahman, 'writeFeedback', { id, text: 'Terima kasih.' });
  await done(budi, 'acknowledgeFeedback', { id });
  await done(rahman, 'acknowledgeFeedback', { id });
  at('2027-01-18T01:00:00Z');
  await done(rahman, 'decideResult', { id, workResult: 'DI_BAWAH_EKSPEKTASI', behaviour: 'SESUAI_EKSPEKTASI' });
  await done(budi, 'confirmReceipt', { id });
  expect(await done(budi, 'fileObjection', { id, reason: 'Target tercapai.' })).toMatchObject({ stage: 'OBJECTION' });
  await done(rahman, 'explainObjection', { id, explanation: 'Bukti belum ada.' });
  const decision = { id, decision: 'UPHELD', recommendation: 'Tetap.' };
  expect(await act(rahman, 'decideObjection', decision)).toMatchObject({ __typename: 'NotPermitted' });
  const named = { id, raterId: people.Rahman.id, superiorId: people.Dewi.id, reason: 'Tidak ada atasan di atasnya' };
  expect(await act(ani, 'replaceRater', { ...named, raterId: people.Dewi.id, superiorId: null })).toMatchObject({
    __typename: 'NotAllowedNow',
    message: expect.stringContaining('Predikat sudah ditetapkan'),
  });
  await done(ani, 'replaceRater', named);
  const dewi = await as('Dewi');
  expect(await done(dewi, 'decideObjection', decision)).toMatchObject({ stage: 'FINAL', predicate: 'BUTUH_PERBAIKAN' });
  expect(await act(ani, 'replaceRater', named)).toMatchObject({ __typename: 'NotAllowedNow' });
});

test('how severe a rater is, is told to him and to those above, with the reason where it cannot be known', async () => {
  const id = await region.appraisalOf('Siti', '2026-Q3');
  const ask = 'query ($id: ID!) { appraisal(id: $id) { calibration { notComparable raters { name leniency } } } }';
  const toBudi = await budi<{ appraisal: { calibration: unknown } }>(ask, { id });
  expect(toBudi.data.appraisal.calibration).toEqual({ notComparable: expect.stringContaining('penilai'), raters: [] });
  expect((await siti<unknown>(ask, { id })).data).toEqual({ appraisal: { calibration: null } });
});

test('whoever rates a person administers nothing of the same appraisal, whatever roles he is given', async () => {
  const id = await region.appraisalOf('Rina', '2026-Q4');
  const finalise = () => act(budi, 'finaliseResult', { id });
  await done(
    ani,
    'grantRole',
    { input: { employeeId: people.Budi.id, role: 'PERSONNEL_ADMIN' } },
    '... on Employee { id }',
  );
  expect(await finalise()).toMatchObject({ __typename: 'NotPermitted' });
  expect(await act(budi, 'confirmReceipt', { id })).toMatchObject({ __typename: 'NotPermitted' });
  const elsewhereInRegion = await region.appraisalOf('Ani', '2026-Q4');
  expect(await act(budi, 'finaliseResult', { id: elsewhereInRegion })).toMatchObject({ __typename: 'NotAllowedNow' });
});

test('what one can do next is told with its deadline, to each by his role', async () => {
  const id = await region.appraisalOf('Tono', '2026-Q4');
  expect((await read(tono, id)).nextSteps.map(({ move }) => move)).toEqual(['EDIT_PLAN']);
  const steps = (await read(budi, id)).nextSteps;
  expect(steps.map(({ move }) => move)).toEqual(['EDIT_PLAN', 'APPROVE_PLAN']);
  expect(steps[0]?.until).toMatch(/^2026-10-\d\dT15:59:59\.999Z$/);
});

test('a person of another region, whatever her roles, is a stranger', async () => {
  const id = await region.appraisalOf('Siti', '2026-Q3');
  const document = 'query ($id: ID!) { appraisal(id: $id) { id } viewer { name } }';
  const stranger = await signIn(gateway, gateway.tenants.other, elsewhere.Maya.uuid);
  const { data, errors } = await stranger<unknown>(document, { id });
  expect(data).toEqual({ appraisal: null, viewer: { name: 'Maya' } });
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  expect(await act(stranger, 'approvePlan', { id })).toMatchObject({ __typename: 'NotPermitted' });
  const anonymous = await gateway.ask<unknown>(document, { id });
  expect(anonymous.data).toEqual({ appraisal: null, viewer: null });
  expect(anonymous.errors.map(({ message }) => message)).toEqual(errors.map(({ message }) => message));
});
