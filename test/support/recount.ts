import type { TestDatabase } from './database.ts';
import { skm2017 } from './questionnaires.ts';
import { tallyOf } from './ratings.ts';

/** The tally of one service and day, by a name that tells which. */
type Tallies = Readonly<Record<string, { ratings: number; counts: number[]; sum: string; sumOfSquares: string }>>;

const PLACE = `concat_ws(' ', tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified)`;

/** The tallies of all regions, as they are kept, and as the ratings that nobody has excluded give them. */
export async function recount({
  database: { inspect },
}: {
  readonly database: Pick<TestDatabase, 'inspect'>;
}): Promise<{ readonly kept: Tallies; readonly counted: Tallies }> {
  const kept = await inspect<{ place: string; ratings: number; counts: number[]; sum: string; sumOfSquares: string }>(
    `select ${PLACE} as place, sum(ratings)::integer as ratings, sum_counts(counts) as counts, sum(sum)::text as sum,
            sum(sum_of_squares)::text as "sumOfSquares"
     from tally group by 1 having sum(ratings) > 0 or sum(sum) <> 0 order by 1`,
  );
  const ratings = await inspect<{ place: string; answers: Readonly<Record<string, number>> }>(
    `select ${PLACE} as place, answers from feedback
     where kind = 'RATING' and answers <> '{}'
       and not exists (select from excluded_rating join rating_exclusion on rating_exclusion.id = exclusion_id
                       where feedback_id = feedback.id and lifted_at is null)
     order by 1`,
  );
  const byPlace = new Map<string, (typeof ratings)[number][]>();
  for (const row of ratings) byPlace.set(row.place, [...(byPlace.get(row.place) ?? []), row]);
  return {
    kept: Object.fromEntries(kept.map(({ place, ...tally }) => [place, tally])),
    counted: Object.fromEntries(
      [...byPlace].map(([place, rows]) => {
        const {
          sum,
          sumOfSquares,
          counts,
          ratings: number,
        } = tallyOf(
          skm2017,
          rows.map(({ answers }) => skm2017.elements.map(({ key }) => answers[key] ?? null)),
        );
        return [
          place,
          { ratings: number, counts: [...counts], sum: sum.toString(), sumOfSquares: sumOfSquares.toString() },
        ];
      }),
    ),
  };
}
