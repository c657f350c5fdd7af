import counterQueue from '@kinerja/schema/visit-processes/counter-queue.json' with { type: 'json' };
import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { parseVisitProcess, type VisitProcess } from '../domain/visit-process.ts';
import { encodeGlobalId } from '../global-id.ts';
import { type PolicyLoader, storeVersion } from '../store-version.ts';

const COUNTER_QUEUE = parseVisitProcess(counterQueue);

/** How a service of the bound tenant works now: the newest process that names it, else a queue at a counter. */
export const processOf = async (client: Pool | PoolClient, serviceId: string): Promise<VisitProcess> => {
  const tenantId = boundTenant();
  const { rows } = await client.query<{ definition: unknown }>({
    name: 'visit_process_of',
    text: `select definition from visit_process where tenant_id = $1 and definition->'services' ? $2
           order by created_at desc, version desc limit 1`,
    values: [tenantId, encodeGlobalId({ type: 'Service', tenantId, id: serviceId })],
  });
  const [own] = rows;
  return own === undefined ? COUNTER_QUEUE : parseVisitProcess(own.definition);
};

/**
 * Stores how services of the region work from now on, as the next version of its key. The same content again changes nothing.
 *
 * @throws an error named InvalidPolicy with every path that is wrong; {Refused} for a version that is not the next.
 */
export const storeVisitProcess = async (
  pool: Pool,
  definition: unknown,
  loader: PolicyLoader,
): Promise<{ readonly process: VisitProcess; readonly isNew: boolean }> => {
  const process = parseVisitProcess(definition);
  return { process, isNew: await storeVersion(pool, 'visit_process', process, loader) };
};
