import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { localDate } from '../domain/period.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { moveTicketIn } from './move-ticket.ts';
import { ticketPolicyOf } from './ticket-policy-of.ts';

/** More wait for the next day's work. */
const MOST_AT_ONCE = 500;

/** Closes what the office answered and nobody replied to in time; each ticket by the promise that was given for it. */
export const closeSilentTickets = async (
  pool: Pool,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<void> => {
  const { rows } = await pool.query<{ id: string; receivedAt: Date; answeredAt: Date }>(
    `select id, received_at as "receivedAt", answered_at as "answeredAt" from ticket
     where tenant_id = $1 and state = 'ANSWERED' order by answered_at limit $2`,
    [boundTenant(), MOST_AT_ONCE],
  );
  const holidays = await holidaysOf(pool);
  const today = localDate(now.getTime(), zone);
  for (const { id, receivedAt, answeredAt } of rows) {
    const { closeAfterSilence } = await ticketPolicyOf(pool, receivedAt);
    if (today <= addWorkingDays(localDate(answeredAt.getTime(), zone), closeAfterSilence, holidays)) continue;
    await transaction(pool, async (client) => {
      // The citizen may have replied since.
      const { rowCount } = await client.query(
        `select from ticket where tenant_id = $1 and id = $2 and state = 'ANSWERED' and answered_at = $3 for update`,
        [boundTenant(), id, answeredAt],
      );
      if (rowCount === 1) await moveTicketIn(client, { ticketId: id, move: 'CLOSE_SILENT', at: now, actor: 'system' });
    });
  }
};
