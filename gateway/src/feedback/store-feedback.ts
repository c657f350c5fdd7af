import type { PoolClient } from 'pg';
import { eventRows, intoOutbox } from '../audit/announce-event.ts';
import { SET_ASIDE_BECAUSE } from '../domain/exclusion.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import type { Scores } from '../domain/score.ts';
import { ratingTally } from '../domain/tally.ts';
import { receivedEvents } from './received-events.ts';
import { tallyShard } from './tally-shard.ts';

/** One feedback, checked and complete, as it is stored. */
export interface FeedbackRow {
  readonly tenantId: string;
  readonly id: string;
  readonly submissionKey: string;
  readonly requestHash: Buffer;
  readonly kind: string;
  readonly serviceId: string;
  readonly unitId: string;
  readonly comment: string | null;
  readonly respondent: Readonly<Partial<Record<'sex' | 'ageBand' | 'education' | 'occupation', string | null>>>;
  readonly receivedAt: Date;
  readonly submittedAt: Date | null;
  readonly countedOn: string;
  readonly late: boolean;
  readonly channel: string;
  readonly verified: boolean;
  /** Hash of the visit code that it uses up. */
  readonly visitCode: Buffer | null;
  readonly embedSiteId: string | null;
  readonly receiptHash: Buffer;
  readonly receiptKeyVersion: number;
  /** Counter or room where it was given. */
  readonly place: string | null;
  readonly deviceId: string | null;
  /** Pseudonym of the network that a rating came from. */
  readonly source: Buffer | null;
  readonly auditId: string;
  readonly actor: string;
  /** Of a rating from the office's own network: it does not count until somebody has looked at it. */
  readonly setAside?: SetAside | undefined;
}

/** Where ratings of one service and day are set aside together. */
export interface SetAside {
  /** Id of the exclusion, when there is none yet that nobody has decided about. */
  readonly exclusionId: string;
  /** The region's day, from then on until before. */
  readonly from: Date;
  readonly until: Date;
}

const TALLIED = `tallied as (
      insert into tally (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified,
        shard, ratings, counts, sum, sum_of_squares)
      select tenant_id, $7, $6, $8, $9, $18, $21, $25, 1, $26::integer[], $27::numeric, $28::numeric from stored where $29
      on conflict (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard)
      do update set ratings = tally.ratings + 1, counts = add_counts(tally.counts, excluded.counts),
        sum = tally.sum + excluded.sum, sum_of_squares = tally.sum_of_squares + excluded.sum_of_squares
    )`;

/** In the place of that: the tally is left alone, whoever looks at the rating later counts it. */
const SET_ASIDE = `tallied as (
      select $25::smallint, $26::integer[], $27::numeric, $28::numeric, $29::boolean
    ), aside as (
      insert into rating_exclusion (tenant_id, id, unit_id, service_id, received_from, received_until, reason, explanation,
        ratings, decided_at)
      select tenant_id, $38, $7, $6, $39, $40, 'OFFICE_NETWORK', $41, 1, $16 from stored
      on conflict (tenant_id, service_id, received_from) where decided_by_id is null and lifted_at is null
      do update set ratings = rating_exclusion.ratings + 1
      returning id
    ), marked as (
      insert into excluded_rating (tenant_id, exclusion_id, feedback_id)
      select tenant_id, aside.id, stored.id from stored, aside
    )`;

const storing = (counting: string) => `
    with issued as (
      insert into receipt (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
      values ($1, $2, $3, $23, $5, $6, $16)
      on conflict (tenant_id, submission_key) do nothing
      returning tenant_id, id
    ), stored as (
      insert into feedback (tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key,
        questionnaire_version, answers, comment, sex, age_band, education, occupation, received_at, submitted_at,
        counted_on, late, channel, verified, embed_site_id, receipt_hash, receipt_key_version, place, device_id,
        source)
      select tenant_id, id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        $33, $34, $37 from issued
      returning tenant_id, id
    ), ${counting}, opened as (
      insert into ticket (tenant_id, id, kind, service_id, unit_id, state, received_at)
      select tenant_id, id, $5, $6, $7, 'RECEIVED', $16 from stored where $5 <> 'RATING'
    ), used as (
      insert into visit_code_use (tenant_id, hash, feedback_id)
      select tenant_id, $35, id from stored where $35::bytea is not null
    ), audited as (
      insert into audit_event (tenant_id, id, at, actor, action, subject, detail)
      select tenant_id, $30, $16, $31, 'feedback.received', id::text, $32 from stored
    ), announced as (${intoOutbox('$36', '$16', 'stored')}
    )
    select id from stored`;

/**
 * One statement, so one transaction: the receipt, the feedback, its part in the tally when it is a rating with answers, its ticket
 * when it is none, the visit code that it uses, its audit row, and what other systems are told of it. A key that has a receipt
 * already, of whatever month, leaves everything as it is.
 */
export const STORE = { name: 'store_feedback', text: storing(TALLIED) };

/** The same for a rating that is set aside. */
const STORE_ASIDE = { name: 'store_feedback_aside', text: storing(SET_ASIDE) };

/** The values of `STORE` for one feedback, in its order. */
export const storeValues = (row: FeedbackRow, questionnaire: Questionnaire, scores: Scores): unknown[] => {
  const tally = ratingTally(questionnaire, scores);
  const answers: Record<string, number> = {};
  questionnaire.elements.forEach(({ key }, place) => {
    const score = scores[place];
    if (score !== null && score !== undefined) answers[key] = score;
  });
  const { respondent } = row;
  return [
    row.tenantId,
    row.id,
    row.submissionKey,
    row.requestHash,
    row.kind,
    row.serviceId,
    row.unitId,
    questionnaire.key,
    questionnaire.version,
    JSON.stringify(answers),
    row.comment,
    respondent.sex ?? null,
    respondent.ageBand ?? null,
    respondent.education ?? null,
    respondent.occupation ?? null,
    row.receivedAt.toISOString(),
    row.submittedAt?.toISOString() ?? null,
    row.countedOn,
    row.late,
    row.channel,
    row.verified,
    row.embedSiteId,
    row.receiptHash,
    row.receiptKeyVersion,
    tallyShard(row.requestHash),
    tally.counts,
    tally.sum.toString(),
    tally.sumOfSquares.toString(),
    row.kind === 'RATING' && tally.ratings > 0,
    row.auditId,
    row.actor,
    JSON.stringify({
      kind: row.kind,
      serviceId: row.serviceId,
      channel: row.channel,
      countedOn: row.countedOn,
      ...(row.place !== null && { place: row.place }),
      ...(row.deviceId !== null && { deviceId: row.deviceId }),
      ...(row.setAside !== undefined && { setAside: true }),
    }),
    row.place,
    row.deviceId,
    row.visitCode,
    eventRows(receivedEvents(row)),
    row.source,
    ...(row.setAside === undefined
      ? []
      : [row.setAside.exclusionId, row.setAside.from, row.setAside.until, SET_ASIDE_BECAUSE]),
  ];
};

/** Stores on a given connection; true when it is new. */
export const storeFeedback = async (
  client: Pick<PoolClient, 'query'>,
  row: FeedbackRow,
  questionnaire: Questionnaire,
  scores: Scores,
): Promise<boolean> => {
  const statement = row.setAside === undefined ? STORE : STORE_ASIDE;
  const { rowCount } = await client.query({ ...statement, values: storeValues(row, questionnaire, scores) });
  return rowCount === 1;
};
