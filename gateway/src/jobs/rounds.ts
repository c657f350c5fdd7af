import { setTimeout as sleep } from 'node:timers/promises';
import { withTenant } from '../database/tenant-scope.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';

/** Work that is done again and again, one round after the other. */
export interface Rounds {
  /** Does a round once the one before is over. */
  readonly run: () => Promise<void>;
  /** Does one every few seconds from now on, apart from all other work: a slow one holds up nobody else. */
  readonly start: () => void;
  /** Begins no further one; resolves when the last is over. */
  readonly stop: () => Promise<void>;
}

/**
 * @param stopping aborted when they end; work that takes long listens to it.
 * @param onError told about a round that failed; the next one comes all the same.
 */
export const createRounds = (
  work: () => Promise<void>,
  {
    restMs,
    stopping,
    onError,
  }: {
    readonly restMs: number;
    readonly stopping: AbortController;
    readonly onError: (error: unknown) => void;
  },
): Rounds => {
  const { signal } = stopping;
  /** The last round that was begun; the next waits for it, and so does the end. */
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running
      .catch(() => undefined)
      .then(async () => {
        if (!signal.aborted) await work();
      });
    return running;
  };

  const keepRunning = async () => {
    while (!signal.aborted) {
      await run().catch(onError);
      await sleep(restMs, undefined, { signal }).catch(() => undefined);
    }
  };

  return {
    run,
    start: () => void keepRunning(),
    stop: () => {
      stopping.abort();
      return running.catch(() => undefined);
    },
  };
};

/** For rounds of ten seconds: a hundred regions have their turn in each, and of more than that each has it once a minute. */
export const ONCE_A_MINUTE = { rounds: 6, atLeast: 100 } as const;

/**
 * All regions the first time, and then some after the others, so that hundreds of them cost a gateway no more than dozens.
 *
 * @param rounds after which each has had its turn again.
 * @param atLeast so many have theirs in each round, as long as there are as many; 1 by default.
 */
export const takeTurns = (
  all: () => readonly TenantEntry[],
  { rounds, atLeast = 1 }: { readonly rounds: number; readonly atLeast?: number },
): (() => readonly TenantEntry[]) => {
  let next: number | undefined;
  return () => {
    const regions = all();
    const size = Math.max(atLeast, Math.ceil(regions.length / rounds));
    if (next === undefined || regions.length <= size) {
      next = 0;
      return regions;
    }
    const turn = [...regions.slice(next), ...regions].slice(0, size);
    next = (next + size) % regions.length;
    return turn;
  };
};

/**
 * Rounds in which each of some regions has its turn, bound to it.
 *
 * @param regions whose turn it is in a round.
 * @param onError told about a region whose turn failed; the others have theirs, and it has its next one.
 */
export const createRoundsOfRegions = (
  regions: () => Promise<readonly TenantEntry[]> | readonly TenantEntry[],
  work: (tenant: TenantEntry) => Promise<void>,
  { restMs, onError }: { readonly restMs: number; readonly onError: (error: unknown) => void },
): Rounds => {
  const stopping = new AbortController();
  const round = async () => {
    for (const tenant of await regions()) {
      if (stopping.signal.aborted) return;
      await withTenant(tenant.tenantId, () => work(tenant)).catch(onError);
    }
  };
  return createRounds(round, { restMs, stopping, onError });
};
