import type { TicketInboxQuery, TicketInboxQueryVariables } from '@kinerja/schema/operations';

export type Line = TicketInboxQuery['tickets'][number];

/** Which tickets are listed. */
export type Filter = 'open' | 'mine' | 'unassigned' | 'overdue' | 'hidden' | 'spam' | 'all';

const EVERY_STATE = ['RECEIVED', 'VERIFIED', 'IN_PROGRESS', 'ANSWERED', 'CLOSED', 'WITHDRAWN'] as const;

/** Without states: all that are open. */
const ASKED: Readonly<Record<Filter, TicketInboxQueryVariables>> = {
  open: {},
  mine: { mine: true },
  unassigned: { unassigned: true },
  overdue: { overdue: true },
  hidden: { hidden: true, states: EVERY_STATE },
  spam: { spam: true },
  all: { states: EVERY_STATE },
};

/** Filters for whoever can open the inbox of a unit, and those for whoever sees only what he was given. */
export const FILTERS: readonly Filter[] = ['open', 'mine', 'unassigned', 'overdue', 'hidden', 'spam', 'all'];
export const OWN_FILTERS: readonly Filter[] = ['mine', 'overdue', 'all'];

/** How many are loaded at a time, and how many the gateway lists at most. */
export const PAGE = 25;
export const MOST = 200;

/** What is asked for: of a unit, or of one's own where there is none. */
export const inboxVariables = (
  filter: Filter,
  unit: string | null,
  given: { readonly first: number; readonly lang: string },
): TicketInboxQueryVariables => ({
  ...(unit === null ? { mine: true } : { unit }),
  ...ASKED[filter],
  ...given,
});
