import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { type AppraisalPolicy, componentOf, type IndicatorKind } from '../domain/appraisal-policy.ts';
import { isDecimal } from '../domain/decimal.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue } from '../refusals.ts';
import { keyOrNothing } from './key-or-nothing.ts';
import { type Changed, type MoveInput, makeMove } from './make-move.ts';

/** One indicator of a result plan, as it is written. */
export interface PlannedIndicator {
  readonly component: string;
  readonly goalId?: string | null | undefined;
  readonly plan: string;
  readonly name: string;
  readonly kind: IndicatorKind;
  readonly aspect: 'KUANTITAS' | 'KUALITAS' | 'WAKTU' | 'BIAYA';
  readonly main: boolean;
  readonly weight: number;
  readonly unitOfMeasure?: string | null | undefined;
  readonly direction?: 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | null | undefined;
  readonly target?: string | null | undefined;
  readonly targetText?: string | null | undefined;
}

export interface EditPlan extends MoveInput {
  readonly indicators: readonly PlannedIndicator[];
}

/** Far above the length of a real plan; a page of it still opens on a phone. */
const MAX_INDICATORS = 40;

const checkTarget = (
  path: string,
  { kind, target, targetText, direction, unitOfMeasure }: PlannedIndicator,
): Issue[] => {
  if (kind === 'QUALITATIVE')
    return targetText?.trim() ? [] : [issue(`${path}.targetText`, targetText, 'target dalam kata-kata')];
  const issues: Issue[] = [];
  if (target == null || !isDecimal(target) || target.startsWith('-'))
    issues.push(issue(`${path}.target`, target, 'angka 0 atau lebih, misalnya "12.5"'));
  if (direction == null) issues.push(issue(`${path}.direction`, direction, 'HIGHER_IS_BETTER atau LOWER_IS_BETTER'));
  if (!unitOfMeasure?.trim()) issues.push(issue(`${path}.unitOfMeasure`, unitOfMeasure, 'satuan, misalnya "dokumen"'));
  return issues;
};

const checkIndicator = (policy: AppraisalPolicy, indicator: PlannedIndicator, at: number): Issue[] => {
  const path = `indicators.${at}`;
  const issues: Issue[] = [];
  const component = componentOf(policy, indicator.component);
  if (component?.kind !== 'INDICATORS') {
    const known = policy.components.filter(({ kind }) => kind === 'INDICATORS').map(({ key }) => key);
    issues.push(issue(`${path}.component`, indicator.component, `salah satu dari ${known.join(', ')}`));
  } else if (!component.indicatorKinds.includes(indicator.kind))
    issues.push(issue(`${path}.kind`, indicator.kind, `salah satu dari ${component.indicatorKinds.join(', ')}`));
  if (indicator.plan.trim() === '') issues.push(issue(`${path}.plan`, indicator.plan, 'rencana hasil kerja'));
  if (indicator.name.trim() === '') issues.push(issue(`${path}.name`, indicator.name, 'indikator kinerja individu'));
  if (indicator.weight < 1 || indicator.weight > 100)
    issues.push(issue(`${path}.weight`, indicator.weight, 'bobot 1 sampai 100'));
  return [...issues, ...checkTarget(path, indicator)];
};

/** Weights inside each component total 100, so that a plan says what counts how much. */
const checkWeights = (indicators: readonly PlannedIndicator[]): Issue[] => {
  const totals = new Map<string, number>();
  for (const { component, weight } of indicators) totals.set(component, (totals.get(component) ?? 0) + weight);
  return [...totals].flatMap(([component, total]) =>
    total === 100 ? [] : [issue('indicators', total, `bobot indikator komponen ${component} yang berjumlah 100`)],
  );
};

/** Null for no goal, nothing for an id that is none. */
const goalKey = (goalId: string | null | undefined): string | null | undefined =>
  goalId == null ? null : keyOrNothing(goalId, 'Goal');

const checkGoals = async (client: PoolClient, indicators: readonly PlannedIndicator[]): Promise<Issue[]> => {
  const { rows } = await client.query<{ id: string }>('select id from goal where tenant_id = $1 and id = any($2)', [
    boundTenant(),
    indicators.flatMap(({ goalId }) => goalKey(goalId) ?? []),
  ]);
  const known = new Set(rows.map(({ id }) => id));
  return indicators.flatMap(({ goalId }, at) => {
    const key = goalKey(goalId);
    return key === null || (key !== undefined && known.has(key))
      ? []
      : [issue(`indicators.${at}.goalId`, goalId, 'id sasaran (Goal) pemerintah daerah ini, atau kosong')];
  });
};

const storeIndicators = (client: PoolClient, appraisalId: string, indicators: readonly PlannedIndicator[]) =>
  client.query(
    `insert into indicator (tenant_id, id, appraisal_id, component, goal_id, place, plan, name, kind, aspect, main, weight,
                            unit_of_measure, direction, target, target_text, evidence)
     select $1, (row ->> 'id')::uuid, $2, row ->> 'component', (row ->> 'goal')::uuid, (row ->> 'place')::integer,
            row ->> 'plan', row ->> 'name', row ->> 'kind', row ->> 'aspect', (row ->> 'main')::boolean,
            (row ->> 'weight')::integer, row ->> 'unitOfMeasure', row ->> 'direction', (row ->> 'target')::numeric,
            row ->> 'targetText', '{}'
     from jsonb_array_elements($3) as row`,
    [
      boundTenant(),
      appraisalId,
      JSON.stringify(
        indicators.map((indicator, place) => ({
          ...indicator,
          id: timeOrderedId(),
          place,
          goal: goalKey(indicator.goalId) ?? null,
          plan: indicator.plan.trim(),
          name: indicator.name.trim(),
        })),
      ),
    ],
  );

/**
 * Writes the result plan of an appraisal: whole, in place of what was there (SKP, PermenPANRB 6/2022 art. 8-13). Both
 * sides may write until the rater approves it.
 */
export const editPlan = (input: EditPlan, context: Context): Promise<string> =>
  makeMove(context, input, 'EDIT_PLAN', async ({ appraisal, client }): Promise<Changed> => {
    const { indicators } = input;
    const issues = [
      ...(indicators.length < 1 || indicators.length > MAX_INDICATORS
        ? [issue('indicators', indicators.length, `1 sampai ${MAX_INDICATORS} indikator`)]
        : []),
      ...indicators.flatMap((indicator, at) => checkIndicator(appraisal.policy, indicator, at)),
      ...checkWeights(indicators),
      ...(await checkGoals(client, indicators)),
    ];
    if (issues.length > 0) throw invalid(...issues);
    const { rows: before } = await client.query(
      `delete from indicator where tenant_id = $1 and appraisal_id = $2
       returning component, plan, name, kind, aspect, main, weight, unit_of_measure, direction, target, target_text`,
      [boundTenant(), appraisal.id],
    );
    await storeIndicators(client, appraisal.id, indicators);
    return { before, after: indicators };
  });

/** Approves the plan: from now on it is what counts. */
export const approvePlan = (input: MoveInput, context: Context): Promise<string> =>
  makeMove(context, input, 'APPROVE_PLAN', async ({ appraisal, client }) => {
    const { rows } = await client.query('select 1 from indicator where tenant_id = $1 and appraisal_id = $2 limit 1', [
      boundTenant(),
      appraisal.id,
    ]);
    const needed = appraisal.policy.components.some(({ kind, weight }) => kind === 'INDICATORS' && weight > 0);
    if (needed && rows.length === 0)
      throw invalid(issue('indicators', 0, 'paling sedikit satu indikator dalam rencana'));
    return {};
  });
