import { SCORES, type Score } from '@kinerja/gateway/domain/questionnaire';
import { isScore, type Scores } from '@kinerja/gateway/domain/score';
import { addRating, emptyTally, type Tally } from '@kinerja/gateway/domain/tally';
import type { Client } from 'pg';
import { skm2017 } from '../support/questionnaires.ts';
import { type Region, UNITS } from './region.ts';
import { stripTable } from './strip-table.ts';

/*
 * Millions of ratings, stored as submits would have stored them, in minutes. Rating number i of a region belongs to cell
 * i mod CELLS (a unit, a day and a shard of the tally), and has the scores of one of few patterns, which take turns in
 * each cell. So the tally of a cell is that of some turns, which is computed here with the gateway's own arithmetic, and
 * the rating itself is made by PostgreSQL.
 */

const DAYS = 365;
const SHARDS = 8;
const CELLS = UNITS * DAYS * SHARDS;
const PATTERNS = 16;
/** Cells begin their turns at different patterns, so that few ratings are as varied as many. */
const STRIDE = 7;

/** A number of the unit, the day and the shard of a cell; `cell` stands for the SQL of its number. */
const unitOf = (cell: string) => `(${cell} % ${UNITS})::integer`;
const dayOf = (cell: string) => `(${cell} / ${UNITS} % ${DAYS})::integer`;
const shardOf = (cell: string) => `(${cell} / ${UNITS * DAYS})::integer`;
const firstPatternOf = (cell: string) => `(${cell} / ${UNITS} * ${STRIDE} % ${PATTERNS})::integer`;

/** Scores around a quality of the unit's own; units differ by more than chance, as real ones do. */
const scoresOf = (unit: number, pattern: number): Scores =>
  skm2017.elements.map((_, element): Score => {
    const quality = 2.6 + (unit % 7) / 6;
    const mood = ((pattern * 11 + element * 5 + unit) % 13) / 6 - 1;
    return SCORES[Math.min(3, Math.max(0, Math.round(quality + mood) - 1))] ?? 1;
  });

const answersOf = (scores: Scores) =>
  Object.fromEntries(skm2017.elements.map(({ key }, place) => [key, scores[place] ?? null]));

/** The tally of some turns of a unit's patterns, from a first one on. */
const tallyOfTurns = (unit: number, first: number, turns: number): Tally =>
  Array.from({ length: turns }, (_, turn) => scoresOf(unit, (first + turn) % PATTERNS)).reduce(
    (tally, scores) => addRating(skm2017, tally, scores),
    emptyTally(skm2017),
  );

const range = (length: number) => Array.from({ length }, (_, index) => index);

const makePatterns = async (owner: Client, { units }: Region) => {
  await owner.query(
    `create temp table pattern (unit integer, pattern integer, unit_id uuid, service_id uuid, answers jsonb,
                                primary key (unit, pattern))`,
  );
  const rows = units.flatMap(({ unitId, serviceId }, unit) =>
    range(PATTERNS).map((pattern) => ({
      unit,
      pattern,
      unit_id: unitId,
      service_id: serviceId,
      answers: answersOf(scoresOf(unit, pattern)),
    })),
  );
  await owner.query('insert into pattern select * from jsonb_populate_recordset(null::pattern, $1)', [
    JSON.stringify(rows),
  ]);
  await owner.query('analyze pattern');
};

const insertRatings = (owner: Client, { tenantId }: Region, firstDay: string, from: number, to: number) =>
  owner.query(
    `with made as (
       select '${tenantId}'::uuid as tenant_id, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id,
         ('01900000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as submission_key, hash, shard, service_id, unit_id, answers, day,
         (date '${firstDay}' + day)::timestamp at time zone 'UTC' + interval '3 hours' + i % 18000 * interval '1 second' as received_at
       from (select i, sha256(int8send(i)) as hash, ${unitOf('cell')} as unit, ${dayOf('cell')} as day, ${shardOf('cell')} as shard,
                    (${firstPatternOf('cell')} + i / ${CELLS}) % ${PATTERNS} as pattern
             from (select i, i % ${CELLS} as cell from generate_series(${from}::bigint, ${to - 1}::bigint) as i) as numbered
             offset 0) as numbered
       join pattern using (unit, pattern)
     ), issued as (
       insert into receipt (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
       select tenant_id, id, submission_key, hash, 'RATING', service_id, received_at from made
     )
     insert into feedback (tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key,
       questionnaire_version, answers, received_at, counted_on, late, channel, verified, receipt_hash, receipt_key_version)
     select tenant_id, id, submission_key, set_byte(hash, 0, shard), 'RATING', service_id, unit_id, '${skm2017.key}',
       ${skm2017.version}, answers, received_at, date '${firstDay}' + day, false, 'API', false, hash, 1
     from made`,
  );

