import type { Pool, PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import type { OutboundAddresses } from '../access/outbound-address.ts';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { FAILING_DAYS, isGivenUp, waitAfter } from '../domain/webhook.ts';
import { messageIdOf } from './message-id.ts';
import { type Answer, postMessage } from './post-message.ts';
import { readSecrets } from './signing-secret.ts';

/** With what deliveries are made. */
export interface Courier {
  readonly pool: Pool;
  readonly addresses: OutboundAddresses;
  readonly now: () => Date;
  /** Ends what is under way. */
  readonly stop: AbortSignal;
}

/** A delivery is in the hands of one gateway for so long: longer than a try can take, so that two never try at once. */
const CLAIM_MS = 60_000;
/** Messages to one endpoint under way at once. */
const AT_ONCE = 4;
/** Then others have their turn. */
const TURN_MS = 30_000;

interface Claimed {
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly data: unknown;
  readonly tries: number;
  readonly url: string;
}

/** An endpoint, and whose it is. */
export interface DueEndpoint {
  readonly tenantId: string;
  readonly endpointId: string;
}

/**
 * Endpoints of all tenants for which something is due.
 *
 * @param directory connects bound to no tenant.
 */
export const findDueEndpoints = async (directory: Pool, now: Date): Promise<readonly DueEndpoint[]> => {
  const { rows } = await directory.query<DueEndpoint>({
    name: 'due_webhook_endpoints',
    text: 'select of_tenant as "tenantId", endpoint_id as "endpointId" from due_webhook_endpoints($1)',
    values: [now],
  });
  return rows;
};

const claim = async ({ pool, now }: Courier, endpointId: string): Promise<Claimed | undefined> => {
  const at = now();
  const { rows } = await pool.query<Claimed>({
    name: 'claim_webhook_delivery',
    text: `with due as (
             select delivery.id, endpoint.url
             from webhook_delivery as delivery
             join webhook_endpoint as endpoint on endpoint.tenant_id = $1 and endpoint.id = $2 and endpoint.state = 'ACTIVE'
             where delivery.tenant_id = $1 and endpoint_id = $2 and delivery.state = 'PENDING' and due_at <= $3
               and coalesce(claimed_until, '-infinity') <= $3
             order by due_at
             limit 1
             for update of delivery skip locked
           )
           update webhook_delivery set claimed_until = $4
           from due
           where tenant_id = $1 and webhook_delivery.id = due.id
           returning webhook_delivery.id, event_id as "eventId", type, occurred_at as "occurredAt", data, tries, due.url`,
    values: [boundTenant(), endpointId, at, new Date(at.getTime() + CLAIM_MS)],
  });
  return rows[0];
};

/** Writes the try into the log; whatever else changed the delivery meanwhile has the last word. */
const logAttempt = async (
  client: PoolClient,
  { id, tries }: Claimed,
  { status, problem, retryAfterMs }: Answer,
  { at, milliseconds }: { readonly at: Date; readonly milliseconds: number },
): Promise<void> => {
  const wait = problem === null ? undefined : waitAfter(tries + 1, retryAfterMs, Math.random());
  // Gone is no word about the message: it waits for an endpoint that is resumed, as all others do.
  const state = problem === null ? 'DELIVERED' : wait === undefined && problem !== 'GONE' ? 'FAILED' : 'PENDING';
  await client.query({
    name: 'log_webhook_attempt',
    text: `with attempted as (
             insert into webhook_attempt (tenant_id, id, delivery_id, at, milliseconds, status, problem)
             values ($1, $2, $3, $4, $5, $6, $7)
           )
           update webhook_delivery set state = $8, tries = tries + 1, due_at = $9, claimed_until = null
           where tenant_id = $1 and id = $3 and state = 'PENDING'`,
    values: [
      boundTenant(),
      timeOrderedId(),
      id,
      at,
      milliseconds,
      status,
      problem,
      state,
      new Date(at.getTime() + (wait ?? 0)),
    ],
  });
};

/** What a try says of the endpoint: that it lives, that it is gone, or that it has failed for too long. */
const judgeEndpoint = async (
  client: PoolClient,
  endpointId: string,
  { problem }: Answer,
  { failingSince, at }: { readonly failingSince: Date | null; readonly at: Date },
): Promise<void> => {
  const tenantId = boundTenant();
  if (problem === null) {
    if (failingSince === null) return;
    await client.query('update webhook_endpoint set failing_since = null where tenant_id = $1 and id = $2', [
      tenantId,
      endpointId,
    ]);
    return;
  }
  const since = failingSince ?? at;
  const isGone = problem === 'GONE';
  const ends = isGone || isGivenUp(since.getTime(), at.getTime());
  await client.query(
    `update webhook_endpoint
     set failing_since = $3, state = coalesce($4, state), state_since = case when $4::text is null then state_since else $5 end
     where tenant_id = $1 and id = $2`,
    [tenantId, endpointId, since, ends ? (isGone ? 'GONE' : 'FAILED') : null, at],
  );
  if (!ends) return;
  await recordEvent(client, {
    at,
    actor: 'system',
    action: 'webhook.paused',
    subject: endpointId,
    detail: isGone ? { because: 'GONE' } : { because: 'FAILED', days: FAILING_DAYS, failingSince: since },
  });
};

/** Keeps what a try came to. */
const keep = (
  pool: Pool,
  endpointId: string,
  claimed: Claimed,
  answer: Answer,
  tried: { readonly at: Date; readonly milliseconds: number },
): Promise<void> =>
  transaction(pool, async (client) => {
    const { rows } = await client.query<{ failingSince: Date | null; isActive: boolean }>(
      `select failing_since as "failingSince", state = 'ACTIVE' as "isActive" from webhook_endpoint
       where tenant_id = $1 and id = $2 for no key update`,
      [boundTenant(), endpointId],
    );
    const [endpoint] = rows;
    if (endpoint === undefined) throw new Error(`The endpoint ${endpointId} is gone.`);
    await logAttempt(client, claimed, answer, tried);
    if (endpoint.isActive) await judgeEndpoint(client, endpointId, answer, { ...endpoint, at: tried.at });
  });

const giveBack = async (pool: Pool, { id }: Claimed): Promise<void> => {
  await pool.query('update webhook_delivery set claimed_until = null where tenant_id = $1 and id = $2', [
    boundTenant(),
    id,
  ]);
};

/** Tries the next delivery that is due; whether the one after it should be tried at once. */
const deliverNext = async (courier: Courier, endpointId: string): Promise<boolean> => {
  const { pool, now, stop } = courier;
  const claimed = await claim(courier, endpointId);
  if (claimed === undefined) return false;
  const at = now();
  const secrets = await readSecrets(pool, endpointId, at);
  // It was removed in the meantime.
  if (secrets.length === 0) return false;
  const message = {
    url: claimed.url,
    id: messageIdOf(claimed.eventId),
    body: JSON.stringify({ type: claimed.type, timestamp: claimed.occurredAt.toISOString(), data: claimed.data }),
    secrets,
  };
  const startedAt = performance.now();
  let answer: Answer;
  try {
    answer = await postMessage(message, { addresses: courier.addresses, now: at, stop });
  } catch (error) {
    await giveBack(pool, claimed);
    if (stop.aborted) return false;
    throw error;
  }
  const milliseconds = Math.round(performance.now() - startedAt);
  await keep(pool, endpointId, claimed, answer, { at, milliseconds });
  return answer.problem === null;
};

/**
 * Delivers what is due for one endpoint of the bound tenant, until nothing is, its turn is over, or a try fails: where one does,
 * the next would, and waits for the next turn.
 */
export const deliverDue = async (courier: Courier, endpointId: string): Promise<void> => {
  const endsAt = performance.now() + TURN_MS;
  let goesOn = true;
  const work = async () => {
    while (goesOn && !courier.stop.aborted && performance.now() < endsAt)
      goesOn = (await deliverNext(courier, endpointId)) && goesOn;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};
