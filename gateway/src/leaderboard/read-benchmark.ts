import type { Context } from '../context.ts';
import {
  type BenchmarkPosition,
  benchmarkPosition,
  isBenchmarkPeriod,
  MIN_REGIONS,
  type Quartiles,
} from '../domain/benchmark.ts';
import type { Period } from '../domain/period.ts';
import { badInput } from '../errors.ts';

/** The comparison of regions in a quarter. */
export interface Benchmark {
  readonly period: Period;
  /** Those that take part; few of them are not told. */
  readonly regions: number;
  readonly figures: (Quartiles & { readonly median: number }) | null;
  readonly sampleData: boolean;
}

/** The comparison with one region's place in it; null where the region has no part, or the reader is of another. */
export interface RegionBenchmark {
  readonly benchmark: Benchmark;
  readonly index: number | null;
  readonly position: BenchmarkPosition | null;
}

interface ComparedRow extends Quartiles {
  readonly key: string;
  readonly version: number;
  readonly regions: number;
  readonly median: number;
  readonly sampleData: boolean;
}

const quartile = (share: number) =>
  `round((percentile_cont(${share}) within group (order by entry.index::float8))::numeric, 2)::float8`;

/** By the questionnaire that most regions used: answers of different ones are never compared. */
const COMPARED = `
  select entry.questionnaire_key as key, entry.questionnaire_version as version, count(*)::integer as regions,
         ${quartile(0.5)} as median, ${quartile(0.25)} as "lowerQuartile", ${quartile(0.75)} as "upperQuartile",
         bool_or(tenant.sample_data) as "sampleData"
  from benchmark_entry as entry join tenant on tenant.tenant_id = entry.tenant_id
  where entry.period = $1
  group by 1, 2
  order by count(*) desc, sum(entry.ratings) desc, 1 desc, 2 desc
  limit 1`;

const compare = async ({ db }: Context, period: Period) => {
  if (!isBenchmarkPeriod(period)) throw badInput('period', period, 'a quarter such as 2026-Q3');
  // Of no tenant: whatever is bound, all regions are compared.
  const { rows } = await db.directory.query<ComparedRow>({ name: 'benchmark', text: COMPARED, values: [period] });
  return rows[0];
};

const benchmarkOf = (period: Period, row: ComparedRow | undefined): Benchmark => {
  if (row === undefined) return { period, regions: 0, figures: null, sampleData: false };
  const { regions, median, lowerQuartile, upperQuartile, sampleData } = row;
  const figures = regions < MIN_REGIONS ? null : { median, lowerQuartile, upperQuartile };
  return { period, regions, figures, sampleData: figures !== null && sampleData };
};

/** The comparison of the regions that take part in a quarter. Throws BAD_USER_INPUT for a period of another length. */
export const readBenchmark = async (context: Context, period: Period): Promise<Benchmark> =>
  benchmarkOf(period, await compare(context, period));

/** The comparison with the place of a region, which only whoever is signed in to it is told. */
export const readRegionBenchmark = async (
  context: Context,
  tenantId: string,
  period: Period,
): Promise<RegionBenchmark> => {
  const compared = await compare(context, period);
  const benchmark = benchmarkOf(period, compared);
  const nothing = { benchmark, index: null, position: null };
  if (compared === undefined || context.viewer?.tenantId !== tenantId) return nothing;
  const { rows } = await context.db.pool.query<{ index: number }>({
    name: 'own_benchmark_entry',
    text: `select index::float8 as index from benchmark_entry
           where tenant_id = $1 and period = $2 and questionnaire_key = $3 and questionnaire_version = $4`,
    values: [tenantId, period, compared.key, compared.version],
  });
  const index = rows[0]?.index;
  if (index === undefined) return nothing;
  const position = benchmark.figures === null ? null : benchmarkPosition(index, benchmark.figures);
  return { benchmark, index, position };
};
