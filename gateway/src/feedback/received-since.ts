/**
 * SQL: received early enough to count on a day or later, so that months before it are not looked into. Nothing counts after the day on which it
 * came in, anywhere: two days leave room for every zone.
 *
 * @param day SQL of a date.
 */
export const receivedSince = (day: string): string => `feedback.received_at >= ${day}::date - 2`;
