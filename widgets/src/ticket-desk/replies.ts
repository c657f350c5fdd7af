import {
  TicketReplyOperation,
  type TicketReplyQuery,
  UnitRepliesOperation,
  type UnitRepliesQuery,
} from '@kinerja/schema/operations';
import type { PortalSession } from '../portal/portal-session.ts';

type Unit = NonNullable<UnitRepliesQuery['unit']>;
export type PublishedReply = Unit['publicReplies'][number];

type ReplyElement = NonNullable<
  TicketReplyQuery['ticket']
>['unit']['satisfactionIndex']['questionnaire']['elements'][number];

/** What is needed to tell everybody what was done about a ticket. */
export interface Publishable {
  readonly unit: string;
  readonly elements: readonly ReplyElement[];
}

interface Asked {
  readonly gateway: string;
  readonly lang: string;
}

/** What a unit published, and on which clocks. */
export async function readReplies(session: PortalSession, unit: string | null, { gateway, lang }: Asked) {
  const found = unit === null ? null : (await session.request(UnitRepliesOperation, { unit, lang }, gateway)).unit;
  return { replies: found?.publicReplies ?? [], timeZone: found?.tenant.timeZone ?? 'UTC' };
}

/** Null where whoever asks may not publish anything about the ticket now. */
export async function readPublishable(
  session: PortalSession,
  id: string,
  { gateway, lang }: Asked,
): Promise<Publishable | null> {
  const { ticket } = await session.request(TicketReplyOperation, { id, lang }, gateway);
  if (!ticket?.publishable) return null;
  const { unit } = ticket;
  return { unit: unit.id, elements: unit.satisfactionIndex.questionnaire.elements };
}
