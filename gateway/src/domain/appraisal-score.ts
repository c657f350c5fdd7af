import {
  type AppraisalPolicy,
  type Assessor,
  type AssessorWeight,
  type Axis,
  type CompetencyComponent,
  type Component,
  type ContributionComponent,
  type ContributionKind,
  type IndicatorKind,
  MIN_OPINIONS,
  VOICES,
} from './appraisal-policy.ts';
import { levelShare } from './competency-gap.ts';
import { Fraction, publish } from './fraction.ts';
import type { Expectation } from './performance-predicate.ts';

/**
 * An indicator of the approved plan with what was reached. Numbers are decimal texts: `12.5`. What fell away during the
 * period has to leave the plan: as long as it stands there it is waited for.
 */
export interface IndicatorFact {
  readonly id: string;
  readonly component: string;
  readonly kind: IndicatorKind;
  readonly weight: number;
  readonly direction: 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | null;
  readonly target: string | null;
  /** Null while nothing was reported, which differs from a reported zero. */
  readonly realisation: string | null;
}

/** Marks of one assessor on the scale, by key; a key that is absent was not marked. */
export interface MarkSheet {
  readonly assessor: Assessor;
  readonly marks: Readonly<Record<string, number>>;
}

/** What an appraisal is scored from. */
export interface AppraisalFacts {
  readonly indicators: readonly IndicatorFact[];
  /** Submitted sheets only. */
  readonly sheets: readonly MarkSheet[];
  /** Required levels of the post's competencies. */
  readonly competencies: readonly { readonly key: string; readonly requiredLevel: number }[];
  /** Imported measures, summed over the period. */
  readonly measures: Readonly<Record<string, { readonly numerator: string; readonly denominator: string } | undefined>>;
  /** Judged entries of the daily log. */
  readonly activity: { readonly judged: number; readonly accepted: number };
  /** Null until somebody has looked at the contributions of the period; none accepted is a zero. */
  readonly contributions: { readonly accepted: Readonly<Record<ContributionKind, number>> } | null;
}

/** One thing inside a component, with its percent; null when it is absent. */
export interface PartResult {
  readonly key: string;
  readonly percent: number | null;
}

/** How a component came out. */
export interface ComponentResult {
  readonly key: string;
  readonly weight: number;
  /** Two decimals; null when the component is absent, which is never zero. */
  readonly percent: number | null;
  /** Weight that it had after the absent ones gave theirs; null when the whole is incomplete or it is absent. */
  readonly effectiveWeight: number | null;
  /** How many facts it rests on: indicators with a figure, sheets that counted, entries, days, contributions. */
  readonly sampleSize: number;
  readonly parts: readonly PartResult[];
}

/** The scores of an appraisal. They propose; the rater decides. */
export interface AppraisalScore {
  readonly components: readonly ComponentResult[];
  /** Weighted percent, a local figure of the policy; null while incomplete. */
  readonly total: number | null;
  /** Keys of absent components that keep the whole incomplete; all that weigh when none of them is there. */
  readonly incomplete: readonly string[];
  readonly axes: Readonly<Record<Axis, { readonly percent: number | null; readonly proposed: Expectation | null }>>;
}

interface Part {
  readonly key: string;
  readonly weight: Fraction;
  readonly exact: Fraction | null;
}

interface Measured {
  readonly exact: Fraction | null;
  readonly sampleSize: number;
  readonly parts: readonly Part[];
  /** Whether something that was planned is still to be reported: then nobody else takes its weight. */
  readonly awaited: boolean;
}

const ZERO = new Fraction(0);
const HUNDRED = new Fraction(100);
const ONE = new Fraction(1);

/** Weighted mean of those that are there; null when none is. */
const meanOf = (parts: readonly { readonly weight: Fraction; readonly exact: Fraction | null }[]): Fraction | null => {
  const present = parts.flatMap(({ weight, exact }) => (exact === null || weight.equals(0) ? [] : [{ weight, exact }]));
  const weights = present.reduce((sum, { weight }) => sum.add(weight), ZERO);
  if (weights.equals(0)) return null;
  return present.reduce((sum, { weight, exact }) => sum.add(weight.mul(exact)), ZERO).div(weights);
};

/** Fixed to the scale's percent for this value; null for a value that the scale does not have. */
const worth = ({ scale }: AppraisalPolicy, value: number): Fraction | null => {
  const step = scale.find((candidate) => candidate.value === value);
  return step === undefined ? null : new Fraction(step.percent);
};

/** Marks of one kind of assessor for a key; none of opinions that are too few. */
const marksOf = (key: string, assessor: Assessor, sheets: readonly MarkSheet[]): readonly number[] => {
  const marks = sheets.filter((sheet) => sheet.assessor === assessor).flatMap((sheet) => sheet.marks[key] ?? []);
  return VOICES[assessor] === 'OPINION' && marks.length < MIN_OPINIONS ? [] : marks;
};

