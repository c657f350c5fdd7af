import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { OutboundAddresses } from '../access/outbound-address.ts';
import { withTenant } from '../database/tenant-scope.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { deliverDue, findDueEndpoints } from '../webhook/deliver-due.ts';

/** Carries messages to the endpoints of all tenants. */
export interface WebhookCourier {
  /** Delivers what is due. */
  readonly run: () => Promise<void>;
  /** Runs every few seconds from now on, apart from all other work: a receiver that is slow holds up nobody else. */
  readonly start: () => void;
  /** Ends what is under way; what was not confirmed is sent again by whoever looks next. */
  readonly stop: () => Promise<void>;
}

/** Endpoints that are served at once. */
const AT_ONCE = 16;
const REST_MS = 5_000;

/**
 * @param onError told about what failed on our side; it is tried again.
 */
export const createWebhookCourier = (
  {
    pool,
    tenants,
    addresses,
    now,
  }: {
    readonly pool: Pool;
    readonly tenants: TenantDirectory;
    readonly addresses: OutboundAddresses;
    readonly now: () => Date;
  },
  onError: (error: unknown) => void,
): WebhookCourier => {
  const stopping = new AbortController();
  // Each message that is under way listens: far more than Node takes for a leak, and none for longer than it lasts.
  setMaxListeners(0, stopping.signal);
  const courier = { pool, addresses, now, stop: stopping.signal };

  const findTurns = async () => {
    const turns: { readonly tenantId: string; readonly endpointId: string }[] = [];
    for (const { tenantId } of tenants.all())
      for (const endpointId of await withTenant(tenantId, () => findDueEndpoints(pool, now())))
        turns.push({ tenantId, endpointId });
    return turns;
  };

  const work = async () => {
    if (stopping.signal.aborted) return;
    const turns = await findTurns();
    const serve = async () => {
      for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
        const { tenantId, endpointId } = turn;
        await withTenant(tenantId, () => deliverDue(courier, endpointId)).catch(onError);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, serve));
  };

  /** The last run that was begun; the next waits for it, and so does the end. */
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running.catch(() => undefined).then(work);
    return running;
  };

  const keepRunning = async () => {
    while (!stopping.signal.aborted) {
      await run().catch(onError);
      await sleep(REST_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  return {
    run,
    start: () => void keepRunning(),
    stop: () => {
      stopping.abort();
      return running.catch(() => undefined);
    },
  };
};
