import type { Pool } from 'pg';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { addMissingParts, addParts } from './add-parts.ts';
import { type DemoRegion, readDemoRegions } from './demo-regions.ts';
import { openStage } from './demo-stage.ts';
import { type DemoOptions, generateRegion } from './generate-region.ts';
import { storeRatings, storeStructure } from './store-region.ts';

/**
 * Loads a region in one transaction: it is there with all its ratings and people, or not at all, whenever the gateway is
 * killed. The lock makes a second gateway that starts at the same time wait and find it.
 */
const loadRegion = async (database: Database, region: DemoRegion, options: DemoOptions): Promise<number> => {
  const generated = generateRegion(region, options);
  return withTenant(region.tenantId, () =>
    transaction(database.pool, async (client) => {
      await client.query("set local statement_timeout = '60s'");
      await client.query("set local lock_timeout = '60s'");
      await client.query("select pg_advisory_xact_lock(hashtextextended('demo ' || $1, 0))", [region.code]);
      const { rowCount } = await client.query('select from tenant where code = $1', [region.code]);
      if (rowCount !== 0) return 0;
      const storing = { client, region, now: options.now };
      await storeStructure(storing);
      await storeRatings(storing, generated);
      await addParts(openStage(database, client, region, options.now));
      return generated.ratings.length;
    }),
  );
};

/** The two connections that are needed; opened while a region is generated, one could miss its deadline. */
const openConnections = (pool: Pool, region: DemoRegion) =>
  withTenant(region.tenantId, async () => {
    const clients = await Promise.all([pool.connect(), pool.connect()]);
    for (const client of clients) client.release();
  });

/** Two at a time: while the database stores one region, the next is generated. */
const loadSideBySide = async (database: Database, regions: readonly DemoRegion[], options: DemoOptions) => {
  const [first] = regions;
  if (first === undefined) return [];
  await openConnections(database.pool, first);
  const waiting = regions.values();
  const loadNext = async () => {
    const loaded: number[] = [];
    for (const region of waiting) loaded.push(await loadRegion(database, region, options));
    return loaded;
  };
  const lanes = await Promise.allSettled([loadNext(), loadNext()]);
  return lanes.flatMap((lane) => {
    if (lane.status === 'rejected') throw lane.reason;
    return lane.value;
  });
};

/**
 * Loads the demonstration regions that are missing, unless the database serves a real region. After a start that was
 * interrupted the next one adds the rest, also what a region lacks that an earlier version loaded; when all are there, nothing is changed. Their figures and boards are published
 * by the gateway, like those of every other region.
 *
 * @returns how many ratings were added.
 */
export const loadDemoRegions = async (
  database: Database,
  options: DemoOptions,
): Promise<{ readonly ratings: number }> => {
  const { rows } = await database.directory.query<{ code: string; sampleData: boolean }>(
    'select code, sample_data as "sampleData" from tenant',
  );
  if (rows.some(({ sampleData }) => !sampleData)) return { ratings: 0 };
  const regions = readDemoRegions();
  const isThere = ({ code }: DemoRegion) => rows.some((row) => row.code === code);
  for (const region of regions.filter(isThere)) await addMissingParts(database, region, options.now);
  const missing = regions.filter((region) => !isThere(region));
  const loaded = await loadSideBySide(database, missing, options);
  return { ratings: loaded.reduce((sum, ratings) => sum + ratings, 0) };
};
