import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';

/** Whether words of a citizen are kept. */
export interface WordsView {
  /** There are some, and he can have them erased. */
  readonly kept: boolean;
  /** When he last had some erased. */
  readonly erasedAt: Date | null;
}

/** Whether a feedback has words of its citizen: its comment, or what he added since. */
export const readWords = async ({ db }: Pick<Context, 'db'>, feedbackId: string): Promise<WordsView> => {
  const { rows } = await db.pool.query<WordsView>(
    // Without its feedback when the month was detached: nothing of what was said is left by then.
    `select comment is not null or exists (
              select from ticket_entry
              where tenant_id = $1 and ticket_id = $2 and employee_id is null and text is not null
            ) as kept,
            words_erased_at as "erasedAt"
     from receipt
     left join feedback on feedback.tenant_id = $1 and feedback.id = receipt.id and feedback.received_at = receipt.received_at
     where receipt.tenant_id = $1 and receipt.id = $2`,
    [boundTenant(), feedbackId],
  );
  const [view] = rows;
  if (view === undefined) throw new Error(`The feedback ${feedbackId} is gone.`);
  return view;
};
