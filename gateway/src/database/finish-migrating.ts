import { setTimeout as sleep } from 'node:timers/promises';
import { MIGRATIONS, migrate, waitingMigration } from './migrate.ts';
import { ownerUrlOf } from './open-database.ts';
import type { DatabaseAddresses } from './own-cluster.ts';

/** How often it is looked whether gateways of an older version are still connected. */
const LOOK_MS = 5_000;

/**
 * Applies what was left at the start because gateways of an older version were connected, once none is any more.
 *
 * @param tell what the log gets, and the error when it did not succeed this time; it is tried again.
 * @returns ends the trying.
 */
export const finishMigrating = (
  addresses: DatabaseAddresses | string,
  tell: (text: string, error?: unknown) => void,
): (() => Promise<void>) => {
  const ownerUrl = ownerUrlOf(addresses);
  const ending = new AbortController();
  const isWaiting = async () => {
    const name = await waitingMigration(ownerUrl);
    if (name !== undefined) tell(`Migration ${name} waits until no gateway of an older version is connected.`);
    return name !== undefined;
  };
  const finish = async () => {
    if (!(await isWaiting())) return;
    while (!ending.signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal: ending.signal });
      const applied = await migrate(ownerUrl, MIGRATIONS).catch((error: unknown) => {
        tell('What was left of the migrations could not be applied; it is tried again.', error);
        return [];
      });
      if (applied.length > 0) return tell(`Applied what had waited: ${applied.join(', ')}.`);
    }
  };
  const finished = finish().catch((error: unknown) => {
    if (!ending.signal.aborted) tell('It could not be seen whether all migrations are applied.', error);
  });
  return async () => {
    ending.abort();
    await finished;
  };
};
