import type { Pool } from 'pg';
import type { Database } from './open-database.ts';

/** A copy of the database that follows it (streaming replication), from which public answers may be read. */
export interface Replica {
  /** The copy, while it has all that a region's public answers may not lack; nothing while the database itself has to be asked. */
  readonly copyFor: (tenantId: string) => Database | undefined;
  /** A region's public answers have changed: until the copy has the change, it is not asked about that region. */
  readonly noteChange: (tenantId: string) => void;
  /** Changes may have been missed: until the copy has all that there is now, it is not asked at all. */
  readonly noteMissedChanges: () => void;
  /** By how many seconds the copy may be behind; infinite before it was seen. */
  readonly secondsBehind: () => number;
  /** Compares both once. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A copy that is further behind is not asked. */
const BEHIND_MS = 5_000;
/** While the database itself is away, an answer this old is better than none (TRUST 2). */
const AWAY_MS = 15 * 60_000;

/** A moment, and how far the database had written then. */
interface Mark {
  readonly at: number;
  readonly position: string;
}

/**
 * How far behind a copy is cannot be read off its last transaction, as nobody may have written since. So where the database is gets
 * written down, and once the copy is there too, it has all that was committed before.
 *
 * @param onError told when one of the two is away, once.
 */
export const followReplica = (primary: Pool, copy: Database, onError: (error: unknown) => void): Replica => {
  const now = () => performance.now();
  let mark: Mark | undefined;
  /** All that was committed before this moment is in the copy. */
  let hasUntil = Number.NEGATIVE_INFINITY;
  let isPrimaryAway = false;
  let isTold = false;
  let missedAt = Number.NEGATIVE_INFINITY;
  const changedAt = new Map<string, number>();

  const whereIsPrimary = async (): Promise<Mark> => {
    const at = now();
    try {
      const { rows } = await primary.query<{ position: string }>('select pg_current_wal_lsn()::text as position');
      isPrimaryAway = false;
      return { at, position: rows[0]?.position ?? '' };
    } catch (error) {
      isPrimaryAway = true;
      throw error;
    }
  };

  const look = async () => {
    try {
      mark ??= await whereIsPrimary();
      const { rows } = await copy.directory.query<{ hasCome: boolean }>(
        'select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn as "hasCome"',
        [mark.position],
      );
      if (rows[0]?.hasCome === true) {
        hasUntil = mark.at;
        mark = undefined;
      }
      isTold = false;
    } catch (error) {
      if (!isTold) onError(error);
      isTold = true;
    }
  };

  return {
    copyFor: (tenantId) => {
      const mayBeBehind = isPrimaryAway ? AWAY_MS : BEHIND_MS;
      const needed = Math.max(missedAt, changedAt.get(tenantId) ?? Number.NEGATIVE_INFINITY, now() - mayBeBehind);
      return hasUntil > needed ? copy : undefined;
    },
    noteChange: (tenantId) => {
      changedAt.set(tenantId, now());
    },
    noteMissedChanges: () => {
      missedAt = now();
    },
    secondsBehind: () => (now() - hasUntil) / 1000,
    look,
    close: copy.close,
  };
};
