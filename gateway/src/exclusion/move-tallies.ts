import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { multiplyTally } from '../domain/tally.ts';
import type { TallyPart } from './selected-ratings.ts';

const ROWS = `jsonb_to_recordset($2) as row (unit_id uuid, service_id uuid, questionnaire_key text, questionnaire_version integer,
           counted_on date, verified boolean, shard smallint, ratings integer, counts integer[], sum numeric,
           sum_of_squares numeric)`;

const SAME_ROW = `tally.tenant_id = $1 and tally.unit_id = row.unit_id and tally.service_id = row.service_id
           and tally.questionnaire_key = row.questionnaire_key and tally.questionnaire_version = row.questionnaire_version
           and tally.counted_on = row.counted_on and tally.verified = row.verified and tally.shard = row.shard`;

/** In the order in which an import takes them, so that the two never wait for each other. */
const LOCK = {
  name: 'lock_tallies',
  text: `select from tally join ${ROWS} on ${SAME_ROW}
         order by tally.service_id, tally.counted_on, tally.verified, tally.shard, tally.questionnaire_key, tally.questionnaire_version
         for update of tally`,
};

const MOVE = {
  name: 'move_tallies',
  text: `update tally
         set ratings = tally.ratings + row.ratings, counts = add_counts(tally.counts, row.counts), sum = tally.sum + row.sum,
           sum_of_squares = tally.sum_of_squares + row.sum_of_squares
         from ${ROWS} where ${SAME_ROW}`,
};

/** Where all ratings of a row were set aside when they came, there is none yet. */
const MAKE = {
  name: 'make_tallies',
  text: `insert into tally (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard,
           ratings, counts, sum, sum_of_squares)
         select $1, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard, 0,
           array_fill(0, array[cardinality(counts)]), 0, 0
         from ${ROWS}
         on conflict (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard)
         do nothing`,
};

/** Takes ratings out of the tallies that they are counted in (-1), or puts them back (1), in the caller's transaction. */
export const moveTallies = async (client: PoolClient, parts: readonly TallyPart[], sign: 1 | -1): Promise<void> => {
  const rows = parts.map(({ tally, ...part }) => {
    const { ratings, counts, sum, sumOfSquares } = multiplyTally(tally, sign);
    return {
      unit_id: part.unitId,
      service_id: part.serviceId,
      questionnaire_key: part.questionnaireKey,
      questionnaire_version: part.questionnaireVersion,
      counted_on: part.countedOn,
      verified: part.verified,
      shard: part.shard,
      ratings,
      counts,
      sum: sum.toString(),
      sum_of_squares: sumOfSquares.toString(),
    };
  });
  const values = [boundTenant(), JSON.stringify(rows)];
  if (sign === 1) await client.query({ ...MAKE, values });
  await client.query({ ...LOCK, values });
  const { rowCount } = await client.query({ ...MOVE, values });
  if (rowCount !== parts.length)
    throw new Error(`Of ${parts.length} tallies that ratings are counted in, ${rowCount ?? 0} are there.`);
};