const insertTallies = async (owner: Client, { tenantId, units }: Region, firstDay: string, ratings: number) => {
  const fullTurns = Math.floor(ratings / CELLS);
  await owner.query(
    `create temp table turn_tally (unit integer, first_pattern integer, turns integer, unit_id uuid, service_id uuid,
                                   counts integer[], sum numeric, sum_of_squares numeric)`,
  );
  const rows = units.flatMap(({ unitId, serviceId }, unit) =>
    range(PATTERNS).flatMap((first) =>
      [fullTurns, fullTurns + 1].map((turns) => {
        const { counts, sum, sumOfSquares } = tallyOfTurns(unit, first, turns);
        return {
          unit,
          first_pattern: first,
          turns,
          unit_id: unitId,
          service_id: serviceId,
          counts,
          sum: String(sum),
          sum_of_squares: String(sumOfSquares),
        };
      }),
    ),
  );
  await owner.query('insert into turn_tally select * from jsonb_populate_recordset(null::turn_tally, $1)', [
    JSON.stringify(rows),
  ]);
  await owner.query(
    `insert into tally
     select '${tenantId}'::uuid, unit_id, service_id, '${skm2017.key}', ${skm2017.version}, date '${firstDay}' + day, false,
            shard, turns, counts, sum, sum_of_squares
     from (select ${unitOf('cell')} as unit, ${dayOf('cell')} as day, ${shardOf('cell')} as shard, ${firstPatternOf('cell')} as first_pattern,
                  ${fullTurns} + (cell < ${ratings % CELLS})::integer as turns
           from generate_series(0, ${CELLS - 1}) as cell) as made
     join turn_tally using (unit, first_pattern, turns)
     where turns > 0`,
  );
};

const CHUNK = 1_000_000;

/**
 * Stores as many ratings of each region over the 365 days from `firstDay` on, with their tallies.
 *
 * @param owner a connection of the tables' owner.
 */
export const storeRatings = async (
  owner: Client,
  regions: readonly Region[],
  { ratings, firstDay }: { readonly ratings: number; readonly firstDay: string },
): Promise<void> => {
  await owner.query("set maintenance_work_mem = '256MB'");
  const restoreFeedback = await stripTable(owner, 'feedback');
  const restoreReceipt = await stripTable(owner, 'receipt');
  for (const region of regions) {
    await owner.query("select set_config('app.tenant', $1, false)", [region.tenantId]);
    await makePatterns(owner, region);
    for (let from = 0; from < ratings; from += CHUNK)
      await insertRatings(owner, region, firstDay, from, Math.min(from + CHUNK, ratings));
    await insertTallies(owner, region, firstDay, ratings);
    await owner.query('drop table pattern, turn_tally');
  }
  await restoreReceipt();
  await restoreFeedback();
  await owner.query('vacuum (analyze) receipt, feedback, tally');
};

interface StoredRating {
  readonly cell: string;
  readonly answers: Readonly<Record<string, number | null>>;
}

interface StoredTally {
  readonly cell: string;
  readonly ratings: number;
  readonly counts: readonly number[];
  readonly sum: string;
  readonly sumOfSquares: string;
}

const CELL = "concat_ws(' ', unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified";

/** How many cells of the tally differ from a recount of the ratings themselves; for a number that fits into memory. */
export const countWrongTallies = async (owner: Client): Promise<number> => {
  const ratings = await owner.query<StoredRating>(
    `select ${CELL}, get_byte(request_hash, 0) % ${SHARDS}) as cell, answers from feedback`,
  );
  const tallies = await owner.query<StoredTally>(
    `select ${CELL}, shard) as cell, ratings, counts, sum::text as sum, sum_of_squares::text as "sumOfSquares" from tally`,
  );
  const recounted = new Map<string, Tally>();
  for (const { cell, answers } of ratings.rows) {
    const scores = skm2017.elements.map(({ key }) => {
      const score = answers[key];
      return isScore(score) ? score : null;
    });
    recounted.set(cell, addRating(skm2017, recounted.get(cell) ?? emptyTally(skm2017), scores));
  }
  const wrong = tallies.rows.filter(({ cell, ...stored }) => {
    const tally = recounted.get(cell);
    return (
      tally === undefined ||
      tally.ratings !== stored.ratings ||
      String(tally.counts) !== String(stored.counts) ||
      String(tally.sum) !== stored.sum ||
      String(tally.sumOfSquares) !== stored.sumOfSquares
    );
  });
  const missing = recounted.size - (tallies.rows.length - wrong.filter(({ cell }) => !recounted.has(cell)).length);
  return wrong.length + missing;
};
