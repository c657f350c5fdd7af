import type { Pool, PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { announceEvents } from '../audit/announce-event.ts';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import {
  officeMoves,
  stateAfter,
  TICKET_MOVES,
  TICKET_STATE_NAMES,
  type TicketMove,
  type TicketOutcome,
  type TicketState,
  ticketMoves,
} from '../domain/ticket.ts';
import { encodeGlobalId } from '../global-id.ts';
import { notAllowedNow } from '../refusals.ts';

/** One move of a ticket. */
export interface TicketStep {
  readonly ticketId: string;
  /** What is done, or what it is in the state that the ticket is found in. */
  readonly move: TicketMove | ((state: TicketState) => TicketMove);
  /** UUID made before the first attempt: the same one again changes nothing. Of no use to the clock, which looks first. */
  readonly key?: string;
  readonly at: Date;
  /** As in the audit trail. */
  readonly actor: string;
  readonly employeeId?: string;
  readonly text?: string | null;
  readonly outcome?: TicketOutcome;
  readonly category?: string;
  readonly laporId?: string | null;
  /** What else becomes of the ticket; what is left out stays. */
  readonly change?: TicketChange;
  /** To whom the step hands it. */
  readonly assigneeId?: string | null;
  /** More that happens with it, or not at all; what it returns stands in the audit trail. */
  readonly besides?: (client: PoolClient) => Promise<Readonly<Record<string, unknown>>>;
}

const COLUMNS = {
  assigneeId: 'assignee_id',
  escalatedUnitId: 'escalated_unit_id',
  spamAt: 'spam_at',
  digitalService: 'digital_service',
} as const;

/** What is changed beside the state. */
export type TicketChange = { readonly [name in keyof typeof COLUMNS]?: string | Date | null };

interface Standing {
  readonly state: TicketState;
  readonly spamAt: Date | null;
}

interface StoredTicket extends Standing {
  readonly kind: string;
  readonly serviceId: string;
  readonly unitId: string;
  readonly outcome: TicketOutcome | null;
}

const refuseUnlessPossible = (move: TicketMove, { state, spamAt }: Standing): void => {
  const { by, words } = TICKET_MOVES[move];
  const possible: readonly TicketMove[] =
    by === 'OFFICE' ? officeMoves(state, spamAt !== null) : ticketMoves(by, state);
  if (possible.includes(move)) return;
  const name = spamAt !== null && by === 'OFFICE' ? TICKET_MOVES.FLAG_SPAM.words.id : TICKET_STATE_NAMES[state].id;
  throw notAllowedNow(
    `Laporan ini tidak dapat ${words.id}: keadaannya "${name}".`,
    possible.map((other) => TICKET_MOVES[other].words.id),
  );
};

/**
 * Does one thing with a ticket: the ticket, its entry and the audit row, all or nothing. Whoever comes second finds the
 * state that the first one left.
 *
 * @throws {Refused} when it is not possible in the present state, which is told with what is.
 */
export const moveTicket = (pool: Pool, step: TicketStep): Promise<void> =>
  transaction(pool, (client) => moveTicketIn(client, step));

/** The same within a transaction. */
export const moveTicketIn = async (client: PoolClient, step: TicketStep): Promise<void> => {
  const {
    ticketId,
    key = timeOrderedId(),
    at,
    actor,
    employeeId = null,
    text = null,
    outcome,
    category,
    laporId,
    change = {},
    assigneeId = null,
    besides,
  } = step;
  const tenantId = boundTenant();
  const { rows } = await client.query<StoredTicket>(
    `select kind, service_id as "serviceId", unit_id as "unitId", state, outcome, spam_at as "spamAt"
     from ticket where tenant_id = $1 and id = $2 for update`,
    [tenantId, ticketId],
  );
  const [before] = rows;
  if (before === undefined) throw new Error(`The ticket ${ticketId} is gone.`);
  const { rowCount: isRepeated } = await client.query(
    'select from ticket_entry where tenant_id = $1 and ticket_id = $2 and key = $3',
    [tenantId, ticketId, key],
  );
  if (isRepeated === 1) return;
  const move = typeof step.move === 'function' ? step.move(before.state) : step.move;
  refuseUnlessPossible(move, before);
  const state = stateAfter(move, before.state);
  await client.query(
    `update ticket
     set state = $3,
         verified_at = case when $4 = 'VERIFY' then $5 else verified_at end,
         first_answered_at = case when $4 = 'REPLY' then coalesce(first_answered_at, $5) else first_answered_at end,
         answered_at = case when $4 = 'REPLY' then $5 else answered_at end,
         closed_at = case when $3 = 'CLOSED' then coalesce(closed_at, $5) end,
         outcome = coalesce($6, outcome),
         outcome_at = case when $6::text is null then outcome_at else $5 end,
         category = coalesce($7, category),
         lapor_id = coalesce($8, lapor_id)
     where tenant_id = $1 and id = $2`,
    [tenantId, ticketId, state, move, at, outcome ?? null, category ?? null, laporId ?? null],
  );
  for (const [name, value] of Object.entries(change))
    await client.query(
      `update ticket set ${COLUMNS[name as keyof TicketChange]} = $3 where tenant_id = $1 and id = $2`,
      [tenantId, ticketId, value],
    );
  await client.query(
    `insert into ticket_entry (tenant_id, id, ticket_id, key, at, move, employee_id, text, assignee_id, outcome)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [tenantId, timeOrderedId(), ticketId, key, at, move, employeeId, text, assigneeId, outcome ?? null],
  );
  const more = await besides?.(client);
  await recordEvent(client, {
    at,
    actor,
    action: 'ticket.moved',
    subject: ticketId,
    // The words stay where the citizen can have them erased.
    detail: {
      move,
      before: { state: before.state, outcome: before.outcome },
      after: {
        state,
        outcome: outcome ?? before.outcome,
        ...(category && { category }),
        ...(laporId && { laporId }),
        ...change,
      },
      ...more,
    },
  });
  await announceEvents(client, at, [
    {
      type: 'ticket.moved',
      data: {
        ticketId: encodeGlobalId({ type: 'Ticket', tenantId, id: ticketId }),
        kind: before.kind,
        serviceId: encodeGlobalId({ type: 'Service', tenantId, id: before.serviceId }),
        unitId: encodeGlobalId({ type: 'Unit', tenantId, id: before.unitId }),
        move,
        by: TICKET_MOVES[move].by,
        state,
        outcome: outcome ?? before.outcome,
      },
    },
  ]);
};
