import bandung from '@kinerja/schema/policies/bandung.json' with { type: 'json' };
import kutacane from '@kinerja/schema/policies/kutacane.json' with { type: 'json' };
import palu from '@kinerja/schema/policies/palu.json' with { type: 'json' };
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AssessorWeight,
  type CompetencyComponent,
  type Component,
  type IndicatorComponent,
  type ItemComponent,
  type MeasureComponent,
  parseAppraisalPolicy,
} from './appraisal-policy.ts';
import {
  type AppraisalFacts,
  competencyLevels,
  type IndicatorFact,
  type MarkSheet,
  scoreAppraisal,
} from './appraisal-score.ts';
import { reviewCompetencies } from './competency-gap.ts';

const BANDUNG = parseAppraisalPolicy(bandung);
const KUTACANE = parseAppraisalPolicy(kutacane);
/** Its scale: 1 is worth 50, 2 is 80, 3 is 100, 4 is 120. Its proposals: above from 103 (behaviour 105), below 85 (90). */
const PALU = parseAppraisalPolicy(palu);

const NOTHING: AppraisalFacts = {
  indicators: [],
  sheets: [],
  competencies: [],
  measures: {},
  activity: { judged: 0, accepted: 0 },
  contributions: null,
};

const SUPERVISOR: readonly AssessorWeight[] = [{ assessor: 'SUPERVISOR', weight: 100 }];
const BASE = { name: { id: 'Contoh' }, axis: 'WORK_RESULT', missing: 'INCOMPLETE' } as const;
const RESULTS: IndicatorComponent = {
  ...BASE,
  kind: 'INDICATORS',
  key: 'hasil',
  weight: 100,
  indicatorKinds: ['QUANTITATIVE', 'QUALITATIVE'],
  cap: 120,
  assessors: SUPERVISOR,
};
const BEHAVIOUR: ItemComponent = {
  ...BASE,
  kind: 'ITEMS',
  key: 'perilaku',
  weight: 100,
  axis: 'BEHAVIOUR',
  items: ['loyal', 'adaptif'].map((key) => ({ key, name: { id: key }, question: { id: key } })),
  assessors: SUPERVISOR,
};
const COMPETENCY: CompetencyComponent = {
  ...BASE,
  kind: 'COMPETENCY',
  key: 'kompetensi',
  weight: 100,
  axis: null,
  assessors: [
    { assessor: 'SUPERVISOR', weight: 60 },
    { assessor: 'TEAM', weight: 40 },
  ],
  fit: [{ from: 0, name: { id: 'Semua' } }],
};
const measured = (key: string, weight: number, missing: Component['missing'] = 'INCOMPLETE'): MeasureComponent => ({
  ...BASE,
  kind: 'MEASURE',
  key,
  weight,
  missing,
  measure: key,
});
/** A measure that comes out as this percentage exactly. */
const percentages = (values: Readonly<Record<string, string>>): AppraisalFacts => ({
  ...NOTHING,
  measures: Object.fromEntries(
    Object.entries(values).map(([key, percent]) => [key, { numerator: percent, denominator: '100' }]),
  ),
});

const INDICATOR: IndicatorFact = {
  id: 'a',
  component: 'hasil',
  kind: 'QUANTITATIVE',
  weight: 100,
  direction: 'HIGHER_IS_BETTER',
  target: '100',
  realisation: '100',
};
const sheet = (assessor: MarkSheet['assessor'], marks: MarkSheet['marks']): MarkSheet => ({ assessor, marks });
const score = (components: readonly Component[], facts: Partial<AppraisalFacts>) =>
  scoreAppraisal({ ...PALU, components }, { ...NOTHING, ...facts });
const reached = (indicator: Partial<IndicatorFact>) =>
  score([RESULTS], { indicators: [{ ...INDICATOR, ...indicator }] }).components[0]?.percent;

test.each([
  ['120', '90', 75],
  ['3', '1', 33.33],
  ['3', '2', 66.67],
  ['12.5', '10', 80],
  ['0.3', '0.1', 33.33],
  ['100', '119.999', 120],
  ['100', '500', 120],
  ['100', '0', 0],
  ['100', '-10', 0],
  ['0', '0', 100],
  ['0', '7', 100],
  ['0', '-1', 0],
  ['-5', '-10', null],
])('more is better: of a target of %s, %s is %s percent', (target, realisation, percent) => {
  expect(reached({ target, realisation })).toBe(percent);
});

