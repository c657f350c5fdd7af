import type { PoolClient } from 'pg';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { refuseClosedLog } from './refuse-closed-log.ts';
import {
  type ActivityFields,
  type ActivityInput,
  FIELD_COLUMNS,
  parseActivity,
  refuseImpossible,
  valuesOf,
} from './store-activity.ts';
import { loadSubmission, lockSubmissionsOf, moved, type SubmissionChoice, type SubmissionKey } from './submission.ts';
import { tenantZone } from './tenant-zone.ts';

/** An entry as it should have been; fields that are left out are emptied. */
export interface CorrectActivity extends ActivityInput, SubmissionChoice {}

const loadFields = async (client: PoolClient, id: string): Promise<ActivityFields> => {
  const { rows } = await client.query<ActivityFields>(
    `select starts_at as "startsAt", ends_at as "endsAt", description, indicator_id as "indicatorId",
            task_key as "taskKey", quantity::double precision as quantity, unit_of_measure as "unitOfMeasure", evidence
     from activity where tenant_id = $1 and id = $2`,
    [boundTenant(), id],
  );
  const [fields] = rows;
  if (fields === undefined) throw new Error(`The activity ${id} is gone.`);
  return fields;
};

/**
 * Corrects an own entry that has no verdict, was returned, or was withdrawn; it waits for a verdict (again). What it was
 * before is in the audit trail.
 *
 * @throws {Refused}; NOT_FOUND for an id that does not exist.
 */
export const correctActivity = async (input: CorrectActivity, context: Context): Promise<SubmissionKey> => {
  const viewer = requireViewer(context);
  const { id, employeeId } = await loadSubmission(context.db.pool, 'Activity', input.id);
  await refuseUnless(context, 'LOG_ACTIVITY', await rolesTowards(context, employeeId), id);
  const fields = parseActivity(input);
  const writing = { employeeId, now: context.now(), zone: await tenantZone(context) };

  await transaction(context.db.pool, async (client) => {
    await lockSubmissionsOf(client, employeeId);
    const before = await loadSubmission(client, 'Activity', input.id, true);
    const state = moved('Activity', before, 'SUBMIT', input.expectedVersion);
    await refuseClosedLog(client, before, writing);
    await refuseImpossible(client, fields, writing, id);
    const fieldsBefore = await loadFields(client, id);
    await client.query(
      `update activity set state = $3, version = version + 1, submitted_at = $4, judged_by_id = null, judged_at = null,
         (${FIELD_COLUMNS}) = ($5::date, $6, $7, $8, $9::uuid, $10, $11::numeric, $12, $13)
       where tenant_id = $1 and id = $2`,
      [boundTenant(), id, state, writing.now, ...valuesOf(fields, writing.zone)],
    );
    await recordEvent(client, {
      at: writing.now,
      actor: actorOf(viewer),
      action: 'activity.corrected',
      subject: id,
      detail: {
        before: { state: before.state, note: before.note, ...fieldsBefore },
        after: { state, note: before.note, ...fields },
      },
    });
  });
  return { tenantId: boundTenant(), id };
};
