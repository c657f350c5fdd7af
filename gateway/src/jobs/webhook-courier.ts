import { setMaxListeners } from 'node:events';
import type { Pool } from 'pg';
import type { OutboundAddresses } from '../access/outbound-address.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { deliverDue, findDueEndpoints } from '../webhook/deliver-due.ts';
import { onceMigrated } from './once-migrated.ts';
import { createRounds, type Rounds } from './rounds.ts';

/** Endpoints that are served at once. */
const AT_ONCE = 16;
const REST_MS = 5_000;

/**
 * Carries messages to the endpoints of all tenants. What is under way when it ends and was not confirmed is sent again by whoever
 * looks next.
 *
 * @param directory connects bound to no tenant.
 * @param onError told about what failed on our side; it is tried again.
 */
export const createWebhookCourier = (
  {
    pool,
    directory,
    addresses,
    now,
  }: {
    readonly pool: Pool;
    readonly directory: Pool;
    readonly addresses: OutboundAddresses;
    readonly now: () => Date;
  },
  onError: (error: unknown) => void,
): Rounds => {
  const stopping = new AbortController();
  // Each message that is under way listens: far more than Node takes for a leak, and none for longer than it lasts.
  setMaxListeners(0, stopping.signal);
  const courier = { pool, addresses, now, stop: stopping.signal };

  const work = async () => {
    const turns = [...(await onceMigrated(() => findDueEndpoints(directory, now()), []))];
    const serve = async () => {
      for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
        const { tenantId, endpointId } = turn;
        await withTenant(tenantId, () => deliverDue(courier, endpointId)).catch(onError);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, serve));
  };

  return createRounds(work, { restMs: REST_MS, stopping, onError });
};