test.each([
  ['5', '4', 120],
  ['6', '5.5', 109.09],
  ['5', '5', 100],
  ['5', '6', 83.33],
  ['5', '50', 10],
  ['5', '0', 120],
  ['5', '-1', 120],
  ['0', '0', 100],
  ['0', '-1', 100],
  ['0', '0.1', 0],
  ['-5', '-10', null],
])('less is better: of a target of %s, %s is %s percent', (target, realisation, percent) => {
  expect(reached({ target, realisation, direction: 'LOWER_IS_BETTER' })).toBe(percent);
});

test('an indicator without a direction is better the more is reached', () => {
  expect(reached({ target: '10', realisation: '9', direction: null })).toBe(90);
});

test('indicators count by their weights, each capped on its own', () => {
  const indicators = [
    { ...INDICATOR, id: 'a', weight: 60, target: '12', realisation: '9' },
    { ...INDICATOR, id: 'b', weight: 30, target: '3', realisation: '30' },
    { ...INDICATOR, id: 'c', weight: 10, target: '7', realisation: '5' },
  ];
  const { components, total } = score([RESULTS], { indicators });
  // 0.6 × 75 + 0.3 × 120 + 0.1 × 500/7
  expect(total).toBe(88.14);
  expect(components[0]).toMatchObject({ sampleSize: 3, percent: 88.14, effectiveWeight: 100 });
  expect(components[0]?.parts).toEqual([
    { key: 'a', percent: 75 },
    { key: 'b', percent: 120 },
    { key: 'c', percent: 71.43 },
  ]);
});

test('a qualitative indicator is what its mark is worth on the scale', () => {
  const indicators = [
    { ...INDICATOR, id: 'a', weight: 50, kind: 'QUALITATIVE' as const, target: null, realisation: null },
    { ...INDICATOR, id: 'b', weight: 50, realisation: '90' },
  ];
  expect(score([RESULTS], { indicators, sheets: [sheet('SUPERVISOR', { 'indicator:a': 2 })] }).total).toBe(85);
  expect(score([RESULTS], { indicators, sheets: [] })).toMatchObject({ total: null, incomplete: ['hasil'] });
});

test.each(['INCOMPLETE', 'REWEIGHT'] as const)(
  'a planned indicator that was not reported keeps the score incomplete under %s: leaving out the bad one gains nothing',
  (missing) => {
    const indicators = [
      { ...INDICATOR, id: 'good', weight: 50 },
      { ...INDICATOR, id: 'bad', weight: 50, realisation: null },
    ];
    const components = [
      { ...RESULTS, weight: 60, missing },
      { ...measured('kehadiran', 40), axis: 'BEHAVIOUR' as const },
    ];
    const facts = { ...percentages({ kehadiran: '100' }), indicators };
    const result = score(components, facts);
    expect(result).toMatchObject({ total: null, incomplete: ['hasil'] });
    expect(result.components[0]).toMatchObject({ percent: null, effectiveWeight: null, sampleSize: 1 });
    expect(result.components[0]?.parts).toEqual([
      { key: 'good', percent: 100 },
      { key: 'bad', percent: null },
    ]);
    expect(result.axes.WORK_RESULT).toEqual({ percent: null, proposed: null });
    expect(result.axes.BEHAVIOUR).toEqual({ percent: 100, proposed: 'SESUAI_EKSPEKTASI' });
    const reported = indicators.map((indicator) => ({ ...indicator, realisation: indicator.realisation ?? '0' }));
    expect(score(components, { ...facts, indicators: reported }).total).toBe(70);
  },
);

test('a component of indicators of which the plan has none follows the policy', () => {
  const components = (missing: Component['missing']) => [
    { ...RESULTS, weight: 60, missing },
    measured('kehadiran', 40),
  ];
  expect(score(components('REWEIGHT'), percentages({ kehadiran: '90' })).total).toBe(90);
  expect(score(components('INCOMPLETE'), percentages({ kehadiran: '90' })).incomplete).toEqual(['hasil']);
});

