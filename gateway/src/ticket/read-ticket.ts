import type { Pool } from 'pg';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { localDate } from '../domain/period.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import { TICKET_MOVES, type TicketMove, type TicketOutcome, type TicketState, toCitizen } from '../domain/ticket.ts';
import { officeDueOn, type TicketDeadlines, ticketDeadlines } from '../domain/ticket-clock.ts';
import { type DigitalService, digitalServicesOf, type TicketKind, type TicketPolicy } from '../domain/ticket-policy.ts';
import { workingDaysBetween } from '../domain/working-days.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { ticketPolicies } from './ticket-policies.ts';

/**
 * How the citizen's words are read: as he wrote them by himself, and by who of the office asked for it, which is in the audit
 * trail; by all others masked, and not at all where they are hidden.
 */
export type Wording = 'AS_WRITTEN' | 'MASKED';

interface StoredTicket {
  readonly id: string;
  readonly kind: TicketKind;
  readonly serviceId: string;
  readonly unitId: string;
  readonly category: string | null;
  readonly state: TicketState;
  readonly receivedAt: Date;
  readonly verifiedAt: Date | null;
  readonly firstAnsweredAt: Date | null;
  readonly answeredAt: Date | null;
  readonly closedAt: Date | null;
  readonly outcome: TicketOutcome | null;
  readonly laporId: string | null;
  /** The citizen's words; null once they were erased. */
  readonly words: string | null;
  readonly wordsErasedAt: Date | null;
  readonly assigneeId: string | null;
  /** The unit above that was asked. */
  readonly escalatedUnitId: string | null;
  /** When it was taken for spam; null for a report. */
  readonly spamAt: Date | null;
  /** Why the citizen's words are not shown to others; null where they are. */
  readonly hiddenReason: string | null;
  /** Key of the app or site that it is about; null while nobody said so. */
  readonly digitalService: string | null;
}

/** A ticket with the promises that were given for it. */
export interface TicketView extends StoredTicket {
  readonly tenantId: string;
  readonly wording: Wording;
  readonly policy: TicketPolicy;
  /** What it can be tagged with today. */
  readonly digitalServices: readonly DigitalService[];
  readonly deadlines: TicketDeadlines;
  /** The day by which the office has to do what comes next, `YYYY-MM-DD`; null when nothing is expected of it. */
  readonly dueOn: string | null;
  /** That day has passed. */
  readonly overdue: boolean;
  /** Working days of the region from today until that day; below zero, those that have passed since. Null without it. */
  readonly workingDaysLeft: number | null;
  /** The last day to reply to an answer that waits for one; null in any other state. */
  readonly replyBy: string | null;
  /** It is time to ask what became of it, and nothing was said yet. */
  readonly outcomeAsked: boolean;
  /** In the tenant's zone, as the next one. */
  readonly today: string;
  /** The day of the first answer; null while there is none. */
  readonly firstAnsweredOn: string | null;
}

/** One step, with what was said. */
export interface TicketEntryView {
  readonly at: Date;
  readonly move: TicketMove;
  readonly text: string | null;
  /** Who of the office; null for citizen and clock. */
  readonly author: string | null;
  readonly id: string;
  /** To whom the step handed the ticket, by name. */
  readonly assignee: string | null;
  readonly outcome: TicketOutcome | null;
  /** Why what the citizen said is not shown to others. */
  readonly hiddenReason: string | null;
}

/** What was said is not there any more when the month was detached. */
const TICKET = `
  select ticket.id, ticket.kind, ticket.service_id as "serviceId", ticket.unit_id as "unitId", category, state,
         ticket.received_at as "receivedAt", verified_at as "verifiedAt",
         first_answered_at as "firstAnsweredAt", answered_at as "answeredAt", closed_at as "closedAt", outcome, lapor_id as "laporId",
         feedback.comment as words, feedback.words_erased_at as "wordsErasedAt",
         assignee_id as "assigneeId", escalated_unit_id as "escalatedUnitId", spam_at as "spamAt",
         hidden_reason as "hiddenReason", digital_service as "digitalService"
  from ticket
  left join feedback on feedback.tenant_id = $1 and feedback.id = ticket.id and feedback.received_at = ticket.received_at
  where ticket.tenant_id = $1`;

