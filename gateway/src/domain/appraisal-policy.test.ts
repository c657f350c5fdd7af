import { readFileSync } from 'node:fs';
import bandung from '@kinerja/schema/policies/bandung.json' with { type: 'json' };
import berakhlak from '@kinerja/schema/policies/berakhlak.json' with { type: 'json' };
import kutacane from '@kinerja/schema/policies/kutacane.json' with { type: 'json' };
import palangkaraya from '@kinerja/schema/policies/palangkaraya.json' with { type: 'json' };
import palu from '@kinerja/schema/policies/palu.json' with { type: 'json' };
import tanjungselor from '@kinerja/schema/policies/tanjungselor.json' with { type: 'json' };
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AppraisalPolicy,
  ASSESSORS,
  componentOf,
  itemsFor,
  parseAppraisalPolicy,
  stagesOf,
  VOICES,
} from './appraisal-policy.ts';
import { parseBehaviourStandard } from './behaviour-values.ts';
import { isInvalidPolicy } from './policy-file.ts';

const SHIPPED = { bandung, kutacane, palangkaraya, palu, tanjungselor };
const REGIONS = Object.entries(SHIPPED);

type Path = readonly (string | number)[];

/** A copy with one value changed; `undefined` leaves it out. */
const changed = (json: unknown, [step, ...rest]: Path, value: unknown): unknown => {
  if (step === undefined) return value;
  const inside = (json as Record<string | number, unknown>)[step];
  const next = changed(inside, rest, value);
  if (Array.isArray(json)) return json.map((each, at) => (at === step ? next : each));
  return { ...(json as object), [step]: next };
};

const issuesOf = (json: unknown) => {
  try {
    parseAppraisalPolicy(json);
    return [];
  } catch (error) {
    if (isInvalidPolicy(error)) return error.issues;
    throw error;
  }
};

const everyText = (json: unknown): readonly object[] => {
  if (typeof json !== 'object' || json === null) return [];
  const own = 'id' in json ? [json] : [];
  return [...own, ...Object.values(json).flatMap(everyText)];
};

const stageNames = (policy: AppraisalPolicy) =>
  policy.cycles.map(({ cadence, stages }) => [cadence, ...stages.map(({ stage }) => stage)].join(' '));

test.each(REGIONS)('the policy of %s is valid, named for its file, and the first of its kind', (region, json) => {
  expect(issuesOf(json)).toEqual([]);
  expect(parseAppraisalPolicy(json)).toEqual(json);
  expect(json).toMatchObject({ key: region, version: 1 });
});

test.each(REGIONS)('every text of %s is there in Indonesian and English', (_region, json) => {
  const texts = everyText(json);
  expect(texts.length).toBeGreaterThan(20);
  for (const text of texts) expect(Object.keys(text)).toEqual(['id', 'en']);
});

test.each(REGIONS)('%s says that its weights and days are local settings', (_region, { source }) => {
  expect(source).toContain('PermenPANRB 6/2022');
  expect(source).toContain('adalah setelan setempat');
  expect(source).not.toMatch(/perwal|perbup/i);
});

test.each(REGIONS)('%s asks for the seven values of BerAKHLAK with all 21 behaviours', (_region, json) => {
  const behaviour = componentOf(parseAppraisalPolicy(json), 'perilaku');
  const items = behaviour?.kind === 'ITEMS' ? behaviour.items : [];
  const { values } = parseBehaviourStandard(berakhlak);
  expect(behaviour?.axis).toBe('BEHAVIOUR');
  expect(items.map(({ key, name }) => ({ key, name }))).toEqual(values.map(({ key, name }) => ({ key, name })));
  values.forEach((value, at) => {
    for (const { text } of value.items) {
      expect(items[at]?.question.id).toContain(text.id);
      expect(items[at]?.question['en']).toContain(text['en']);
    }
  });
});

test.each(REGIONS)('%s shows the citizens’ signal without weight', (_region, json) => {
  const citizens = json.components.filter(({ kind }) => kind === 'CITIZENS');
  expect(citizens).toEqual([expect.objectContaining({ weight: 0, axis: null })]);
});

