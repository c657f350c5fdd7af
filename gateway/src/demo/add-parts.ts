import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { DemoRegion } from './demo-regions.ts';
import { type DemoStage, openStage } from './demo-stage.ts';
import { storeAppraisals } from './store-appraisals.ts';
import { storeCorrections } from './store-corrections.ts';
import { storeForum } from './store-forum.ts';
import { storeTickets } from './store-tickets.ts';
import { storeVisits } from './store-visits.ts';

/** What people do in a region, by the table that shows whether it is there. Later ones are done by the people of the first. */
const PARTS: readonly (readonly [table: string, store: (stage: DemoStage) => Promise<void>])[] = [
  ['employee', storeAppraisals],
  ['ticket', storeTickets],
  ['visit', storeVisits],
  ['forum_topic', storeForum],
  ['figure_objection', storeCorrections],
];

/** Adds what a region does not have yet. */
export const addParts = async (stage: DemoStage): Promise<void> => {
  const { client, region } = stage;
  for (const [table, store] of PARTS) {
    const { rowCount } = await client.query(`select from ${table} where tenant_id = $1 limit 1`, [region.tenantId]);
    if (rowCount === 0) await store(stage);
  }
};

/** Adds to a demonstration region what there was not yet when it was loaded; otherwise nothing. */
export const addMissingParts = (database: Database, region: DemoRegion, now: Date): Promise<void> =>
  withTenant(region.tenantId, () =>
    transaction(database.pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtextextended('demo ' || $1, 0))", [region.code]);
      await addParts(openStage(database, client, region, now));
    }),
  );
