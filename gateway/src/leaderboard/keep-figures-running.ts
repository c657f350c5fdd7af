import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import {
  findUnitsToRefresh,
  type Refreshed,
  refreshRunningFigures,
  type UnitToRefresh,
} from '../feedback/refresh-running-figures.ts';
import { announceStep } from '../tenant/public-changes.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';
import { publishProvisionalBoards } from './publish-boards.ts';

/** New ratings that make one step of a running figure. */
const STEP = 10;
/** Under load, a unit rests this many times as long as its last refresh took; the steps of that time follow together. */
const REST = 9;
/** While several units wait for their turn, all of them rest this many times as long as the last refresh took: submits come first. */
const REST_BETWEEN = 2;

/** Keeps running figures and provisional boards in step with what is committed. */
export interface RunningFigures {
  /**
   * After a commit; resolves when the step that this rating completes is public; at once when it completes none, or when
   * others are before it.
   */
  readonly ratingStored: (tenantId: string, unitId: string) => Promise<void>;
  /** Catches up with ratings of some regions that other gateways, or this one before it died, have stored. */
  readonly sweep: (regions: readonly TenantEntry[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Progress {
  /** Ratings since the last refresh, with those that still waited then. */
  waiting: number;
  restsUntil: number;
  running: Promise<void> | null;
  timer: NodeJS.Timeout | null;
}

/** Lets the running figures of a unit, and the provisional boards that it is on, catch up, in the caller's transaction. */
export const refreshUnit = async (client: PoolClient, pool: Pool, unit: UnitToRefresh): Promise<Refreshed> => {
  const { tenantId, unitId, zone, now } = unit;
  const refreshed = await refreshRunningFigures(client, unit);
  if (refreshed.moved.length === 0) return refreshed;
  const { rows } = await client.query<{ kind: string }>('select kind from unit where tenant_id = $1 and id = $2', [
    tenantId,
    unitId,
  ]);
  for (const { kind } of rows)
    await publishProvisionalBoards(client, pool, { tenantId, kind, months: refreshed.moved, zone, now });
  await announceStep(client, tenantId);
  return refreshed;
};

/**
 * @param onError told about a refresh that failed; the next step or sweep tries again.
 */
export const keepFiguresRunning = (
  pool: Pool,
  tenants: TenantDirectory,
  now: () => Date,
  onError: (error: unknown) => void,
): RunningFigures => {
  const progress = new Map<string, Progress>();

  /** Returns how many ratings came while it ran. */
  const refresh = async (tenantId: string, unitId: string, state: Progress): Promise<number> => {
    const tenant = await tenants.byId(tenantId);
    if (tenant === undefined) return 0;
    const counted = state.waiting;
    const { waiting } = await withTenant(tenantId, () =>
      transaction(pool, (client) => refreshUnit(client, pool, { tenantId, unitId, zone: tenant.timeZone, now: now() })),
    );
    // Ratings that came while it ran may be in it or not; counting them again only brings the next look forward.
    const came = state.waiting - counted;
    state.waiting = waiting + came;
    return came;
  };

  /** One after the other: each holds a connection for as long as a board takes, and submits need theirs. */
  let lastInLine = Promise.resolve();
  let inLine = 0;
  let isStopped = false;
  let lastTookMs = 0;

  const restBetween = async () => {
    if (inLine > 0 && !isStopped) await sleep(REST_BETWEEN * lastTookMs);
  };

  const start = (tenantId: string, unitId: string, state: Progress): Promise<void> => {
    const run = async () => {
      const startedAt = performance.now();
      const came = isStopped
        ? 0
        : await refresh(tenantId, unitId, state).catch((error: unknown) => {
            onError(error);
            return 0;
          });
      inLine -= 1;
      lastTookMs = performance.now() - startedAt;
      state.restsUntil = performance.now() + REST * lastTookMs;
      if (state.running === done) state.running = null;
      if (came > 0 && state.waiting >= STEP) startAfterRest(tenantId, unitId, state);
    };
    inLine += 1;
    const done = lastInLine.then(run);
    lastInLine = done.then(restBetween);
    state.running = done;
    return done;
  };

  /** Once, however many ratings ask for it. */
  const startAfterRest = (tenantId: string, unitId: string, state: Progress): void => {
    if (isStopped || state.running !== null || state.timer !== null) return;
    const later = () => {
      state.timer = null;
      void start(tenantId, unitId, state);
    };
    state.timer = setTimeout(later, state.restsUntil - performance.now());
  };

  const stateOf = (unitId: string): Progress => {
    const known = progress.get(unitId);
    if (known !== undefined) return known;
    // What was stored before this gateway started is not known here: the first rating looks.
    const fresh: Progress = { waiting: STEP, restsUntil: 0, running: null, timer: null };
    progress.set(unitId, fresh);
    return fresh;
  };

  const look = async (tenantId: string, unitId: string): Promise<void> => {
    const state = stateOf(unitId);
    state.waiting += 1;
    // A refresh that is under way, or in line, looks once more at its end.
    if (state.waiting < STEP || state.running !== null) return;
    if (state.restsUntil > performance.now()) return startAfterRest(tenantId, unitId, state);
    const isFirst = inLine === 0;
    const done = start(tenantId, unitId, state);
    return isFirst ? done : undefined;
  };

  return {
    ratingStored: look,
    sweep: async (regions) => {
      for (const { tenantId, timeZone } of regions)
        await withTenant(tenantId, async () => {
          for (const unitId of await findUnitsToRefresh(pool, { tenantId, zone: timeZone, now: now() }))
            await start(tenantId, unitId, stateOf(unitId));
        }).catch(onError);
    },
    // What still waits is caught up with at the next start.
    stop: () => {
      isStopped = true;
      for (const { timer } of progress.values()) if (timer !== null) clearTimeout(timer);
      return lastInLine;
    },
  };
};
