import { Temporal } from 'temporal-polyfill';
import { localDate } from './period.ts';
import { isOpen, type TicketState } from './ticket.ts';
import { categoryOf, type TicketKind, type TicketPolicy } from './ticket-policy.ts';
import { addWorkingDays } from './working-days.ts';

/** What the deadlines of a ticket depend on. Instants are milliseconds since 1970. */
export interface TicketTimes {
  readonly kind: TicketKind;
  readonly category: string | null;
  readonly state: TicketState;
  readonly receivedAt: number;
  readonly verifiedAt: number | null;
  /** Of the last answer of the office. */
  readonly answeredAt: number | null;
  readonly closedAt: number | null;
}

/** The region's calendar. */
export interface TicketCalendar {
  /** IANA time zone. */
  readonly zone: string;
  /** `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
}

/** Last days on which something is in time, `YYYY-MM-DD`; the day on which the time begins never counts. */
export interface TicketDeadlines {
  readonly verifyBy: string;
  /** Null until it is verified. */
  readonly followUpBy: string | null;
  readonly answerBy: string;
  /** The last day for a reply to the office's answer; the ticket is closed on the day after. Null while there is no answer. */
  readonly replyBy: string | null;
  /** The day from which on the citizen is asked what became of it; null until it is closed. */
  readonly askOutcomeOn: string | null;
}

/** The deadlines of a ticket (SP4N-LAPOR! by default: 3, 5 and 5/14/60 working days, closed 10 after an answer). */
export function ticketDeadlines(policy: TicketPolicy, times: TicketTimes, calendar: TicketCalendar): TicketDeadlines {
  const after = (instant: number, days: number) =>
    addWorkingDays(localDate(instant, calendar.zone), days, calendar.holidays);
  const { kind, category, receivedAt, verifiedAt, answeredAt, closedAt } = times;
  const answerWithin = categoryOf(policy, category)?.answerWithin ?? policy.answerWithin[kind];
  return {
    verifyBy: after(receivedAt, policy.verifyWithin),
    followUpBy: verifiedAt === null ? null : after(verifiedAt, policy.followUpWithin),
    answerBy: after(receivedAt, answerWithin),
    replyBy: answeredAt === null ? null : after(answeredAt, policy.closeAfterSilence),
    askOutcomeOn:
      closedAt === null
        ? null
        : Temporal.PlainDate.from(localDate(closedAt, calendar.zone))
            .add({ days: policy.askOutcomeAfterDays })
            .toString(),
  };
}

/** The day by which the office has to do what comes next; null when nothing is expected of it. */
export function officeDueOn(state: TicketState, deadlines: TicketDeadlines): string | null {
  if (!isOpen(state)) return null;
  if (state === 'RECEIVED') return deadlines.verifyBy;
  if (state === 'VERIFIED') return deadlines.followUpBy;
  return state === 'IN_PROGRESS' ? deadlines.answerBy : null;
}
