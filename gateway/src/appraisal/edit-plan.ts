import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { checkInput, type InputCheck, MAX_NAME, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { type AppraisalPolicy, componentOf, type IndicatorKind } from '../domain/appraisal-policy.ts';
import { AMOUNT, isAmount } from '../domain/decimal.ts';
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

/** Target in words or as a number with unit and direction, as the kind needs it. */
const readTarget = (
  check: InputCheck,
  path: string,
  { kind, target, targetText, direction, unitOfMeasure }: PlannedIndicator,
) => {
  if (kind === 'QUALITATIVE')
    return {
      target: null,
      direction: null,
      unitOfMeasure: check.optional(`${path}.unitOfMeasure`, unitOfMeasure, MAX_NAME),
      targetText: check.required(`${path}.targetText`, targetText, MAX_TEXT, 'target dalam kata-kata'),
    };
  check.expect(isAmount(target), `${path}.target`, target, AMOUNT);
  check.expect(direction != null, `${path}.direction`, direction, 'HIGHER_IS_BETTER atau LOWER_IS_BETTER');
  return {
    target: target ?? null,
    direction: direction ?? null,
    unitOfMeasure: check.required(`${path}.unitOfMeasure`, unitOfMeasure, MAX_NAME, 'satuan, misalnya "dokumen"'),
    targetText: check.optional(`${path}.targetText`, targetText, MAX_TEXT),
  };
};

/** An indicator as it is stored. */
const readIndicator = (check: InputCheck, policy: AppraisalPolicy, given: PlannedIndicator, at: number) => {
  const path = `indicators.${at}`;
  const { component: key, kind, aspect, main, weight, goalId } = given;
  const component = componentOf(policy, key);
  const known = policy.components.filter((one) => one.kind === 'INDICATORS').map((one) => one.key);
  check.expect(known.includes(key), `${path}.component`, key, `salah satu dari ${known.join(', ')}`);
  if (component?.kind === 'INDICATORS') {
    const { indicatorKinds } = component;
    check.expect(indicatorKinds.includes(kind), `${path}.kind`, kind, `salah satu dari ${indicatorKinds.join(', ')}`);
  }
  check.expect(weight >= 1 && weight <= 100, `${path}.weight`, weight, 'bobot 1 sampai 100');
  return {
    component: key,
    goalId,
    kind,
    aspect,
    main,
    weight,
    plan: check.required(`${path}.plan`, given.plan, MAX_TEXT, 'rencana hasil kerja'),
    name: check.required(`${path}.name`, given.name, MAX_TEXT, 'indikator kinerja individu'),
    ...readTarget(check, path, given),
  };
};

/** Weights inside each component total 100, so that a plan says what counts how much. */
const checkWeights = (check: InputCheck, indicators: readonly PlannedIndicator[]): void => {
  const totals = new Map<string, number>();
  for (const { component, weight } of indicators) totals.set(component, (totals.get(component) ?? 0) + weight);
  for (const [component, total] of totals)
    check.expect(total === 100, 'indicators', total, `bobot indikator komponen ${component} yang berjumlah 100`);
};

/** Null for no goal, nothing for an id that is none. */
const goalKey = (goalId: string | null | undefined): string | null | undefined =>
  goalId == null ? null : keyOrNothing(goalId, 'Goal');

const checkGoals = async (client: PoolClient, check: InputCheck, indicators: readonly PlannedIndicator[]) => {
  const { rows } = await client.query<{ id: string }>('select id from goal where tenant_id = $1 and id = any($2)', [
    boundTenant(),
    indicators.flatMap(({ goalId }) => goalKey(goalId) ?? []),
  ]);
  const known = new Set(rows.map(({ id }) => id));
  indicators.forEach(({ goalId }, at) => {
    const key = goalKey(goalId);
    const holds = key === null || (key !== undefined && known.has(key));
    check.expect(holds, `indicators.${at}.goalId`, goalId, 'id sasaran (Goal) pemerintah daerah ini, atau kosong');
  });
};

const storeIndicators = (
  client: PoolClient,
  appraisalId: string,
  indicators: readonly ReturnType<typeof readIndicator>[],
) =>
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
    const count = input.indicators.length;
    const check = checkInput();
    const isPlan = count >= 1 && count <= MAX_INDICATORS;
    check.expect(isPlan, 'indicators', count, `1 sampai ${MAX_INDICATORS} indikator`);
    const indicators = input.indicators.map((given, at) => readIndicator(check, appraisal.policy, given, at));
    checkWeights(check, input.indicators);
    await checkGoals(client, check, input.indicators);
    check.finish();
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