type Needs = Pick<Context, 'db' | 'now' | 'tenants'>;

/** When it is, and where. */
interface Moment {
  /** IANA time zone of the tenant. */
  readonly zone: string;
  readonly now: Date;
}

const momentOf = async ({ now, tenants }: Needs): Promise<Moment> => ({
  zone: await zoneOf({ tenants }, boundTenant()),
  now: now(),
});

const worded = (text: string | null, hiddenReason: string | null, wording: Wording): string | null => {
  if (text === null || wording === 'AS_WRITTEN') return text;
  return hiddenReason === null ? maskPersonalData(text) : null;
};

const inView = async (
  pool: Pool,
  { zone, now }: Moment,
  rows: readonly StoredTicket[],
  wording: Wording = 'MASKED',
): Promise<TicketView[]> => {
  const tenantId = boundTenant();
  const holidays = await holidaysOf(pool);
  const policyAt = await ticketPolicies(pool);
  const today = localDate(now.getTime(), zone);
  const digitalServices = digitalServicesOf(policyAt(now));
  return rows.map((row) => {
    const policy = policyAt(row.receivedAt);
    const times = {
      ...row,
      receivedAt: row.receivedAt.getTime(),
      verifiedAt: row.verifiedAt?.getTime() ?? null,
      answeredAt: row.answeredAt?.getTime() ?? null,
      closedAt: row.closedAt?.getTime() ?? null,
    };
    const deadlines = ticketDeadlines(policy, times, { zone, holidays });
    const dueOn = row.spamAt === null ? officeDueOn(row.state, deadlines) : null;
    const { askOutcomeOn } = deadlines;
    return {
      ...row,
      // Masked when it is read: of a long list that is only sorted and counted, nobody does.
      get words() {
        return worded(row.words, row.hiddenReason, wording);
      },
      tenantId,
      wording,
      policy,
      digitalServices,
      deadlines,
      dueOn,
      overdue: dueOn !== null && dueOn < today,
      get workingDaysLeft() {
        if (dueOn === null) return null;
        // Counted from the earlier day, so that of a weekend in between nothing counts.
        return dueOn < today
          ? 0 - workingDaysBetween(dueOn, today, holidays)
          : workingDaysBetween(today, dueOn, holidays);
      },
      replyBy: row.state === 'ANSWERED' ? deadlines.replyBy : null,
      outcomeAsked: row.outcome === null && askOutcomeOn !== null && askOutcomeOn <= today,
      today,
      firstAnsweredOn: row.firstAnsweredAt === null ? null : localDate(row.firstAnsweredAt.getTime(), zone),
    };
  });
};

/** A ticket; nothing for what opened none. */
export const readTicket = async (context: Needs, id: string, wording: Wording): Promise<TicketView | undefined> => {
  const { pool } = context.db;
  const { rows } = await pool.query<StoredTicket>(`${TICKET} and ticket.id = $2`, [boundTenant(), id]);
  const [view] = await inView(pool, await momentOf(context), rows, wording);
  return view;
};

/** The same, of one that was just found. */
export const existingTicket = async (context: Needs, id: string, wording: Wording): Promise<TicketView> => {
  const ticket = await readTicket(context, id, wording);
  if (ticket === undefined) throw new Error(`The ticket ${id} is gone.`);
  return ticket;
};

/** Tickets of the bound tenant that the office has answered, those that wait longest first. */
export const readAnswered = async (pool: Pool, moment: Moment, most: number): Promise<readonly TicketView[]> => {
  const { rows } = await pool.query<StoredTicket>(
    `${TICKET} and state = 'ANSWERED' order by answered_at, ticket.id limit $2`,
    [boundTenant(), most],
  );
  return inView(pool, moment, rows);
};

/** Which tickets came: to whom, and from one instant until just before another. */
export interface ReceivedWhen {
  /** Null for all units. */
  readonly unitId: string | null;
  readonly from: Date;
  readonly until: Date;
}

