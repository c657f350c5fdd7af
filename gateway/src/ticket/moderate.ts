import type { PoolClient } from 'pg';
import { validate as isUuid } from 'uuid';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { keyHere, notHere } from '../development/here.ts';
import { notAllowedNow } from '../refusals.ts';
import { approachTicket } from './approach-ticket.ts';
import type { OfficeChange } from './hand-on.ts';
import { moveTicket } from './move-ticket.ts';

const HIDE_WORDS =
  'update ticket set hidden_reason = $3 where tenant_id = $1 and id = $2 and (hidden_reason is null) <> ($3::text is null)';
/** What the citizen added; what the office wrote is never hidden. */
const HIDE_ENTRY = `update ticket_entry set hidden_reason = $3
  where tenant_id = $1 and ticket_id = $2 and id = $4 and employee_id is null and move in ('ADD', 'ANSWER_BACK')
    and (hidden_reason is null) <> ($3::text is null)`;

const reasonIn = (key: string, given: string | null): string | null => {
  const check = checkInput();
  check.expect(isUuid(key), 'key', key, 'UUID');
  const reason = given === null ? null : check.required('reason', given, MAX_TEXT);
  check.finish();
  return reason;
};

/**
 * Hides words of the citizen from all but himself, with the reason, which he reads; without a reason they are shown again. They
 * stay stored, and whoever works on the ticket can have them revealed. Returns the key of the ticket.
 *
 * @param entry global id of what the citizen added; null for the words that opened the ticket.
 */
export const hideWords = async (
  { id, key }: OfficeChange,
  { entry, reason: given }: { readonly entry: string | null; readonly reason: string | null },
  context: Context,
): Promise<string> => {
  const viewer = requireViewer(context);
  const ticket = await approachTicket('id', id, 'MODERATE_TICKET', context);
  const entryId = entry === null ? null : keyHere(entry, 'TicketEntry');
  if (entryId === undefined) throw notHere('entryId', String(entry), 'TicketEntry');
  const reason = reasonIn(key, given);
  const change = async (client: PoolClient) => {
    const values = [boundTenant(), ticket.id, reason];
    const { rowCount } =
      entryId === null ? await client.query(HIDE_WORDS, values) : await client.query(HIDE_ENTRY, [...values, entryId]);
    if (rowCount !== 1)
      throw notAllowedNow(
        reason === null
          ? 'Kata-kata ini sudah ditampilkan.'
          : 'Kata-kata ini sudah disembunyikan, atau bukan kata-kata pelapor.',
      );
    return { entryId, reason };
  };
  await moveTicket(context.db.pool, {
    ticketId: ticket.id,
    key,
    move: reason === null ? 'SHOW' : 'HIDE',
    at: context.now(),
    actor: actorOf(viewer),
    employeeId: viewer.employeeId,
    text: reason,
    besides: change,
  });
  return ticket.id;
};

/**
 * Takes a ticket for spam, with the reason, which whoever holds the code reads; without a reason it is a report again. It leaves
 * the inbox and the figures, and nothing of it is thrown away. Returns its key.
 */
export const flagSpam = async ({ id, key }: OfficeChange, given: string | null, context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  const ticket = await approachTicket('id', id, 'MODERATE_TICKET', context);
  const reason = reasonIn(key, given);
  const at = context.now();
  await moveTicket(context.db.pool, {
    ticketId: ticket.id,
    key,
    move: reason === null ? 'UNFLAG_SPAM' : 'FLAG_SPAM',
    at,
    actor: actorOf(viewer),
    employeeId: viewer.employeeId,
    text: reason,
    change: { spamAt: reason === null ? null : at },
  });
  return ticket.id;
};
