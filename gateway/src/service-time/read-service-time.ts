import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { type Interval, wilsonInterval, zOfConfidence } from '../domain/estimate.ts';
import type { DurationEstimate } from '../domain/median-change.ts';
import { monthsOf, type Period } from '../domain/period.ts';
import { MIN_STAFF } from '../domain/ranking.ts';
import type { VisitProcess } from '../domain/visit-process.ts';
import { processOf } from './visit-processes.ts';

/** How long a step took the finished visits. */
export interface StepTime {
  readonly step: VisitProcess['steps'][number];
  readonly medianSeconds: number | null;
  /** Of the time that finished visits took from first to last step, 0 to 1. */
  readonly share: number;
}

/** How long visits took that began in a period, as the public may see it. */
export interface ServiceTimeFigure {
  readonly period: Period;
  readonly state: 'PUBLISHED' | 'TOO_FEW_VISITS' | 'TOO_FEW_STAFF' | 'NO_VISITS';
  readonly process: VisitProcess;
  /** Null unless it is published. */
  readonly times: {
    readonly asOf: Date;
    readonly finished: number;
    readonly open: number;
    readonly median: DurationEstimate;
    readonly p90: DurationEstimate;
    readonly within: { readonly share: number; readonly interval: Interval } | null;
    readonly steps: readonly StepTime[];
  } | null;
}

interface Totals {
  readonly finished: number;
  readonly shown: number;
  readonly within: number;
  readonly judged: number;
  readonly open: number;
  readonly overdue: number;
  readonly asOf: Date | null;
  readonly staffCount: number | null;
}

/** Only what the public was told: a longer period is the sum of its shown months, and differs from them by nothing. */
const TOTALS = {
  name: 'service_time_totals',
  text: `
    select coalesce(sum(finished), 0)::integer as finished, coalesce(sum(shown), 0)::integer as shown,
           coalesce(sum(shown_within), 0)::integer as within, coalesce(sum(shown_judged), 0)::integer as judged,
           coalesce(sum(open), 0)::integer as open, coalesce(sum(overdue), 0)::integer as overdue, max(shown_at) as "asOf",
           (select staff_count from unit join service on service.tenant_id = $1 and service.id = $2
            where unit.tenant_id = $1 and unit.id = service.unit_id) as "staffCount"
    from visit_month where tenant_id = $1 and service_id = $2 and month = any($3)`,
};

interface QuantileRow extends DurationEstimate {
  readonly p: number;
}

/**
 * Kaplan and Meier over the classes: unfinished visits are at risk until the class that they had reached, and end nothing. The
 * interval of a quantile are the classes whose own log-log interval (z = $5) contains it (Brookmeyer and Crowley 1982). Once nobody
 * is left the curve says nothing more: what has no upper end by then has none.
 */
const QUANTILES = {
  name: 'service_time_quantiles',
  text: `
    with classes as (
      select class, sum(shown)::float8 as finished, sum(open)::float8 as open
      from visit_tally where tenant_id = $1 and service_id = $2 and month = any($3) and step = ''
      group by class having sum(shown) + sum(open) > 0
    ), at_risk as (
      select class, finished, sum(finished + open) over (order by class desc) as at_risk from classes
    ), curve as (
      select class, finished, at_risk,
             exp(sum(ln(greatest(1 - finished / at_risk, 1e-300))) over (order by class)) as survival,
             sum(case when at_risk > finished then finished / (at_risk * (at_risk - finished)) else 0 end)
               over (order by class) as spread
      from at_risk
    ), band as (
      select class, survival,
             case when survival > 1e-200 then power(survival, exp(-$5::float8 * sqrt(spread) / ln(survival))) else 0 end as low,
             case when survival > 1e-200 then power(survival, exp($5::float8 * sqrt(spread) / ln(survival))) end as high
      from curve where finished > 0
    )
    select p, seconds_of_class((select min(class) from band where survival <= 1 - p + 1e-9)) as seconds,
           seconds_of_class((select min(class) from band where low <= 1 - p + 1e-9)) as lower,
           seconds_of_class((select min(class) from band where high <= 1 - p + 1e-9)) as upper
    from unnest($4::float8[]) as p`,
};

const STEPS = {
  name: 'service_time_steps',
  text: `
    with classes as (
      select step, class, sum(shown)::float8 as visits, sum(shown_seconds) as seconds
      from visit_tally where tenant_id = $1 and service_id = $2 and month = any($3)
      group by step, class having sum(shown) > 0
    ), ranked as (
      select *, sum(visits) over (partition by step order by class) as up_to, sum(visits) over (partition by step) as total
      from classes
    )
    select step, sum(seconds) as seconds, seconds_of_class(min(class) filter (where up_to >= total / 2)) as "medianSeconds"
    from ranked group by step`,
};

interface StepRow {
  readonly step: string;
  readonly seconds: number;
  readonly medianSeconds: number;
}

const MEDIAN = 0.5;
const P90 = 0.9;
const UNKNOWN: DurationEstimate = { seconds: null, lower: null, upper: null };

const stateOf = ({ finished, shown, staffCount }: Totals): ServiceTimeFigure['state'] => {
  if (finished === 0) return 'NO_VISITS';
  if (staffCount === null || staffCount < MIN_STAFF) return 'TOO_FEW_STAFF';
  return shown === 0 ? 'TOO_FEW_VISITS' : 'PUBLISHED';
};

const stepsOf = ({ steps }: VisitProcess, rows: readonly StepRow[]): readonly StepTime[] => {
  const total = rows.find(({ step }) => step === '')?.seconds ?? 0;
  return steps.slice(1).map((step) => {
    const row = rows.find((other) => other.step === step.key);
    return {
      step,
      medianSeconds: row?.medianSeconds ?? null,
      share: row === undefined || total === 0 ? 0 : row.seconds / total,
    };
  });
};

/** How long visits of a service of the bound tenant took that began in a period. */
export const readServiceTime = (pool: Pool, serviceId: string, period: Period): Promise<ServiceTimeFigure> =>
  transaction(pool, async (client) => {
    // Quantiles and counts of one moment, whatever is recorded meanwhile.
    await client.query('set transaction isolation level repeatable read read only');
    const place = [boundTenant(), serviceId, monthsOf(period)];
    const process = await processOf(client, serviceId);
    const [totals] = (await client.query<Totals>({ ...TOTALS, values: place })).rows;
    if (totals === undefined) throw new Error('A sum has one row.');
    const { asOf } = totals;
    const state = stateOf(totals);
    if (state !== 'PUBLISHED' || asOf === null) return { period, state, process, times: null };
    const { rows: quantiles } = await client.query<QuantileRow>({
      ...QUANTILES,
      values: [...place, [MEDIAN, P90], zOfConfidence()],
    });
    const { rows: steps } = await client.query<StepRow>({ ...STEPS, values: place });
    const at = (wanted: number) => quantiles.find(({ p }) => p === wanted) ?? UNKNOWN;
    // Whoever still waits beyond the standard is not within it, whenever it ends.
    const judged = totals.judged + totals.overdue;
    return {
      period,
      state,
      process,
      times: {
        asOf,
        finished: totals.shown,
        open: totals.open,
        median: at(MEDIAN),
        p90: at(P90),
        within:
          judged === 0 ? null : { share: totals.within / judged, interval: wilsonInterval(totals.within, judged) },
        steps: stepsOf(process, steps),
      },
    };
  });
