import { v7 as timeOrderedId } from 'uuid';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_NAME, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { today } from '../personnel/today.ts';
import { appraisalOf } from './appraisal-of.ts';
import { approachPerson } from './approach-person.ts';
import type { Stored } from './stored.ts';

/** Recognition (apresiasi) of a person. */
export interface IssueRecognition {
  readonly employeeId: string;
  readonly title: string;
  readonly reason: string;
  readonly appraisalId?: string | null | undefined;
}

const UNIT_OF = `
  select post.unit_id as "unitId" from assignment
  join post on post.tenant_id = assignment.tenant_id and post.id = assignment.post_id
  where assignment.tenant_id = $1 and employee_id = $2 and $3 between starts_on and coalesce(ends_on, 'infinity')
  order by starts_on desc, assignment.id desc limit 1`;

/** Issues a recognition. It is public only once the person has consented, which nobody can do in his place. */
export const issueRecognition = async (input: IssueRecognition, context: Context): Promise<Stored> => {
  const { viewer, employeeId } = await approachPerson(context, 'ISSUE_RECOGNITION', 'employeeId', input.employeeId);
  const { db, now } = context;
  const check = checkInput();
  const title = check.required('title', input.title, MAX_NAME);
  const reason = check.required('reason', input.reason, MAX_TEXT);
  const appraisalId = await appraisalOf(db.pool, check, employeeId, input.appraisalId);
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<{ unitId: string }>(UNIT_OF, [tenantId, employeeId, today(context)]);
  const [place] = rows;
  check.expect(place !== undefined, 'employeeId', input.employeeId, 'pegawai yang hari ini memegang jabatan');
  check.finish();
  const recognition = { tenantId, id: timeOrderedId() };
  const at = now();
  await transaction(db.pool, async (client) => {
    await client.query(
      `insert into recognition (tenant_id, id, employee_id, unit_id, appraisal_id, issued_by_id, title, reason, issued_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [tenantId, recognition.id, employeeId, place?.unitId, appraisalId, viewer.employeeId, title, reason, at],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'recognition.issued',
      subject: recognition.id,
      detail: { before: null, after: { employeeId, appraisalId, title, reason } },
    });
  });
  return recognition;
};