test('what is absent is never zero: the others take its weight', () => {
  const components = [measured('a', 50), measured('b', 20, 'REWEIGHT'), measured('c', 30)];
  const whole = score(components, percentages({ a: '80', b: '100', c: '90' }));
  expect(whole).toMatchObject({ total: 87, incomplete: [] });
  expect(whole.components.map(({ effectiveWeight }) => effectiveWeight)).toEqual([50, 20, 30]);
  const without = score(components, percentages({ a: '80', c: '90' }));
  // (50 × 80 + 30 × 90) / 80
  expect(without).toMatchObject({ total: 83.75, incomplete: [] });
  expect(without.components.map(({ effectiveWeight }) => effectiveWeight)).toEqual([62.5, null, 37.5]);
  expect(without.components[1]).toMatchObject({ percent: null, weight: 20, sampleSize: 0 });
});

test('what is absent and must be there keeps the whole incomplete, and its axis without proposal', () => {
  const components = [measured('a', 50), measured('b', 20), { ...measured('c', 30), axis: 'BEHAVIOUR' as const }];
  const result = score(components, percentages({ a: '80', c: '90' }));
  expect(result).toMatchObject({ total: null, incomplete: ['b'] });
  expect(result.components.map(({ percent }) => percent)).toEqual([80, null, 90]);
  expect(result.components.map(({ effectiveWeight }) => effectiveWeight)).toEqual([null, null, null]);
  expect(result.axes.WORK_RESULT).toEqual({ percent: null, proposed: null });
  expect(result.axes.BEHAVIOUR.percent).toBe(90);
});

test('where everything is absent everything is named, re-weighted or not', () => {
  const result = score([measured('a', 60, 'REWEIGHT'), measured('b', 40, 'REWEIGHT')], {});
  expect(result).toMatchObject({ total: null, incomplete: ['a', 'b'] });
});

test('a component without weight is shown and changes nothing', () => {
  const components = [measured('a', 100), measured('b', 0), measured('c', 0)];
  const result = score(components, percentages({ a: '80', b: '10' }));
  expect(result).toMatchObject({ total: 80, incomplete: [] });
  expect(result.components[1]).toMatchObject({ percent: 10, effectiveWeight: null });
  expect(result.axes.WORK_RESULT.percent).toBe(80);
});

test('there is one rounding, half-up, from the exact value', () => {
  expect(score([measured('a', 100)], percentages({ a: '76.605' })).total).toBe(76.61);
  expect(score([measured('a', 100)], percentages({ a: '76.6049999999999999999' })).total).toBe(76.6);
  expect(score([measured('a', 50), measured('b', 50)], percentages({ a: '76.6', b: '76.61' })).total).toBe(76.61);
  const thrice = score([measured('a', 50), measured('b', 50)], percentages({ a: '10.005', b: '10.004' }));
  // From the rounded 10.01 and 10.00 it would be 10.01.
  expect(thrice.components.map(({ percent }) => percent)).toEqual([10.01, 10]);
  expect(thrice.total).toBe(10);
});

test.each([
  ['102.995', 103, 'DI_ATAS_EKSPEKTASI'],
  ['102.994', 102.99, 'SESUAI_EKSPEKTASI'],
  ['85', 85, 'SESUAI_EKSPEKTASI'],
  ['84.995', 85, 'SESUAI_EKSPEKTASI'],
  ['84.994', 84.99, 'DI_BAWAH_EKSPEKTASI'],
])('results of %s percent are shown as %d and proposed as %s', (realisation, percent, proposed) => {
  const { axes } = score([RESULTS], { indicators: [{ ...INDICATOR, realisation }] });
  expect(axes.WORK_RESULT).toEqual({ percent, proposed });
  expect(axes.BEHAVIOUR).toEqual({ percent: null, proposed: null });
});

test('items count alike, and one that the rater left out is not counted', () => {
  const both = score([BEHAVIOUR], { sheets: [sheet('SUPERVISOR', { loyal: 4, adaptif: 2 })] });
  expect(both).toMatchObject({ total: 100, axes: { BEHAVIOUR: { percent: 100, proposed: 'SESUAI_EKSPEKTASI' } } });
  const one = score([BEHAVIOUR], { sheets: [sheet('SUPERVISOR', { loyal: 4 })] });
  expect(one.total).toBe(120);
  expect(one.components[0]?.parts).toEqual([
    { key: 'loyal', percent: 120 },
    { key: 'adaptif', percent: null },
  ]);
});

