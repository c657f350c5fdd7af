import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { DemoRegion } from './demo-regions.ts';
import { openStage } from './demo-stage.ts';
import { storeAppraisals } from './store-appraisals.ts';
import { storeTickets } from './store-tickets.ts';
import { storeVisits } from './store-visits.ts';

/** Adds people with their appraisals, reports, and visits, to a demonstration region that was loaded when there were none; otherwise nothing. */
export const addPeople = (database: Database, region: DemoRegion, now: Date): Promise<void> =>
  withTenant(region.tenantId, () =>
    transaction(database.pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtextextended('demo ' || $1, 0))", [region.code]);
      const { rowCount } = await client.query('select from employee where tenant_id = $1 limit 1', [region.tenantId]);
      const stage = openStage(database, client, region, now);
      if (rowCount === 0) await storeAppraisals(stage);
      const reported = await client.query('select from ticket where tenant_id = $1 limit 1', [region.tenantId]);
      if (reported.rowCount === 0) await storeTickets(stage);
      const visited = await client.query('select from visit where tenant_id = $1 limit 1', [region.tenantId]);
      if (visited.rowCount === 0) await storeVisits(stage);
    }),
  );