/**
 * Marks of all assessors for one key, by the weights of those who marked it: within a kind of assessor the mean, and a
 * kind that is absent leaves its weight to the others. Opinions alone are no rating: null.
 */
const marked = (
  key: string,
  sheets: readonly MarkSheet[],
  assessors: readonly AssessorWeight[],
  worthOf: (value: number) => Fraction | null,
): Fraction | null => {
  const kinds = assessors.map(({ assessor, weight }) => ({
    assessor,
    weight: new Fraction(weight),
    exact: meanOf(marksOf(key, assessor, sheets).map((value) => ({ weight: ONE, exact: worthOf(value) }))),
  }));
  const rated = kinds.some(({ assessor, weight, exact }) => {
    return VOICES[assessor] === 'RATING' && !weight.equals(0) && exact !== null;
  });
  return rated ? meanOf(kinds) : null;
};

/** Sheets that counted for at least one of the keys. */
const sheetsOf = (
  keys: readonly string[],
  assessors: readonly AssessorWeight[],
  sheets: readonly MarkSheet[],
): number =>
  assessors
    .filter(({ weight }) => weight > 0)
    .map(({ assessor }) => {
      const counted = keys.filter((key) => marksOf(key, assessor, sheets).length > 0);
      return sheets.filter(
        (sheet) => sheet.assessor === assessor && counted.some((key) => Object.hasOwn(sheet.marks, key)),
      ).length;
    })
    .reduce((sum, count) => sum + count, 0);

const within = (exact: Fraction, cap: number): Fraction => {
  if (exact.compare(0) < 0) return ZERO;
  return exact.compare(cap) > 0 ? new Fraction(cap) : exact;
};

/**
 * Realisation against target in percent, from zero to the cap; lower-is-better turns the quotient round. A target of zero
 * has no quotient: who keeps to it has 100, who does not has zero. Null when nothing was reported, and for a target below
 * zero, of which a quotient would say the contrary. No regulation gives this formula: it is a local setting.
 */
const achievement = ({ target, realisation, direction }: IndicatorFact, cap: number): Fraction | null => {
  if (target === null || realisation === null) return null;
  const [aim, reached] = [new Fraction(target), new Fraction(realisation)];
  const lower = direction === 'LOWER_IS_BETTER';
  if (aim.compare(0) < 0) return null;
  if (aim.equals(0)) return (lower ? reached.compare(0) <= 0 : reached.compare(0) >= 0) ? HUNDRED : ZERO;
  if (!lower) return within(reached.div(aim).mul(HUNDRED), cap);
  return reached.compare(0) <= 0 ? new Fraction(cap) : within(aim.div(reached).mul(HUNDRED), cap);
};

/**
 * Measured levels of the post's competencies, over the assessors by their weights; null for one that nobody measured. Job-fit
 * and gaps start from here too, so that they agree with the score.
 */
export function competencyLevels(
  { assessors }: CompetencyComponent,
  { competencies, sheets }: Pick<AppraisalFacts, 'competencies' | 'sheets'>,
): ReadonlyMap<string, Fraction | null> {
  return new Map(
    competencies.map(({ key }) => [
      key,
      marked(`competency:${key}`, sheets, assessors, (level) => new Fraction(level)),
    ]),
  );
}

type Measures = {
  readonly [Kind in Component['kind']]: (
    component: Extract<Component, { readonly kind: Kind }>,
    facts: AppraisalFacts,
    policy: AppraisalPolicy,
  ) => Measured;
};

const whole = (exact: Fraction | null, sampleSize: number): Measured => ({
  exact,
  sampleSize,
  parts: [],
  awaited: false,
});

/** Accepted contributions of the kinds that count in a component. */
export const acceptedContributions = (
  { kinds }: ContributionComponent,
  { accepted }: NonNullable<AppraisalFacts['contributions']>,
): number => kinds.reduce((sum, kind) => sum + accepted[kind], 0);

