import { inLanguage } from '../domain/text.ts';
import { categoryOf } from '../domain/ticket-policy.ts';
import type { TicketView } from './read-ticket.ts';

/** In place of words that the office has hidden. */
const HIDDEN = '[disembunyikan]';

/** What the citizen wrote, as it goes out; empty where it was erased. */
export const exportedWords = ({ words, hiddenReason }: Pick<TicketView, 'words' | 'hiddenReason'>): string =>
  hiddenReason === null ? (words ?? '') : HIDDEN;

/** The name of the category; empty while there is none. */
export const exportedCategory = ({ policy, category }: Pick<TicketView, 'policy' | 'category'>): string => {
  const label = categoryOf(policy, category)?.label;
  return label === undefined ? '' : inLanguage(label);
};
