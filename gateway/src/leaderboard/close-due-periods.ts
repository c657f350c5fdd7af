import type { Pool, PoolClient } from 'pg';
import { isOurTurn, transaction } from '../database/transaction.ts';
import { isBenchmarkPeriod } from '../domain/benchmark.ts';
import { comparePeriods, enclosing, monthsOf, type Period, periodContaining } from '../domain/period.ts';
import { type Correction, publishClosedFigures } from '../feedback/publish-closed-figures.ts';
import { isClosedFor } from '../feedback/reporting-period.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { publishBenchmark } from './publish-benchmark.ts';
import { publishBoard, publishProvisionalBoards } from './publish-boards.ts';

/** The tenant whose periods are closed, and when it is now. */
interface Closing {
  readonly tenantId: string;
  readonly zone: string;
  readonly now: Date;
}

const monthsWithData = async (pool: Pool, { tenantId, zone, now }: Closing): Promise<readonly Period[]> => {
  const { rows } = await pool.query<{ first: Period | null }>({
    name: 'first_data',
    text: `select least(
             (select to_char(min(counted_on), 'YYYY') from tally where tenant_id = $1),
             (select min(left(period, 4)) from recap where tenant_id = $1)) as first`,
    values: [tenantId],
  });
  const first = rows[0]?.first;
  if (first == null) return [];
  const thisYear = Number(periodContaining(now.getTime(), zone, 'year'));
  const years = Array.from(
    { length: thisYear - Number(first) + 1 },
    (_, index) => `${Number(first) + index}` as Period,
  );
  return years.flatMap(monthsOf);
};

/** Nearly always they are, and then nobody has to take a turn. */
const areClosed = async (pool: Pool, tenantId: string, periods: readonly Period[]): Promise<boolean> => {
  const { rows } = await pool.query<{ closed: number }>({
    name: 'closed_periods',
    text: 'select count(*)::integer as closed from period_closure where tenant_id = $1 and period = any($2)',
    values: [tenantId, periods],
  });
  return rows[0]?.closed === periods.length;
};

/** Years whose figures to publish again. */
interface Republishing extends Closing {
  readonly years: readonly Period[];
  /** What is shown beside the new version of a figure that changes. */
  readonly correction?: Correction;
}

/** As `republish`, in the caller's transaction. */
export const publishAgain = async (client: PoolClient, pool: Pool, republishing: Republishing): Promise<void> => {
  const { tenantId, zone, now, years, correction } = republishing;
  await client.query("set local statement_timeout = '120s'");
  const { rows } = await client.query<{ kind: string }>(
    'select distinct kind from unit where tenant_id = $1 order by kind',
    [tenantId],
  );
  for (const year of years) {
    const changed = await publishClosedFigures(client, {
      tenantId,
      year,
      now,
      ...(correction !== undefined && { correction }),
    });
    for (const period of changed)
      if (isBenchmarkPeriod(period)) await publishBenchmark(client, pool, { tenantId, period, now });
    const months = [...changed].filter((period) => monthsOf(period).length === 1);
    for (const { kind } of rows) {
      for (const period of changed)
        await publishBoard(
          client,
          pool,
          { tenantId, kind, period, closed: true },
          { now, reason: correction?.reason ?? null },
        );
      // What a closed month shows is part of the longer periods around it that still run.
      await publishProvisionalBoards(client, pool, { tenantId, kind, months, zone, now });
    }
  }
  await announceChange(client, tenantId);
};

/** Publishes the figures and boards of closed periods of some years again, where anything about them has changed. */
export const republish = (pool: Pool, republishing: Republishing): Promise<void> =>
  transaction(pool, (client) => publishAgain(client, pool, republishing));

/**
 * Closes every period whose time has come and publishes its figures and boards as version 1, in one transaction: a
 * period that is closed has its figures, also when the gateway is killed meanwhile. Doing it twice changes nothing, and
 * of two gateways one does it.
 *
 * @returns the periods that were closed.
 */
export const closeDuePeriods = async (pool: Pool, closing: Closing): Promise<readonly Period[]> => {
  const { tenantId, zone, now } = closing;
  const months = await monthsWithData(pool, closing);
  const candidates = [...new Set(months.flatMap((month) => [...enclosing(month), month]))];
  const due = candidates.filter((period) => isClosedFor(zone, now, period)).toSorted(comparePeriods);
  if (due.length === 0 || (await areClosed(pool, tenantId, due))) return [];
  return transaction(pool, async (client) => {
    if (!(await isOurTurn(client, 'close'))) return [];
    const { rows } = await client.query<{ period: Period }>({
      name: 'close_periods',
      text: `insert into period_closure (tenant_id, period, closed_at)
             select $1, period, $3 from unnest($2::text[]) as period
             on conflict do nothing
             returning period`,
      values: [tenantId, due, now],
    });
    const closed = rows.map(({ period }) => period);
    const years = [...new Set(closed.map((period) => period.slice(0, 4) as Period))];
    if (years.length > 0) await publishAgain(client, pool, { tenantId, zone, now, years });
    return closed;
  });
};
