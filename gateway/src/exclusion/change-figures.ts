import type { PoolClient } from 'pg';
import { actorOf, type Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Period } from '../domain/period.ts';
import { lockPublishing } from '../feedback/publish-closed-figures.ts';
import { lockRunningFigures } from '../feedback/refresh-running-figures.ts';
import { publishAgain } from '../leaderboard/close-due-periods.ts';
import { refreshUnit } from '../leaderboard/keep-figures-running.ts';
import { moveTallies } from './move-tallies.ts';
import type { SelectedMonth, SelectedRatings } from './selected-ratings.ts';

/** Until the end of the transaction nobody else excludes ratings of the tenant, or restores them. */
export const lockExclusions = (client: PoolClient, tenantId: string): Promise<unknown> =>
  client.query("select pg_advisory_xact_lock(hashtextextended('exclude ' || $1, 0))", [tenantId]);

/** What becomes of the ratings, and what published figures say of it. */
interface Change {
  readonly unitId: string;
  readonly zone: string;
  readonly at: Date;
  readonly viewer: Viewer;
  readonly selected: SelectedRatings;
  /** Months among those of the ratings whose figures are published. */
  readonly closed: readonly SelectedMonth[];
  readonly sign: 1 | -1;
  readonly reason: string;
}

/**
 * Takes ratings out of all figures and boards, or puts them back, in the caller's transaction: running figures move in their
 * steps, published ones get a further version with the reason.
 */
export const changeFigures = async (
  client: PoolClient,
  { db: { pool } }: Pick<Context, 'db'>,
  { unitId, zone, at, viewer, selected, closed, sign, reason }: Change,
): Promise<void> => {
  const tenantId = boundTenant();
  // As others take them: running figures, then publishing, then boards. Both before the tallies, which citizens wait for.
  await lockRunningFigures(client, unitId);
  if (closed.length > 0) await lockPublishing(client, tenantId);
  await moveTallies(client, selected.parts, sign);
  const years = [...new Set(closed.map(({ month }) => month.slice(0, 4) as Period))];
  if (years.length > 0)
    await publishAgain(client, pool, {
      ...{ tenantId, zone, now: at, years },
      correction: { reason, changedBy: actorOf(viewer) },
    });
  await refreshUnit(client, pool, { tenantId, unitId, zone, now: at });
};
