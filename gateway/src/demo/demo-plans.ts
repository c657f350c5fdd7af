import appraisals from '@kinerja/schema/demo/appraisals.json' with { type: 'json' };
import type { PlannedIndicator } from '../appraisal/edit-plan.ts';
import type { Realisation } from '../appraisal/report-realisation.ts';
import type { IndicatorKind } from '../domain/appraisal-policy.ts';
import type { DemoPerson } from './demo-people.ts';
import type { DemoPolicy, PlanPart } from './demo-policies.ts';

interface PlanData {
  readonly part: string;
  readonly plan: string;
  readonly name: string;
  readonly kind: string;
  readonly aspect: string;
  readonly unit?: string;
  readonly direction?: string;
  readonly target: number | string;
  /** More cannot be reached: of a percentage, or of things that are due; as much as one likes by default. */
  readonly most?: number;
  readonly cases?: number;
  readonly reached?: string;
}

const PLANS: Readonly<Record<DemoPerson['field'], readonly PlanData[]>> = appraisals.plans;

/** Weights that total 100 for each component, as even as whole numbers allow. */
const weightsOf = (components: readonly string[]): readonly number[] =>
  components.map((component, at) => {
    const count = components.filter((other) => other === component).length;
    const isFirst = components.indexOf(component) === at;
    return Math.floor(100 / count) + (isFirst ? 100 % count : 0);
  });

/** The plan of a person, in the components of the region's policy. */
export const demoPlan = ({ field }: DemoPerson, { components }: DemoPolicy): readonly PlannedIndicator[] => {
  const places = PLANS[field].map(({ part }) => components[part as PlanPart]);
  const weights = weightsOf(places);
  return PLANS[field].map((data, at) => ({
    component: places[at] ?? '',
    plan: data.plan,
    name: data.name,
    kind: data.kind as IndicatorKind,
    aspect: data.aspect as PlannedIndicator['aspect'],
    main: data.part !== 'task',
    weight: weights[at] ?? 100,
    ...(typeof data.target === 'string'
      ? { targetText: data.target }
      : {
          target: String(data.target),
          unitOfMeasure: data.unit ?? '',
          direction: data.direction as PlannedIndicator['direction'],
        }),
  }));
};

/** What somebody of a quality (1 is as expected) reaches of a target, with at most one decimal. */
const reachedOf = ({ target, direction, kind, most = Number.POSITIVE_INFINITY }: PlanData, quality: number): string => {
  const worked = direction === 'LOWER_IS_BETTER' ? Number(target) / quality : Number(target) * quality;
  const reached = Math.min(worked, most);
  return kind === 'COUNT' ? String(Math.round(reached)) : reached.toFixed(1);
};

/** What a person reports of an indicator of the plan, by its name. */
export const demoRealisation = (
  { field }: DemoPerson,
  name: string,
  quality: number,
): Omit<Realisation, 'indicatorId' | 'evidence'> => {
  const data = PLANS[field].find((candidate) => candidate.name === name);
  if (data === undefined) throw new Error(`appraisals.json: no plan of ${field} has "${name}".`);
  return data.reached === undefined
    ? { realisation: reachedOf(data, quality), sampleSize: data.cases ?? null }
    : { realisationText: data.reached };
};
