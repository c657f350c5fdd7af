import type { PoolClient } from 'pg';
import { daysOf, type Period } from '../domain/period.ts';
import type { Tally } from '../domain/tally.ts';

/** What a figure is about: one service, one unit with its own services, or a unit with everything below it. */
export type Scope = 'SERVICE' | 'UNIT' | 'SUBTREE';

/** The counts of a figure: ratings of their own, and those that are known only as a recap. */
export interface FigureCounts {
  readonly own: Tally;
  readonly recap: Pick<Tally, 'ratings' | 'counts'>;
}

/** The smallest groups that figures are made of. */
export interface Atom {
  readonly unitId: string;
  /** Null for the recap of a whole unit. */
  readonly serviceId: string | null;
  /** A month; for a recap, the period that it covers. */
  readonly period: Period;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
  readonly counts: FigureCounts;
}

const addLists = (a: readonly number[], b: readonly number[]): readonly number[] => {
  if (a.length === 0) return b;
  return b.length === 0 ? a : a.map((count, place) => count + (b[place] ?? 0));
};

/** No rating; the lists take the length of whatever is added. */
export const NO_COUNTS: FigureCounts = {
  own: { ratings: 0, counts: [], sum: 0n, sumOfSquares: 0n },
  recap: { ratings: 0, counts: [] },
};

/** The counts of two groups together. */
export const addCounts = (a: FigureCounts, b: FigureCounts): FigureCounts => ({
  own: {
    ratings: a.own.ratings + b.own.ratings,
    counts: addLists(a.own.counts, b.own.counts),
    sum: a.own.sum + b.own.sum,
    sumOfSquares: a.own.sumOfSquares + b.own.sumOfSquares,
  },
  recap: {
    ratings: a.recap.ratings + b.recap.ratings,
    counts: addLists(a.recap.counts, b.recap.counts),
  },
});

/** Ratings of a figure in all. */
export const ratingsOf = ({ own, recap }: FigureCounts): number => own.ratings + recap.ratings;

/** The official counts: ratings and recaps together. */
export const officialCounts = ({ own, recap }: FigureCounts): Pick<Tally, 'ratings' | 'counts'> => ({
  ratings: own.ratings + recap.ratings,
  counts: addLists(own.counts, recap.counts),
});

interface TallyRow {
  readonly unitId: string;
  readonly serviceId: string;
  readonly period: Period;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
  readonly ratings: number;
  readonly counts: number[];
  readonly sum: string;
  readonly sumOfSquares: string;
}

interface RecapRow extends Omit<TallyRow, 'serviceId' | 'sum' | 'sumOfSquares'> {
  readonly serviceId: string | null;
}

const NONE = { ratings: 0, counts: [] };

/** The ratings of some days by service and month, of the whole tenant or of one unit. */
export const loadTallies = async (
  client: Pick<PoolClient, 'query'>,
  tenantId: string,
  { first, last }: { readonly first: string; readonly last: string },
  unitId: string | null = null,
): Promise<readonly (Atom & { readonly serviceId: string })[]> => {
  const { rows } = await client.query<TallyRow>({
    name: 'tallies_by_month',
    text: `select unit_id as "unitId", service_id as "serviceId", to_char(counted_on, 'YYYY-MM') as period,
                  questionnaire_key as "questionnaireKey", questionnaire_version as "questionnaireVersion",
                  sum(ratings)::integer as ratings, sum_counts(counts) as counts, sum(sum)::text as sum,
                  sum(sum_of_squares)::text as "sumOfSquares"
           from tally
           where tenant_id = $1 and counted_on between $2 and $3 and ($4::uuid is null or unit_id = $4)
           group by 1, 2, 3, 4, 5`,
    values: [tenantId, first, last, unitId],
  });
  return rows.map(({ ratings, counts, sum, sumOfSquares, ...place }) => ({
    ...place,
    counts: { own: { ratings, counts, sum: BigInt(sum), sumOfSquares: BigInt(sumOfSquares) }, recap: NONE },
  }));
};

/**
 * The groups of one year, by service and month, with the recaps; tallies only, never the ratings.
 *
 * @param year four digits.
 */
export const loadAtoms = async (
  client: Pick<PoolClient, 'query'>,
  tenantId: string,
  year: Period,
): Promise<readonly Atom[]> => {
  const tallies = await loadTallies(client, tenantId, daysOf(year));
  const recaps = await client.query<RecapRow>({
    name: 'recaps_of_year',
    text: `select unit_id as "unitId", service_id as "serviceId", period, questionnaire_key as "questionnaireKey",
                  questionnaire_version as "questionnaireVersion", ratings, counts
           from recap
           where tenant_id = $1 and left(period, 4) = $2`,
    values: [tenantId, year],
  });
  return [
    ...tallies,
    ...recaps.rows.map(({ ratings, counts, ...place }) => ({
      ...place,
      counts: { ...NO_COUNTS, recap: { ratings, counts } },
    })),
  ];
};

/** A figure as it is stored, without its version. */
export interface FigureCell {
  readonly scope: Scope;
  readonly scopeId: string;
  readonly period: Period;
  readonly counts: FigureCounts;
}

/** The name of a cell within one questionnaire. */
export const cellName = (scope: Scope, scopeId: string, period: Period): string => `${scope} ${scopeId} ${period}`;

