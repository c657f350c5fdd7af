import { storeVisitProcess } from '../../gateway/src/service-time/visit-processes.ts';
import type { TestDatabase } from './database.ts';

/** Loads how services of a region work, as its operator would. */
export const loadVisitProcess = (
  { database, inTenant }: TestDatabase,
  tenant: { readonly uuid: string },
  process: unknown,
  at: Date,
): Promise<unknown> =>
  inTenant(tenant, () => storeVisitProcess(database.pool, process, { actor: 'operator test', at }));