/** Tickets that came, the earliest first, spam included. */
export const readReceived = async (
  context: Needs,
  { unitId, from, until }: ReceivedWhen,
): Promise<readonly TicketView[]> => {
  const { pool } = context.db;
  const { rows } = await pool.query<StoredTicket>(
    `${TICKET} and ($2::uuid is null or ticket.unit_id = $2) and ticket.received_at >= $3 and ticket.received_at < $4
     order by ticket.received_at, ticket.id`,
    [boundTenant(), unitId, from, until],
  );
  return inView(pool, await momentOf(context), rows);
};

/** Which tickets. */
export interface TicketFilter {
  /** Those of this unit, and those that units below could not help with; null for those of all. */
  readonly unitId: string | null;
  /** Those that this person was given; null for whoever's. */
  readonly assigneeId: string | null;
  readonly onlyUnassigned: boolean;
  /** Those of which words of the citizen are hidden. */
  readonly onlyHidden: boolean;
  readonly states: readonly TicketState[];
  /** What was taken for spam, or all that was not. */
  readonly spam: boolean;
  readonly onlyOverdue: boolean;
  readonly first: number;
}

/** A unit has fewer open tickets than this, or a list is not what it needs. The oldest are never what is left out. */
export const MOST_READ = 2_000;

/** Tickets: what is due first stands first; then what waits for nobody of the office, the oldest first; then the closed. */
export const readTickets = async (
  context: Needs,
  { unitId, assigneeId, onlyUnassigned, onlyHidden, states, spam, onlyOverdue, first }: TicketFilter,
): Promise<readonly TicketView[]> => {
  const { pool } = context.db;
  const { rows } = await pool.query<StoredTicket>(
    `${TICKET} and ($2::uuid is null or ticket.unit_id = $2 or escalated_unit_id = $2)
       and ($3::uuid is null or assignee_id = $3) and state = any($4) and (spam_at is not null) = $5
       and (not $6 or assignee_id is null)
       and (not $7 or hidden_reason is not null or exists (
             select from ticket_entry
             where ticket_entry.tenant_id = $1 and ticket_id = ticket.id and ticket_entry.hidden_reason is not null
           ))
     order by closed_at desc nulls first, ticket.received_at, ticket.id limit $8`,
    [boundTenant(), unitId, assigneeId, states, spam, onlyUnassigned, onlyHidden, MOST_READ],
  );
  const views = await inView(pool, await momentOf(context), rows);
  const due = (view: TicketView) => view.dueOn ?? '9999';
  return views
    .filter(({ overdue }) => !onlyOverdue || overdue)
    .toSorted((one, other) => (due(one) < due(other) ? -1 : due(one) > due(other) ? 1 : 0))
    .slice(0, first);
};

/** What happened with a ticket, from the first step on. */
export const readEntries = async (
  { db }: Pick<Context, 'db'>,
  { id, wording }: Pick<TicketView, 'id' | 'wording'>,
): Promise<readonly TicketEntryView[]> => {
  const { rows } = await db.pool.query<TicketEntryView>(
    `select ticket_entry.id, at, move, text, author.name as author, assignee.name as assignee, outcome,
            hidden_reason as "hiddenReason"
     from ticket_entry
     left join employee as author on author.tenant_id = ticket_entry.tenant_id and author.id = employee_id
     left join employee as assignee on assignee.tenant_id = ticket_entry.tenant_id and assignee.id = assignee_id
     where ticket_entry.tenant_id = $1 and ticket_id = $2 order by ticket_entry.id`,
    [boundTenant(), id],
  );
  return rows.map((entry) =>
    TICKET_MOVES[entry.move].by === 'CITIZEN'
      ? { ...entry, text: worded(entry.text, entry.hiddenReason, wording) }
      : entry,
  );
};

/** The same as whoever holds the code may know it: without what stays within the office. */
export const readPublicEntries = async (
  context: Pick<Context, 'db'>,
  ticket: Pick<TicketView, 'id' | 'wording'>,
): Promise<readonly TicketEntryView[]> =>
  (await readEntries(context, ticket)).flatMap((entry) => {
    const seen = toCitizen(entry.move);
    if (seen === 'NOTHING') return [];
    return [seen === 'STEP' ? { ...entry, text: null } : entry];
  });
