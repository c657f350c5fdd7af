import { Client } from 'pg';
import { eventually, type Stage } from './stage.ts';

/** Stops ratings between their insert and their commit. */
export interface CommitHolder {
  /** From now on commits of ratings wait; resolves with the way to follow one. */
  readonly hold: () => Promise<HeldCommit>;
  readonly remove: () => Promise<void>;
}

export interface HeldCommit {
  /** Whether a rating waits for its commit, within a few seconds. */
  readonly isInserted: () => Promise<boolean>;
  /** Whether the rating of a key is committed, within a few seconds. */
  readonly isCommitted: (key: string) => Promise<boolean>;
  readonly letCommit: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const LOCK = 4_300;
const SECONDS = 5;

/** A trigger that runs at the commit and waits for a lock, in the database of the drill only. */
export const openCommitHolder = async ({
  inspect,
  databaseUrl,
}: Pick<Stage, 'inspect' | 'databaseUrl'>): Promise<CommitHolder> => {
  await inspect(`
    create or replace function drill_hold() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(${LOCK}); return null; end $$;
    grant execute on function drill_hold() to public;
    create constraint trigger drill_hold after insert on feedback
      deferrable initially deferred for each row execute function drill_hold()`);
  return {
    hold: async () => {
      const client = new Client({ connectionString: databaseUrl() });
      // The server may be killed while it is held.
      client.on('error', () => undefined);
      await client.connect();
      await client.query(`select pg_advisory_lock(${LOCK})`);
      const finds = (statement: string, values: readonly unknown[] = []) =>
        eventually(async () => (await client.query(statement, [...values])).rows.length > 0, SECONDS, 2);
      return {
        isInserted: () => finds(`select from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted`),
        isCommitted: (key) => finds('select from feedback where submission_key = $1', [key]),
        letCommit: async () => {
          await client.query(`select pg_advisory_unlock(${LOCK})`);
        },
        close: () => client.end().catch(() => undefined),
      };
    },
    remove: async () => {
      await inspect('drop function drill_hold() cascade');
    },
  };
};
