import { refuseUnless } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { approachAppraisal, loadAppraisal } from './find-appraisal.ts';
import { keyOrNothing } from './key-or-nothing.ts';
import { writtenWords } from './written.ts';

/** A rater who moved away or may not rate is replaced, with the superior who would hear an objection. */
export interface ReplaceRater {
  readonly appraisalId: string;
  readonly raterId: string;
  readonly superiorId?: string | null | undefined;
  readonly reason: string;
}

/** Who decided stays answerable for it. */
const DECIDED: ReadonlySet<Stage> = new Set(['DELIVERED', 'OBJECTION', 'FINAL']);

const checkPeople = (
  { raterId, superiorId }: ReplaceRater,
  employeeId: string,
  rater: string | undefined,
  superior: string | null | undefined,
): Issue[] => {
  if (rater === undefined) return [issue('raterId', raterId, 'id pegawai (Employee) pemerintah daerah ini')];
  if (superior === undefined) return [issue('superiorId', superiorId, 'id pegawai (Employee), atau kosong')];
  if (rater === employeeId) return [issue('raterId', raterId, 'orang lain: tidak seorang pun menilai dirinya sendiri')];
  if (superior === employeeId || superior === rater)
    return [issue('superiorId', superiorId, 'orang lain dari yang dinilai dan dari pejabat penilainya')];
  return [];
};

/** Replaces rater and superior of one appraisal; by a personnel admin, until the predicate is set. */
export const replaceRater = async (input: ReplaceRater, context: Context): Promise<string> => {
  const { appraisal, viewer, roles } = await approachAppraisal(context, input.appraisalId);
  await refuseUnless(context, 'REPLACE_RATER', roles, appraisal.id);
  const rater = keyOrNothing(input.raterId, 'Employee');
  const superior = input.superiorId == null ? null : keyOrNothing(input.superiorId, 'Employee');
  const issues = checkPeople(input, appraisal.employeeId, rater, superior);
  if (issues.length > 0) throw invalid(...issues);
  const reason = writtenWords('reason', input.reason, 'alasan penggantian');
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    const current = await loadAppraisal(client, appraisal.id, true);
    if (current === undefined || DECIDED.has(current.stage))
      throw notAllowedNow('Predikat sudah ditetapkan: pejabat penilai tidak dapat diganti lagi.');
    const { rows } = await client.query<{ id: string }>(
      'select id from employee where tenant_id = $1 and id = any($2)',
      [boundTenant(), [rater, superior].filter((key) => key !== null)],
    );
    if (!rows.some(({ id }) => id === rater)) throw invalid(issue('raterId', input.raterId, 'pegawai yang ada'));
    if (superior !== null && !rows.some(({ id }) => id === superior))
      throw invalid(issue('superiorId', input.superiorId, 'pegawai yang ada'));
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
