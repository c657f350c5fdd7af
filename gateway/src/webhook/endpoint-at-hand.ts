import type { PoolClient } from 'pg';
import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';

/** Where the messages of an endpoint stand. */
export type EndpointState = 'ACTIVE' | 'PAUSED' | 'FAILED' | 'GONE';

/** An endpoint that is being changed. */
export interface EndpointAtHand {
  readonly id: string;
  readonly state: EndpointState;
  readonly url: string;
}

/** What a change came to: for the audit trail, and for whoever asked. */
export interface EndpointDeed<Result> {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly result: Result;
}

/** @throws {Refused} unless the person who is signed in looks after the webhooks of the region. Returns how it stands in the audit trail. */
export const requireManager = async (context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  await refuseUnless(context, 'MANAGE_WEBHOOKS', grantedRoles(viewer), boundTenant());
  return actorOf(viewer);
};

/**
 * The key of an endpoint, for whoever looks after them.
 *
 * @throws {Refused} for everybody else.
 */
export const requireEndpoint = async (
  id: string,
  context: Context,
): Promise<{ readonly tenantId: string; readonly id: string }> => {
  await requireManager(context);
  return { tenantId: boundTenant(), id: requireKey('id', id, 'WebhookEndpoint') };
};

/** The host of an endpoint, for the audit trail: the rest of an address may hold a key. */
export const hostOf = (url: string): string => new URL(url).host;

/**
 * Changes an endpoint of the bound tenant, and says so in the audit trail, all or nothing; one change of it at a time.
 *
 * @param id global id.
 * @throws {Refused} for whoever may not. @throws NOT_FOUND for an endpoint that is not there.
 */
export const changeEndpoint = async <Result>(
  id: string,
  context: Context,
  change: (client: PoolClient, endpoint: EndpointAtHand, at: Date) => Promise<EndpointDeed<Result>>,
): Promise<Result> => {
  const actor = await requireManager(context);
  const key = requireKey('id', id, 'WebhookEndpoint');
  const at = context.now();
  return transaction(context.db.pool, async (client) => {
    const { rows } = await client.query<EndpointAtHand>(
      // Whoever tells of an event refers to the endpoint, and must not wait.
      `select id, state, url from webhook_endpoint
       where tenant_id = $1 and id = $2 and state <> 'REMOVED' for no key update`,
      [boundTenant(), key],
    );
    const [endpoint] = rows;
    if (endpoint === undefined) throw notHere('id', id, 'WebhookEndpoint');
    const { action, detail, result } = await change(client, endpoint, at);
    await recordEvent(client, { at, actor, action, subject: key, detail: { host: hostOf(endpoint.url), ...detail } });
    return result;
  });
};
