import type { AppraisalPolicy, Assessor, AssessorWeight, Axis, Component, IndicatorKind } from './appraisal-policy.ts';
import { Fraction, publish } from './fraction.ts';
import type { Expectation } from './performance-predicate.ts';

/** An indicator with what was reached. Numbers are decimal texts: `12.5`. */
export interface IndicatorFact {
  readonly id: string;
  readonly component: string;
  readonly kind: IndicatorKind;
  readonly weight: number;
  readonly direction: 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | null;
  readonly target: string | null;
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
  readonly contributions: { readonly accepted: number } | null;
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
  /** How many facts it rests on: indicators, sheets, entries, days. */
  readonly sampleSize: number;
  readonly parts: readonly PartResult[];
}

/** The scores of an appraisal. They propose; the rater decides. */
export interface AppraisalScore {
  readonly components: readonly ComponentResult[];
  /** Weighted percent, a local figure of the policy; null while incomplete. */
  readonly total: number | null;
  /** Keys of absent components that keep the whole incomplete. */
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
}

const HUNDRED = new Fraction(100);
const ONE = new Fraction(1);

/** Weighted mean of those that are there; null when none is. */
const meanOf = (parts: readonly { readonly weight: Fraction; readonly exact: Fraction | null }[]): Fraction | null => {
  const present = parts.flatMap(({ weight, exact }) => (exact === null || weight.equals(0) ? [] : [{ weight, exact }]));
  const weights = present.reduce((sum, { weight }) => sum.add(weight), new Fraction(0));
  if (weights.equals(0)) return null;
  return present.reduce((sum, { weight, exact }) => sum.add(weight.mul(exact)), new Fraction(0)).div(weights);
};

/** Fixed to the scale's percent for this value; null for a value that the scale does not have. */
const worth = ({ scale }: AppraisalPolicy, value: number): Fraction | null => {
  const step = scale.find((candidate) => candidate.value === value);
  return step === undefined ? null : new Fraction(step.percent);
};

/**
 * Marks of all assessors for one key, by the weights of those who marked it: within a kind of assessor the mean, and a
 * kind that is absent leaves its weight to the others.
 */
const marked = (
  key: string,
  sheets: readonly MarkSheet[],
  assessors: readonly AssessorWeight[],
  percentOf: (value: number) => Fraction | null,
): Fraction | null =>
  meanOf(
    assessors.map(({ assessor, weight }) => {
      const exact = meanOf(
        sheets
          .filter((sheet) => sheet.assessor === assessor)
          .map(({ marks }) => {
            const value = marks[key];
            return { weight: ONE, exact: value === undefined ? null : percentOf(value) };
          }),
      );
      return { weight: new Fraction(weight), exact };
    }),
  );

const capped = (exact: Fraction, cap: number): Fraction => (exact.compare(cap) > 0 ? new Fraction(cap) : exact);

/** Realisation against target, in percent, from zero to the cap; lower-is-better turns the quotient round. */
const achievement = ({ target, realisation, direction }: IndicatorFact, cap: number): Fraction | null => {
  if (target === null || realisation === null) return null;
  const [aim, reached] = [new Fraction(target), new Fraction(realisation)];
  if (direction === 'LOWER_IS_BETTER') {
    if (reached.equals(0)) return new Fraction(cap);
    return capped(aim.div(reached).mul(HUNDRED), cap);
  }
  // A target of zero is met by anything: there is nothing to fall short of.
  if (aim.equals(0)) return HUNDRED;
  const quotient = reached.div(aim).mul(HUNDRED);
  return quotient.compare(0) < 0 ? new Fraction(0) : capped(quotient, cap);
};

type Measures = {
  readonly [Kind in Component['kind']]: (
    component: Extract<Component, { readonly kind: Kind }>,
    facts: AppraisalFacts,
    policy: AppraisalPolicy,
  ) => Measured;
};

