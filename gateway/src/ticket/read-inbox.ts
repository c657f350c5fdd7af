import { mayDo } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { existing } from '../development/existing.ts';
import { notHere, requireKey } from '../development/here.ts';
import { isOpen, TICKET_STATES } from '../domain/ticket.ts';
import { badInput } from '../errors.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { MOST_READ, readTickets, type TicketFilter, type TicketView } from './read-ticket.ts';

/** Which tickets somebody of the office looks at. */
export interface InboxFilter extends Omit<TicketFilter, 'unitId' | 'assigneeId'> {
  /** Global id of a unit; not needed for one's own. */
  readonly unit: string | null;
  /** Only those that the viewer was given. */
  readonly mine: boolean;
}

/** Tickets of a unit, for its head and for leaders; for everybody those that he was given himself. */
export const readInbox = async (
  { unit, mine, ...filter }: InboxFilter,
  context: Context,
): Promise<readonly TicketView[]> => {
  const { employeeId } = requireViewer(context);
  if (unit === null && !mine) throw badInput('unitId', unit, 'the id of a Unit, or mine: true');
  const unitId = unit === null ? null : requireKey('unitId', unit, 'Unit');
  if (unit !== null && unitId !== null && !(await existing(context.db.pool, 'unit', [unitId])).has(unitId))
    throw notHere('unitId', unit, 'Unit');
  if (unitId !== null && !mine) await refuseUnless(context, 'READ_TICKETS', await rolesInUnit(context, unitId), unitId);
  return readTickets(context, { ...filter, unitId, assigneeId: mine ? employeeId : null });
};

/** What waits in the inbox of a unit. */
export interface InboxCounts {
  readonly open: number;
  readonly overdue: number;
  readonly unassigned: number;
  readonly spam: number;
}

const ALL = {
  assigneeId: null,
  onlyUnassigned: false,
  onlyHidden: false,
  onlyOverdue: false,
  first: MOST_READ,
} as const;

/** Whether the viewer may read the tickets of a unit; nothing is told of a refusal. */
export const mayReadTickets = async (unitId: string, context: Context): Promise<boolean> =>
  mayDo('READ_TICKETS', await rolesInUnit(context, unitId));

/** How much waits in the inbox of a unit; nothing for whoever may not read it. */
export const countInbox = async (unitId: string, context: Context): Promise<InboxCounts | null> => {
  if (!(await mayReadTickets(unitId, context))) return null;
  const open = await readTickets(context, { ...ALL, unitId, states: TICKET_STATES.filter(isOpen), spam: false });
  const spam = await readTickets(context, { ...ALL, unitId, states: TICKET_STATES, spam: true });
  return {
    open: open.length,
    overdue: open.filter(({ overdue }) => overdue).length,
    unassigned: open.filter(({ assigneeId }) => assigneeId === null).length,
    spam: spam.length,
  };
};
