import { beforeEach, describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { change, stored } from '../support/submissions.ts';

/* Performance reports as Palangkaraya asks for them: what was produced, and what it changed for people. */

const gateway = await startGateway({
  // What happened is deleted between tests here: nobody chains it meanwhile.
  rounds: false,
  now: '2026-09-30T07:00:00Z',
  tenants: {
    palangkaraya: {
      code: '62.71',
      name: 'Kota Palangka Raya',
      units: [{ name: 'Sekretariat Daerah' }, { name: 'Dinas Pendidikan', parent: 'Sekretariat Daerah' }],
    },
  },
});
const { palangkaraya } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, palangkaraya, [
  { name: 'Sekda', unit: 'Sekretariat Daerah', post: 'Sekretaris Daerah', heads: true },
  { name: 'Kadis', unit: 'Dinas Pendidikan', post: 'Kepala Dinas', heads: true },
  { name: 'Guru', unit: 'Dinas Pendidikan', post: 'Pengembang Kurikulum' },
  { name: 'Rekan', unit: 'Dinas Pendidikan', post: 'Pengelola Data' },
]);
const as = (name: keyof typeof people): Promise<AskAs> => signIn(gateway, palangkaraya, people[name].uuid);
const guru = await as('Guru');
const rekan = await as('Rekan');
const kadis = await as('Kadis');
const sekda = await as('Sekda');

interface Report {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly output: string;
  readonly outcome: string | null;
  readonly strengths: string | null;
  readonly improvements: string | null;
  readonly note: string | null;
  readonly evaluatedBy: { readonly name: string } | null;
}

const ask = change<Report>(
  'PerformanceReport',
  'id state version output outcome strengths improvements note evaluatedBy { name }',
);
const submit = (who: AskAs, input: object) =>
  ask(who, 'submitPerformanceReport(input: $input: SubmitPerformanceReportInput!)', { input });
const evaluate = (who: AskAs, id: string, evaluation: object) =>
  ask(
    who,
    `evaluatePerformanceReport(id: $id: ID!, verdict: $verdict: Verdict!, strengths: $strengths: String,
       improvements: $improvements: String, note: $note: String, expectedVersion: $expectedVersion: Int)`,
    { id, verdict: 'ACCEPTED', ...evaluation },
  );

const report = (overrides: object = {}) => ({
  period: '2026-Q3',
  kind: 'PROGRAMME_RESULT',
  output: 'Kunjungan ke 214 keluarga yang anaknya putus sekolah',
  outcome: '61 anak kembali bersekolah; angka partisipasi naik dari 91,2 menjadi 93,0 persen',
  obstacles: 'Banjir di dua kelurahan',
  evidence: ['https://data.example.go.id/apk-2026'],
  ...overrides,
});

const trail = () =>
  gateway.database.inspect<{ action: string; detail: Record<string, Record<string, unknown>> }>(
    `select action, detail from audit_event where action like 'performance_report.%' order by id`,
  );

beforeEach(async () => {
  await gateway.database.inspect('delete from performance_report');
  await gateway.database.inspect(`delete from audit_event`);
});

describe('a report', () => {
  test('is submitted, evaluated by the superior, and the employee sees the evaluation', async () => {
    const { id, ...submitted } = stored(await submit(guru, report()));
    expect(submitted).toMatchObject({ state: 'PENDING', version: 1, evaluatedBy: null, output: report().output });
    stored(
      await evaluate(kadis, id, {
        strengths: 'Menjangkau keluarga',
        improvements: 'Rincian per kelurahan',
        note: 'Lanjutkan',
      }),
    );
    const { data } = await guru<{ viewer: { employee: { performanceReports: { edges: { node: object }[] } } } }>(
      `{ viewer { employee { performanceReports(period: "2026-Q3") { edges { node {
           kind period state outcome obstacles evidence strengths improvements note evaluatedBy { name } } } } } } }`,
    );
    expect(data.viewer.employee.performanceReports.edges.map(({ node }) => node)).toEqual([
      {
        kind: 'PROGRAMME_RESULT',
        period: '2026-Q3',
        state: 'ACCEPTED',
        outcome: report().outcome,
        obstacles: 'Banjir di dua kelurahan',
        evidence: ['https://data.example.go.id/apk-2026'],
        strengths: 'Menjangkau keluarga',
        improvements: 'Rincian per kelurahan',
        note: 'Lanjutkan',
        evaluatedBy: { name: 'Kadis' },
      },
    ]);
  });

  test('that is submitted again before it is evaluated is a new version; what was before is in the audit trail', async () => {
    const first = stored(await submit(guru, report()));
    const second = stored(await submit(guru, report({ output: 'Kunjungan ke 230 keluarga' })));
    expect(second).toMatchObject({ id: first.id, version: 2, output: 'Kunjungan ke 230 keluarga' });
    expect((await trail()).map(({ detail }) => [detail['before']?.['output'], detail['after']?.['output']])).toEqual([
      [undefined, report().output],
      [report().output, 'Kunjungan ke 230 keluarga'],
    ]);
  });

  test('with the same content again changes nothing', async () => {
    const first = stored(await submit(guru, report()));
    expect(stored(await submit(guru, report()))).toEqual(first);
    expect(await trail()).toHaveLength(1);
  });

  test('of another kind or period stands beside it', async () => {
    const ids = new Set<string>();
    for (const overrides of [{}, { kind: 'PERIODIC' }, { period: '2026-09' }, { period: '2026' }])
      ids.add(stored(await submit(guru, report(overrides))).id);
    expect(ids.size).toBe(4);
  });

  test('that was returned can be submitted again, also unchanged; one that was accepted cannot', async () => {
    const { id } = stored(await submit(guru, report()));
    stored(await evaluate(kadis, id, { verdict: 'RETURNED', note: 'Lampirkan datanya' }));
    expect(stored(await submit(guru, report()))).toMatchObject({ id, state: 'PENDING', version: 3, evaluatedBy: null });
    stored(await evaluate(kadis, id, {}));
    expect(await submit(guru, report({ output: 'Lain' }))).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringMatching(/sudah berstatus diterima/),
      allowed: [],
    });
  });

  test('that is submitted twice at once is one', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => submit(guru, report())));
    expect(new Set(results.map((result) => stored(result).id)).size).toBe(1);
    expect(results.map((result) => stored(result).version)).toEqual(Array(10).fill(1));
  });

  test('of a period needs no outcome', async () => {
    expect(stored(await submit(guru, report({ kind: 'PERIODIC', outcome: null }))).outcome).toBeNull();
  });
});

