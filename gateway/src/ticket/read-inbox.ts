import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { existing } from '../development/existing.ts';
import { notHere, requireKey } from '../development/here.ts';
import { rolesInUnit } from '../scorecard/roles-in-unit.ts';
import { readTickets, type TicketFilter, type TicketView } from './read-ticket.ts';

/** Tickets of a unit, for its head and for leaders. `unit` is its global id. */
export const readInbox = async (
  unit: string,
  filter: Omit<TicketFilter, 'unitId'>,
  context: Context,
): Promise<readonly TicketView[]> => {
  requireViewer(context);
  const unitId = requireKey('unitId', unit, 'Unit');
  if (!(await existing(context.db.pool, 'unit', [unitId])).has(unitId)) throw notHere('unitId', unit, 'Unit');
  await refuseUnless(context, 'READ_TICKETS', await rolesInUnit(context, unitId), unitId);
  return readTickets(context, { ...filter, unitId });
};
