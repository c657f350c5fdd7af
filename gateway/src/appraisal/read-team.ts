import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { FoundAppraisal } from './find-appraisal.ts';

/** Somebody who was appointed to evaluate. */
export interface Evaluator {
  readonly employeeId: string;
  readonly appointedAt: Date;
  /** When the sheet was sent; null before. */
  readonly submittedAt: Date | null;
  /** Why the evaluator stepped back; null for whoever did not. */
  readonly conflictOfInterest: string | null;
}

/** The evaluation team of an appraisal, in the order of appointment; those who stepped back stay on the record. */
export const readTeam = async (pool: Pool, { id }: FoundAppraisal): Promise<readonly Evaluator[]> => {
  const { rows } = await pool.query<Evaluator>({
    name: 'evaluation_team',
    text: `select evaluator_id as "employeeId", appointed_at as "appointedAt", submitted_at as "submittedAt",
                  conflict_of_interest as "conflictOfInterest"
           from evaluation_team
           left join assessment on assessment.tenant_id = $1 and assessment.appraisal_id = $2 and assessor_id = evaluator_id
           where evaluation_team.tenant_id = $1 and evaluation_team.appraisal_id = $2
           order by appointed_at, evaluator_id`,
    values: [boundTenant(), id],
  });
  return rows;
};
