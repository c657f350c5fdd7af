import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { rolesInUnit } from '../scorecard/roles-in-unit.ts';
import { readTickets, type TicketFilter, type TicketView } from './read-ticket.ts';

/** Tickets of a unit, for its head and for leaders. */
export const readInbox = async (filter: TicketFilter, context: Context): Promise<readonly TicketView[]> => {
  requireViewer(context);
  const { unitId } = filter;
  await refuseUnless(context, 'READ_TICKETS', await rolesInUnit(context, unitId), unitId);
  return readTickets(context, filter);
};
