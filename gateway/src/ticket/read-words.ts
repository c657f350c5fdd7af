import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Receipt } from '../feedback/submit-feedback.ts';

/** Whether words of a citizen are kept. */
export interface WordsView {
  /** There are some, and he can have them erased. */
  readonly kept: boolean;
  /** When he last had some erased. */
  readonly erasedAt: Date | null;
}

/** Whether a feedback has words of its citizen: its comment, or what he added since. */
export const readWords = async (
  { db }: Pick<Context, 'db'>,
  { id, receivedAt }: Pick<Receipt, 'id' | 'receivedAt'>,
): Promise<WordsView> => {
  const { rows } = await db.pool.query<WordsView>(
    // Without its feedback when the month was detached: nothing of what was said is left by then.
    `select comment is not null or exists (
              select from ticket_entry
              where tenant_id = $1 and ticket_id = $2 and employee_id is null and text is not null
            ) as kept,
            words_erased_at as "erasedAt"
     from (select) as asked left join feedback on tenant_id = $1 and id = $2 and received_at = $3`,
    [boundTenant(), id, receivedAt],
  );
  const [view] = rows;
  return view ?? { kept: false, erasedAt: null };
};
