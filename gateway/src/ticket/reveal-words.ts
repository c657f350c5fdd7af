import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { approachTicket } from './approach-ticket.ts';

/** Lets whoever works on a ticket read the citizen's words as he wrote them; who did is in the audit trail. Returns its key. */
export const revealWords = async (globalId: string, context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  const { id } = await approachTicket('id', globalId, 'WORK_ON_TICKET', context);
  const { db, now } = context;
  await recordEvent(db.pool, { at: now(), actor: actorOf(viewer), action: 'ticket.revealed', subject: id, detail: {} });
  return id;
};
