import type { PoolClient } from 'pg';
import { refuseUnless } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { approachAppraisal, type FoundAppraisal, loadAppraisal } from './find-appraisal.ts';
import { keyOrNothing } from './key-or-nothing.ts';
import { writtenWords } from './written.ts';

/** A rater who moved away or may not rate is replaced, with the superior who would hear an objection. */
export interface ReplaceRater {
  readonly appraisalId: string;
  readonly raterId: string;
  readonly superiorId?: string | null | undefined;
  readonly reason: string;
}

/** Who decided stays answerable for it; who hears an objection can still be named. */
const DECIDED: ReadonlySet<Stage> = new Set(['DELIVERED', 'OBJECTION']);

const refuseTooLate = ({ stage, raterId }: FoundAppraisal, rater: string | undefined): void => {
  if (stage === 'FINAL') throw notAllowedNow('Hasil sudah final: tidak ada lagi yang dinilai atau diputuskan.');
  if (DECIDED.has(stage) && rater !== raterId)
    throw notAllowedNow(
      'Predikat sudah ditetapkan: pejabat penilai tidak dapat diganti lagi, hanya atasannya yang mendengar keberatan.',
    );
};

const checkPeople = (
  { raterId, superiorId }: ReplaceRater,
  { employeeId, adminId }: { readonly employeeId: string; readonly adminId: string },
  rater: string | undefined,
  superior: string | null | undefined,
): Issue[] => {
  if (rater === undefined) return [issue('raterId', raterId, 'id pegawai (Employee) pemerintah daerah ini')];
  if (superior === undefined) return [issue('superiorId', superiorId, 'id pegawai (Employee), atau kosong')];
  if (rater === adminId) return [issue('raterId', raterId, 'orang lain: tidak seorang pun menetapkan dirinya sendiri')];
  if (superior === adminId)
    return [issue('superiorId', superiorId, 'orang lain: tidak seorang pun menetapkan dirinya sendiri')];
  if (rater === employeeId) return [issue('raterId', raterId, 'orang lain: tidak seorang pun menilai dirinya sendiri')];
  if (superior === employeeId || superior === rater)
    return [issue('superiorId', superiorId, 'orang lain dari yang dinilai dan dari pejabat penilainya')];
  return [];
};

interface Candidate {
  readonly id: string;
  readonly onTeam: boolean;
  readonly subordinate: boolean;
}

/** Why somebody who exists cannot be rater or superior; nothing when he can. */
const problemOf = (candidate: Candidate | undefined): string | undefined => {
  if (candidate === undefined) return 'pegawai yang ada';
  if (candidate.onTeam) return 'orang di luar tim evaluasi penilaian ini';
  return candidate.subordinate ? 'orang yang bukan bawahan dari yang dinilai' : undefined;
};

/** What stands against people as rater and superior of an appraisal. */
const findCandidates = async (
  client: PoolClient,
  { id, cycleId, employeeId }: FoundAppraisal,
  keys: readonly (string | undefined)[],
): Promise<readonly Candidate[]> => {
  const { rows } = await client.query<Candidate>(
    `select employee.id,
            exists (select from evaluation_team where tenant_id = $1 and appraisal_id = $3 and evaluator_id = employee.id
                      and conflict_of_interest is null) as "onTeam",
            exists (select from appraisal where tenant_id = $1 and cycle_id = $4 and employee_id = employee.id
                      and rater_id = $5) as subordinate
     from employee where tenant_id = $1 and id = any($2)`,
    [boundTenant(), keys, id, cycleId, employeeId],
  );
  return rows;
};

/**
 * Replaces rater and superior of one appraisal; by a personnel admin, never by himself. Once the predicate is set only the
 * superior, until the result is final: an objection must always find somebody to hear it. Neither is of the evaluation team,
 * which would not be independent, nor somebody whom the person rates in turn.
 */
export const replaceRater = async (input: ReplaceRater, context: Context): Promise<string> => {
  const { appraisal, viewer, roles } = await approachAppraisal(context, input.appraisalId);
  await refuseUnless(context, 'REPLACE_RATER', roles, appraisal.id);
  const rater = keyOrNothing(input.raterId, 'Employee');
  const superior = input.superiorId == null ? null : keyOrNothing(input.superiorId, 'Employee');
  const people = { employeeId: appraisal.employeeId, adminId: viewer.employeeId };
  const issues = checkPeople(input, people, rater, superior);
  if (issues.length > 0) throw invalid(...issues);
  const reason = writtenWords('reason', input.reason, 'alasan penggantian');
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    const current = await loadAppraisal(client, appraisal.id, true);
    if (current === undefined) throw new Error(`The appraisal ${appraisal.id} is gone.`);
    refuseTooLate(current, rater);
    const named = [
      { path: 'raterId', key: rater, given: input.raterId },
      ...(superior === null ? [] : [{ path: 'superiorId', key: superior, given: input.superiorId }]),
    ];
    const candidates = await findCandidates(
      client,
      current,
      named.map(({ key }) => key),
    );
    const problems = named.flatMap(({ path, key, given }) => {
      const problem = problemOf(candidates.find(({ id }) => id === key));
      return problem === undefined ? [] : [issue(path, given, problem)];
    });
    if (problems.length > 0) throw invalid(...problems);
    await client.query(
      'update appraisal set rater_id = $3, superior_id = $4, version = version + 1 where tenant_id = $1 and id = $2',
      [boundTenant(), appraisal.id, rater, superior],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'appraisal.rater-replaced',
      subject: appraisal.id,
      detail: {
        why: reason,
        before: { raterId: current.raterId, superiorId: current.superiorId },
        after: { raterId: rater, superiorId: superior },
      },
    });
  });
  return appraisal.id;
};
