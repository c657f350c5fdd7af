import type { AnnouncedEvent } from '../audit/announce-event.ts';
import { opensTicket } from '../domain/ticket-policy.ts';
import { encodeGlobalId } from '../global-id.ts';

/** What was received, as far as other systems are told: of a rating that there was one, and never which. */
export const receivedEvents = ({
  tenantId,
  id,
  kind,
  serviceId,
  unitId,
}: {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: string;
  readonly serviceId: string;
  readonly unitId: string;
}): readonly AnnouncedEvent[] => {
  const about = {
    kind,
    serviceId: encodeGlobalId({ type: 'Service', tenantId, id: serviceId }),
    unitId: encodeGlobalId({ type: 'Unit', tenantId, id: unitId }),
  };
  const received: AnnouncedEvent = { type: 'feedback.received', data: about };
  if (!opensTicket(kind)) return [received];
  const ticketId = encodeGlobalId({ type: 'Ticket', tenantId, id });
  return [received, { type: 'ticket.filed', data: { ticketId, ...about } }];
};
