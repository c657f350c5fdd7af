import type { Action } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { notHere, requireKey } from '../development/here.ts';
import { rolesInUnit } from '../scorecard/roles-in-unit.ts';

/** What somebody of the office has to do with a ticket. */
interface TicketAtHand {
  readonly id: string;
  readonly unitId: string;
  readonly receivedAt: Date;
}

/**
 * The ticket behind a global id, for an action that the viewer may do with it.
 *
 * @throws {Refused} for whoever may not; NOT_FOUND, which names the argument, where there is no such ticket.
 */
export const approachTicket = async (
  argument: string,
  globalId: string,
  action: Action,
  context: Context,
): Promise<TicketAtHand> => {
  requireViewer(context);
  const { rows } = await context.db.pool.query<TicketAtHand>(
    'select id, unit_id as "unitId", received_at as "receivedAt" from ticket where tenant_id = $1 and id = $2',
    [boundTenant(), requireKey(argument, globalId, 'Ticket')],
  );
  const [ticket] = rows;
  if (ticket === undefined) throw notHere(argument, globalId, 'Ticket');
  await refuseUnless(context, action, await rolesInUnit(context, ticket.unitId), ticket.id);
  return ticket;
};
