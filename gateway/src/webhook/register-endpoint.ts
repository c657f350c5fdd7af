import { v7 as timeOrderedId } from 'uuid';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_NAME } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { MOST_ENDPOINTS, WEBHOOK_EVENT_TYPES, type WebhookEvent } from '../domain/webhook.ts';
import { notAllowedNow } from '../refusals.ts';
import { hostOf, requireManager } from './endpoint-at-hand.ts';
import { issueSecret } from './signing-secret.ts';

/** An endpoint that somebody wants. */
export interface WantedEndpoint {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

/** A secret, told once. */
export interface IssuedSecret {
  readonly tenantId: string;
  readonly endpointId: string;
  readonly secret: string;
  /** Until when the one before it is good; null where there was none. */
  readonly oldValidUntil: Date | null;
}

const isEvent = (type: string): type is WebhookEvent => (WEBHOOK_EVENT_TYPES as readonly string[]).includes(type);

const checkEndpoint = async ({ url, description, events }: WantedEndpoint, { outbound }: Context) => {
  const check = checkInput();
  const words = check.required('description', description, MAX_NAME, 'nama sistem yang menerima');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const expected = parsed === undefined ? 'alamat yang dimulai dengan https://' : await outbound.expected(parsed);
  check.expect(expected === undefined, 'url', url, expected ?? '');
  const known = [...new Set(events)].filter(isEvent);
  check.expect(
    events.length > 0 && events.every(isEvent),
    'events',
    events,
    `satu atau beberapa dari ${WEBHOOK_EVENT_TYPES.join(', ')}`,
  );
  check.finish();
  return { url: parsed?.href ?? url, description: words, events: known };
};

/** Registers an endpoint and issues its secret. From then on it is told of what happens. */
export const registerEndpoint = async (wanted: WantedEndpoint, context: Context): Promise<IssuedSecret> => {
  const actor = await requireManager(context);
  const { url, description, events } = await checkEndpoint(wanted, context);
  const now = context.now();
  const tenantId = boundTenant();
  const endpointId = timeOrderedId();
  return transaction(context.db.pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended('webhooks ' || $1, 0))", [tenantId]);
    const { rows } = await client.query<{ there: number }>(
      `select count(*)::integer as there from webhook_endpoint where tenant_id = $1 and state <> 'REMOVED'`,
      [tenantId],
    );
    if ((rows[0]?.there ?? 0) >= MOST_ENDPOINTS)
      throw notAllowedNow(`Sudah ada ${MOST_ENDPOINTS} tujuan webhook, paling banyak untuk satu daerah.`, [
        'menghapus tujuan yang tidak dipakai lagi',
      ]);
    await client.query(
      `insert into webhook_endpoint (tenant_id, id, url, description, events, state, state_since, created_at)
       values ($1, $2, $3, $4, $5, 'ACTIVE', $6, $6)`,
      [tenantId, endpointId, url, description, events, now],
    );
    const secret = await issueSecret(client, endpointId, { now, oldUntil: now });
    await recordEvent(client, {
      at: now,
      actor,
      action: 'webhook.registered',
      subject: endpointId,
      detail: { host: hostOf(url), events },
    });
    return { tenantId, endpointId, secret, oldValidUntil: null };
  });
};
