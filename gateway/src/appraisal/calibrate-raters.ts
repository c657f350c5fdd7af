import type { Pool } from 'pg';
import { grantedRoles } from '../access/granted-roles.ts';
import { mayDo, type Role } from '../access/permissions.ts';
import type { Viewer } from '../access/viewer.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { AppraisalPolicy } from '../domain/appraisal-policy.ts';
import { Fraction } from '../domain/fraction.ts';
import { type RaterScore, type RaterSeverity, raterSeverity } from '../domain/rater-severity.ts';
import type { Marks } from './assess.ts';
import { policyOf } from './stored-policy.ts';

/** A rater beside the average one. */
export interface CalibratedRater {
  readonly name: string;
  /** Percent points above (lenient) or below (severe) what the average rater gives the same people. */
  readonly leniency: number;
  readonly ratings: number;
}

/** Severity of the raters of a cycle, as far as the viewer may see it. */
export interface Calibration {
  /** Null where raters can be compared. */
  readonly notComparable: string | null;
  readonly raters: readonly CalibratedRater[];
}

interface Sheet {
  readonly employee: string;
  readonly rater: string;
  readonly name: string;
  readonly marks: Marks;
  readonly policyKey: string;
  readonly policyVersion: number;
}

/** The year up to a cycle: with one period alone, raters hardly ever share a person. */
const SHEETS = {
  name: 'calibration_sheets',
  text: `
    select appraisal.employee_id as employee, assessor_id as rater, employee.name, marks,
           appraisal_cycle.policy_key as "policyKey", appraisal_cycle.policy_version as "policyVersion"
    from appraisal_cycle as asked
    join appraisal_cycle on appraisal_cycle.tenant_id = $1
      and appraisal_cycle.opened_at between asked.opened_at - interval '1 year' and asked.opened_at
    join appraisal on appraisal.tenant_id = $1 and appraisal.cycle_id = appraisal_cycle.id
    join assessment on assessment.tenant_id = $1 and assessment.appraisal_id = appraisal.id
    join employee on employee.tenant_id = $1 and employee.id = assessor_id
    where asked.tenant_id = $1 and asked.id = $2 and submitted_at is not null and assessor_role in ('SUPERVISOR', 'TEAM')`,
};

/** Mean of the marks on the scale in percent; levels of competencies have a scale of their own and stay out. */
const meanPercent = ({ scale }: AppraisalPolicy, marks: Marks): number | null => {
  const percents = Object.entries(marks)
    .filter(([key]) => !key.startsWith('competency:'))
    .flatMap(([, { value }]) => scale.find((step) => step.value === value)?.percent ?? []);
  if (percents.length === 0) return null;
  return new Fraction(
    percents.reduce((sum, percent) => sum + percent, 0),
    percents.length,
  ).valueOf();
};

const shownTo = (viewer: Viewer, severity: RaterSeverity, names: ReadonlyMap<string, string>): Calibration => {
  if (severity.state === 'NOT_COMPARABLE') return { notComparable: severity.message.id, raters: [] };
  const seesAll = mayDo('READ_CALIBRATION', grantedRoles(viewer));
  return {
    notComparable: null,
    raters: severity.raters
      .filter(({ rater }) => seesAll || rater === viewer.employeeId)
      .map(({ rater, leniency, ratings }) => ({ name: names.get(rater) ?? '', leniency, ratings }))
      .toSorted((a, b) => b.leniency - a.leniency),
  };
};

/** Whether somebody sees a calibration beside an appraisal: his own, when he rates, and all of them with the right to. */
export const maySeeCalibration = (roles: ReadonlySet<Role>): boolean =>
  roles.has('RATER') || roles.has('TEAM_MEMBER') || mayDo('READ_CALIBRATION', roles);

/**
 * How severe raters are, over the year up to a cycle: each sees himself, leaders and personnel admins see all. It changes
 * no rating: PermenPANRB 6/2022 works with dialogue, not with a formula.
 */
export const calibrateRaters = async (pool: Pool, viewer: Viewer, cycleId: string): Promise<Calibration> => {
  const { rows } = await pool.query<Sheet>({ ...SHEETS, values: [boundTenant(), cycleId] });
  const scores: RaterScore[] = [];
  for (const { employee, rater, marks, policyKey, policyVersion } of rows) {
    const score = meanPercent(await policyOf(pool, policyKey, policyVersion), marks);
    if (score !== null) scores.push({ employee, rater, score });
  }
  return shownTo(viewer, raterSeverity(scores), new Map(rows.map(({ rater, name }) => [rater, name])));
};