test('each region goes through its own stages', () => {
  expect(Object.fromEntries(REGIONS.map(([region, json]) => [region, stageNames(parseAppraisalPolicy(json))]))).toEqual(
    {
      palangkaraya: [
        'QUARTERLY PLANNING RUNNING SUPERVISOR_RATING FEEDBACK DECISION',
        'YEARLY PLANNING RUNNING SUPERVISOR_RATING FEEDBACK DECISION',
      ],
      kutacane: [
        'MONTHLY PLANNING RUNNING SUPERVISOR_RATING DECISION',
        'YEARLY PLANNING RUNNING SUPERVISOR_RATING FEEDBACK DECISION',
      ],
      bandung: [
        'QUARTERLY PLANNING RUNNING SUPERVISOR_RATING TEAM_EVALUATION FEEDBACK DECISION',
        'YEARLY PLANNING RUNNING SUPERVISOR_RATING TEAM_EVALUATION FEEDBACK DISCUSSION DECISION',
      ],
      palu: ['QUARTERLY PLANNING RUNNING SUPERVISOR_RATING FEEDBACK DECISION'],
      tanjungselor: [
        'QUARTERLY PLANNING RUNNING SELF_ASSESSMENT SUPERVISOR_RATING FEEDBACK DISCUSSION DECISION',
        'YEARLY PLANNING RUNNING SELF_ASSESSMENT SUPERVISOR_RATING FEEDBACK DISCUSSION DECISION',
      ],
    },
  );
});

test('each region weighs what its description names', () => {
  const weights = ({
    components,
  }: {
    readonly components: readonly { readonly key: string; readonly weight: number }[];
  }) => components.map(({ key, weight }) => `${key} ${weight}`);
  expect(weights(palangkaraya)).toEqual(['keluaran 35', 'dampak 25', 'perilaku 40', 'suara-warga 0']);
  expect(weights(kutacane)).toEqual([
    'iku 25',
    'kehadiran 15',
    'penyelesaian-tugas 15',
    'kontribusi-program 10',
    'integritas 8',
    'profesionalisme 8',
    'inovasi 9',
    'perilaku 10',
    'suara-warga 0',
  ]);
  expect(weights(bandung)).toEqual(['hasil 40', 'proses 20', 'perilaku 20', 'kompetensi 20', 'suara-warga 0']);
  expect(weights(palu)).toEqual([
    'kuantitatif 30',
    'kualitatif 15',
    'kecepatan 10',
    'ketelitian 10',
    'interaksi-publik 15',
    'perilaku 20',
    'kompetensi 0',
    'suara-warga 0',
  ]);
  expect(weights(tanjungselor)).toEqual(['hasil 40', 'penyelesaian-tugas 20', 'perilaku 40', 'suara-warga 0']);
});

test('the last three stages follow every cadence, and alone where it is not arranged', () => {
  const policy = parseAppraisalPolicy(palu);
  expect(stagesOf(policy, 'QUARTERLY').slice(-4)).toEqual(['DECISION', 'DELIVERED', 'OBJECTION', 'FINAL']);
  expect(stagesOf(policy, 'YEARLY')).toEqual(['DELIVERED', 'OBJECTION', 'FINAL']);
});

test('an assessor marks the items of the components in which he is named', () => {
  const policy = parseAppraisalPolicy(tanjungselor);
  expect(itemsFor(policy, 'SELF')).toHaveLength(7);
  expect(itemsFor(policy, 'SELF')).toEqual(itemsFor(policy, 'SUPERVISOR'));
  expect(itemsFor(policy, 'PEER')).toEqual([]);
  expect(itemsFor(parseAppraisalPolicy(bandung), 'TEAM')).toHaveLength(12);
  expect(componentOf(policy, 'hasil')?.weight).toBe(40);
  expect(componentOf(policy, 'tidak-ada')).toBeUndefined();
});

test('only supervisor and team give ratings; one’s own word never counts', () => {
  expect(ASSESSORS.filter((assessor) => VOICES[assessor] === 'RATING')).toEqual(['SUPERVISOR', 'TEAM']);
  expect(ASSESSORS.filter((assessor) => VOICES[assessor] === 'OWN')).toEqual(['SELF']);
});

