import { validate as isUuid } from 'uuid';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { checkInput } from '../check-input.ts';
import type { Context } from '../context.ts';
import { inLanguage } from '../domain/text.ts';
import { digitalServicesOf } from '../domain/ticket-policy.ts';
import { approachTicket } from './approach-ticket.ts';
import type { OfficeChange } from './hand-on.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketPolicies } from './ticket-policies.ts';

/**
 * Says which app or site of the region a ticket is about, or takes that back when none is named. The citizen does not see it.
 * Returns the key of the ticket.
 *
 * @param given key of a digital service of the region's policy as it is today, whenever the ticket came.
 */
export const tagTicket = async ({ id, key }: OfficeChange, given: string | null, context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  const ticket = await approachTicket('id', id, 'WORK_ON_TICKET', context);
  const at = context.now();
  const services = digitalServicesOf((await ticketPolicies(context.db.pool))(at));
  const tag = services.find((service) => service.key === given);
  const check = checkInput();
  check.expect(isUuid(key), 'key', key, 'UUID');
  check.expect(
    given === null || tag !== undefined,
    'digitalService',
    given,
    services.length === 0
      ? 'kosong: daerah ini belum mendaftar layanan digital dalam kebijakannya'
      : `salah satu dari ${services.map((service) => service.key).join(', ')}`,
  );
  check.finish();
  await moveTicket(context.db.pool, {
    ticketId: ticket.id,
    key,
    move: 'TAG',
    at,
    actor: actorOf(viewer),
    employeeId: viewer.employeeId,
    text: tag === undefined ? null : inLanguage(tag.label),
    change: { digitalService: tag?.key ?? null },
  });
  return ticket.id;
};
