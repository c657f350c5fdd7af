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

/** A region with ratings of a year, and the figures and boards of all that is closed. */
export interface RatedRegion {
  readonly addresses: DatabaseAddresses;
  readonly region: Region;
  /** The quarter whose board is shown when none is asked for. */
  readonly quarter: Period;
  readonly seconds: number;
}

/** So many ratings can be read and counted again in a moment. */
const RECOUNTED = 50_000;

/** A day `days` before another. */
const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

export const createRatedRegion = async (cluster: OwnCluster, ratings: number): Promise<RatedRegion> => {
  const startedAt = performance.now();
  const addresses = await createDatabase(cluster, `rated_${ratings}`);
  const database = await openDatabase(addresses);
  const owner = new Client({ connectionString: addresses.ownerUrl });
  await owner.connect();
  try {
    const now = new Date();
    const region = await createRegion(database, '99.01');
    const quarter = lastClosed('quarter', now.getTime(), ZONE);
    await storeRatings(owner, region, { ratings, firstDay: daysBefore(daysOf(quarter).last, 364) });
    if (ratings <= RECOUNTED) {
      const wrong = await countWrongTallies(owner);
      if (wrong > 0) throw new Error(`${wrong} cells of the tally differ from a recount of ${ratings} ratings.`);
    }
    const { tenantId } = region;
    await withTenant(tenantId, () => closeDuePeriods(database.pool, { tenantId, zone: ZONE, now }));
    return { addresses, region, quarter, seconds: (performance.now() - startedAt) / 1000 };
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
