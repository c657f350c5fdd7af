import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { invalid, issue } from '../refusals.ts';
import {
  type ActivityInput,
  FIELD_COLUMNS,
  hashOfActivity,
  parseActivity,
  refuseImpossible,
  valuesOf,
} from './store-activity.ts';
import { lockSubmissionsOf, type SubmissionKey } from './submission.ts';
import { tenantZone } from './tenant-zone.ts';

/** A new entry of the daily log. */
export interface LogActivity extends ActivityInput {
  /** Made by the client before the first attempt. */
  readonly submissionKey: string;
}

/**
 * Stores an entry of one's own daily log, once: the same key and content always lead to the same entry, whatever became of
 * it since.
 *
 * @returns which one. @throws {Refused} that names every field that is wrong, its value, and what was expected.
 */
export const logActivity = async (input: LogActivity, context: Context): Promise<SubmissionKey> => {
  const viewer = requireViewer(context);
  const { employeeId } = viewer;
  await refuseUnless(context, 'LOG_ACTIVITY', await rolesTowards(context, employeeId), employeeId);
  if (!isUuid(input.submissionKey)) throw invalid(issue('submissionKey', input.submissionKey, 'UUID'));
  const submissionKey = input.submissionKey.toLowerCase();
  const fields = parseActivity(input);
  const requestHash = hashOfActivity(fields);
  const writing = { employeeId, now: context.now(), zone: await tenantZone(context) };

  return transaction(context.db.pool, async (client) => {
    await lockSubmissionsOf(client, employeeId);
    const { rows } = await client.query<{ id: string; requestHash: Buffer }>(
      `select id, request_hash as "requestHash" from activity
       where tenant_id = $1 and employee_id = $2 and submission_key = $3`,
      [boundTenant(), employeeId, submissionKey],
    );
    const [stored] = rows;
    if (stored !== undefined && !requestHash.equals(stored.requestHash))
      throw invalid(issue('submissionKey', input.submissionKey, 'kunci baru; kunci ini sudah dipakai untuk isi lain'));
    if (stored !== undefined) return { tenantId: boundTenant(), id: stored.id };
    await refuseImpossible(client, fields, writing, null);
    const id = timeOrderedId();
    await client.query(
      `insert into activity (tenant_id, id, employee_id, submission_key, request_hash, state, version, submitted_at,
         ${FIELD_COLUMNS})
       values ($1, $2, $3, $4, $5, 'PENDING', 1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [boundTenant(), id, employeeId, submissionKey, requestHash, writing.now, ...valuesOf(fields, writing.zone)],
    );
    await recordEvent(client, {
      at: writing.now,
      actor: actorOf(viewer),
      action: 'activity.logged',
      subject: id,
      detail: { before: null, after: { state: 'PENDING', ...fields } },
    });
    return { tenantId: boundTenant(), id };
  });
};
