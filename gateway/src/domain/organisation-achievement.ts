import { z } from 'zod';
import { Fraction, formatNumber, publish } from './fraction.ts';
import {
  PERFORMANCE_PREDICATES,
  type PerformancePredicate,
  performancePredicateLabel,
} from './performance-predicate.ts';
import { type StaffText, type Text, TextSchema } from './text.ts';

/** Capaian kinerja organisasi, best first, as the next-higher leader sets it (PermenPANRB 6/2022, annex). */
export const ORGANISATION_ACHIEVEMENTS = ['ISTIMEWA', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const;
export type OrganisationAchievement = (typeof ORGANISATION_ACHIEVEMENTS)[number];

const LABELS: Record<OrganisationAchievement, StaffText> = {
  ISTIMEWA: { id: 'Istimewa', en: 'Outstanding' },
  BAIK: { id: 'Baik', en: 'Good' },
  BUTUH_PERBAIKAN: { id: 'Butuh Perbaikan', en: 'Needs improvement' },
  KURANG: { id: 'Kurang', en: 'Poor' },
  SANGAT_KURANG: { id: 'Sangat Kurang', en: 'Very poor' },
};

/** The achievement in the words of the regulation. */
export function organisationAchievementLabel(achievement: OrganisationAchievement): StaffText {
  return LABELS[achievement];
}

const WRITTEN: ReadonlyMap<string, OrganisationAchievement> = new Map([
  ['istimewa', 'ISTIMEWA'],
  ['baik', 'BAIK'],
  ['butuh perbaikan', 'BUTUH_PERBAIKAN'],
  ['cukup', 'BUTUH_PERBAIKAN'],
  ['kurang', 'KURANG'],
  ['sangat kurang', 'SANGAT_KURANG'],
]);

/**
 * Reads an achievement as files carry it: `Istimewa`, `BUTUH_PERBAIKAN`, and `Cukup`, which is its other name.
 * @returns null for anything else; whoever reads the file names the row.
 */
export function readOrganisationAchievement(text: string): OrganisationAchievement | null {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replaceAll(/[\s_]+/g, ' ');
  return WRITTEN.get(words) ?? null;
}

/** How the share of some predicates is compared with a percentage. */
const SHARE_BOUNDS = ['MORE_THAN', 'AT_LEAST', 'AT_MOST'] as const;
export type ShareBound = (typeof SHARE_BOUNDS)[number];

/** One rule of a distribution guidance: the people with any of these predicates, together, are to be so many in a hundred. */
export interface DistributionRule {
  readonly predicates: readonly PerformancePredicate[];
  readonly bound: ShareBound;
  /** 0 to 100. `MORE_THAN` 0 means that somebody must have one of them, `AT_MOST` 0 that nobody may. */
  readonly percent: number;
  /** The rule in words, as its source gives it. */
  readonly text: Text;
}

/** Pola distribusi: what the staff of an organisation with a given achievement should look like. Data of a tenant. */
export interface DistributionGuidance {
  /** Where the rules come from. */
  readonly source: Text;
  readonly rules: Readonly<Record<OrganisationAchievement, readonly DistributionRule[]>>;
}

const RulesSchema = z.array(
  z.strictObject({
    predicates: z.array(z.enum(PERFORMANCE_PREDICATES)).min(1),
    bound: z.enum(SHARE_BOUNDS),
    percent: z.number().min(0).max(100),
    text: TextSchema,
  }),
);

/** A guidance as a tenant's policy carries it. */
export const DistributionGuidanceSchema: z.ZodType<DistributionGuidance> = z.strictObject({
  source: TextSchema,
  rules: z.strictObject({
    ISTIMEWA: RulesSchema,
    BAIK: RulesSchema,
    BUTUH_PERBAIKAN: RulesSchema,
    KURANG: RulesSchema,
    SANGAT_KURANG: RulesSchema,
  }),
});

/** "Sebagian besar" of the sources: more than half. */
const MOST = { bound: 'MORE_THAN', percent: 50 } as const;

/**
 * The percentages of a circular of MenPANRB on determining the predicate. Default of `distributionWarnings`.
 * They come from a single news report of that circular, whose number was not seen; the annex of PermenPANRB 6/2022 has none
 * (see `ANNEX_GUIDANCE`). So they are data that a tenant may replace, and a warning at most.
 */
export const CIRCULAR_GUIDANCE: DistributionGuidance = {
  source: {
    id: 'Surat edaran Menteri PANRB tentang penetapan predikat kinerja, menurut pemberitaan',
    en: 'Circular of the Minister of PANRB on determining the predicate, as reported in the news',
  },
  rules: {
    ISTIMEWA: [
      {
        predicates: ['SANGAT_BAIK'],
        ...MOST,
        text: { id: 'Sebagian besar pegawai Sangat Baik.', en: 'Most of the staff are Very good.' },
      },
      {
        predicates: ['SANGAT_BAIK'],
        bound: 'AT_MOST',
        percent: 70,
        text: { id: 'Paling banyak 70% pegawai Sangat Baik.', en: 'At most 70% of the staff are Very good.' },
      },
    ],
    BAIK: [
      {
        predicates: ['BAIK'],
        ...MOST,
        text: { id: 'Sebagian besar pegawai Baik.', en: 'Most of the staff are Good.' },
      },
      {
        predicates: ['BAIK'],
        bound: 'AT_MOST',
        percent: 70,
        text: { id: 'Paling banyak 70% pegawai Baik.', en: 'At most 70% of the staff are Good.' },
      },
      {
        predicates: ['BUTUH_PERBAIKAN', 'KURANG'],
        bound: 'MORE_THAN',
        percent: 0,
        text: {
          id: 'Harus ada pegawai dengan Butuh Perbaikan dan/atau Kurang.',
          en: 'There are some who Need improvement and/or are Poor.',
        },
      },
    ],
    BUTUH_PERBAIKAN: [
      {
        predicates: ['BUTUH_PERBAIKAN'],
        bound: 'AT_LEAST',
        percent: 60,
        text: { id: 'Paling sedikit 60% pegawai Butuh Perbaikan.', en: 'At least 60% of the staff Need improvement.' },
      },
      {
        predicates: ['SANGAT_BAIK'],
        bound: 'AT_MOST',
        percent: 10,
        text: { id: 'Paling banyak 10% pegawai Sangat Baik.', en: 'At most 10% of the staff are Very good.' },
      },
    ],
    KURANG: [
      {
        predicates: ['KURANG'],
        bound: 'AT_LEAST',
        percent: 60,
        text: { id: 'Paling sedikit 60% pegawai Kurang.', en: 'At least 60% of the staff are Poor.' },
      },
      {
        predicates: ['BUTUH_PERBAIKAN'],
        bound: 'AT_LEAST',
        percent: 10,
        text: { id: 'Paling sedikit 10% pegawai Butuh Perbaikan.', en: 'At least 10% of the staff Need improvement.' },
      },
      {
        predicates: ['SANGAT_BAIK'],
        bound: 'AT_MOST',
        percent: 10,
        text: { id: 'Paling banyak 10% pegawai Sangat Baik.', en: 'At most 10% of the staff are Very good.' },
      },
    ],
    SANGAT_KURANG: [
      {
        predicates: ['SANGAT_KURANG'],
        bound: 'AT_LEAST',
        percent: 60,
        text: { id: 'Paling sedikit 60% pegawai Sangat Kurang.', en: 'At least 60% of the staff are Very poor.' },
      },
      {
        predicates: ['KURANG', 'BUTUH_PERBAIKAN'],
        bound: 'AT_LEAST',
        percent: 10,
        text: {
          id: 'Paling sedikit 10% pegawai Kurang dan/atau Butuh Perbaikan.',
          en: 'At least 10% of the staff are Poor and/or Need improvement.',
        },
      },
      {
        predicates: ['SANGAT_BAIK'],
        bound: 'AT_MOST',
        percent: 0,
        text: { id: 'Tidak ada pegawai Sangat Baik.', en: 'Nobody is Very good.' },
      },
    ],
  },
};

const MATCHING: Record<OrganisationAchievement, PerformancePredicate> = {
  ISTIMEWA: 'SANGAT_BAIK',
  BAIK: 'BAIK',
  BUTUH_PERBAIKAN: 'BUTUH_PERBAIKAN',
  KURANG: 'KURANG',
  SANGAT_KURANG: 'SANGAT_KURANG',
};

/** What the annex of PermenPANRB 6/2022 itself says: ideally most of the staff carry the matching predicate, none is excluded. */
export const ANNEX_GUIDANCE: DistributionGuidance = {
  source: { id: 'Lampiran PermenPANRB 6/2022', en: 'Annex of PermenPANRB 6/2022' },
  rules: {
    ISTIMEWA: mostHave(MATCHING.ISTIMEWA),
    BAIK: mostHave(MATCHING.BAIK),
    BUTUH_PERBAIKAN: mostHave(MATCHING.BUTUH_PERBAIKAN),
    KURANG: mostHave(MATCHING.KURANG),
    SANGAT_KURANG: mostHave(MATCHING.SANGAT_KURANG),
  },
};

function mostHave(predicate: PerformancePredicate): readonly DistributionRule[] {
  const { id, en } = performancePredicateLabel(predicate);
  const text = {
    id: `Idealnya sebagian besar pegawai berpredikat ${id}.`,
    en: `Ideally most of the staff have the predicate ${en}.`,
  };
  return [{ predicates: [predicate], ...MOST, text }];
}

/** What does not fit the guidance. It is shown to whoever decides and never stops anything. */
export type DistributionWarning =
  | {
      readonly kind: 'RULE_NOT_MET';
      readonly rule: DistributionRule;
      /** People with one of the rule's predicates. */
      readonly counted: number;
      readonly people: number;
      /** `counted` in a hundred of `people`, rounded half-up to two decimals; the comparison itself is exact. */
      readonly percent: number;
      readonly message: StaffText;
    }
  | {
      /** Percentages cannot be met exactly by so few; comes once, after the rules that are not met. */
      readonly kind: 'FEW_PEOPLE';
      readonly people: number;
      readonly message: StaffText;
    };

/** In a smaller group one person is more than ten percent, so several of the rules exclude each other. */
const FEWEST_FOR_PERCENTAGES = 10;

const MEETS: Record<ShareBound, (share: Fraction, limit: Fraction) => boolean> = {
  MORE_THAN: (share, limit) => share.compare(limit) > 0,
  AT_LEAST: (share, limit) => share.compare(limit) >= 0,
  AT_MOST: (share, limit) => share.compare(limit) <= 0,
};

/**
 * Where the predicates of an organisation's staff do not fit the guidance for its achievement, in the order of the rules.
 * Empty when they fit, and when nobody has a predicate yet.
 * @param counts people by predicate; a missing one is nobody.
 * @param guidance `CIRCULAR_GUIDANCE` by default.
 * @throws RangeError for a count that is negative or not whole.
 */
export function distributionWarnings(
  achievement: OrganisationAchievement,
  counts: Readonly<Partial<Record<PerformancePredicate, number>>>,
  guidance: DistributionGuidance = CIRCULAR_GUIDANCE,
): readonly DistributionWarning[] {
  const people = countPeople(PERFORMANCE_PREDICATES, counts);
  if (people === 0) return [];
  const broken = guidance.rules[achievement].flatMap((rule) => {
    const counted = countPeople(new Set(rule.predicates), counts);
    const percent = new Fraction(counted).mul(100).div(people);
    if (MEETS[rule.bound](percent, new Fraction(rule.percent))) return [];
    return [
      {
        kind: 'RULE_NOT_MET' as const,
        rule,
        counted,
        people,
        percent: publish(percent),
        message: messageOf(rule, counted, people),
      },
    ];
  });
  if (broken.length === 0 || people >= FEWEST_FOR_PERCENTAGES) return broken;
  return [...broken, { kind: 'FEW_PEOPLE', people, message: fewPeople(people) }];
}

function countPeople(
  predicates: Iterable<PerformancePredicate>,
  counts: Readonly<Partial<Record<PerformancePredicate, number>>>,
): number {
  let people = 0;
  for (const predicate of predicates) {
    const count = counts[predicate] ?? 0;
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`People with ${predicate} are a whole number from 0 up, got ${count}.`);
    }
    people += count;
  }
  return people;
}

function messageOf({ text }: DistributionRule, counted: number, people: number): StaffText {
  const share = (lang: string) => formatNumber(new Fraction(counted).mul(100).div(people), 1, lang);
  return {
    id: `${text.id} Saat ini ${counted} dari ${people} orang (${share('id')}%).`,
    en: `${text['en'] ?? text.id} At present ${counted} of ${people} people (${share('en')}%).`,
  };
}

function fewPeople(people: number): StaffText {
  return {
    id: `Hanya ada ${people} orang, sehingga persentase pedoman tidak dapat dipenuhi secara tepat; gunakan sebagai gambaran.`,
    en: `There are only ${people} people, so the percentages cannot be met exactly; take them as an idea.`,
  };
}
