import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ANNEX_GUIDANCE,
  CIRCULAR_GUIDANCE,
  DistributionGuidanceSchema,
  distributionWarnings,
  ORGANISATION_ACHIEVEMENTS,
  type OrganisationAchievement,
  organisationAchievementLabel,
  readOrganisationAchievement,
} from './organisation-achievement.ts';
import { PERFORMANCE_PREDICATES, type PerformancePredicate } from './performance-predicate.ts';

type Counts = Partial<Record<PerformancePredicate, number>>;

/** The warnings in short: what was found against what was wanted. */
const found = (achievement: OrganisationAchievement, counts: Counts, guidance = CIRCULAR_GUIDANCE) =>
  distributionWarnings(achievement, counts, guidance).map((warning) =>
    warning.kind === 'FEW_PEOPLE'
      ? `only ${warning.people} people`
      : `${warning.rule.predicates.join('+')} ${warning.percent} ${warning.rule.bound} ${warning.rule.percent}`,
  );

test.each([
  ['Istimewa', 'ISTIMEWA'],
  ['BAIK', 'BAIK'],
  ['Butuh perbaikan', 'BUTUH_PERBAIKAN'],
  ['BUTUH_PERBAIKAN', 'BUTUH_PERBAIKAN'],
  ['Cukup', 'BUTUH_PERBAIKAN'],
  ['kurang ', 'KURANG'],
  ['Sangat  Kurang', 'SANGAT_KURANG'],
])('%j is read as %s', (text, achievement) => {
  expect(readOrganisationAchievement(text)).toBe(achievement);
});

test.each(['', 'Sangat Baik', 'tidak baik', 'constructor'])('%j is no achievement of an organisation', (text) => {
  expect(readOrganisationAchievement(text)).toBeNull();
});

test('a label is read back as what it stands for', () => {
  for (const achievement of ORGANISATION_ACHIEVEMENTS) {
    expect(readOrganisationAchievement(organisationAchievementLabel(achievement).id)).toBe(achievement);
  }
});

test.each<[OrganisationAchievement, Counts]>([
  ['ISTIMEWA', { SANGAT_BAIK: 70, BAIK: 30 }],
  ['ISTIMEWA', { SANGAT_BAIK: 51, SANGAT_KURANG: 49 }],
  ['BAIK', { SANGAT_BAIK: 29, BAIK: 70, KURANG: 1 }],
  ['BAIK', { BAIK: 51, BUTUH_PERBAIKAN: 1, SANGAT_BAIK: 48 }],
  ['BUTUH_PERBAIKAN', { BUTUH_PERBAIKAN: 60, SANGAT_BAIK: 10, BAIK: 30 }],
  ['KURANG', { KURANG: 60, BUTUH_PERBAIKAN: 10, SANGAT_BAIK: 10, BAIK: 20 }],
  ['SANGAT_KURANG', { SANGAT_KURANG: 60, KURANG: 5, BUTUH_PERBAIKAN: 5, BAIK: 30 }],
])('for %s, %j fits the circular', (achievement, counts) => {
  expect(found(achievement, counts)).toEqual([]);
});

test.each<[OrganisationAchievement, Counts, readonly string[]]>([
  ['ISTIMEWA', { SANGAT_BAIK: 71, BAIK: 29 }, ['SANGAT_BAIK 71 AT_MOST 70']],
  ['ISTIMEWA', { SANGAT_BAIK: 50, BAIK: 50 }, ['SANGAT_BAIK 50 MORE_THAN 50']],
  ['BAIK', { BAIK: 71, KURANG: 29 }, ['BAIK 71 AT_MOST 70']],
  ['BAIK', { BAIK: 60, SANGAT_BAIK: 30, SANGAT_KURANG: 10 }, ['BUTUH_PERBAIKAN+KURANG 0 MORE_THAN 0']],
  [
    'BUTUH_PERBAIKAN',
    { BUTUH_PERBAIKAN: 59, SANGAT_BAIK: 11, BAIK: 30 },
    ['BUTUH_PERBAIKAN 59 AT_LEAST 60', 'SANGAT_BAIK 11 AT_MOST 10'],
  ],
  [
    'KURANG',
    { KURANG: 59, BUTUH_PERBAIKAN: 9, SANGAT_BAIK: 11, BAIK: 21 },
    ['KURANG 59 AT_LEAST 60', 'BUTUH_PERBAIKAN 9 AT_LEAST 10', 'SANGAT_BAIK 11 AT_MOST 10'],
  ],
  [
    'SANGAT_KURANG',
    { SANGAT_KURANG: 59, KURANG: 5, BUTUH_PERBAIKAN: 4, SANGAT_BAIK: 1, BAIK: 31 },
    ['SANGAT_KURANG 59 AT_LEAST 60', 'KURANG+BUTUH_PERBAIKAN 9 AT_LEAST 10', 'SANGAT_BAIK 1 AT_MOST 0'],
  ],
])('for %s, %j does not fit the circular', (achievement, counts, warnings) => {
  expect(found(achievement, counts)).toEqual(warnings);
});