const sheetsOf = (assessors: readonly AssessorWeight[], sheets: readonly MarkSheet[]): number =>
  sheets.filter((sheet) => assessors.some(({ assessor, weight }) => weight > 0 && assessor === sheet.assessor)).length;

const whole = (exact: Fraction | null, sampleSize: number): Measured => ({ exact, sampleSize, parts: [] });

/** How each kind of component is measured. */
const MEASURE: Measures = {
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
    return { exact: meanOf(parts), sampleSize: parts.filter(({ exact }) => exact !== null).length, parts };
  },
  ITEMS: ({ items, assessors }, { sheets }, policy) => {
    const parts = items.map(({ key }) => ({
      key,
      weight: ONE,
      exact: marked(key, sheets, assessors, (value) => worth(policy, value)),
    }));
    return { exact: meanOf(parts), sampleSize: sheetsOf(assessors, sheets), parts };
  },
  COMPETENCY: ({ assessors }, { competencies, sheets }) => {
    const parts = competencies.map(({ key, requiredLevel }) => ({
      key,
      weight: ONE,
      // A level above the required one does not make up for another that is missing.
      exact: marked(`competency:${key}`, sheets, assessors, (level) =>
        capped(new Fraction(level).div(requiredLevel).mul(HUNDRED), 100),
      ),
    }));
    return { exact: meanOf(parts), sampleSize: sheetsOf(assessors, sheets), parts };
  },
  MEASURE: ({ measure }, { measures }) => {
    const found = measures[measure];
    if (found === undefined || new Fraction(found.denominator).equals(0)) return whole(null, 0);
    const denominator = new Fraction(found.denominator);
    return whole(
      capped(new Fraction(found.numerator).div(denominator).mul(HUNDRED), 100),
      Number(denominator.floor().valueOf()),
    );
  },
  ACTIVITY: (_component, { activity: { judged, accepted } }) =>
    whole(judged === 0 ? null : new Fraction(accepted, judged).mul(HUNDRED), judged),
  CONTRIBUTIONS: ({ expected }, { contributions }) =>
    contributions === null
      ? whole(null, 0)
      : whole(capped(new Fraction(contributions.accepted, expected).mul(HUNDRED), 100), contributions.accepted),
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
 * zero: its weight goes to the others, or the whole stays incomplete, as the policy says for it.
 */
export function scoreAppraisal(policy: AppraisalPolicy, facts: AppraisalFacts): AppraisalScore {
  const measured = policy.components.map((component) => ({ component, ...measure(component, facts, policy) }));
  const counting = measured.filter(({ component }) => component.weight > 0);
  const incomplete = counting
    .filter(({ component, exact }) => exact === null && component.missing === 'INCOMPLETE')
    .map(({ component }) => component.key);
  const weighed = counting.map(({ component, exact }) => ({
    weight: new Fraction(component.weight),
    exact,
    component,
  }));
  const present = weighed
    .filter(({ exact }) => exact !== null)
    .reduce((sum, { weight }) => sum.add(weight), new Fraction(0));
  const effective = ({ weight }: Component, exact: Fraction | null) =>
    exact === null || weight === 0 || incomplete.length > 0 ? null : publish(HUNDRED.mul(weight).div(present));
  const axisOf = (axis: Axis) => {
    const own = weighed.filter(({ component }) => component.axis === axis);
    const open = own.some(({ component }) => incomplete.includes(component.key));
    const percent = open ? null : published(meanOf(own));
    return { percent, proposed: proposed(policy, axis, percent) };
  };
  return {
    components: measured.map(({ component, exact, sampleSize, parts }) => ({
      key: component.key,
      weight: component.weight,
      percent: published(exact),
      effectiveWeight: effective(component, exact),
      sampleSize,
      parts: parts.map((part) => ({ key: part.key, percent: published(part.exact) })),
    })),
    total: incomplete.length > 0 ? null : published(meanOf(weighed)),
    incomplete,
    axes: { WORK_RESULT: axisOf('WORK_RESULT'), BEHAVIOUR: axisOf('BEHAVIOUR') },
  };
}
