import { boundTenant } from '../database/tenant-scope.ts';
import type { Making } from './make-move.ts';

/**
 * Whether the team evaluation is over: every evaluator who was appointed and did not step back has sent his sheet, and
 * there are as many as the policy asks for.
 */
export const isTeamComplete = async ({ client, appraisal }: Making): Promise<boolean> => {
  if (appraisal.stage !== 'TEAM_EVALUATION') return false;
  const { rows } = await client.query<{ appointed: number; submitted: number }>(
    `select count(*)::integer as appointed, count(submitted_at)::integer as submitted
     from evaluation_team
     left join assessment on assessment.tenant_id = evaluation_team.tenant_id
       and assessment.appraisal_id = evaluation_team.appraisal_id and assessor_id = evaluator_id
     where evaluation_team.tenant_id = $1 and evaluation_team.appraisal_id = $2 and conflict_of_interest is null`,
    [boundTenant(), appraisal.id],
  );
  const { appointed = 0, submitted = 0 } = rows[0] ?? {};
  return appointed >= appraisal.policy.teamSize && submitted === appointed;
};