test('a bound is compared before the share is rounded', () => {
  expect(found('ISTIMEWA', { SANGAT_BAIK: 70_001, BAIK: 29_999 })).toEqual(['SANGAT_BAIK 70 AT_MOST 70']);
});

test('a warning tells the rule and the numbers in both languages', () => {
  expect(distributionWarnings('ISTIMEWA', { SANGAT_BAIK: 9, BAIK: 2 }).map(({ message }) => message)).toEqual([
    {
      id: 'Paling banyak 70% pegawai Sangat Baik. Saat ini 9 dari 11 orang (81,8%).',
      en: 'At most 70% of the staff are Very good. At present 9 of 11 people (81.8%).',
    },
  ]);
});

test('under ten people the warnings end with what percentages are worth there', () => {
  expect(found('KURANG', { KURANG: 6, BAIK: 3 })).toEqual(['BUTUH_PERBAIKAN 0 AT_LEAST 10', 'only 9 people']);
  expect(found('KURANG', { KURANG: 6, BAIK: 4 })).toEqual(['BUTUH_PERBAIKAN 0 AT_LEAST 10']);
});

test('where nobody has a predicate there is nothing to warn of', () => {
  for (const achievement of ORGANISATION_ACHIEVEMENTS) expect(found(achievement, {})).toEqual([]);
});

test('the annex asks only that most carry the matching predicate', () => {
  const tenEach = Object.fromEntries(PERFORMANCE_PREDICATES.map((predicate) => [predicate, 10]));
  expect(ORGANISATION_ACHIEVEMENTS.flatMap((achievement) => found(achievement, tenEach, ANNEX_GUIDANCE))).toEqual(
    PERFORMANCE_PREDICATES.map((predicate) => `${predicate} 20 MORE_THAN 50`),
  );
  expect(found('ISTIMEWA', { SANGAT_BAIK: 100 }, ANNEX_GUIDANCE)).toEqual([]);
});

test('every warning tells the truth about the counts, whatever they are', () => {
  const count = fc.integer({ min: 0, max: 200 });
  const counts = fc.record({
    SANGAT_BAIK: count,
    BAIK: count,
    BUTUH_PERBAIKAN: count,
    KURANG: count,
    SANGAT_KURANG: count,
  });
  fc.assert(
    fc.property(fc.constantFrom(...ORGANISATION_ACHIEVEMENTS), counts, (achievement, staff) => {
      const people = Object.values(staff).reduce((sum, each) => sum + each, 0);
      const broken = distributionWarnings(achievement, staff).filter((warning) => warning.kind === 'RULE_NOT_MET');
      for (const rule of CIRCULAR_GUIDANCE.rules[achievement]) {
        const counted = rule.predicates.reduce((sum, predicate) => sum + staff[predicate], 0);
        const left = 100 * counted;
        const right = rule.percent * people;
        const met = { MORE_THAN: left > right, AT_LEAST: left >= right, AT_MOST: left <= right }[rule.bound];
        expect(broken.some((warning) => warning.rule === rule)).toBe(people > 0 && !met);
      }
    }),
  );
});

test.each([-1, 1.5, Number.NaN])('%d people are refused', (count) => {
  expect(() => distributionWarnings('BAIK', { KURANG: count })).toThrow(`People with KURANG are a whole number`);
});

test('a guidance is data: both shipped ones are read back as they are', () => {
  for (const guidance of [CIRCULAR_GUIDANCE, ANNEX_GUIDANCE]) {
    expect(DistributionGuidanceSchema.parse(JSON.parse(JSON.stringify(guidance)))).toEqual(guidance);
  }
});

test('a guidance with a percentage over 100 or a missing achievement is refused with its path', () => {
  const { ISTIMEWA, ...others } = CIRCULAR_GUIDANCE.rules;
  const [rule] = ISTIMEWA;
  const broken = { ...CIRCULAR_GUIDANCE, rules: { ...others, BAIK: [{ ...rule, percent: 101 }] } };
  const paths = DistributionGuidanceSchema.safeParse(broken).error?.issues.map(({ path }) => path.join('.'));
  expect(paths?.toSorted()).toEqual(['rules.BAIK.0.percent', 'rules.ISTIMEWA']);
});