test('a mark that the scale does not have counts like none', () => {
  expect(score([BEHAVIOUR], { sheets: [sheet('SUPERVISOR', { loyal: 4, adaptif: 9 })] }).total).toBe(120);
  expect(score([BEHAVIOUR], { sheets: [sheet('SUPERVISOR', { loyal: 9 })] }).incomplete).toEqual(['perilaku']);
});

const TEAMED = { ...BEHAVIOUR, assessors: COMPETENCY.assessors };
const marks = (loyal: number, adaptif: number) => ({ loyal, adaptif });

test('the team counts by the mean of its members, and leaves its weight to the supervisor when it is absent', () => {
  const sheets = [
    sheet('SUPERVISOR', marks(4, 3)),
    sheet('TEAM', marks(2, 3)),
    sheet('TEAM', marks(3, 3)),
    sheet('TEAM', marks(1, 3)),
  ];
  const together = score([TEAMED], { sheets });
  // loyal: 0.6 × 120 + 0.4 × 230/3; adaptif: 100
  expect(together.components[0]?.parts[0]?.percent).toBe(102.67);
  expect(together).toMatchObject({ total: 101.33, components: [{ sampleSize: 4 }] });
  expect(score([TEAMED], { sheets: sheets.slice(0, 1) })).toMatchObject({
    total: 110,
    components: [{ sampleSize: 1 }],
  });
  expect(score([TEAMED], { sheets: sheets.slice(1) }).total).toBe(88.33);
});

test('the own assessment never counts, alone or beside others', () => {
  const assessors = [...SUPERVISOR, { assessor: 'SELF' as const, weight: 0 }];
  const own = sheet('SELF', marks(4, 4));
  expect(score([{ ...BEHAVIOUR, assessors }], { sheets: [own] })).toMatchObject({
    total: null,
    incomplete: ['perilaku'],
  });
  const sheets = [own, sheet('SUPERVISOR', marks(2, 2))];
  expect(score([{ ...BEHAVIOUR, assessors }], { sheets })).toMatchObject({
    total: 80,
    components: [{ sampleSize: 1 }],
  });
});

const ASKED: ItemComponent = {
  ...BEHAVIOUR,
  assessors: [
    { assessor: 'SUPERVISOR', weight: 80 },
    { assessor: 'PEER', weight: 20 },
  ],
};
const supervised = sheet('SUPERVISOR', marks(3, 3));
const peer = sheet('PEER', marks(2, 2));

test.each([
  [0, 100, 1],
  [1, 100, 1],
  [2, 100, 1],
  [3, 96, 4],
  [5, 96, 6],
])(
  'with %d opinions the figure is %d and rests on %d sheets: under three none can be told apart',
  (count, total, size) => {
    const sheets = [supervised, ...Array.from({ length: count }, () => peer)];
    expect(score([ASKED], { sheets })).toMatchObject({ total, components: [{ sampleSize: size }] });
  },
);

test('an item needs three opinions of its own', () => {
  const sheets = [supervised, peer, peer, sheet('PEER', { loyal: 2 })];
  expect(score([ASKED], { sheets }).components[0]?.parts).toEqual([
    { key: 'loyal', percent: 96 },
    { key: 'adaptif', percent: 100 },
  ]);
});

test('opinions alone are no rating', () => {
  expect(score([ASKED], { sheets: [peer, peer, peer] })).toMatchObject({ total: null, incomplete: ['perilaku'] });
});

test('a level above the required one counts as met, and does not make up for another', () => {
  const competencies = [
    { key: 'komunikasi', requiredLevel: 3 },
    { key: 'imunisasi', requiredLevel: 4 },
  ];
  const sheets = [sheet('SUPERVISOR', { 'competency:komunikasi': 5, 'competency:imunisasi': 3 })];
  expect(score([COMPETENCY], { competencies, sheets })).toMatchObject({
    total: 87.5,
    components: [
      {
        sampleSize: 1,
        parts: [
          { key: 'komunikasi', percent: 100 },
          { key: 'imunisasi', percent: 75 },
        ],
      },
    ],
  });
});

