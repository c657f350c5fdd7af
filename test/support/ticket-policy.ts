import { storeTicketPolicy } from '../../gateway/src/ticket/ticket-policies.ts';
import type { TestDatabase } from './database.ts';

/** Loads what a region promises to those who write, as its operator would. */
export const loadTicketPolicy = (
  { database, inTenant }: TestDatabase,
  tenant: { readonly uuid: string },
  policy: unknown,
  at: Date,
): Promise<unknown> => inTenant(tenant, () => storeTicketPolicy(database.pool, policy, { actor: 'operator test', at }));
