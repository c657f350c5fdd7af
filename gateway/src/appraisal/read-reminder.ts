import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { findReminder, type StoredReminder } from './list-reminders.ts';

/**
 * Says that one has read a reminder; the first time counts.
 *
 * @throws {Refused} when nobody is signed in; NOT_FOUND for another's reminder, as for one that does not exist.
 */
export const readReminder = async (context: Context, id: string, shownId: string): Promise<StoredReminder> => {
  const { employeeId } = requireViewer(context);
  await context.db.pool.query(
    `update reminder set read_at = $4 where tenant_id = $1 and id = $2 and employee_id = $3 and read_at is null`,
    [boundTenant(), id, employeeId, context.now()],
  );
  return findReminder(context, id, shownId);
};
