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

/** A feedback as the statement takes it: a record for each, of which PostgreSQL reads the columns by their names. */
const GIVEN = `given as (
      select * from jsonb_to_recordset($2::jsonb) as given (
        id uuid, submission_key uuid, request_hash text, kind text, service_id uuid, unit_id uuid, questionnaire_key text,
        questionnaire_version integer, answers jsonb, comment text, sex text, age_band text, education text,
        occupation text, received_at timestamptz, submitted_at timestamptz, counted_on date, late boolean, channel text,
        verified boolean, embed_site_id uuid, receipt_hash text, receipt_key_version integer, place text, device_id uuid,
        source text, visit_code text, shard smallint, ratings integer, counts integer[], sum numeric, sum_of_squares numeric,
        audit_id uuid, actor text, detail jsonb, events jsonb, exclusion_id uuid, aside_from timestamptz,
        aside_until timestamptz, aside_because text)
    )`;

/** Rows of the tally in one order: whoever stores many at once must not wait for somebody who waits for him. */
const TALLIED = `tallied as (
      insert into tally (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified,
        shard, ratings, counts, sum, sum_of_squares)
      select $1, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard,
        sum(ratings)::integer, sum_counts(counts), sum(sum), sum(sum_of_squares)
      from given join stored using (id) where ratings > 0
      group by unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard
      order by unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard
      on conflict (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard)
      do update set ratings = tally.ratings + excluded.ratings, counts = add_counts(tally.counts, excluded.counts),
        sum = tally.sum + excluded.sum, sum_of_squares = tally.sum_of_squares + excluded.sum_of_squares
    )`;

/** In the place of that: the tally is left alone, whoever looks at the rating later counts it. */
const SET_ASIDE = `aside as (
      insert into rating_exclusion (tenant_id, id, unit_id, service_id, received_from, received_until, reason, explanation,
        ratings, decided_at)
      select $1, exclusion_id, unit_id, service_id, aside_from, aside_until, 'OFFICE_NETWORK', aside_because, 1, received_at
      from given join stored using (id)
      on conflict (tenant_id, service_id, received_from) where decided_by_id is null and lifted_at is null
      do update set ratings = rating_exclusion.ratings + 1
      returning id
    ), marked as (
      insert into excluded_rating (tenant_id, exclusion_id, feedback_id)
      select $1, aside.id, stored.id from stored, aside
    )`;

const storing = (counting: string) => `
    with ${GIVEN}, issued as (
      insert into receipt (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
      select $1, id, submission_key, decode(receipt_hash, 'hex'), kind, service_id, received_at from given
      order by submission_key
      on conflict (tenant_id, submission_key) do nothing
      returning id
    ), stored as (
      insert into feedback (tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key,
        questionnaire_version, answers, comment, sex, age_band, education, occupation, received_at, submitted_at,
        counted_on, late, channel, verified, embed_site_id, receipt_hash, receipt_key_version, place, device_id,
        source)
      select $1, id, submission_key, decode(request_hash, 'hex'), kind, service_id, unit_id, questionnaire_key,
        questionnaire_version, answers, comment, sex, age_band, education, occupation, received_at, submitted_at,
        counted_on, late, channel, verified, embed_site_id, decode(receipt_hash, 'hex'), receipt_key_version, place,
        device_id, decode(source, 'hex')
      from given join issued using (id)
      returning id
    ), ${counting}, opened as (
      insert into ticket (tenant_id, id, kind, service_id, unit_id, state, received_at)
      select $1, id, kind, service_id, unit_id, 'RECEIVED', received_at from given join stored using (id)
      where kind <> 'RATING'
    ), used as (
      insert into visit_code_use (tenant_id, hash, feedback_id)
      select $1, decode(visit_code, 'hex'), id from given join stored using (id) where visit_code is not null
    ), audited as (
      insert into audit_event (tenant_id, id, at, actor, action, subject, detail)
      select $1, audit_id, received_at, actor, 'feedback.received', id::text, detail from given join stored using (id)
    ), announced as (${intoOutbox(
      'happened.events',
      'happened.received_at',
      '(select $1::uuid as tenant_id, events, received_at from given join stored using (id))',
    )}
    )
    select id from stored`;

