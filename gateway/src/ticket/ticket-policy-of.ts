import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { parseTicketPolicy, type TicketPolicy } from '../domain/ticket-policy.ts';

const NATIONAL = parseTicketPolicy(sp4nLapor);

/**
 * What the bound tenant promised to whoever wrote at this instant: a later policy changes no promise that was given. The
 * figures of SP4N-LAPOR! where the region has set none.
 */
export const ticketPolicyOf = async (client: Pool | PoolClient, receivedAt: Date): Promise<TicketPolicy> => {
  const { rows } = await client.query<{ definition: unknown }>({
    name: 'ticket_policy_at',
    text: `select definition from ticket_policy where tenant_id = $1 and created_at <= $2
           order by created_at desc, version desc limit 1`,
    values: [boundTenant(), receivedAt],
  });
  const [own] = rows;
  return own === undefined ? NATIONAL : parseTicketPolicy(own.definition);
};
