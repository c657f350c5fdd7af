/** The header `webhook-id` of an event: the same at all endpoints, for all tries and replays. */
export const messageIdOf = (eventId: string): string => `msg_${eventId}`;
