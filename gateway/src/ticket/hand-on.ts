import { validate as isUuid } from 'uuid';
import { mayDo } from '../access/permissions.ts';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { keyHere } from '../development/here.ts';
import { peopleOf } from '../personnel/people-of-units.ts';
import { notAllowedNow } from '../refusals.ts';
import { approachTicket, type TicketAtHand, unitsOf } from './approach-ticket.ts';
import { moveTicket } from './move-ticket.ts';

/** What every change by the office has. */
export interface OfficeChange {
  /** Global id of the ticket. */
  readonly id: string;
  /** UUID made by the client before the first attempt. */
  readonly key: string;
}

/** Gives a ticket to somebody of its unit, or back to the unit when nobody is named. Returns its key. */
export const assignTicket = async (
  { id, key }: OfficeChange,
  employee: string | null,
  context: Context,
): Promise<string> => {
  const viewer = requireViewer(context);
  const ticket = await approachTicket('id', id, 'ASSIGN_TICKET', context);
  const assigneeId = employee === null ? null : keyHere(employee, 'Employee');
  const isOfUnit = assigneeId == null || (await peopleOf(context, unitsOf(ticket))).has(assigneeId);
  const check = checkInput();
  check.expect(isUuid(key), 'key', key, 'UUID');
  check.expect(assigneeId !== undefined && isOfUnit, 'employeeId', employee, 'pegawai unit ini');
  check.finish();
  await moveTicket(context.db.pool, {
    ticketId: ticket.id,
    key,
    move: 'ASSIGN',
    at: context.now(),
    actor: actorOf(viewer),
    employeeId: viewer.employeeId,
    assigneeId: assigneeId ?? null,
    change: { assigneeId: assigneeId ?? null },
  });
  return ticket.id;
};

/** The unit above the one that has the ticket now. */
const unitAbove = async (context: Context, { unitId, escalatedUnitId }: TicketAtHand): Promise<string> => {
  const { rows } = await context.db.pool.query<{ parentId: string | null }>(
    'select parent_id as "parentId" from unit where tenant_id = $1 and id = $2',
    [boundTenant(), escalatedUnitId ?? unitId],
  );
  const parentId = rows[0]?.parentId ?? null;
  if (parentId !== null) return parentId;
  throw notAllowedNow('Di atas unit ini tidak ada unit lain; pimpinan daerah sudah dapat membuka laporan ini.');
};

/**
 * Hands a ticket one level up, with the reason: from whoever it was given to back to the head of the unit, from the head to the
 * unit above. It belongs to nobody there until it is given to somebody. Returns its key.
 */
export const escalateTicket = async ({ id, key }: OfficeChange, given: string, context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  const ticket = await approachTicket('id', id, 'ESCALATE_TICKET', context);
  const check = checkInput();
  check.expect(isUuid(key), 'key', key, 'UUID');
  const text = check.required('reason', given, MAX_TEXT);
  check.finish();
  const heads = mayDo('ASSIGN_TICKET', ticket.roles);
  const { rowCount: isRepeated } = await context.db.pool.query(
    'select from ticket_entry where tenant_id = $1 and ticket_id = $2 and key = $3',
    [boundTenant(), ticket.id, key],
  );
  if (isRepeated === 1) return ticket.id;
  await moveTicket(context.db.pool, {
    ticketId: ticket.id,
    key,
    move: 'ESCALATE',
    at: context.now(),
    actor: actorOf(viewer),
    employeeId: viewer.employeeId,
    text,
    change: { assigneeId: null, ...(heads && { escalatedUnitId: await unitAbove(context, ticket) }) },
  });
  return ticket.id;
};
