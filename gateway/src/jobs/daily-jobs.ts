import type { Pool, PoolClient } from 'pg';
import { v5 as namedId } from 'uuid';
import { createJobQueue, DAILY_QUEUE, type StatementRunner } from '../database/job-queue.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { localDate } from '../domain/period.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';

/** What is handed to the work of a day. */
export type DailyWork = (tenant: TenantEntry) => Promise<void>;

/** What a job says; its tenant is bound while it is done. */
interface JobData {
  readonly tenantId: string;
}

/** Work that is done once a day for each tenant, by one of the gateways. */
export interface DailyJobs {
  /** Sends the jobs of the tenants' day, and does what waits, also what another gateway left behind when it died. */
  readonly run: () => Promise<void>;
  /** Begins no further job. */
  readonly stop: () => void;
}

/** A job's own place in the queue: the same day of the same tenant has the same everywhere, and is taken once. */
const idOf = (tenantId: string, day: string): string => namedId(`daily ${day}`, tenantId);

/** The library passes over what fails while it fetches; here it is told all the same. */
const runnerOn = (client: PoolClient): StatementRunner & { readonly failure: () => unknown } => {
  let failure: unknown;
  return {
    executeSql: (text, values) =>
      client.query(text, values).catch((error: unknown) => {
        failure = error;
        throw error;
      }),
    failure: () => failure,
  };
};

/**
 * @param directory connects bound to no tenant: the queue belongs to none.
 * @param work done for a tenant; must leave nothing half done and change nothing the second time.
 * @param onError told about work that failed; it is tried again.
 */
export const createDailyJobs = (
  {
    directory,
    tenants,
    now,
  }: { readonly directory: Pool; readonly tenants: TenantDirectory; readonly now: () => Date },
  work: DailyWork,
  onError: (error: unknown) => void,
): DailyJobs => {
  const queue = createJobQueue({ executeSql: (text, values) => directory.query(text, values) });
  /** The days that this gateway has sent, by tenant. */
  const sent = new Map<string, string>();
  let isStopping = false;

  const send = async () => {
    const days = tenants
      .all()
      .map(({ tenantId, timeZone }) => ({ tenantId, day: localDate(now().getTime(), timeZone) }));
    const fresh = days.filter(({ tenantId, day }) => sent.get(tenantId) !== day);
    if (fresh.length === 0) return;
    await queue.insert(
      fresh.map(({ tenantId, day }) => ({
        id: idOf(tenantId, day),
        name: DAILY_QUEUE,
        data: { tenantId } satisfies JobData,
      })),
    );
    for (const { tenantId, day } of fresh) sent.set(tenantId, day);
  };

  const perform = async ({ tenantId }: JobData) => {
    const tenant = await tenants.byId(tenantId);
    if (tenant !== undefined) await withTenant(tenantId, () => work(tenant));
  };

  /**
   * Fetching and finishing are one transaction around the work: when this gateway dies, the job is there again at once,
   * for whoever looks next.
   *
   * @returns whether there was a job.
   */
  const doNext = (): Promise<boolean> =>
    transaction(directory, async (client) => {
      // The connection waits while the work goes on with others.
      await client.query('set local idle_in_transaction_session_timeout = 0');
      const db = runnerOn(client);
      const [job] = await queue.fetch<JobData>(DAILY_QUEUE, { db });
      if (db.failure() !== undefined) throw db.failure();
      if (job === undefined) return false;
      try {
        await perform(job.data);
        await queue.complete(DAILY_QUEUE, job.id, {}, { db });
      } catch (error) {
        if (error === db.failure()) throw error;
        onError(error);
        await queue.fail(DAILY_QUEUE, job.id, { message: String(error) }, { db });
      }
      return true;
    });

  return {
    run: async () => {
      await send();
      let hasWorked = false;
      while (!isStopping && (await doNext())) hasWorked = true;
      if (hasWorked) await queue.maintain();
    },
    stop: () => {
      isStopping = true;
    },
  };
};