test('the score of competency is the job-fit of the same marks', () => {
  const competencies = [
    { key: 'komunikasi', requiredLevel: 4 },
    { key: 'imunisasi', requiredLevel: 3 },
    { key: 'data', requiredLevel: 2 },
  ];
  const sheets = [
    sheet('SUPERVISOR', { 'competency:komunikasi': 5, 'competency:imunisasi': 2 }),
    sheet('TEAM', { 'competency:komunikasi': 2, 'competency:imunisasi': 1 }),
    sheet('TEAM', { 'competency:komunikasi': 2, 'competency:imunisasi': 2 }),
  ];
  const levels = competencyLevels(COMPETENCY, { competencies, sheets });
  // 0.6 × 5 + 0.4 × 2 and 0.6 × 2 + 0.4 × 1.5; nobody measured `data`.
  expect([...levels].map(([key, level]) => [key, level?.valueOf() ?? null])).toEqual([
    ['komunikasi', 3.8],
    ['imunisasi', 1.8],
    ['data', null],
  ]);
  const { components } = score([COMPETENCY], { competencies, sheets });
  expect(components[0]?.parts.map(({ percent }) => percent)).toEqual([95, 60, null]);
  const profile = competencies.map((competency) => ({
    ...competency,
    group: 'KNOWLEDGE' as const,
    name: competency.key,
    training: null,
  }));
  expect(reviewCompetencies(profile, levels, COMPETENCY.fit).fit?.percent).toBe(components[0]?.percent);
});

test.each([
  ['19', '21', 90.48, 21],
  ['22', '21', 100, 21],
  ['0', '21', 0, 21],
  ['20.5', '21.5', 95.35, 21],
  ['0', '0', null, 0],
  ['-1', '21', 0, 21],
  ['1', '-1', null, 0],
])('%s of %s days are %s percent, on %d of them', (numerator, denominator, percent, sampleSize) => {
  const { components } = score([measured('kehadiran', 100)], { measures: { kehadiran: { numerator, denominator } } });
  expect(components[0]).toMatchObject({ percent, sampleSize });
});

test('the log counts accepted entries of judged ones, and without judged ones it is absent', () => {
  const log: Component = { ...BASE, kind: 'ACTIVITY', key: 'tugas', weight: 100 };
  expect(score([log], { activity: { judged: 3, accepted: 2 } })).toMatchObject({
    total: 66.67,
    components: [{ sampleSize: 3 }],
  });
  expect(score([log], { activity: { judged: 3, accepted: 0 } }).total).toBe(0);
  expect(score([log], {})).toMatchObject({ total: null, incomplete: ['tugas'] });
});

test('contributions count up to the expected number; none accepted is a zero, none looked at is absent', () => {
  const part: Component = {
    ...BASE,
    kind: 'CONTRIBUTIONS',
    key: 'kontribusi',
    weight: 100,
    kinds: ['PROGRAMME'],
    expected: 3,
  };
  const totals = [0, 1, 3, 7].map(
    (PROGRAMME) => score([part], { contributions: { accepted: { PROGRAMME, INNOVATION: 5 } } }).total,
  );
  expect(totals).toEqual([0, 33.33, 100, 100]);
  expect(score([part], {})).toMatchObject({ total: null, incomplete: ['kontribusi'] });
});

const BERAKHLAK = ['berorientasi-pelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'];
const behaviours = (...values: readonly number[]) =>
  Object.fromEntries(BERAKHLAK.map((key, at) => [key, values[at] ?? 0]));

test('a month in Kutacane comes out as worked out by hand', () => {
  const { components, ...whole } = scoreAppraisal(KUTACANE, {
    ...NOTHING,
    indicators: [
      { ...INDICATOR, id: 'imunisasi', component: 'iku', weight: 60, target: '100', realisation: '90' },
      {
        ...INDICATOR,
        id: 'tunggu',
        component: 'iku',
        weight: 40,
        direction: 'LOWER_IS_BETTER',
        target: '30',
        realisation: '25',
      },
    ],
    measures: { attendance: { numerator: '20', denominator: '21' } },
    activity: { judged: 40, accepted: 38 },
    contributions: { accepted: { PROGRAMME: 1, INNOVATION: 0 } },
    sheets: [
      sheet('SUPERVISOR', {
        'jujur-dan-patuh': 4,
        'cakap-dan-tuntas': 3,
        'gagasan-berdampak': 3,
        ...behaviours(3, 3, 4, 3, 3, 5, 3),
      }),
    ],
  });
  expect(components.map(({ key, percent }) => `${key} ${percent}`)).toEqual([
    'iku 102',
    'kehadiran 95.24',
    'penyelesaian-tugas 95',
    'kontribusi-program 100',
    'integritas 110',
    'profesionalisme 100',
    'inovasi 100',
    'perilaku 104.29',
    'suara-warga null',
  ]);
  // 25.5 + 100/7 + 14.25 + 10 + 8.8 + 8 + 9 + 73/7
  expect(whole).toEqual({
    total: 100.26,
    incomplete: [],
    axes: {
      WORK_RESULT: { percent: 98.52, proposed: 'SESUAI_EKSPEKTASI' },
      BEHAVIOUR: { percent: 103.51, proposed: 'SESUAI_EKSPEKTASI' },
    },
  });
});

