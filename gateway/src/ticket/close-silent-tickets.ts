import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { moveTicketIn } from './move-ticket.ts';
import { readAnswered } from './read-ticket.ts';

/** More wait for the next day's work. */
const MOST_AT_ONCE = 500;

/** Closes what the office answered and nobody replied to in time; each ticket by the promise that was given for it. */
export const closeSilentTickets = async (
  pool: Pool,
  moment: { readonly now: Date; readonly zone: string },
): Promise<void> => {
  for (const { id, answeredAt, deadlines, today } of await readAnswered(pool, moment, MOST_AT_ONCE)) {
    if (deadlines.replyBy === null || today <= deadlines.replyBy) continue;
    await transaction(pool, async (client) => {
      // The citizen may have replied since.
      const { rowCount } = await client.query(
        `select from ticket where tenant_id = $1 and id = $2 and state = 'ANSWERED' and answered_at = $3 for update`,
        [boundTenant(), id, answeredAt],
      );
      if (rowCount === 1)
        await moveTicketIn(client, { ticketId: id, move: 'CLOSE_SILENT', at: moment.now, actor: 'system' });
    });
  }
};
