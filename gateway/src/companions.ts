import { openSharedCounters, type SharedCounters } from './access/counters.ts';
import { sharedSecret } from './access/shared-secret.ts';
import type { Config } from './config.ts';
import { followReplica, type Replica } from './database/follow-replica.ts';
import { type Database, openCopy } from './database/open-database.ts';

/** Servers beside the database, for when one machine is not enough. A gateway works without them, and while they are away. */
export interface Companions {
  /** A copy of the database from which public answers are read. */
  readonly replica: Replica | null;
  /** Counters that several gateways share; null when each counts for itself. */
  readonly counters: SharedCounters | null;
  readonly close: () => Promise<void>;
}

/** @param onAway told when one of them is away, once each time. */
export const openCompanions = async (
  { replicaUrl, redisUrl }: Pick<Config, 'replicaUrl' | 'redisUrl'>,
  database: Database,
  onAway: (what: string, error: unknown) => void,
): Promise<Companions> => {
  const replica =
    replicaUrl === undefined
      ? null
      : followReplica(database.directory, openCopy(replicaUrl), (error) => onAway('REPLICA_URL', error));
  const counters =
    redisUrl === undefined
      ? null
      : await openSharedCounters(redisUrl, await sharedSecret(database.directory, 'counters'), (error) =>
          onAway('REDIS_URL', error),
        );
  return {
    replica,
    counters,
    close: async () => {
      await counters?.close();
      await replica?.close();
    },
  };
};
