import { validate as isUuid } from 'uuid';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { checkInput, MAX_NAME, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import type { TicketMove } from '../domain/ticket.ts';
import { approachTicket } from './approach-ticket.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketPolicies } from './ticket-policies.ts';

/** What the office does with a ticket. */
export interface OfficeMove {
  readonly id: string;
  /** UUID made by the client before the first attempt. */
  readonly key: string;
  readonly move: Extract<TicketMove, 'VERIFY' | 'START' | 'REPLY' | 'NOTE' | 'CLOSE' | 'REOPEN'>;
  /** Needed for a reply, a note and opening again; to a citizen, but for a note. */
  readonly text?: string | null | undefined;
  /** Key of a category of the region's policy; needed to verify. */
  readonly category?: string | null | undefined;
  /** Under which SP4N-LAPOR! knows it. */
  readonly laporId?: string | null | undefined;
}

/** Moves that say something. */
const WITH_WORDS: readonly TicketMove[] = ['REPLY', 'NOTE', 'REOPEN'];

/** Moves a ticket of the unit that one heads, or of any unit as a leader. Returns its key. */
export const workOnTicket = async (input: OfficeMove, context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const { id: ticketId, receivedAt } = await approachTicket('input.id', input.id, 'WORK_ON_TICKET', context);
  const policyAt = await ticketPolicies(db.pool);
  const { categories } = policyAt(receivedAt);
  const keys = categories.map(({ key }) => key);
  const check = checkInput();
  check.expect(isUuid(input.key), 'key', input.key, 'UUID');
  const text = WITH_WORDS.includes(input.move)
    ? check.required('text', input.text, MAX_TEXT)
    : check.optional('text', input.text, MAX_TEXT);
  const laporId = check.optional('laporId', input.laporId, MAX_NAME);
  const category = input.category ?? undefined;
  check.expect(
    category === undefined ? input.move !== 'VERIFY' : keys.includes(category),
    'category',
    input.category ?? null,
    `salah satu dari ${keys.join(', ')}`,
  );
  check.finish();
  await moveTicket(db.pool, {
    ticketId,
    key: input.key,
    move: input.move,
    at: now(),
    actor: actorOf(viewer),
    employeeId: viewer.employeeId,
    text,
    laporId,
    ...(category !== undefined && { category }),
  });
  return ticketId;
};
