import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { FunctionalLevel } from '../domain/credit-points.ts';
import type { Expectation, PerformancePredicate } from '../domain/performance-predicate.ts';
import { daysOf, type Period } from '../domain/period.ts';

/** A result that nobody can change any more, with who it is about and who decided it. */
export interface FinalResult {
  readonly employeeNumber: string;
  readonly name: string;
  readonly titleBefore: string | null;
  readonly titleAfter: string | null;
  readonly post: string;
  readonly functionalLevel: FunctionalLevel | null;
  readonly unit: string;
  readonly workResult: Expectation;
  readonly behaviour: Expectation;
  readonly predicate: PerformancePredicate;
  readonly raterNumber: string;
  readonly raterName: string;
  readonly raterTitleBefore: string | null;
  readonly raterTitleAfter: string | null;
  readonly raterGrade: string | null;
  /** What the rater held on the last day of the period; null without a post. */
  readonly raterPost: string | null;
  readonly raterUnit: string | null;
}

const RESULTS = {
  name: 'final_results',
  text: `
    select employee.employee_number as "employeeNumber", employee.name, employee.title_before as "titleBefore",
           employee.title_after as "titleAfter", post.name as post, post.functional_level as "functionalLevel",
           unit.name as unit, appraisal.work_result as "workResult", appraisal.behaviour, appraisal.predicate,
           rater.employee_number as "raterNumber", rater.name as "raterName", rater.title_before as "raterTitleBefore",
           rater.title_after as "raterTitleAfter", rater.grade as "raterGrade", held.post as "raterPost",
           held.unit as "raterUnit"
    from appraisal
    join appraisal_cycle as cycle on cycle.tenant_id = appraisal.tenant_id and cycle.id = appraisal.cycle_id
    join employee on employee.tenant_id = appraisal.tenant_id and employee.id = appraisal.employee_id
    join post on post.tenant_id = appraisal.tenant_id and post.id = appraisal.post_id
    join unit on unit.tenant_id = appraisal.tenant_id and unit.id = appraisal.unit_id
    join employee as rater on rater.tenant_id = appraisal.tenant_id and rater.id = appraisal.rater_id
    left join lateral (
      select rater_post.name as post, rater_unit.name as unit
      from assignment
      join post as rater_post on rater_post.tenant_id = $1 and rater_post.id = assignment.post_id
      join unit as rater_unit on rater_unit.tenant_id = $1 and rater_unit.id = rater_post.unit_id
      where assignment.tenant_id = $1 and assignment.employee_id = rater.id
        and $3 between starts_on and coalesce(ends_on, 'infinity')
      order by starts_on desc, assignment.id
      limit 1
    ) as held on true
    where appraisal.tenant_id = $1 and cycle.period = $2 and appraisal.stage = 'FINAL' and appraisal.predicate is not null
    order by unit.name, employee.name, employee.employee_number`,
};

/** The final results of a period of the bound tenant, by unit and name. */
export const readFinalResults = async (pool: Pool, period: Period): Promise<readonly FinalResult[]> => {
  const { rows } = await pool.query<FinalResult>({ ...RESULTS, values: [boundTenant(), period, daysOf(period).last] });
  return rows;
};