test('a post in Bandung without competency profile gives that weight to result, process and behaviour', () => {
  const process = { 'perencanaan-pekerjaan': 3, koordinasi: 3, 'kepatuhan-prosedur': 4, 'kepatuhan-dokumen': 2 };
  const all = { ...process, 'kepatuhan-tenggat': 3, ...behaviours(4, 4, 4, 4, 4, 4, 4) };
  const { components, total } = scoreAppraisal(BANDUNG, {
    ...NOTHING,
    indicators: [{ ...INDICATOR, realisation: '95' }],
    sheets: [sheet('SUPERVISOR', all), sheet('TEAM', all), sheet('TEAM', all)],
  });
  expect(components.map(({ effectiveWeight }) => effectiveWeight)).toEqual([50, 25, 25, null, null]);
  // 47.5 + 25 × (100 + 100 + 110 + 75 + 100) / 500 + 27.5
  expect(total).toBe(99.25);
});

const decimal = fc.integer({ min: -2000, max: 20_000 }).map((number) => String(number / 10));
const mark = fc.option(fc.integer({ min: 0, max: 5 }), { freq: 6, nil: undefined });
const PALU_KEYS = PALU.components.flatMap((part) => (part.kind === 'ITEMS' ? part.items.map(({ key }) => key) : []));
const COMPETENCIES = [
  { key: 'komunikasi', requiredLevel: 3 },
  { key: 'arsip', requiredLevel: 5 },
];
const anySheet = fc.record({
  assessor: fc.constantFrom('SELF', 'SUPERVISOR', 'PEER', 'SUBORDINATE'),
  marks: fc
    .record(
      Object.fromEntries(
        [...PALU_KEYS, 'indicator:2', 'competency:komunikasi', 'competency:arsip'].map((key) => [key, mark]),
      ),
    )
    .map((all) =>
      Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    ),
});
const ratio = fc.record({ numerator: fc.nat(500).map(String), denominator: fc.nat(400).map(String) });
const anyFacts: fc.Arbitrary<AppraisalFacts> = fc.record({
  indicators: fc
    .array(
      fc.record({
        component: fc.constant('kuantitatif'),
        kind: fc.constant('QUANTITATIVE'),
        weight: fc.integer({ min: 1, max: 100 }),
        direction: fc.constantFrom('HIGHER_IS_BETTER', 'LOWER_IS_BETTER'),
        target: decimal,
        realisation: fc.option(decimal, { freq: 12 }),
      } as const),
      { minLength: 1, maxLength: 3 },
    )
    .map((all) => all.map((indicator, at) => ({ ...indicator, id: String(at) }))),
  sheets: fc.array(anySheet, { maxLength: 9 }),
  competencies: fc.constantFrom([], COMPETENCIES),
  measures: fc.record({ 'selesai-tepat-waktu': ratio, 'selesai-tanpa-perbaikan': ratio }, { requiredKeys: [] }),
  activity: fc.constant(NOTHING.activity),
  contributions: fc.constant(null),
});
/** Facts from which Palu's policy gives a total: everything planned is reported and the supervisor has marked. */
const completeFacts = anyFacts.map((facts) => ({
  ...facts,
  indicators: facts.indicators.map((indicator) => ({
    ...indicator,
    target: indicator.target?.replace('-', '') ?? '1',
    realisation: indicator.realisation ?? '1',
  })),
  sheets: [...facts.sheets, sheet('SUPERVISOR', Object.fromEntries(PALU_KEYS.map((key) => [key, 3])))],
}));