const QUARTER = ['cycles', 0, 'stages'];
const stages = (json: typeof palu, ...names: readonly string[]) =>
  names.map((stage) => ({ ...json.cycles[0]?.stages[0], stage }));
const RATED = [{ assessor: 'SUPERVISOR', weight: 100 }];

test.each<readonly [title: string, base: unknown, at: Path, value: unknown, path: string, reason: string]>([
  ['weights that total 99', palu, ['components', 0, 'weight'], 29, 'components', '100, yang diterima 99'],
  ['weights that total 101', palu, ['components', 0, 'weight'], 31, 'components', '100, yang diterima 101'],
  ['a negative weight', palu, ['components', 0, 'weight'], -1, 'components.0.weight', '>=0'],
  ['a weight with a fraction', palu, ['components', 0, 'weight'], 29.5, 'components.0.weight', 'int'],
  ['a weight written as text', palu, ['components', 0, 'weight'], '30', 'components.0.weight', 'diharapkan number'],
  ['no components', palu, ['components'], [], 'components', '>=1'],
  ['a component key used twice', palu, ['components', 1, 'key'], 'kuantitatif', 'components.1.key', 'dua kali'],
  ['a key with capitals', palu, ['components', 1, 'key'], 'Kualitatif', 'components.1.key', 'huruf kecil'],
  ['an unknown kind of component', palu, ['components', 1, 'kind'], 'FEELING', 'components.1.kind', 'tidak valid'],
  [
    'an unknown kind of indicator',
    palu,
    ['components', 1, 'indicatorKinds'],
    ['X'],
    'components.1.indicatorKinds.0',
    'QUANTITATIVE',
  ],
  ['no kind of indicator', palu, ['components', 1, 'indicatorKinds'], [], 'components.1.indicatorKinds', '>=1'],
  ['a cap below the target', palu, ['components', 1, 'cap'], 99, 'components.1.cap', '>=100'],
  ['an axis without weight', palangkaraya, ['components', 2, 'axis'], null, 'components', 'BEHAVIOUR'],
  [
    'citizens with weight',
    palu,
    ['components', 7, 'weight'],
    1,
    'components.7.weight',
    'tidak pernah menjadi nilai pribadi',
  ],
  ['citizens on an axis', palu, ['components', 7, 'axis'], 'BEHAVIOUR', 'components.7.axis', 'axis harus null'],
  ['an unknown field', palu, ['bonus'], 5, '(seluruhnya)', 'bonus'],
  ['a missing source', palu, ['source'], undefined, 'source', 'string'],
  ['a name without Indonesian', palu, ['name'], { en: 'Palu' }, 'name.id', 'string'],
  ['a blank name', palu, ['name', 'en'], ' ', 'name.en', '>=1'],
  ['version zero', palu, ['version'], 0, 'version', '>=1'],
  ['no cycles', palu, ['cycles'], [], 'cycles', '>=1'],
  ['an unknown cadence', palu, ['cycles', 0, 'cadence'], 'HALF_YEARLY', 'cycles.0.cadence', 'MONTHLY'],
  ['a cadence used twice', bandung, ['cycles', 1, 'cadence'], 'QUARTERLY', 'cycles.1.cadence', 'dua kali'],
  ['an unknown stage', palu, [...QUARTER, 1, 'stage'], 'PARTY', 'cycles.0.stages.1.stage', 'RUNNING'],
  [
    'a stage of the national rule',
    palu,
    [...QUARTER, 3, 'stage'],
    'OBJECTION',
    'cycles.0.stages.3.stage',
    'DISCUSSION',
  ],
  ['no stages', palu, QUARTER, [], 'cycles.0.stages', 'tahap PLANNING harus ada'],
  [
    'a missing stage',
    palu,
    QUARTER,
    stages(palu, 'PLANNING', 'RUNNING', 'FEEDBACK', 'DECISION'),
    'cycles.0.stages',
    'tahap SUPERVISOR_RATING harus ada',
  ],
  [
    'a stage used twice',
    palu,
    QUARTER,
    stages(palu, 'PLANNING', 'RUNNING', 'SUPERVISOR_RATING', 'RUNNING', 'DECISION'),
    'cycles.0.stages.3.stage',
    '"RUNNING" dipakai dua kali',
  ],
  [
    'a first stage other than planning',
    palu,
    QUARTER,
    stages(palu, 'RUNNING', 'PLANNING', 'SUPERVISOR_RATING', 'DECISION'),
    'cycles.0.stages.0.stage',
    'harus PLANNING',
  ],
  [
    'a last stage other than the decision',
    palu,
    QUARTER,
    stages(palu, 'PLANNING', 'RUNNING', 'SUPERVISOR_RATING', 'DECISION', 'FEEDBACK'),
    'cycles.0.stages.4.stage',
    'harus DECISION',
  ],
  [
    'a rating before the work',
    palu,
    QUARTER,
    stages(palu, 'PLANNING', 'SUPERVISOR_RATING', 'RUNNING', 'DECISION'),
    'cycles.0.stages.2.stage',
    'RUNNING harus sebelum SUPERVISOR_RATING',
  ],
  [
    'feedback before the rating',
    palu,
    QUARTER,
    stages(palu, 'PLANNING', 'RUNNING', 'FEEDBACK', 'SUPERVISOR_RATING', 'DECISION'),
    'cycles.0.stages.3.stage',
    'SUPERVISOR_RATING harus sebelum FEEDBACK',
  ],
  [
    'a self-assessment after the rating',
    tanjungselor,
    QUARTER,
    stages(palu, 'PLANNING', 'RUNNING', 'SUPERVISOR_RATING', 'SELF_ASSESSMENT', 'DECISION'),
    'cycles.0.stages.3.stage',
    'SELF_ASSESSMENT harus sebelum SUPERVISOR_RATING',
  ],
  [
    'a discussion before the rating',
    tanjungselor,
    QUARTER,
    stages(palu, 'PLANNING', 'RUNNING', 'SELF_ASSESSMENT', 'DISCUSSION', 'SUPERVISOR_RATING', 'DECISION'),
    'cycles.0.stages.4.stage',
    'SUPERVISOR_RATING harus sebelum DISCUSSION',
  ],
  [
    'a team evaluation before the work',
    bandung,
    QUARTER,
    stages(palu, 'PLANNING', 'TEAM_EVALUATION', 'RUNNING', 'SUPERVISOR_RATING', 'DECISION'),
    'cycles.0.stages.2.stage',
    'RUNNING harus sebelum TEAM_EVALUATION',
  ],
  [
    'a window that closes before it opens',
    palu,
    [...QUARTER, 2, 'window', 'closes'],
    0,
    'cycles.0.stages.2.window.closes',
    'sebelum opens (1)',
  ],
  [
    'a window of the wrong end',
    palu,
    [...QUARTER, 2, 'window', 'from'],
    'MIDDLE',
    'cycles.0.stages.2.window.from',
    'START',
  ],
  [
    'a window more than a year away',
    palu,
    [...QUARTER, 2, 'window', 'closes'],
    367,
    'cycles.0.stages.2.window.closes',
    '<=366',
  ],
  ['a reminder before the stage opens', palu, [...QUARTER, 2, 'remind'], [12], 'cycles.0.stages.2.remind.0', '12 hari'],
  ['a reminder twice', palu, [...QUARTER, 2, 'remind'], [5, 5], 'cycles.0.stages.2.remind.1', 'dua kali'],
  ['a reminder after the end', palu, [...QUARTER, 2, 'remind'], [-1], 'cycles.0.stages.2.remind.0', '>=0'],
  ['values that do not ascend', palu, ['scale', 1, 'value'], 1, 'scale.1.value', 'lebih besar dari 1'],
  ['percents that do not ascend', palu, ['scale', 2, 'percent'], 80, 'scale.2.percent', 'lebih besar dari 80'],
  ['a scale of one step', palu, ['scale'], palu.scale.slice(0, 1), 'scale', '>=2'],
  ['assessors that total 90', palu, ['components', 5, 'assessors', 0, 'weight'], 70, 'components.5.assessors', '90'],
  [
    'an assessor used twice',
    palu,
    ['components', 5, 'assessors', 2, 'assessor'],
    'PEER',
    'components.5.assessors.2.assessor',
    'dua kali',
  ],
  ['nobody who assesses', palu, ['components', 5, 'assessors'], [], 'components.5.assessors', '>=1'],
  [
    'an unknown assessor',
    palu,
    ['components', 5, 'assessors', 1, 'assessor'],
    'CITIZEN',
    'components.5.assessors.1.assessor',
    'PEER',
  ],
  [
    'a self-assessment that counts',
    tanjungselor,
    ['components', 2, 'assessors'],
    [
      { assessor: 'SUPERVISOR', weight: 90 },
      { assessor: 'SELF', weight: 10 },
    ],
    'components.2.assessors.1.weight',
    'penilaian diri tidak dihitung',
  ],
  [
    'opinions without a rater beside them',
    palu,
    ['components', 5, 'assessors'],
    [
      { assessor: 'PEER', weight: 100 },
      { assessor: 'SUPERVISOR', weight: 0 },
    ],
    'components.5.assessors',
    'di samping SUPERVISOR atau TEAM',
  ],
  [
    'a team without its stage',
    palu,
    ['components', 5, 'assessors', 1, 'assessor'],
    'TEAM',
    'components.5.assessors.1.assessor',
    'tidak ada tahap TEAM_EVALUATION',
  ],
  [
    'a self-assessment without its stage',
    palu,
    ['components', 5, 'assessors'],
    [...RATED, { assessor: 'SELF', weight: 0 }],
    'components.5.assessors.1.assessor',
    'tidak ada tahap SELF_ASSESSMENT',
  ],
  ['a team size without its stage', palu, ['teamSize'], 2, 'teamSize', 'TEAM_EVALUATION'],
  ['a team stage without team', bandung, ['teamSize'], 0, 'teamSize', 'TEAM_EVALUATION'],
  [
    'a stage of self-assessment without anything to mark',
    tanjungselor,
    ['components'],
    tanjungselor.components.map((part) => ('assessors' in part ? { ...part, assessors: RATED } : part)),
    'components',
    'SELF tidak menilai komponen apa pun',
  ],
  [
    'a stage of the team without anything to mark',
    bandung,
    ['components'],
    bandung.components.map((part) => ('assessors' in part ? { ...part, assessors: RATED } : part)),
    'components',
    'TEAM tidak menilai komponen apa pun',
  ],
  ['no items', palu, ['components', 4, 'items'], [], 'components.4.items', '>=1'],
  [
    'an item used twice',
    palu,
    ['components', 4, 'items', 1, 'key'],
    'menjelaskan-dengan-jelas',
    'components.4.items.1.key',
    'dua kali',
  ],
  [
    'an item used in two components',
    palu,
    ['components', 4, 'items', 1, 'key'],
    'loyal',
    'components',
    'butir "loyal" dipakai',
  ],
  [
    'fit bounds that rise',
    bandung,
    ['components', 3, 'fit', 1, 'from'],
    90,
    'components.3.fit.1.from',
    'lebih kecil dari 90',
  ],
  [
    'fit bounds that do not reach zero',
    bandung,
    ['components', 3, 'fit', 2, 'from'],
    10,
    'components.3.fit.2.from',
    'dari 0',
  ],
  [
    'a log whose absence would be rewarded',
    kutacane,
    ['components', 2, 'missing'],
    'REWEIGHT',
    'components.2.missing',
    'INCOMPLETE',
  ],
  [
    'contributions whose absence would be rewarded',
    kutacane,
    ['components', 3, 'missing'],
    'REWEIGHT',
    'components.3.missing',
    'INCOMPLETE',
  ],
  ['zero expected contributions', kutacane, ['components', 3, 'expected'], 0, 'components.3.expected', '>=1'],
  [
    'an unknown rule for what is missing',
    palu,
    ['components', 0, 'missing'],
    'ZERO',
    'components.0.missing',
    'REWEIGHT',
  ],
  ['a proposal that overlaps', palu, ['proposal', 'BEHAVIOUR', 'above'], 90, 'proposal.BEHAVIOUR.above', '(90)'],
  ['a proposal for one axis', palu, ['proposal', 'WORK_RESULT'], undefined, 'proposal.WORK_RESULT', 'object'],
  ['a log open for more than a month', palu, ['activityDays'], 32, 'activityDays', '<=31'],
  ['no word on publication', palu, ['publication', 'pilot'], undefined, 'publication.pilot', 'boolean'],
])('%s is refused', (_title, base, at, value, path, reason) => {
  const issues = issuesOf(changed(base, at, value));
  expect(issues).toContainEqual({ path, message: expect.stringContaining(reason) });
});

