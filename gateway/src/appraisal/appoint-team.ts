import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { isTeamComplete } from './is-team-complete.ts';
import { keyOrNothing } from './key-or-nothing.ts';
import { type MoveInput, makeMove } from './make-move.ts';
import { writtenWords } from './written.ts';

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly isEvaluator: boolean;
  readonly sameUnit: boolean;
  readonly subordinate: boolean;
  readonly steppedBack: boolean;
}

/** Why somebody cannot evaluate this person independently; nothing when he can. */
const conflictOf = (
  { id, isEvaluator, sameUnit, subordinate, steppedBack }: Candidate,
  { employeeId, raterId, superiorId }: { employeeId: string; raterId: string; superiorId: string | null },
): string | undefined => {
  if (!isEvaluator) return 'pegawai dengan peran EVALUATOR';
  if (id === employeeId) return 'orang lain: tidak seorang pun menilai dirinya sendiri';
  if (id === raterId || id === superiorId) return 'orang di luar rantai penilai: ia pejabat penilai atau atasannya';
  if (subordinate) return 'orang yang bukan bawahan dari yang dinilai';
  if (sameUnit) return 'orang dari unit kerja lain: ia bekerja di unit yang sama';
  if (steppedBack) return 'orang lain: ia sudah mundur karena benturan kepentingan';
  return undefined;
};

/**
 * Appoints the independent team of an appraisal, in place of an earlier one (Bandung). Whoever is bound to the person by
 * unit or rater is refused: a conflict of interest. Nobody appoints himself.
 */
export const appointTeam = (
  input: MoveInput & { readonly evaluatorIds: readonly string[] },
  context: Context,
): Promise<string> =>
  makeMove(context, input, 'APPOINT_TEAM', async (making) => {
    const { client, appraisal, viewer, now } = making;
    const { teamSize } = appraisal.policy;
    if (teamSize === 0) throw notAllowedNow('Kebijakan ini tidak memakai tim evaluasi.');
    const keys = input.evaluatorIds.map((id) => keyOrNothing(id, 'Employee'));
    const { rows } = await client.query<Candidate>(
      `select employee.id, employee.name,
              exists (select from role_grant where tenant_id = $1 and employee_id = employee.id and role = 'EVALUATOR'
                        and revoked_at is null) as "isEvaluator",
              exists (select from assignment join post on post.tenant_id = $1 and post.id = assignment.post_id
                      where assignment.tenant_id = $1 and assignment.employee_id = employee.id and post.unit_id = $3
                        and coalesce(ends_on, 'infinity') >= $4::date) as "sameUnit",
              exists (select from appraisal where tenant_id = $1 and cycle_id = $5 and employee_id = employee.id
                        and rater_id = $6) as subordinate,
              exists (select from evaluation_team where tenant_id = $1 and appraisal_id = $7 and evaluator_id = employee.id
                        and conflict_of_interest is not null) as "steppedBack"
       from employee where tenant_id = $1 and id = any($2)`,
      [
        boundTenant(),
        keys.filter((key) => key !== undefined),
        appraisal.unitId,
        now,
        appraisal.cycleId,
        appraisal.employeeId,
        appraisal.id,
      ],
    );
    const issues = keys.flatMap((key, at): Issue[] => {
      const candidate = rows.find(({ id }) => id === key);
      const path = `evaluatorIds.${at}`;
      if (candidate === undefined)
        return [issue(path, input.evaluatorIds[at], 'id pegawai (Employee) pemerintah daerah ini')];
      if (candidate.id === viewer.employeeId)
        return [issue(path, candidate.name, 'orang lain: tidak seorang pun menunjuk dirinya sendiri')];
      const conflict = conflictOf(candidate, appraisal);
      return conflict === undefined ? [] : [issue(path, candidate.name, conflict)];
    });
    if (new Set(keys).size < teamSize)
      issues.push(issue('evaluatorIds', input.evaluatorIds.length, `paling sedikit ${teamSize} orang`));
    if (issues.length > 0) throw invalid(...issues);
    const { rows: before } = await client.query(
      `delete from evaluation_team where tenant_id = $1 and appraisal_id = $2 and conflict_of_interest is null
         and not exists (select from assessment where tenant_id = $1 and appraisal_id = $2 and assessor_id = evaluator_id)
       returning evaluator_id`,
      [boundTenant(), appraisal.id],
    );
    await client.query(
      `insert into evaluation_team (tenant_id, appraisal_id, evaluator_id, appointed_by_id, appointed_at)
       select $1, $2, evaluator, $4, $5 from unnest($3::uuid[]) as evaluator on conflict do nothing`,
      [boundTenant(), appraisal.id, keys, viewer.employeeId, now],
    );
    const complete = await isTeamComplete(making);
    return { complete, before: before.map(({ evaluator_id: id }) => id), after: keys };
  });

/** An evaluator steps back for a conflict of interest that only he knows of; what he has sent stays counted. */
export const stepBack = (input: MoveInput & { readonly reason: string }, context: Context): Promise<string> =>
  makeMove(context, input, 'STEP_BACK', async (making) => {
    const { client, appraisal, viewer } = making;
    const reason = writtenWords('reason', input.reason, 'benturan kepentingan');
    await client.query(
      `update evaluation_team set conflict_of_interest = $4
       where tenant_id = $1 and appraisal_id = $2 and evaluator_id = $3`,
      [boundTenant(), appraisal.id, viewer.employeeId, reason],
    );
    return { complete: await isTeamComplete(making), why: reason };
  });
