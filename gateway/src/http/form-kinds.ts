import type { TicketKind } from '../domain/ticket-policy.ts';
import { KINDS_OF_REPORTS } from './plain-report-words.ts';

/** What the form takes. */
export type FormKind = 'RATING' | TicketKind;

/** Kinds by what the address of the form says (`?kind=complaint`), in the order in which they are offered. */
export const FORM_KINDS: ReadonlyMap<string, FormKind> = new Map<string, FormKind>([
  ['rating', 'RATING'],
  ...Object.entries(KINDS_OF_REPORTS),
]);

/** The kind that an address asks for; nothing for one that is not taken. */
export const formKind = (asked: string | null, taken: readonly FormKind[]): FormKind | undefined => {
  const kind = FORM_KINDS.get(asked || 'rating');
  return kind !== undefined && taken.includes(kind) ? kind : undefined;
};