test('the example of the documentation is valid, and its table tells the weights of each region', () => {
  const page = readFileSync(new URL('../../../docs/policies.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(issuesOf(JSON.parse(example))).toEqual([]);
  const rows = page
    .split('\n')
    .filter((line) => /^\| (Palangka Raya|Kutacane|Bandung|Palu|Tanjung Selor) \|/.test(line));
  const told = rows.map((row) => [...(row.split('|')[4] ?? '').split(';', 1).join().matchAll(/\d+/g)].map(Number));
  const weights = [palangkaraya, kutacane, bandung, palu, tanjungselor].map(({ components }) =>
    components.flatMap(({ weight }) => (weight > 0 ? [weight] : [])),
  );
  expect(told).toEqual(weights);
});

test.each([null, 'palu', [], 42])('%j is no policy', (json) => {
  expect(issuesOf(json)).toEqual([{ path: '(seluruhnya)', message: expect.stringContaining('object') }]);
});

test('all mistakes of a policy are told at once, those that need the whole included', () => {
  const broken = (
    [
      [['version'], 0],
      [['scale', 1, 'percent'], 50],
      [['components', 0, 'weight'], 39],
      [['components', 3, 'assessors', 1, 'weight'], 41],
      [['components', 1, 'items', 0, 'key'], 'loyal'],
      [['cycles', 0, 'stages', 5, 'window', 'closes'], 1],
      [['proposal', 'WORK_RESULT', 'below'], 105],
      [['teamSize'], 0],
    ] as const
  ).reduce<unknown>((json, [path, value]) => changed(json, path, value), bandung);
  expect(issuesOf(broken).map(({ path }) => path)).toEqual([
    'version',
    'cycles.0.stages.5.window.closes',
    'scale.1.percent',
    'components.3.assessors',
    'components',
    'proposal.WORK_RESULT.above',
    'teamSize',
    'components',
  ]);
  expect(() => parseAppraisalPolicy(broken)).toThrow(
    /^Kebijakan penilaian tidak dapat dipakai:\n {2}version: .+\n {2}cycles\.0\.stages\.5\.window\.closes: tidak boleh sebelum/,
  );
});

test('citizens with a weight are told beside the sum that they break', () => {
  const issues = issuesOf(changed(palu, ['components', 7, 'weight'], 5));
  expect(issues.map(({ path }) => path)).toEqual(['components.7.weight', 'components']);
});

const region = fc.constantFrom(bandung, kutacane, palangkaraya, palu, tanjungselor);

test('a valid policy with one weight changed is refused at `components`', () => {
  fc.assert(
    fc.property(region, fc.nat(), fc.integer({ min: 0, max: 100 }), (json, place, weight) => {
      const at = place % json.components.length;
      fc.pre(json.components[at]?.weight !== weight);
      expect(issuesOf(changed(json, ['components', at, 'weight'], weight)).map(({ path }) => path)).toContain(
        'components',
      );
    }),
  );
});

test('weight moved between two weighted components leaves a policy valid', () => {
  fc.assert(
    fc.property(region, fc.nat(), fc.nat(), fc.nat(), (json, first, second, part) => {
      const weighted = json.components.flatMap(({ weight }, at) => (weight > 0 ? [{ weight, at }] : []));
      const from = weighted[first % weighted.length];
      const to = weighted[second % weighted.length];
      fc.pre(from !== undefined && to !== undefined && from !== to);
      const moved = part % (from?.weight ?? 1);
      const less = changed(json, ['components', from?.at ?? 0, 'weight'], (from?.weight ?? 0) - moved);
      expect(issuesOf(changed(less, ['components', to?.at ?? 0, 'weight'], (to?.weight ?? 0) + moved))).toEqual([]);
    }),
  );
});