/** A stored figure. */
export interface FigureRow {
  readonly scope: Scope;
  readonly scopeId: string;
  readonly period: Period;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
  readonly version: number;
  readonly withheld: 'TOO_FEW_RATINGS' | 'TOO_FEW_STAFF' | 'PROTECTS_OTHERS' | 'UNDER_REVIEW' | null;
  readonly ratings: number;
  readonly counts: number[];
  readonly recapRatings: number;
  readonly recapCounts: number[];
  readonly sum: string;
  readonly sumOfSquares: string;
  readonly asOf: Date;
  readonly reason: string | null;
  /** Who made a further version, as in the audit trail; null for a first one. */
  readonly changedBy: string | null;
}

/** Whether a stored figure is shown, and if not, why. */
export const stateOf = (
  { withheld }: Pick<FigureRow, 'withheld'>,
  counts: FigureCounts,
): NonNullable<FigureRow['withheld']> | 'NO_RATINGS' | 'PUBLISHED' =>
  withheld ?? (ratingsOf(counts) === 0 ? 'NO_RATINGS' : 'PUBLISHED');

/** The columns of a figure under the names of `FigureRow`. */
export const FIGURE_COLUMNS = `
  figure.scope, figure.scope_id as "scopeId", figure.period, figure.questionnaire_key as "questionnaireKey",
  figure.questionnaire_version as "questionnaireVersion", figure.version, figure.withheld, figure.ratings, figure.counts,
  figure.recap_ratings as "recapRatings", figure.recap_counts as "recapCounts", figure.sum::text as sum,
  figure.sum_of_squares::text as "sumOfSquares", figure.as_of as "asOf", figure.reason,
  figure.changed_by as "changedBy"`;

/**
 * The running figures of several places in an open period, added up: what is shown of each place and month, and nothing
 * else, so that no hidden group follows from a sum. A query on `figure`; `$1` tenant, `$2` scope, `$3` months.
 *
 * @param places a query for the ids of the places, and by what they are put together.
 */
export const sumOfShown = (places: string, together: string): string => `
  select ${together} as "scopeId", shown.questionnaire_key as "questionnaireKey",
         shown.questionnaire_version as "questionnaireVersion", 0 as version, null as withheld,
         sum(shown.ratings)::integer as ratings, sum_counts(shown.counts) as counts,
         sum(shown.recap_ratings)::integer as "recapRatings",
         coalesce(sum_counts(shown.recap_counts) filter (where shown.recap_ratings > 0), '{}') as "recapCounts",
         sum(shown.sum)::text as sum, sum(shown.sum_of_squares)::text as "sumOfSquares", max(shown.as_of) as "asOf",
         null as reason, null as "changedBy"
  from (
    select distinct on (scope_id, period, questionnaire_key, questionnaire_version) *
    from figure
    where tenant_id = $1 and scope = $2 and period = any($3) and scope_id in (${places})
    order by scope_id, period, questionnaire_key, questionnaire_version, version desc
  ) as shown
  where shown.withheld is null
  group by 1, 2, 3`;

/** A query for the ids of a unit and of all below it; `$1` tenant. @param root SQL of its id. */
export const unitsBelow = (root: string): string => `with recursive below (id) as (
               select ${root}::uuid
               union
               select unit.id from unit join below on unit.parent_id = below.id where unit.tenant_id = $1
             ) select id from below`;

/** The counts of a stored figure. */
export const countsOf = (
  row: Pick<FigureRow, 'ratings' | 'counts' | 'recapRatings' | 'recapCounts' | 'sum' | 'sumOfSquares'>,
): FigureCounts => ({
  own: {
    ratings: row.ratings - row.recapRatings,
    counts: row.counts.map((count, place) => count - (row.recapCounts[place] ?? 0)),
    sum: BigInt(row.sum),
    sumOfSquares: BigInt(row.sumOfSquares),
  },
  recap: { ratings: row.recapRatings, counts: row.recapCounts },
});

/** Writes figures, many in one statement; a running figure (version 0) replaces the one before. */
export const writeFigures = async (
  client: Pick<PoolClient, 'query'>,
  tenantId: string,
  figures: readonly (FigureCell &
    Omit<FigureRow, 'ratings' | 'counts' | 'recapRatings' | 'recapCounts' | 'sum' | 'sumOfSquares'>)[],
): Promise<void> => {
  if (figures.length === 0) return;
  const rows = figures.map(({ counts, ...figure }) => {
    const official = officialCounts(counts);
    return {
      scope: figure.scope,
      scope_id: figure.scopeId,
      period: figure.period,
      questionnaire_key: figure.questionnaireKey,
      questionnaire_version: figure.questionnaireVersion,
      version: figure.version,
      withheld: figure.withheld,
      ratings: official.ratings,
      counts: official.counts,
      recap_ratings: counts.recap.ratings,
      recap_counts: counts.recap.counts,
      sum: counts.own.sum.toString(),
      sum_of_squares: counts.own.sumOfSquares.toString(),
      as_of: figure.asOf.toISOString(),
      reason: figure.reason,
      changed_by: figure.changedBy,
    };
  });
  await client.query(
    `insert into figure (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version, withheld, ratings,
       counts, recap_ratings, recap_counts, sum, sum_of_squares, as_of, reason, changed_by)
     select $2, scope, scope_id, period, questionnaire_key, questionnaire_version, version, withheld, ratings, counts,
       recap_ratings, recap_counts, sum, sum_of_squares, as_of, reason, changed_by
     from jsonb_populate_recordset(null::figure, $1)
     on conflict (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version)
     do update set withheld = excluded.withheld, ratings = excluded.ratings, counts = excluded.counts,
       recap_ratings = excluded.recap_ratings, recap_counts = excluded.recap_counts, sum = excluded.sum,
       sum_of_squares = excluded.sum_of_squares, as_of = excluded.as_of`,
    [JSON.stringify(rows), tenantId],
  );
};
