import { setTimeout as sleep } from 'node:timers/promises';
import { withTenant } from '../database/tenant-scope.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';

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

/**
 * Rounds in which each region has its turn, bound to it.
 *
 * @param onError told about a region whose turn failed; the others have theirs, and it has its next one.
 */
export const createRoundsOfRegions = (
  tenants: TenantDirectory,
  work: (tenant: TenantEntry) => Promise<void>,
  { restMs, onError }: { readonly restMs: number; readonly onError: (error: unknown) => void },
): Rounds => {
  const stopping = new AbortController();
  const round = async () => {
    for (const tenant of tenants.all()) {
      if (stopping.signal.aborted) return;
      await withTenant(tenant.tenantId, () => work(tenant)).catch(onError);
    }
  };
  return createRounds(round, { restMs, stopping, onError });
};
