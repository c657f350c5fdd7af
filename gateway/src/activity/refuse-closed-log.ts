import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { closedWords, isLogClosed } from '../domain/activity-entry.ts';
import { localDate } from '../domain/period.ts';
import { notAllowedNow } from '../refusals.ts';
import { activityDaysFor } from './activity-days.ts';
import type { Writing } from './store-activity.ts';
import type { Submission } from './submission.ts';

/**
 * Refuses a change of an entry whose month is closed.
 *
 * @param allowed What can still be done, in words that name who may do it; nothing by default.
 * @throws {Refused}
 */
export const refuseClosedLog = async (
  client: PoolClient,
  { id, employeeId }: Submission,
  { now, zone }: Pick<Writing, 'now' | 'zone'>,
  allowed: readonly string[] = [],
): Promise<void> => {
  const { rows } = await client.query<{ day: string }>(
    'select day::text as day from activity where tenant_id = $1 and id = $2',
    [boundTenant(), id],
  );
  const day = rows[0]?.day;
  if (day === undefined) throw new Error(`The activity ${id} is gone.`);
  const activityDays = await activityDaysFor(client, employeeId);
  if (!isLogClosed(day, localDate(now.getTime(), zone), activityDays)) return;
  throw notAllowedNow(`Kegiatan ini tidak bisa diubah lagi: ${closedWords(day, activityDays)}.`, allowed);
};