test('every percentage lies between zero and the cap', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { components, total, axes } = scoreAppraisal(PALU, facts);
      const parts = components.flatMap((component) => [component, ...component.parts]);
      for (const { percent } of [...parts, axes.WORK_RESULT, axes.BEHAVIOUR, { percent: total }]) {
        expect(percent ?? 0).toBeGreaterThanOrEqual(0);
        expect(percent ?? 0).toBeLessThanOrEqual(120);
      }
    }),
  );
});

test('an absent component more changes neither the total nor the axes', () => {
  fc.assert(
    fc.property(completeFacts, fc.integer({ min: 1, max: 100 }), (facts, weight) => {
      const more = { ...PALU, components: [...PALU.components, measured('tidak-ada', weight, 'REWEIGHT')] };
      const [before, after] = [scoreAppraisal(PALU, facts), scoreAppraisal(more, facts)];
      expect(before.total).not.toBeNull();
      expect([after.total, after.axes, after.incomplete]).toEqual([before.total, before.axes, []]);
    }),
  );
});

test('an unreported indicator never leaves a total', () => {
  fc.assert(
    fc.property(completeFacts, fc.nat(), (facts, place) => {
      const indicators = facts.indicators.map((indicator, at) =>
        at === place % facts.indicators.length ? { ...indicator, realisation: null } : indicator,
      );
      expect(scoreAppraisal(PALU, { ...facts, indicators })).toMatchObject({
        total: null,
        incomplete: ['kuantitatif'],
      });
    }),
  );
});

test('the order of components, indicators, sheets and items changes nothing', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer(), (facts, seed) => {
      const shuffled = <Thing>(things: readonly Thing[]) =>
        things
          .map((thing, at) => ({ thing, order: Math.sin(seed + at) }))
          .toSorted((a, b) => a.order - b.order)
          .map(({ thing }) => thing);
      const byKey = <Thing extends { readonly key: string }>(things: readonly Thing[]) =>
        things.toSorted((a, b) => a.key.localeCompare(b.key));
      const sorted = (policy: typeof PALU, given: AppraisalFacts) => {
        const { components, incomplete, ...rest } = scoreAppraisal(policy, given);
        const ordered = byKey(components).map((component) => ({ ...component, parts: byKey(component.parts) }));
        return { ...rest, components: ordered, incomplete: incomplete.toSorted() };
      };
      const policy = {
        ...PALU,
        components: shuffled(PALU.components).map((part) =>
          part.kind === 'ITEMS' ? { ...part, items: shuffled(part.items), assessors: shuffled(part.assessors) } : part,
        ),
      };
      const given = { ...facts, indicators: shuffled(facts.indicators), sheets: shuffled(facts.sheets) };
      expect(sorted(policy, given)).toEqual(sorted(PALU, facts));
    }),
  );
});

test('the total is the sum of effective weights times percentages, but for the rounding', () => {
  fc.assert(
    fc.property(completeFacts, (facts) => {
      const { components, total } = scoreAppraisal(PALU, facts);
      const sum = components.reduce(
        (so, { effectiveWeight, percent }) => so + (effectiveWeight ?? 0) * (percent ?? 0),
        0,
      );
      // Half a hundredth for the total, as much for the percentages, and 1.2 times as much for each weight.
      const rounding = 0.005 * (2 + 1.2 * components.length);
      expect(Math.abs((total ?? Number.NaN) - sum / 100)).toBeLessThanOrEqual(rounding);
    }),
  );
});

test('a better mark of the supervisor never lowers the total', () => {
  fc.assert(
    fc.property(completeFacts, fc.constantFrom(...PALU_KEYS), (facts, key) => {
      const last = facts.sheets.length - 1;
      const better = facts.sheets.map((each, at) =>
        at === last ? { ...each, marks: { ...each.marks, [key]: 4 } } : each,
      );
      const [before, after] = [facts.sheets, better].map((sheets) => scoreAppraisal(PALU, { ...facts, sheets }).total);
      expect(after).toBeGreaterThanOrEqual(before ?? Number.NaN);
    }),
  );
});

test('what somebody says of himself changes nothing', () => {
  fc.assert(
    fc.property(anyFacts, anySheet, (facts, own) => {
      const sheets = [...facts.sheets, { ...own, assessor: 'SELF' as const }];
      expect(scoreAppraisal(PALU, { ...facts, sheets })).toEqual(scoreAppraisal(PALU, facts));
    }),
  );
});
