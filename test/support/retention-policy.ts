import { storeRetentionPolicy } from '../../gateway/src/retention/retention-policies.ts';
import type { TestDatabase } from './database.ts';

/** Loads how long a region keeps things, as its operator would. */
export const loadRetentionPolicy = (
  { database, inTenant }: TestDatabase,
  tenant: { readonly uuid: string },
  policy: unknown,
  at: Date,
): Promise<unknown> =>
  inTenant(tenant, () => storeRetentionPolicy(database.pool, policy, { actor: 'operator test', at }));
