import type { Questionnaire } from '@kinerja/gateway/domain/questionnaire';
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { putTallies } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { skm2004, skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import { signIn } from '../support/sign-in.ts';

const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: {
    bandung: {
      units: ['Dago', 'Garuda', 'Kopo', 'Ledeng', 'Tamblong', 'Sarijadi', 'Cibiru'].map((name) => ({
        name,
        kind: 'puskesmas',
        services: [`Umum ${name}`],
        ...(name === 'Ledeng' && { staff: 2 }),
      })),
    },
    other: { code: '11.02', units: [{ name: 'Dinas' }] },
  },
});
const { bandung, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Kepala Dago', unit: 'Dago', post: 'Kepala', heads: true },
  { name: 'Staf Dago', unit: 'Dago', post: 'Perawat' },
  { name: 'Kepala Kopo', unit: 'Kopo', post: 'Kepala', heads: true },
  { name: 'Kepala Dinas', unit: 'Sarijadi', post: 'Kepala Dinas', roles: ['LEADER'] },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Kepala Lain', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);

/** Ratings of which some give every element one score, and the others another; `weak` gets one less throughout. */
const ratings = (of: Questionnaire, threes: number, fours: number, weak?: string) => {
  const row = (score: number) => of.elements.map(({ key }) => (key === weak ? score - 1 : score));
  return tallyOf(of, [...Array<number[]>(threes).fill(row(3)), ...Array<number[]>(fours).fill(row(4))]);
};

const put = (unit: string, day: string, tally: ReturnType<typeof ratings>, of: Questionnaire = skm2017) =>
  putTallies(gateway.database, bandung, [
    { serviceId: bandung.service(`Umum ${unit}`).uuid, questionnaireKey: of.key, day, tally },
  ]);

// Dago rises beyond chance, Garuda does not; Kopo has few, Ledeng two people, Tamblong changed its questionnaire.
await put('Dago', '2025-08-10', ratings(skm2017, 60, 20));
await put('Dago', '2026-05-10', ratings(skm2017, 20, 60, 'waktu'));
await put('Garuda', '2026-02-10', ratings(skm2017, 25, 20));
await put('Garuda', '2026-05-10', ratings(skm2017, 24, 21));
await put('Kopo', '2026-02-10', ratings(skm2017, 15, 14));
await put('Kopo', '2026-05-10', ratings(skm2017, 0, 60));
// Four ratings are shown nowhere, and neither is what would give them away by subtraction.
await put('Sarijadi', '2025-11-10', ratings(skm2017, 2, 2));
await put('Sarijadi', '2026-02-10', ratings(skm2017, 60, 20));
await put('Ledeng', '2026-05-10', ratings(skm2017, 30, 30));
await put('Tamblong', '2026-02-10', ratings(skm2004, 60, 0), skm2004);
await put('Tamblong', '2026-05-10', ratings(skm2017, 0, 60));
await gateway.tick();

interface Trend {
  readonly direction: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly explanation: string;
  readonly questionnaire: { readonly key: string } | null;
  readonly points: readonly {
    readonly period: string;
    readonly value: number | null;
    readonly ratings: number | null;
  }[];
}

const trendOf = async (unit: string, args = ''): Promise<Trend> => {
  const { data } = await gateway.ask<{ unit: { trend: Trend } }>(
    `query ($id: ID!) { unit(id: $id) { trend${args} {
       direction from to difference lower upper explanation questionnaire { key } points { period value ratings } } } }`,
    { id: bandung.unit(unit).id },
  );
  return data.unit.trend;
};

describe('the trend of a unit', () => {
  test('is an arrow when the interval of last less first excludes zero', async () => {
    const found = await trendOf('Dago');
    expect(found).toMatchObject({ direction: 'UP', from: '2025-Q3', to: '2026-Q2' });
    // 81.25 became 93.75 less a ninth of 25 for the weak element; by hand.
    expect(found.difference).toBeCloseTo(12.5 - 25 / 9, 6);
    expect(found.lower).toBeGreaterThan(0);
    expect(found.explanation).toContain('Naik, lebih dari yang wajar bila hanya kebetulan.');
    expect(found.explanation).toContain('9,72 poin');
  });

  test('shows every quarter, those without a figure too', async () => {
    const { points } = await trendOf('Dago', '(periods: 5)');
    expect(points).toEqual([
      { period: '2025-Q2', value: null, ratings: null },
      { period: '2025-Q3', value: 81.25, ratings: 80 },
      { period: '2025-Q4', value: null, ratings: null },
      { period: '2026-Q1', value: null, ratings: null },
      { period: '2026-Q2', value: 90.97, ratings: 80 },
    ]);
  });

  test.each(['Dago', 'Garuda', 'Kopo', 'Ledeng', 'Sarijadi'])(
    'of %s shows what is public, and nothing else',
    async (unit) => {
      const { points } = await trendOf(unit);
      const fields = points.map(({ period }, at) => `f${at}: satisfactionIndex(period: "${period}") { value ratings }`);
      const { data } = await gateway.ask<{ unit: Record<string, { value: number | null; ratings: number | null }> }>(
        `query ($id: ID!) { unit(id: $id) { ${fields.join(' ')} } }`,
        { id: bandung.unit(unit).id },
      );
      expect(points.map(({ value }) => value)).toEqual(points.map((_, at) => data.unit[`f${at}`]?.value));
      if (unit === 'Sarijadi') expect(points.map(({ ratings: n }) => n)).not.toContain(4);
    },
  );

  test('is not proven when the same difference could be chance', async () => {
    const found = await trendOf('Garuda');
    expect(found.direction).toBe('NONE_PROVEN');
    expect(found.lower).toBeLessThan(0);
    expect(found.upper).toBeGreaterThan(0);
    expect(found.explanation).toContain('Belum terbukti berubah');
  });

  test('needs thirty ratings on both sides, however large the difference', async () => {
    expect(await trendOf('Kopo')).toMatchObject({ direction: 'TOO_FEW', difference: null });
    expect((await trendOf('Kopo')).explanation).toContain('paling sedikit baru 29');
  });

  test('tells nothing of a unit with two people, nor of one without ratings', async () => {
    for (const unit of ['Ledeng', 'Cibiru']) {
      const { points, direction, explanation } = await trendOf(unit);
      expect(points.every(({ value, ratings: n }) => value === null && n === null)).toBe(true);
      expect([direction, explanation]).toEqual(['TOO_FEW', 'Belum ada triwulan dengan angka yang ditampilkan.']);
    }
  });

  test('never mixes questionnaires, and follows the one that is asked for', async () => {
    expect(await trendOf('Tamblong')).toMatchObject({
      questionnaire: { key: 'skm-2017' },
      from: '2026-Q2',
      to: '2026-Q2',
    });
    expect(await trendOf('Tamblong', '(questionnaire: "skm-2004")')).toMatchObject({ from: '2026-Q1', to: '2026-Q1' });
    expect((await trendOf('Tamblong')).explanation).toContain('belum ada pembanding');
  });

  test('goes back one to twenty quarters', async () => {
    const { errors } = await gateway.ask('query ($id: ID!) { unit(id: $id) { trend(periods: 21) { direction } } }', {
      id: bandung.unit('Dago').id,
    });
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

interface Weak {
  readonly place: number;
  readonly key: string;
  readonly meanScore: number;
  readonly ratings: number;
  readonly improvements: readonly { readonly action: string; readonly state: string; readonly result: string | null }[];
}

const weakestOf = async (unit: string): Promise<readonly Weak[]> => {
  const { data } = await gateway.ask<{ unit: { weakestElements: readonly Weak[] } }>(
    `query ($id: ID!) { unit(id: $id) { weakestElements {
       place key name meanScore ratings improvements { action state result } } } }`,
    { id: bandung.unit(unit).id },
  );
  return data.unit.weakestElements;
};

interface Improvement {
  readonly id: string;
  readonly state: string;
  readonly elementName: string;
  readonly period: string;
  readonly message: string;
}

const plan = change<Improvement>({
  field: 'planImprovement(input: PlanImprovementInput!)',
  shape: '... on Improvement { id state elementName period }',
});
const report = change<Improvement>({
  field: 'reportImprovement(id: ID!, state: ImprovementProgress!, result: String)',
  shape: '... on Improvement { id state }',
});
const as = (name: keyof typeof people) => signIn(gateway, bandung, people[name].uuid);
const input = { unitId: bandung.unit('Dago').id, element: 'waktu', action: 'Loket kedua dibuka', dueOn: '2026-10-01' };

describe('what is done about weak elements', () => {
  test('the weakest come first, and those exactly as weak share a place', async () => {
    const weak = await weakestOf('Dago');
    expect(weak.map(({ place }) => place)).toEqual([1, 2, 2]);
    expect(weak[0]).toMatchObject({ key: 'waktu', meanScore: 2.75, ratings: 80 });
    expect(await weakestOf('Ledeng')).toEqual([]);
  });

  test('the head of the unit plans it, reports it, and everybody can read it at once', async () => {
    const head = await as('Kepala Dago');
    const { done } = await plan(head, { input });
    expect(done).toMatchObject({ state: 'PLANNED', elementName: 'Waktu Penyelesaian', period: '2026-Q2' });
    expect((await weakestOf('Dago'))[0]?.improvements).toMatchObject([
      { action: 'Loket kedua dibuka', state: 'PLANNED' },
    ]);
    const id = done?.id ?? '';
    expect((await report(head, { id, state: 'RUNNING' })).done).toMatchObject({ state: 'RUNNING' });
    expect((await report(head, { id, state: 'DONE' })).done?.message).toContain('hasilnya, karena sudah selesai');
    const result = 'Rata-rata tunggu turun dari 60 menjadi 35 menit';
    expect((await report(head, { id, state: 'DONE', result })).done).toMatchObject({ state: 'DONE' });
    expect((await report(head, { id, state: 'RUNNING' })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    expect((await weakestOf('Dago'))[0]?.improvements).toMatchObject([{ state: 'DONE', result }]);
    const trail = await gateway.database.inspect<{ action: string }>(
      `select action from audit_event where action like 'improvement.%' order by at, id`,
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'improvement.planned',
      'improvement.reported',
      'improvement.reported',
    ]);
  });

  test('a leader may as well', async () => {
    expect((await plan(await as('Kepala Dinas'), { input })).done).toMatchObject({ state: 'PLANNED' });
  });

  test.each(['Staf Dago', 'Kepala Kopo'] as const)('%s may not, and the refusal is in the trail', async (name) => {
    const { done } = await plan(await as(name), { input });
    expect(done).toMatchObject({ __typename: 'NotPermitted' });
    const [refused] = await gateway.database.inspect<{ subject: string }>(
      `select subject from audit_event where action = 'right.refused' and actor = $1`,
      [`employee ${people[name].uuid}`],
    );
    expect(refused?.subject).toBe(bandung.unit('Dago').uuid);
  });

  test('nobody of another region finds the unit or the plan', async () => {
    const stranger = await signIn(gateway, other, strangers['Kepala Lain'].uuid);
    expect((await plan(stranger, { input })).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    const [{ id } = { id: '' }] = await gateway.database.inspect<{ id: string }>('select id from improvement limit 1');
    expect((await report(stranger, { id, state: 'RUNNING' })).errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  test('what is wrong is told together, each with its field', async () => {
    const { done } = await plan(await as('Kepala Dago'), {
      input: { ...input, element: 'parkir', action: ' ', dueOn: '2026-08-18' },
    });
    expect(done?.message).toMatch(/action: .*\nelement: .*waktu.*\ndueOn: .*2026-08-19/s);
  });
});
