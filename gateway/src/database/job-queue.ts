import type { Client } from 'pg';
import PgBoss from 'pg-boss';

/** The queue of work that is done once a day for each tenant. */
export const DAILY_QUEUE = 'daily';

const SCHEMA = 'kinerja_job';
/** A job that failed is tried again each minute for a day; by then the next day's job does the same. */
const RETRIES = { retryLimit: 1440, retryDelay: 60, retryBackoff: false } as const;
/** What was done is remembered this long, so that nobody does the same day twice. */
const REMEMBERED_SECONDS = 7 * 24 * 3600;

/** What runs the library's statements. */
export interface StatementRunner {
  readonly executeSql: PgBoss.Db['executeSql'];
}

/**
 * The job library on our connections. It never starts timers of its own: whoever holds it sends and fetches by the
 * gateway's clock.
 */
export const createJobQueue = (db: StatementRunner): PgBoss =>
  new PgBoss({
    db,
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    migrate: false,
    archiveCompletedAfterSeconds: REMEMBERED_SECONDS,
    ...RETRIES,
  });

/** Rights that sending, fetching and clearing up need; to make or change a queue is left to the owner. */
const GRANTS = `
  grant usage on schema ${SCHEMA} to kinerja_gateway;
  grant select on ${SCHEMA}.version, ${SCHEMA}.queue to kinerja_gateway;
  grant select, insert, update, delete on ${SCHEMA}.job to kinerja_gateway;
  grant select, insert, delete on ${SCHEMA}.archive to kinerja_gateway;`;

/**
 * Makes or raises the library's own schema and our queue in it; does nothing when both are there.
 *
 * @param client of the owner, in no transaction, while no other gateway migrates.
 */
export const migrateJobQueue = async (client: Client): Promise<void> => {
  const executeSql: PgBoss.Db['executeSql'] = (text, values) => client.query(text, values);
  const owner = new PgBoss({ db: { executeSql }, schema: SCHEMA, supervise: false, schedule: false });
  await owner.start();
  try {
    if ((await owner.getQueue(DAILY_QUEUE)) !== null) return;
    await client.query(GRANTS);
    await owner.createQueue(DAILY_QUEUE, { name: DAILY_QUEUE, ...RETRIES });
  } finally {
    await owner.stop({ graceful: false });
  }
};
