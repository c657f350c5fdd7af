import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import stringify from 'safe-stable-stringify';
import { v5 as namedId, v7 as timeOrderedId } from 'uuid';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { emptyTally, mergeTallies, ratingTally, type Tally } from '../domain/tally.ts';
import { receiptCode, receiptHash } from '../feedback/receipt-code.ts';
import { IMPORT_SHARD } from '../feedback/tally-shard.ts';
import type { ImportedRating } from './check-ratings.ts';
import type { ImportBatch } from './import-batch.ts';

/** What all ratings of a batch have in common. */
export interface RatingBatch {
  readonly tenantId: string;
  readonly receiptPrefix: string;
  readonly questionnaire: Questionnaire;
  readonly batch: ImportBatch;
}

/** Name space of the keys that imported ratings get: a row of a file for a target has the same key for ever. */
const ROW_KEYS = '0b7f3a52-9a0e-5c1d-8f46-2d1c7e6ab914';
const ROWS_PER_STATEMENT = 1000;

/** The content of a rating: two with the same hash say the same of the same service on the same day. */
export const contentHash = (
  { service, countedOn, scores, comment, respondent }: ImportedRating,
  { key, version, elements }: Questionnaire,
): Buffer => {
  const answers = Object.fromEntries(elements.map((element, place) => [element.key, scores[place] ?? null]));
  const content = { service: service.id, countedOn, key, version, answers, comment, respondent };
  return createHash('sha256').update(stringify(content)).digest();
};

const answersOf = (scores: ImportedRating['scores'], { elements }: Questionnaire) =>
  Object.fromEntries(elements.flatMap(({ key }, place) => (scores[place] == null ? [] : [[key, scores[place]]])));

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;

const INSERT_FEEDBACK = {
  name: 'import_feedback',
  text: `
    with row as materialized (
      select * from jsonb_to_recordset($7) as row (id uuid, submission_key uuid, request_hash bytea, service_id uuid, unit_id uuid,
        answers jsonb, comment text, sex text, age_band text, education text, occupation text, counted_on date, receipt_hash bytea)
    ), issued as (
      insert into receipt (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
      select $1, id, submission_key, receipt_hash, 'RATING', service_id, $4 from row
    )
    insert into feedback (tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key,
      questionnaire_version, answers, comment, sex, age_band, education, occupation, received_at, counted_on, late, channel,
      verified, import_batch_id, receipt_hash, receipt_key_version)
    select $1, row.id, row.submission_key, row.request_hash, 'RATING', row.service_id, row.unit_id, $2, $3, row.answers,
           row.comment, row.sex, row.age_band, row.education, row.occupation, $4, row.counted_on, false, 'IMPORT', false, $5,
           row.receipt_hash, $6
    from row`,
};

const ADD_TALLIES = {
  name: 'import_tallies',
  text: `
    insert into tally (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard,
      ratings, counts, sum, sum_of_squares)
    select $1, row.unit_id, row.service_id, $2, $3, row.counted_on, false, ${IMPORT_SHARD}, row.ratings, row.counts, row.sum,
           row.sum_of_squares
    from jsonb_to_recordset($4) as row (unit_id uuid, service_id uuid, counted_on date, ratings integer, counts integer[],
      sum numeric, sum_of_squares numeric)
    order by row.service_id, row.counted_on
    on conflict (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard)
    do update set ratings = tally.ratings + excluded.ratings, counts = add_counts(tally.counts, excluded.counts),
      sum = tally.sum + excluded.sum, sum_of_squares = tally.sum_of_squares + excluded.sum_of_squares`,
};

const newestReceiptKey = async (client: PoolClient, tenantId: string) => {
  const { rows } = await client.query<{ version: number; secret: Buffer }>(
    'select version, secret from receipt_key where tenant_id = $1 order by version desc limit 1',
    [tenantId],
  );
  const [key] = rows;
  if (key === undefined) throw new Error(`Tenant ${tenantId} has no receipt key.`);
  return key;
};

const tallyRows = (ratings: readonly ImportedRating[], questionnaire: Questionnaire) => {
  const tallies = new Map<string, { readonly rating: ImportedRating; readonly tally: Tally }>();
  for (const rating of ratings) {
    const name = `${rating.service.id} ${rating.countedOn}`;
    const before = tallies.get(name)?.tally ?? emptyTally(questionnaire);
    tallies.set(name, { rating, tally: mergeTallies(before, ratingTally(questionnaire, rating.scores)) });
  }
  return [...tallies.values()].map(({ rating: { service, countedOn }, tally }) => ({
    unit_id: service.unitId,
    service_id: service.id,
    counted_on: countedOn,
    ratings: tally.ratings,
    counts: tally.counts,
    sum: tally.sum.toString(),
    sum_of_squares: tally.sumOfSquares.toString(),
  }));
};

/**
 * Stores the ratings of a batch and adds them to the tallies, in the caller's transaction.
 *
 * @param progress told how many rows are done.
 */
export const storeRatings = async (
  client: PoolClient,
  ratings: readonly ImportedRating[],
  { tenantId, receiptPrefix, questionnaire, batch }: RatingBatch,
  progress: (done: number) => void,
): Promise<void> => {
  const { key, version } = questionnaire;
  const receiptKey = await newestReceiptKey(client, tenantId);
  const rowOf = (rating: ImportedRating) => {
    const id = timeOrderedId();
    const { respondent } = rating;
    return {
      id,
      submission_key: namedId(`${batch.fileHash.toString('hex')} ${batch.target} ${rating.row}`, ROW_KEYS),
      request_hash: hex(contentHash(rating, questionnaire)),
      service_id: rating.service.id,
      unit_id: rating.service.unitId,
      answers: answersOf(rating.scores, questionnaire),
      comment: rating.comment,
      sex: respondent.sex ?? null,
      age_band: respondent.ageBand ?? null,
      education: respondent.education ?? null,
      occupation: respondent.occupation ?? null,
      counted_on: rating.countedOn,
      receipt_hash: hex(receiptHash(receiptCode(receiptPrefix, receiptKey.secret, id))),
    };
  };
  for (let from = 0; from < ratings.length; from += ROWS_PER_STATEMENT) {
    const rows = ratings.slice(from, from + ROWS_PER_STATEMENT).map(rowOf);
    const values = [tenantId, key, version, batch.importedAt, batch.id, receiptKey.version, JSON.stringify(rows)];
    await client.query({ ...INSERT_FEEDBACK, values });
    progress(Math.min(from + ROWS_PER_STATEMENT, ratings.length));
  }
  // Last, so that citizens who rate the same service meanwhile wait for its tally as short as possible.
  const tallies = JSON.stringify(tallyRows(ratings, questionnaire));
  await client.query({ ...ADD_TALLIES, values: [tenantId, key, version, tallies] });
};
