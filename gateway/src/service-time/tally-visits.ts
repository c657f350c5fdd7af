import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { mayRefresh } from '../domain/disclosure.ts';
import { announceStep } from '../tenant/public-changes.ts';

interface Month {
  readonly month: string;
  readonly finished: number;
  readonly shown: number;
}

/** Each finished visit by its whole duration, and by that of each step since the one before. */
const COUNT = {
  name: 'tally_visits',
  text: `
    with finished as (
      select * from visit where tenant_id = $1 and service_id = $2 and number = any($3)
    ), lasted as (
      select month, '' as step, extract(epoch from times[cardinality(times)] - times[1])::float8 as seconds from finished
      union all
      select month, process->'steps'->place->>'key', extract(epoch from times[place + 1] - times[place])::float8
      from finished cross join lateral generate_series(1, cardinality(times) - 1) as place
    )
    insert into visit_tally as tally (tenant_id, service_id, month, step, class, visits, seconds)
    select $1, $2, month, step, duration_class(seconds), count(*), sum(seconds) from lasted group by 3, 4, 5
    on conflict (tenant_id, service_id, month, step, class)
      do update set visits = tally.visits + excluded.visits, seconds = tally.seconds + excluded.seconds`,
};

const COUNT_MONTHS = {
  name: 'tally_visit_months',
  text: `
    insert into visit_month as counted (tenant_id, service_id, month, finished, within, judged)
    select $1, $2, month, count(*), count(*) filter (where finished_at <= due_at), count(due_at)
    from visit where tenant_id = $1 and service_id = $2 and number = any($3) group by month
    on conflict (tenant_id, service_id, month)
      do update set finished = counted.finished + excluded.finished, within = counted.within + excluded.within,
                    judged = counted.judged + excluded.judged
    returning month, finished, shown`,
};

const SHOW_MONTH = {
  name: 'show_visit_month',
  text: `
    with unfinished as (
      select extract(epoch from $4::timestamptz - times[1])::float8 as seconds, due_at < $4 as overdue
      from visit where tenant_id = $1 and service_id = $2 and month = $3 and finished_at is null
    )
    update visit_month
    set shown = finished, shown_within = within, shown_judged = judged, shown_at = $4,
        open = (select count(*) from unfinished), overdue = (select count(*) from unfinished where overdue)
    where tenant_id = $1 and service_id = $2 and month = $3`,
};

const SHOW_TALLY = {
  name: 'show_visit_tally',
  text: `
    with unfinished as (
      select duration_class(extract(epoch from $4::timestamptz - times[1])::float8) as class, count(*)::integer as visits
      from visit where tenant_id = $1 and service_id = $2 and month = $3 and finished_at is null group by 1
    ), gone as (
      update visit_tally
      set shown = visits, shown_seconds = seconds, open = 0
      where tenant_id = $1 and service_id = $2 and month = $3
        and (shown <> visits or open <> 0) and not (step = '' and class in (select class from unfinished))
    )
    insert into visit_tally as tally (tenant_id, service_id, month, step, class, open)
    select $1, $2, $3, '', class, visits from unfinished
    on conflict (tenant_id, service_id, month, step, class)
      do update set open = excluded.open, shown = tally.visits, shown_seconds = tally.seconds`,
};

/**
 * Counts visits that have just been finished. What the public sees of a month moves by ten of them or more, like every running
 * figure, so that no single visit follows from two answers; with it comes a fresh count of those that are unfinished.
 */
export const tallyVisits = async (
  client: PoolClient,
  serviceId: string,
  numbers: readonly string[],
  now: Date,
): Promise<void> => {
  if (numbers.length === 0) return;
  const tenantId = boundTenant();
  const values = [tenantId, serviceId, numbers];
  await client.query({ ...COUNT, values });
  const { rows } = await client.query<Month>({ ...COUNT_MONTHS, values });
  const moving = rows.filter(({ finished, shown }) => mayRefresh(shown, finished));
  for (const { month } of moving) {
    const place = [tenantId, serviceId, month, now];
    await client.query({ ...SHOW_MONTH, values: place });
    await client.query({ ...SHOW_TALLY, values: place });
  }
  if (moving.length > 0) await announceStep(client, tenantId);
};
