import { daysOf, lastClosed, type Period } from '@kinerja/gateway/domain/period';
import { Client } from 'pg';
import { openDatabase } from '../../gateway/src/database/open-database.ts';
import type { DatabaseAddresses, OwnCluster } from '../../gateway/src/database/own-cluster.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import { closeDuePeriods } from '../../gateway/src/leaderboard/close-due-periods.ts';
import { createRegion, type Region, ZONE } from './region.ts';
import { countWrongTallies, storeRatings } from './stored-ratings.ts';
import { storeVisits } from './stored-visits.ts';

/** A migrated database of its own on the bench's server. */
export const createDatabase = async (cluster: OwnCluster, name: string): Promise<DatabaseAddresses> => {
  const client = new Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  try {
    await client.query(`create database ${name} owner kinerja_owner`);
  } finally {
    await client.end();
  }
  const named = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return { ownerUrl: named(cluster.ownerUrl), gatewayUrl: named(cluster.gatewayUrl) };
};

/** Regions with ratings of a year, and the figures and boards of all that is closed. */
export interface RatedRegions {
  readonly addresses: DatabaseAddresses;
  readonly regions: readonly [Region, ...Region[]];
  /** The quarter whose board is shown when none is asked for. */
  readonly quarter: Period;
  readonly seconds: number;
}

/** So many ratings can be read and counted again in a moment. */
const RECOUNTED = 50_000;

/** A day `days` before another. */
const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** A code of its own for each region. */
const codeOf = (place: number) => `${11 + Math.floor(place / 99)}.${String(1 + (place % 99)).padStart(2, '0')}`;

/**
 * @param ratings of each region.
 * @param count of regions, at least one.
 */
export const createRatedRegions = async (cluster: OwnCluster, ratings: number, count = 1): Promise<RatedRegions> => {
  const startedAt = performance.now();
  const addresses = await createDatabase(cluster, `rated_${count}_${ratings}`);
  const database = await openDatabase(addresses);
  const owner = new Client({ connectionString: addresses.ownerUrl });
  await owner.connect();
  try {
    const now = new Date();
    const quarter = lastClosed('quarter', now.getTime(), ZONE);
    const regions: [Region, ...Region[]] = [await createRegion(database, codeOf(0))];
    for (let place = 1; place < count; place += 1) regions.push(await createRegion(database, codeOf(place)));
    await storeRatings(owner, regions, { ratings, firstDay: daysBefore(daysOf(quarter).last, 364) });
    if (ratings <= RECOUNTED) {
      const wrong = await countWrongTallies(owner);
      if (wrong > 0) throw new Error(`${wrong} cells of the tally differ from a recount of ${ratings} ratings.`);
    }
    for (const { tenantId } of regions)
      await withTenant(tenantId, () => closeDuePeriods(database.pool, { tenantId, zone: ZONE, now }));
    return { addresses, regions, quarter, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await owner.end();
    await database.close();
  }
};

/** A region with visits of a year to one service. */
export interface VisitedRegion {
  readonly addresses: DatabaseAddresses;
  readonly region: Region;
  readonly seconds: number;
  /** Of the table of visits with its indexes. */
  readonly bytes: number;
  /** Rows that are read for figures of the whole year, by which the cost is bounded. */
  readonly classes: number;
}

export const createVisitedRegion = async (cluster: OwnCluster, visits: number): Promise<VisitedRegion> => {
  const startedAt = performance.now();
  const addresses = await createDatabase(cluster, `visited_${visits}`);
  const database = await openDatabase(addresses);
  const owner = new Client({ connectionString: addresses.ownerUrl });
  await owner.connect();
  try {
    const region = await createRegion(database, '99.01');
    const quarter = lastClosed('quarter', Date.now(), ZONE);
    await storeVisits(owner, database, region, { visits, firstDay: daysBefore(daysOf(quarter).last, 364) });
    const { rows } = await owner.query<{ visits: number; bytes: number; classes: number; counted: number }>(
      `select (select count(*)::integer from visit) as visits, pg_total_relation_size('visit')::float8 as bytes,
              (select count(*)::integer from visit_tally) as classes,
              (select sum(finished)::integer from visit_month)
                + (select count(*)::integer from visit where finished_at is null) as counted`,
    );
    const [stored] = rows;
    if (stored?.visits !== visits || stored.counted !== visits)
      throw new Error(`Of ${visits} visits ${stored?.visits} are stored and ${stored?.counted} counted.`);
    return { addresses, region, seconds: (performance.now() - startedAt) / 1000, ...stored };
  } finally {
    await owner.end();
    await database.close();
  }
};
