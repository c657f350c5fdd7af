import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { endOf, type Period, startOf } from '../domain/period.ts';
import { type TicketFigures, ticketFigures } from '../domain/ticket-figures.ts';
import { today } from '../personnel/today.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { mayReadTickets } from './read-inbox.ts';
import { readReceived } from './read-ticket.ts';

/** How a unit deals with what came in a period, with the time that its first answers took. */
export interface UnitTicketFigures extends TicketFigures {
  /** Days of 24 hours, to one decimal; null without an answer. */
  readonly medianDays: number | null;
}

/** Half-way between the middle two where there is no middle one. */
const MEDIAN = `
  select round(
           percentile_cont(0.5) within group (order by extract(epoch from first_answered_at - received_at) / 86400)::numeric, 1
         )::float8 as days
  from ticket
  where tenant_id = $1 and unit_id = $2 and received_at >= $3 and received_at < $4
    and first_answered_at is not null and spam_at is null`;

/** The figures of what a unit was sent in a period, as they stand now; nothing for whoever may not read its tickets. */
export const readTicketFigures = async (
  unitId: string,
  period: Period,
  context: Context,
): Promise<UnitTicketFigures | null> => {
  if (!(await mayReadTickets(unitId, context))) return null;
  const zone = await zoneOf(context, boundTenant());
  const [from, until] = [new Date(startOf(period, zone)), new Date(endOf(period, zone))];
  const tickets = await readReceived(context, { unitId, from, until });
  const { rows } = await context.db.pool.query<{ days: number | null }>(MEDIAN, [boundTenant(), unitId, from, until]);
  const counted = tickets.map(({ state, spamAt, firstAnsweredOn, deadlines, outcome, overdue }) => ({
    ...{ state, firstAnsweredOn, outcome },
    isSpam: spamAt !== null,
    isOverdue: overdue,
    answerBy: deadlines.answerBy,
  }));
  return { ...ticketFigures(counted, today(context)), medianDays: rows[0]?.days ?? null };
};
