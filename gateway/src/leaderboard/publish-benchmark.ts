import type { Pool, PoolClient } from 'pg';
import { MIN_REGION_RATINGS } from '../domain/benchmark.ts';
import type { Period } from '../domain/period.ts';
import { satisfactionIndex } from '../domain/satisfaction-index.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';

interface RegionRow {
  readonly key: string;
  readonly version: number;
  readonly ratings: number;
  readonly counts: number[];
}

/** A region takes part from the quarter on that closes next; what it has given stays, and follows corrections. */
const TAKES_PART = `
  select in_benchmark or exists (select from benchmark_entry as entry where entry.tenant_id = $1 and period = $2) as "takesPart"
  from tenant where tenant_id = $1`;

/** What is shown of the units of a region, added up: no hidden group follows from it. */
const POOLED = `
  select questionnaire_key as key, questionnaire_version as version, sum(ratings)::integer as ratings,
         sum_counts(counts) as counts
  from (
    select distinct on (scope_id, questionnaire_key, questionnaire_version) *
    from figure
    where tenant_id = $1 and scope = 'UNIT' and period = $2 and version > 0 and starts_with(questionnaire_key, 'skm')
    order by scope_id, questionnaire_key, questionnaire_version, version desc
  ) as shown
  where withheld is null
  group by 1, 2
  having sum(ratings) >= $3`;

const WRITE = `
  with given as (
    select * from jsonb_to_recordset($3) as row (key text, version integer, index numeric, ratings integer)
  ), gone as (
    delete from benchmark_entry
    where tenant_id = $1 and period = $2 and (questionnaire_key, questionnaire_version) not in (select key, version from given)
  )
  insert into benchmark_entry as known (tenant_id, period, questionnaire_key, questionnaire_version, index, ratings, as_of)
  select $1, $2, key, version, index, ratings, $4 from given
  on conflict (tenant_id, period, questionnaire_key, questionnaire_version) do update
  set index = excluded.index, ratings = excluded.ratings, as_of = excluded.as_of
  where (known.index, known.ratings) <> (excluded.index, excluded.ratings)`;

/**
 * Writes the index of a region in a closed quarter for the comparison between regions, when the region takes part: over all
 * its units, from their published figures, for each questionnaire with enough ratings.
 */
export const publishBenchmark = async (
  client: PoolClient,
  pool: Pool,
  { tenantId, period, now }: { readonly tenantId: string; readonly period: Period; readonly now: Date },
): Promise<void> => {
  const { rows: tenants } = await client.query<{ takesPart: boolean }>({
    name: 'takes_part_in_benchmark',
    text: TAKES_PART,
    values: [tenantId, period],
  });
  if (tenants[0]?.takesPart !== true) return;
  const { rows } = await client.query<RegionRow>({
    name: 'pooled_figures_of_region',
    text: POOLED,
    values: [tenantId, period, MIN_REGION_RATINGS],
  });
  const entries: { key: string; version: number; index: number; ratings: number }[] = [];
  for (const { key, version, ratings, counts } of rows) {
    const index = satisfactionIndex(await questionnaireOf(pool, key, version), { ratings, counts });
    if (index !== null) entries.push({ key, version, ratings, index: index.value });
  }
  await client.query({
    name: 'write_benchmark_entries',
    text: WRITE,
    values: [tenantId, period, JSON.stringify(entries), now],
  });
};
