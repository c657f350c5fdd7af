import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { NumericPredicate } from '../domain/numeric-predicate.ts';
import type { PastRule } from '../domain/past-result.ts';
import type { Expectation, PerformancePredicate } from '../domain/performance-predicate.ts';
import { mayReadPastResults } from '../personnel/may-read.ts';

/** A yearly result from before the region used Kinerja. What the rule does not have is null. */
export interface PastResult {
  readonly year: number;
  readonly rule: PastRule;
  readonly workScore: number | null;
  readonly behaviourScore: number | null;
  readonly value: number | null;
  readonly convertedValue: number | null;
  readonly integratedValue: number | null;
  readonly workResult: Expectation | null;
  readonly behaviour: Expectation | null;
  readonly predicate: NumericPredicate | PerformancePredicate;
}

/** The imported results of an employee, the latest first; null for whoever may not read appraisals of the person. */
export const readPastResults = async (context: Context, employeeId: string): Promise<readonly PastResult[] | null> => {
  if (!(await mayReadPastResults(context, employeeId))) return null;
  const { rows } = await context.db.pool.query<PastResult>({
    name: 'past_results',
    text: `
      select year, rule, work_score::float8 as "workScore", behaviour_score::float8 as "behaviourScore",
             value::float8 as value, converted_value::float8 as "convertedValue",
             integrated_value::float8 as "integratedValue", work_result as "workResult", behaviour, predicate
      from past_result where tenant_id = $1 and employee_id = $2
      order by year desc, rule desc`,
    values: [boundTenant(), employeeId],
  });
  return rows;
};
