import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import type { ReminderKind } from '../domain/reminder.ts';
import { notFound } from '../errors.ts';

/** A reminder as it is stored. */
export interface StoredReminder {
  readonly id: string;
  readonly kind: ReminderKind;
  readonly appraisalId: string | null;
  readonly stage: Stage | null;
  readonly dueOn: string;
  readonly text: string;
  readonly madeAt: Date;
  readonly readAt: Date | null;
  /** Whether the appraisal has left the stage since. */
  readonly settled: boolean;
}

const REMINDERS = `
  select reminder.id, kind, appraisal_id as "appraisalId", reminder.stage, due_on::text as "dueOn", text, made_at as "madeAt",
    read_at as "readAt", coalesce(appraisal.stage <> reminder.stage, false) as settled
  from reminder left join appraisal on appraisal.tenant_id = $1 and appraisal.id = appraisal_id
  where reminder.tenant_id = $1 and reminder.employee_id = $2`;

/** The reminders of whoever is signed in, the latest first. */
export const listReminders = async (
  context: Context,
  { unread, first }: { readonly unread: boolean; readonly first: number },
): Promise<readonly StoredReminder[]> => {
  const { rows } = await context.db.pool.query<StoredReminder>(
    `${REMINDERS} and (not $3 or read_at is null) order by due_on desc, made_at desc, reminder.id limit $4`,
    [boundTenant(), requireViewer(context).employeeId, unread, first],
  );
  return rows;
};

/**
 * One's own reminder.
 *
 * @throws NOT_FOUND for one that does not exist, and for another's.
 */
export const findReminder = async (context: Context, id: string, shownId = id): Promise<StoredReminder> => {
  const { rows } = await context.db.pool.query<StoredReminder>(`${REMINDERS} and reminder.id = $3`, [
    boundTenant(),
    requireViewer(context).employeeId,
    id,
  ]);
  const [reminder] = rows;
  if (reminder === undefined) throw notFound('id', shownId, 'the id of a Reminder');
  return reminder;
};
