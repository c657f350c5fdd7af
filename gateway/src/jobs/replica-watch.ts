import type { Replica } from '../database/follow-replica.ts';
import { createRounds, type Rounds } from './rounds.ts';

const REST_MS = 1000;

/** Looks every second how far the copy of the database has come. */
export const createReplicaWatch = (replica: Replica): Rounds =>
  createRounds(replica.look, { restMs: REST_MS, stopping: new AbortController(), onError: () => undefined });
