import type { Pool, PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { boundTenant } from '../database/tenant-scope.ts';
import type { WebhookEvent } from '../domain/webhook.ts';

/** Something that happened, for other systems: ids of the API and what is public of it; nothing that a citizen wrote, and nothing of a person. */
export interface AnnouncedEvent {
  readonly type: WebhookEvent;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Events with the ids under which they are told, as a statement takes them in JSON. */
export const eventRows = (events: readonly AnnouncedEvent[]) =>
  events.map((event) => ({ id: timeOrderedId(), ...event }));

/**
 * The statement that puts events into the outbox, for each endpoint that wants them; none where nobody listens. A part of
 * whatever statement makes the change, or of its transaction: nothing is lost, and nothing is told that did not happen.
 *
 * @param events `eventRows`. @param at when it happened. @param tenants a query or table with the column `tenant_id`.
 */
export const intoOutbox = (events: string, at: string, tenants: string): string => `
      insert into webhook_delivery (tenant_id, endpoint_id, event_id, type, occurred_at, data, due_at)
      select endpoint.tenant_id, endpoint.id, event.id, event.type, ${at}::timestamptz, event.data, ${at}::timestamptz
      from ${tenants} as happened
      join webhook_endpoint as endpoint on endpoint.tenant_id = happened.tenant_id and endpoint.state <> 'REMOVED'
      join jsonb_to_recordset(${events}::jsonb) as event (id uuid, type text, data jsonb) on event.type = any(endpoint.events)`;

const ANNOUNCE = {
  name: 'announce_events',
  text: intoOutbox('$2', '$3', '(select $1::uuid as tenant_id)'),
};

/** Tells of events of the bound tenant; on the client of a transaction they are told with what they tell of, or not at all. */
export const announceEvents = async (
  client: Pool | PoolClient,
  at: Date,
  events: readonly AnnouncedEvent[],
): Promise<void> => {
  await client.query({ ...ANNOUNCE, values: [boundTenant(), JSON.stringify(eventRows(events)), at] });
};
