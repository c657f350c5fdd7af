import { announceChange } from '../../gateway/src/tenant/public-changes.ts';
import type { TestGateway } from './gateway.ts';
import type { SeededTenant } from './tenant.ts';

/** Tells all gateways of the database that public answers about a region have changed, as a closing or a running figure does. */
export const tellOfChange = ({ database }: Pick<TestGateway, 'database'>, { uuid }: SeededTenant): Promise<unknown> =>
  announceChange(database.database.directory, uuid);
