import { describe, expect, test } from 'vitest';
import { act, done, startRegion } from '../support/appraisal.ts';

/* What people write into plans and reports: refused in words with the field, stored never, and never a fault of ours. */

const region = await startRegion({
  policy: 'palu',
  now: '2026-07-20T01:00:00Z',
  code: '72.71',
  name: 'Kota Palu',
  zone: 'Asia/Makassar',
  units: [{ name: 'Disdukcapil' }],
  people: [
    { name: 'Ani', unit: 'Disdukcapil', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Budi', unit: 'Disdukcapil', post: 'Kepala', heads: true },
    { name: 'Siti', unit: 'Disdukcapil', post: 'Analis' },
  ],
});
const PERIOD = '2026-Q3';
await region.openCycle('Ani', PERIOD);
const id = await region.appraisalOf('Siti', PERIOD);
const [siti, budi] = [await region.as('Siti'), await region.as('Budi')];

const COUNT = {
  component: 'kuantitatif',
  plan: 'Dokumen selesai',
  name: 'Jumlah dokumen',
  kind: 'COUNT',
  weight: 100,
  unitOfMeasure: 'dokumen',
  direction: 'HIGHER_IS_BETTER',
  target: '100',
};
const WORDS = { ...COUNT, component: 'kualitatif', kind: 'QUALITATIVE', targetText: 'Ramah dan jelas' };

const stored = () =>
  region.gateway.database.inspect(
    'select plan, name, unit_of_measure, target_text, realisation_text, evidence from indicator order by place',
  );

const BAD: readonly (readonly [string, string])[] = [
  ['U+0000', 'Dokumen\u0000selesai'],
  ['half a surrogate pair', 'Dokumen \ud800'],
  ['more than anyone reads', 'a'.repeat(20_000)],
];

describe('a plan', () => {
  test.each(
    BAD.flatMap(([what, text]) =>
      (['plan', 'name', 'unitOfMeasure', 'targetText'] as const).map((field) => ({ what, field, text })),
    ),
  )('with $what in $field is refused by that field', async ({ field, text }) => {
    const indicators = [COUNT, { ...WORDS, [field]: text }];
    expect(await act(siti, 'editPlan', { id, indicators })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: `indicators.1.${field}` }],
    });
    expect(await stored()).toEqual([]);
  });

  test('keeps its words without what nobody can see', async () => {
    await done(siti, 'editPlan', { id, indicators: [COUNT, { ...WORDS, name: ' Mutu\u200b layanan ' }] });
    expect(await stored()).toMatchObject([{ name: 'Jumlah dokumen' }, { name: 'Mutu layanan' }]);
    await done(budi, 'approvePlan', { id });
  });
});

describe('a realisation', () => {
  test.each(BAD)('with %s is refused by its field', async (_what, text) => {
    const { data } = await siti<{ appraisal: { indicators: readonly { id: string }[] } }>(
      'query ($id: ID!) { appraisal(id: $id) { indicators { id } } }',
      { id },
    );
    const before = await stored();
    const realisations = [{ indicatorId: data.appraisal.indicators[1]?.id, realisationText: text, evidence: [] }];
    expect(await act(siti, 'reportRealisation', { id, realisations })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'realisations.0.realisationText' }],
    });
    expect(await stored()).toEqual(before);
  });
});
