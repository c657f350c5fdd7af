import { isOpen, type TicketOutcome, type TicketState } from './ticket.ts';

/** What the figures of a unit depend on. Days are `YYYY-MM-DD` in the zone of the region. */
export interface CountedTicket {
  readonly state: TicketState;
  readonly isSpam: boolean;
  /** Null while there is no answer. */
  readonly firstAnsweredOn: string | null;
  /** The last day on which an answer is in time. */
  readonly answerBy: string;
  readonly outcome: TicketOutcome | null;
  /** The next step of the office is late. */
  readonly isOverdue: boolean;
}

/** How a unit deals with what came in a period. What the office says of it, and what the citizens say, are never added up. */
export interface TicketFigures {
  /** All but spam. */
  readonly received: number;
  /** Taken for spam, and in no other figure. */
  readonly spam: number;
  readonly answered: number;
  /** Answered, or with the last day for it gone by: those of which it is known whether they were in time. */
  readonly decided: number;
  readonly inTime: number;
  /** Of those that were answered, by the word of the citizen. */
  readonly fixed: number;
  readonly notFixed: number;
  readonly notSaid: number;
  readonly open: number;
  readonly overdue: number;
  /** By the word of the office. */
  readonly closed: number;
  readonly withdrawn: number;
}

/** Counts tickets, as they stand on a day. */
export function ticketFigures(all: readonly CountedTicket[], today: string): TicketFigures {
  const tickets = all.filter(({ isSpam }) => !isSpam);
  const count = (holds: (ticket: CountedTicket) => boolean) => tickets.filter(holds).length;
  const answered = tickets.filter(({ firstAnsweredOn }) => firstAnsweredOn !== null);
  const said = (outcome: TicketOutcome | null) => answered.filter((ticket) => ticket.outcome === outcome).length;
  const missed = count(
    ({ firstAnsweredOn, answerBy, state }) => firstAnsweredOn === null && isOpen(state) && answerBy < today,
  );
  return {
    received: tickets.length,
    spam: all.length - tickets.length,
    answered: answered.length,
    decided: answered.length + missed,
    inTime: answered.filter(({ firstAnsweredOn, answerBy }) => (firstAnsweredOn ?? '') <= answerBy).length,
    fixed: said('FIXED'),
    notFixed: said('NOT_FIXED'),
    notSaid: said(null),
    open: count(({ state }) => isOpen(state)),
    overdue: count(({ isOverdue }) => isOverdue),
    closed: count(({ state }) => state === 'CLOSED'),
    withdrawn: count(({ state }) => state === 'WITHDRAWN'),
  };
}