describe('refused, with the field and what was expected:', () => {
  test.each([
    ['a programme result without its outcome', { outcome: null }, 'outcome', /pengaruhnya bagi masyarakat/],
    ['a programme result with a blank outcome', { outcome: '   ' }, 'outcome', /pengaruhnya bagi masyarakat/],
    ['a report without its output', { output: '' }, 'output', /keluaran/],
    ['a report of a period that has not begun', { period: '2026-Q4' }, 'period', /sudah dimulai.*2026-Q4/],
    ['a link to a script', { evidence: ['javascript:alert(1)'] }, 'evidence.0', /http/],
    ['a text with a control character', { obstacles: 'a\u0007' }, 'obstacles', /U\+0007/],
  ])('%s', async (_, overrides, path, words) => {
    expect(await submit(guru, report(overrides))).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path, message: expect.stringMatching(words) }],
    });
    expect(await trail()).toEqual([]);
  });

  test('an evaluation that returns it without saying why', async () => {
    const { id } = stored(await submit(guru, report()));
    expect(await evaluate(kadis, id, { verdict: 'RETURNED' })).toMatchObject({ issues: [{ path: 'note' }] });
  });

  test('an evaluation of a version that is no more', async () => {
    const { id } = stored(await submit(guru, report()));
    await submit(guru, report({ output: 'Lain' }));
    expect(await evaluate(kadis, id, { expectedVersion: 1 })).toMatchObject({
      __typename: 'ChangedMeanwhile',
      version: 2,
    });
  });
});

describe('the evaluation comes from', () => {
  test('the rater’s superior as well', async () => {
    const { id } = stored(await submit(guru, report()));
    expect(stored(await evaluate(sekda, id, {})).evaluatedBy).toEqual({ name: 'Sekda' });
  });

  test('nobody else, the author least of all; the attempts are in the audit trail', async () => {
    const { id } = stored(await submit(guru, report()));
    for (const who of [guru, rekan]) expect(await evaluate(who, id, {})).toMatchObject({ __typename: 'NotPermitted' });
    const own = stored(await submit(kadis, report()));
    expect(await evaluate(kadis, own.id, {})).toMatchObject({ __typename: 'NotPermitted' });
    const refusals = await gateway.database.inspect(`select from audit_event where action = 'right.refused'`);
    expect(refusals).toHaveLength(3);
  });
});

test('what waits is listed for the rater, page by page, the oldest first', async () => {
  stored(await submit(guru, report()));
  gateway.clock.advance(1000);
  stored(await submit(rekan, report()));
  gateway.clock.advance(1000);
  stored(await submit(guru, report({ kind: 'PERIODIC' })));
  interface Waiting {
    readonly viewer: {
      readonly performanceReportsToEvaluate: {
        readonly pageInfo: { readonly endCursor: string };
        readonly edges: readonly {
          readonly node: { readonly kind: string; readonly employee: { readonly name: string } };
        }[];
      };
    };
  }
  const page = async (who: AskAs, after?: string) => {
    const { data } = await who<Waiting>(
      `query ($after: String) { viewer { performanceReportsToEvaluate(first: 2, after: $after) {
         pageInfo { endCursor } edges { node { kind employee { name } } } } } }`,
      { after },
    );
    return data.viewer.performanceReportsToEvaluate;
  };
  const first = await page(kadis);
  expect(first.edges.map(({ node }) => node.employee.name)).toEqual(['Guru', 'Rekan']);
  const second = await page(kadis, first.pageInfo.endCursor);
  expect(second.edges.map(({ node }) => node)).toEqual([{ kind: 'PERIODIC', employee: { name: 'Guru' } }]);
  for (const who of [guru, sekda]) expect((await page(who)).edges).toEqual([]);
});

test('colleagues cannot read it', async () => {
  stored(await submit(kadis, report()));
  const { data } = await guru<{ unit: { head: { performanceReports: unknown } } }>(
    `query ($id: ID!) { unit(id: $id) { head { performanceReports { edges { node { id } } } } } }`,
    { id: palangkaraya.unit('Dinas Pendidikan').id },
  );
  expect(data.unit.head.performanceReports).toBeNull();
});
