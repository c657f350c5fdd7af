import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { keptSince, removedBefore } from '../domain/webhook.ts';

/** Deleted by one statement, so that none holds its locks for long. */
const AT_ONCE = 5000;

const FORGET_DELIVERIES = {
  name: 'forget_webhook_deliveries',
  text: `with old as (
           select delivery.id from webhook_endpoint as endpoint
           join webhook_delivery as delivery on delivery.tenant_id = $1 and endpoint_id = endpoint.id
             and (occurred_at < $2 or endpoint.state = 'REMOVED' and state_since < $3)
           where endpoint.tenant_id = $1
           limit ${AT_ONCE}
         ), forgotten as (
           delete from webhook_attempt where tenant_id = $1 and delivery_id in (select id from old)
         )
         delete from webhook_delivery where tenant_id = $1 and id in (select id from old)`,
};

/**
 * Forgets messages with their log whose time is over, those that still wait for a paused endpoint among them, and all of
 * endpoints that were removed.
 */
export const forgetOldDeliveries = async (pool: Pool, now: Date): Promise<void> => {
  const values = [boundTenant(), new Date(keptSince(now.getTime())), new Date(removedBefore(now.getTime()))];
  let forgotten: number | null;
  do {
    forgotten = (await pool.query({ ...FORGET_DELIVERIES, values })).rowCount;
  } while (forgotten === AT_ONCE);
  await pool.query({
    name: 'forget_webhook_endpoints',
    text: `delete from webhook_endpoint where tenant_id = $1 and state = 'REMOVED' and state_since < $2`,
    values: [boundTenant(), values[2]],
  });
};