/** How each kind of component is measured. */
const MEASURE: Measures = {
  // One planned indicator without a figure leaves the whole component open, main or additional: leaving out the bad one
  // must not raise the score.
  INDICATORS: ({ key, cap, assessors }, { indicators, sheets }, policy) => {
    const parts = indicators
      .filter(({ component }) => component === key)
      .map((indicator) => ({
        key: indicator.id,
        weight: new Fraction(indicator.weight),
        exact:
          indicator.kind === 'QUALITATIVE'
            ? marked(`indicator:${indicator.id}`, sheets, assessors, (value) => worth(policy, value))
            : achievement(indicator, cap),
      }));
    const sampleSize = parts.filter(({ exact }) => exact !== null).length;
    const awaited = sampleSize < parts.length;
    return { exact: awaited ? null : meanOf(parts), sampleSize, parts, awaited };
  },
  // An item or a competency that no rater marked is left out: that is in the rater's hand, not in that of the person rated.
  ITEMS: ({ items, assessors }, { sheets }, policy) => {
    const parts = items.map(({ key }) => ({
      key,
      weight: ONE,
      exact: marked(key, sheets, assessors, (value) => worth(policy, value)),
    }));
    const keys = items.map(({ key }) => key);
    return { exact: meanOf(parts), sampleSize: sheetsOf(keys, assessors, sheets), parts, awaited: false };
  },
  COMPETENCY: (component, facts) => {
    const levels = competencyLevels(component, facts);
    const parts = facts.competencies.map(({ key, requiredLevel }) => {
      const level = levels.get(key) ?? null;
      return { key, weight: ONE, exact: level === null ? null : levelShare(level, requiredLevel) };
    });
    const keys = facts.competencies.map(({ key }) => `competency:${key}`);
    const sampleSize = sheetsOf(keys, component.assessors, facts.sheets);
    return { exact: meanOf(parts), sampleSize, parts, awaited: false };
  },
  MEASURE: ({ measure }, { measures }) => {
    const found = measures[measure];
    const denominator = new Fraction(found?.denominator ?? 0);
    if (found === undefined || denominator.compare(0) <= 0) return whole(null, 0);
    return whole(
      within(new Fraction(found.numerator).div(denominator).mul(HUNDRED), 100),
      Number(denominator.floor().valueOf()),
    );
  },
  ACTIVITY: (_component, { activity: { judged, accepted } }) =>
    whole(judged === 0 ? null : new Fraction(accepted, judged).mul(HUNDRED), judged),
  CONTRIBUTIONS: (component, { contributions }) => {
    if (contributions === null) return whole(null, 0);
    const accepted = acceptedContributions(component, contributions);
    return whole(within(new Fraction(accepted, component.expected).mul(HUNDRED), 100), accepted);
  },
  CITIZENS: () => whole(null, 0),
};

const measure = <Kind extends Component['kind']>(
  component: Extract<Component, { readonly kind: Kind }>,
  facts: AppraisalFacts,
  policy: AppraisalPolicy,
): Measured => (MEASURE[component.kind as Kind] as Measures[Kind])(component, facts, policy);

const published = (exact: Fraction | null): number | null => (exact === null ? null : publish(exact));

/** The rating of results or behaviour that the figures suggest (guidance, PermenPANRB 6/2022, annex, stage three). */
const proposed = (policy: AppraisalPolicy, axis: Axis, percent: number | null): Expectation | null => {
  if (percent === null) return null;
  const { above, below } = policy.proposal[axis];
  if (percent >= above) return 'DI_ATAS_EKSPEKTASI';
  return percent < below ? 'DI_BAWAH_EKSPEKTASI' : 'SESUAI_EKSPEKTASI';
};

/**
 * Scores an appraisal by its policy, exactly, with one rounding for each figure that is shown. What is absent is never
 * zero: its weight goes to the others, or the whole stays incomplete, as the policy says for it. An indicator that was
 * planned and has no figure always keeps the whole incomplete.
 */
export function scoreAppraisal(policy: AppraisalPolicy, facts: AppraisalFacts): AppraisalScore {
  const measured = policy.components.map((component) => ({
    component,
    weight: new Fraction(component.weight),
    ...measure(component, facts, policy),
  }));
  const weighed = measured.filter(({ component }) => component.weight > 0);
  const present = weighed.reduce((sum, { exact, weight }) => (exact === null ? sum : sum.add(weight)), ZERO);
  const incomplete = weighed
    .filter(
      ({ component, exact, awaited }) =>
        exact === null && (awaited || component.missing === 'INCOMPLETE' || present.equals(0)),
    )
    .map(({ component }) => component.key);
  const effective = (weight: Fraction, exact: Fraction | null) =>
    exact === null || weight.equals(0) || incomplete.length > 0 ? null : publish(HUNDRED.mul(weight).div(present));
  const axisOf = (axis: Axis) => {
    const own = weighed.filter(({ component }) => component.axis === axis);
    const open = own.some(({ component }) => incomplete.includes(component.key));
    const percent = open ? null : published(meanOf(own));
    return { percent, proposed: proposed(policy, axis, percent) };
  };
  return {
    components: measured.map(({ component, weight, exact, sampleSize, parts }) => ({
      key: component.key,
      weight: component.weight,
      percent: published(exact),
      effectiveWeight: effective(weight, exact),
      sampleSize,
      parts: parts.map((part) => ({ key: part.key, percent: published(part.exact) })),
    })),
    total: incomplete.length > 0 ? null : published(meanOf(weighed)),
    incomplete,
    axes: { WORK_RESULT: axisOf('WORK_RESULT'), BEHAVIOUR: axisOf('BEHAVIOUR') },
  };
}
