import type { Client } from 'pg';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import { transaction } from '../../gateway/src/database/transaction.ts';
import { tallyVisits } from '../../gateway/src/service-time/tally-visits.ts';
import { processOf } from '../../gateway/src/service-time/visit-processes.ts';
import type { Region } from './region.ts';
import { stripTable } from './strip-table.ts';

/*
 * Millions of visits of one service, stored as a queue machine would have recorded them, in minutes: the rows are made by
 * PostgreSQL, and counted by the gateway's own statements.
 */

const DAYS = 365;
/** Mean minutes of the steps of a counter: waiting to be called, going there, being served. */
const MEANS = [20, 1, 8] as const;
/** One in so many who took a number never comes back. */
const LEAVES_EVERY = 25;
const SECONDS_OPEN = 21_600;
const CHUNK = 1_000_000;
/** So many are counted at once; as an array of their numbers they fit well into one statement. */
const COUNTED_AT_ONCE = 200_000;

/** A share between 0 and 1, the same for the same visit in every run. */
const share = (seed: number) => `((hashint8extended(i, ${seed}) & 1048575) + 0.5) / 1048576`;
/** Durations of a step differ as waiting times do: many short ones, few long ones. */
const lasted = (step: number) => `-ln(${share(step + 1)}) * ${MEANS[step]} * interval '1 minute'`;
/** How the ticket of visit number `i` is numbered. */
const NUMBER = `to_char(i, 'FM000000000')`;

/** Numbers of the visits from one to before another whose people came back. */
const finishedBetween = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, at) => from + at)
    .filter((visit) => visit % LEAVES_EVERY !== 0)
    .map((visit) => String(visit).padStart(9, '0'));

/** Which visits, of the first service of a region, over the 365 days from `firstDay` on. */
export interface StoredVisits {
  readonly visits: number;
  readonly firstDay: string;
}

const insertVisits = (
  owner: Client,
  { tenantId, units }: Region,
  process: string,
  { firstDay, from, to }: { readonly firstDay: string; readonly from: number; readonly to: number },
) =>
  owner.query(
    `insert into visit (tenant_id, service_id, number, process, month, times, due_at, finished_at)
     select '${tenantId}'::uuid, '${units[0]?.serviceId}'::uuid, ${NUMBER}, $1::jsonb, to_char(day, 'YYYY-MM'),
            case when has_left then array[taken] else array[taken, called, served, finished] end, null,
            case when has_left then null else finished end
     from (select i, day, taken, called, called + walked as served, called + walked + took as finished,
                  i % ${LEAVES_EVERY} = 0 as has_left
           from (select i, date '${firstDay}' + (i % ${DAYS})::integer as day,
                        (date '${firstDay}' + (i % ${DAYS})::integer)::timestamp at time zone 'UTC' + interval '1 hour'
                          + i / ${DAYS} % ${SECONDS_OPEN} * interval '1 second' as taken,
                        ${lasted(0)} as waited, ${lasted(1)} as walked, ${lasted(2)} as took
                 from generate_series(${from}::bigint, ${to - 1}::bigint) as i) as drawn
           cross join lateral (select taken + waited as called) as next) as made`,
    [process],
  );

/** Stores visits of the first service, with their tallies. */
export const storeVisits = async (
  owner: Client,
  database: Database,
  region: Region,
  { visits, firstDay }: StoredVisits,
): Promise<void> => {
  const { tenantId } = region;
  const serviceId = region.units[0]?.serviceId ?? '';
  await owner.query("select set_config('app.tenant', $1, false)", [tenantId]);
  await owner.query("set maintenance_work_mem = '256MB'");
  const process = JSON.stringify(await withTenant(tenantId, () => processOf(database.pool, serviceId)));
  const restore = await stripTable(owner, 'visit');
  // Gigabytes that nobody needs after a crash are not written twice.
  await owner.query('alter table visit set unlogged');
  for (let from = 0; from < visits; from += CHUNK)
    await insertVisits(owner, region, process, { firstDay, from, to: Math.min(from + CHUNK, visits) });
  await restore();
  await owner.query('analyze visit');
  for (let from = 0; from < visits; from += COUNTED_AT_ONCE) {
    const numbers = finishedBetween(from, Math.min(from + COUNTED_AT_ONCE, visits));
    await withTenant(tenantId, () =>
      transaction(database.pool, async (client) => {
        await client.query("set local statement_timeout = '10min'");
        // So many numbers at once would be looked for in the whole table, each time.
        await client.query('set local enable_seqscan = off');
        await tallyVisits(client, serviceId, numbers, new Date());
      }),
    );
  }
  await owner.query('vacuum (analyze) visit_tally, visit_month');
};
