/** Places of which there is one. */
const SINGLE = ['inbox', 'figures', 'forum', 'topics', 'replies', 'objections', 'exclusions'] as const;

/** What is open at the desk. */
export type Place =
  | { readonly kind: (typeof SINGLE)[number] }
  | { readonly kind: 'ticket' | 'topic'; readonly id: string };

const ID = 'ticket_[\\w-]+';
const TOPIC_ID = 'topic_[\\w-]+';

/** Of a ticket, for the attribute that opens one. */
export const TICKET_ID = new RegExp(`^(${ID})?$`);
const HASH = new RegExp(`^#kinerja-(${SINGLE.join('|')}|${ID}|${TOPIC_ID})$`);

/** In the address of the page, so that a reload, the button "back" and a link lead to the same; null for what is of others. */
export function placeIn(hash: string): Place | null {
  const [, found] = HASH.exec(hash) ?? [];
  if (!found) return null;
  const kind = SINGLE.find((one) => one === found);
  if (kind) return { kind };
  return { kind: found.startsWith('topic_') ? 'topic' : 'ticket', id: found };
}

/** The end of the address under which it is found. */
export const hashOf = (place: Place): string => `#kinerja-${'id' in place ? place.id : place.kind}`;
