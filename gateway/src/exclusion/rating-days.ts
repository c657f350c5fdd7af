import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { AlarmDay } from '../domain/rating-alarm.ts';
import type { ScoreCounts } from '../domain/tally.ts';
import { STILL_COUNTS } from '../feedback/still-counts.ts';

/** SQL: ratings that came over a network and count by now. */
const WATCHED = `
  tenant_id = $1 and kind = 'RATING' and answers <> '{}' and channel not in ('IMPORT', 'DEMO') and ${STILL_COUNTS}`;

/** Ratings of service `$2`, received from the beginning of day `$3` to the end of day `$4` in zone `$5`. */
const RECEIVED = `
  service_id = $2 and received_at >= $3::date::timestamp at time zone $5
  and received_at < ($4::date + 1)::timestamp at time zone $5`;

/** One opinion for each rating: its mean score, rounded half up as figures are. */
const HOURS = {
  name: 'rating_hours',
  text: `select day::text as day, hour, score, count(*)::integer as ratings
         from (
           select (received_at at time zone $5)::date as day, extract(hour from received_at at time zone $5)::integer as hour,
                  (select round(avg(value::integer)) from jsonb_each_text(answers))::integer as score
           from feedback where ${WATCHED} and ${RECEIVED}
         ) as rating
         group by 1, 2, 3`,
};

/** A registered device is known, and a visit code is good for one visit: neither says that one network gives more than others. */
const SOURCES = {
  name: 'rating_sources',
  text: `select day::text as day, array_agg(ratings order by ratings desc) as sources
         from (
           select (received_at at time zone $5)::date as day, source, count(*)::integer as ratings
           from feedback
           where ${WATCHED} and ${RECEIVED} and source is not null and device_id is null and not verified
           group by 1, 2
         ) as of_source
         group by 1`,
};

/** Days, both included, in the zone of the region. */
export interface DaySpan {
  /** `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  readonly zone: string;
}

/** The ratings that a service was given over a network, by day; a day without any is not there. */
export const readRatingDays = async (
  client: Pick<PoolClient, 'query'>,
  serviceId: string,
  { first, last, zone }: DaySpan,
): Promise<ReadonlyMap<string, AlarmDay>> => {
  const values = [boundTenant(), serviceId, first, last, zone];
  const { rows: hours } = await client.query<{ day: string; hour: number; score: number; ratings: number }>({
    ...HOURS,
    values,
  });
  const { rows: sources } = await client.query<{ day: string; sources: readonly number[] }>({ ...SOURCES, values });
  const sourcesOf = new Map(sources.map((row) => [row.day, row.sources]));
  const days = new Map<string, { hours: number[]; scores: number[] }>();
  for (const { day, hour, score, ratings } of hours) {
    const made = days.get(day) ?? { hours: Array<number>(24).fill(0), scores: [0, 0, 0, 0] };
    days.set(day, made);
    made.hours[hour] = (made.hours[hour] ?? 0) + ratings;
    made.scores[score - 1] = (made.scores[score - 1] ?? 0) + ratings;
  }
  return new Map(
    [...days].map(([day, { hours: byHour, scores }]) => [
      day,
      { hours: byHour, scores: scores as unknown as ScoreCounts, sources: sourcesOf.get(day) ?? [] },
    ]),
  );
};