/**
 * One statement, so one transaction, for as many as are given: the receipt, the feedback, its part in the tally when it is a rating
 * with answers, its ticket when it is none, the visit code that it uses, its audit row, and what other systems are told of it. A
 * key that has a receipt already, of whatever month, leaves everything as it is.
 *
 * @returns the ids of those that are new.
 */
export const STORE = { name: 'store_feedback', text: storing(TALLIED) };

/** The same for one rating that is set aside. */
const STORE_ASIDE = { name: 'store_feedback_aside', text: storing(SET_ASIDE) };

const hex = (bytes: Buffer | null): string | null => bytes?.toString('hex') ?? null;

/** A feedback as it goes into the statement. */
export interface PreparedFeedback {
  readonly tenantId: string;
  readonly id: string;
  readonly isSetAside: boolean;
  /** Whether it uses a visit code up, which somebody else may do first. */
  readonly usesCode: boolean;
  /** The record. */
  readonly json: string;
}

/** @throws RangeError when the number of scores is not that of the questionnaire's elements. */
export const prepareFeedback = (row: FeedbackRow, questionnaire: Questionnaire, scores: Scores): PreparedFeedback => {
  const tally = ratingTally(questionnaire, scores);
  const answers: Record<string, number> = {};
  questionnaire.elements.forEach(({ key }, place) => {
    const score = scores[place];
    if (score !== null && score !== undefined) answers[key] = score;
  });
  const { respondent, setAside } = row;
  const given = {
    id: row.id,
    submission_key: row.submissionKey,
    request_hash: hex(row.requestHash),
    kind: row.kind,
    service_id: row.serviceId,
    unit_id: row.unitId,
    questionnaire_key: questionnaire.key,
    questionnaire_version: questionnaire.version,
    answers,
    comment: row.comment,
    sex: respondent.sex,
    age_band: respondent.ageBand,
    education: respondent.education,
    occupation: respondent.occupation,
    received_at: row.receivedAt,
    submitted_at: row.submittedAt,
    counted_on: row.countedOn,
    late: row.late,
    channel: row.channel,
    verified: row.verified,
    embed_site_id: row.embedSiteId,
    receipt_hash: hex(row.receiptHash),
    receipt_key_version: row.receiptKeyVersion,
    place: row.place,
    device_id: row.deviceId,
    source: hex(row.source),
    visit_code: hex(row.visitCode),
    shard: tallyShard(row.requestHash),
    ratings: row.kind === 'RATING' ? tally.ratings : 0,
    counts: tally.counts,
    sum: tally.sum.toString(),
    sum_of_squares: tally.sumOfSquares.toString(),
    audit_id: row.auditId,
    actor: row.actor,
    detail: {
      kind: row.kind,
      serviceId: row.serviceId,
      channel: row.channel,
      countedOn: row.countedOn,
      ...(row.place !== null && { place: row.place }),
      ...(row.deviceId !== null && { deviceId: row.deviceId }),
      ...(setAside !== undefined && { setAside: true }),
    },
    events: eventRows(receivedEvents(row)),
    ...(setAside !== undefined && {
      exclusion_id: setAside.exclusionId,
      aside_from: setAside.from,
      aside_until: setAside.until,
      aside_because: SET_ASIDE_BECAUSE,
    }),
  };
  return {
    tenantId: row.tenantId,
    id: row.id,
    isSetAside: setAside !== undefined,
    usesCode: row.visitCode !== null,
    json: JSON.stringify(given),
  };
};

/** The values of `STORE` for feedback of one tenant. */
export const storeValues = (tenantId: string, all: readonly PreparedFeedback[]): unknown[] => [
  tenantId,
  `[${all.map(({ json }) => json).join()}]`,
];

/**
 * Stores on a given connection, or over a pool: all of it, or none.
 *
 * @param all of one tenant; one that is set aside comes alone.
 * @returns the ids of those that are new.
 */
export const storeFeedback = async (
  client: Pick<PoolClient, 'query'>,
  tenantId: string,
  all: readonly PreparedFeedback[],
): Promise<ReadonlySet<string>> => {
  const statement = all.some(({ isSetAside }) => isSetAside) ? STORE_ASIDE : STORE;
  const { rows } = await client.query<{ id: string }>({ values: storeValues(tenantId, all), ...statement });
  return new Set(rows.map(({ id }) => id));
};
