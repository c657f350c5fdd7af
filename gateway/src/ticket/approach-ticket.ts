import { grantedRoles } from '../access/granted-roles.ts';
import { type Action, mayDo, type Role } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { notHere, requireKey } from '../development/here.ts';
import { isAnswered, type OfficeTicketMove, officeMoves, type TicketState } from '../domain/ticket.ts';
import type { DigitalService } from '../domain/ticket-policy.ts';
import { peopleOf } from '../personnel/people-of-units.ts';
import { rolesInUnit, unitsHeaded } from '../personnel/roles-in-unit.ts';

interface StoredTicket {
  readonly id: string;
  readonly unitId: string;
  readonly escalatedUnitId: string | null;
  readonly assigneeId: string | null;
  readonly receivedAt: Date;
}

/** A ticket, and what the person who is signed in is to it. */
export interface TicketAtHand extends StoredTicket {
  readonly roles: ReadonlySet<Role>;
}

/** Units whose people have to do with a ticket: its own, and the one above that was asked. */
export const unitsOf = ({ unitId, escalatedUnitId }: Pick<StoredTicket, 'unitId' | 'escalatedUnitId'>) =>
  escalatedUnitId === null ? [unitId] : [unitId, escalatedUnitId];

type Needs = Pick<Context, 'db' | 'now' | 'tenants'>;

/** Keys of the units whose inbox the person who is signed in may open: those that she heads, for a leader all that have one. */
export const inboxesOf = async (context: Needs & Pick<Context, 'viewer'>): Promise<ReadonlySet<string>> => {
  const headed = await unitsHeaded(context);
  if (!mayDo('READ_TICKETS', grantedRoles(requireViewer(context)))) return headed;
  const { rows } = await context.db.pool.query<{ id: string }>(
    `select unit_id as id from ticket where tenant_id = $1
     union select escalated_unit_id from ticket where tenant_id = $1 and escalated_unit_id is not null`,
    [boundTenant()],
  );
  return new Set([...headed, ...rows.map(({ id }) => id)]);
};

/** What the person who is signed in is to a ticket. */
const rolesTo = async (
  context: Context,
  ticket: Pick<StoredTicket, 'unitId' | 'escalatedUnitId' | 'assigneeId'>,
): Promise<ReadonlySet<Role>> => {
  const units = unitsOf(ticket);
  const roles = new Set<Role>();
  for (const unitId of units) for (const role of await rolesInUnit(context, unitId)) roles.add(role);
  const { employeeId } = requireViewer(context);
  // Who has left the unit has left its tickets, too.
  if (ticket.assigneeId === employeeId && (await peopleOf(context, units)).has(employeeId)) roles.add('ASSIGNEE');
  return roles;
};

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
  const { rows } = await context.db.pool.query<StoredTicket>(
    `select id, unit_id as "unitId", escalated_unit_id as "escalatedUnitId", assignee_id as "assigneeId",
            received_at as "receivedAt"
     from ticket where tenant_id = $1 and id = $2`,
    [boundTenant(), requireKey(argument, globalId, 'Ticket')],
  );
  const [ticket] = rows;
  if (ticket === undefined) throw notHere(argument, globalId, 'Ticket');
  const roles = await rolesTo(context, ticket);
  await refuseUnless(context, action, roles, ticket.id);
  return { ...ticket, roles };
};

/** The right that a move of the office needs. */
const RIGHT_TO = {
  VERIFY: 'WORK_ON_TICKET',
  START: 'WORK_ON_TICKET',
  REPLY: 'WORK_ON_TICKET',
  NOTE: 'WORK_ON_TICKET',
  CLOSE: 'WORK_ON_TICKET',
  REOPEN: 'WORK_ON_TICKET',
  ASSIGN: 'ASSIGN_TICKET',
  ESCALATE: 'ESCALATE_TICKET',
  HIDE: 'MODERATE_TICKET',
  SHOW: 'MODERATE_TICKET',
  FLAG_SPAM: 'MODERATE_TICKET',
  UNFLAG_SPAM: 'MODERATE_TICKET',
  TAG: 'WORK_ON_TICKET',
} as const satisfies Readonly<Record<OfficeTicketMove, Action>>;

/** What the person who is signed in can do with a ticket now. */
export const movesOf = async (
  context: Context,
  ticket: Pick<StoredTicket, 'unitId' | 'escalatedUnitId' | 'assigneeId'> & {
    readonly state: TicketState;
    readonly spamAt: Date | null;
    readonly digitalServices: readonly DigitalService[];
  },
): Promise<readonly OfficeTicketMove[]> => {
  const roles = await rolesTo(context, ticket);
  const hasUse = (move: OfficeTicketMove) => move !== 'TAG' || ticket.digitalServices.length > 0;
  return officeMoves(ticket.state, ticket.spamAt !== null).filter(
    (move) => hasUse(move) && mayDo(RIGHT_TO[move], roles),
  );
};

/** Whether the person who is signed in may tell everybody now what was done about a ticket. */
export const mayPublish = async (
  context: Context,
  {
    unitId,
    state,
    spamAt,
  }: Pick<StoredTicket, 'unitId'> & { readonly state: TicketState; readonly spamAt: Date | null },
): Promise<boolean> =>
  spamAt === null && isAnswered(state) && mayDo('PUBLISH_REPLY', await rolesInUnit(context, unitId));

/** Keys of those to whom a ticket can be given today; nothing for whoever may not give it. */
export const assignableTo = async (
  context: Context,
  ticket: Pick<StoredTicket, 'unitId' | 'escalatedUnitId' | 'assigneeId'>,
): Promise<ReadonlySet<string> | null> =>
  mayDo('ASSIGN_TICKET', await rolesTo(context, ticket)) ? peopleOf(context, unitsOf(ticket)) : null;
