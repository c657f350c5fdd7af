import { setTimeout as sleep } from 'node:timers/promises';
import { MIGRATIONS, migrate, waitingMigration } from './migrate.ts';
import { ownerUrlOf } from './open-database.ts';
import type { DatabaseAddresses } from './own-cluster.ts';

/** How often it is looked whether gateways of an older version are still connected. */
const LOOK_MS = 5_000;

/**
 * Applies what was left at the start because gateways of an older version were connected, once none is any more, unless another gateway
 * has done so before.
 *
 * @param tell what the log gets, and the error when it did not succeed this time; it is tried again.
 * @returns ends the trying. What is under way is not waited for: it is whole or not done.
 */
export const finishMigrating = (
  addresses: DatabaseAddresses | string,
  tell: (text: string, error?: unknown) => void,
): (() => void) => {
  const ownerUrl = ownerUrlOf(addresses);
  const ending = new AbortController();
  let waited: string | undefined;
  const isDone = async () => {
    const name = await waitingMigration(ownerUrl);
    if (name === undefined) return true;
    if (name !== waited) tell(`Migration ${name} waits until no gateway of an older version is connected.`);
    waited = name;
    const applied = await migrate(ownerUrl, MIGRATIONS);
    if (applied.length > 0) tell(`Applied what had waited: ${applied.join(', ')}.`);
    return applied.length > 0;
  };
  const tellFault = (error: unknown) => {
    if (!ending.signal.aborted) tell('What was left of the migrations could not be applied; it is tried again.', error);
    return ending.signal.aborted;
  };
  const finish = async () => {
    while (!(await isDone().catch(tellFault))) await sleep(LOOK_MS, undefined, { signal: ending.signal });
  };
  // Nobody else waits for it, and what ends it early is the abort.
  finish().catch(() => undefined);
  return () => ending.abort();
};
