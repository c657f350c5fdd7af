import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Period } from '../domain/period.ts';
import { emptyTally, mergeTallies, ratingTally, type Tally } from '../domain/tally.ts';
import { STILL_COUNTS } from '../feedback/still-counts.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';
import { type StoredAnswers, scoresOf } from '../feedback/stored-scores.ts';
import { IMPORT_SHARD, tallyShard } from '../feedback/tally-shard.ts';
import { notAllowedNow } from '../refusals.ts';
import type { RatingSelection } from './rating-selection.ts';

/** A rating that counts, or did before it was excluded. */
interface StoredRating {
  readonly id: string;
  readonly unitId: string;
  readonly serviceId: string;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
  readonly answers: StoredAnswers;
  /** Day `YYYY-MM-DD`. */
  readonly countedOn: string;
  readonly verified: boolean;
  readonly requestHash: Buffer;
  readonly isImported: boolean;
}

/** The row of the tally that some of the ratings are counted in, and what they add to it. */
export interface TallyPart
  extends Pick<
    StoredRating,
    'unitId' | 'serviceId' | 'questionnaireKey' | 'questionnaireVersion' | 'countedOn' | 'verified'
  > {
  readonly shard: number;
  readonly tally: Tally;
}

/** Ratings that are to be taken out together or put back. */
export interface SelectedRatings {
  readonly ids: readonly string[];
  readonly parts: readonly TallyPart[];
}

const COLUMNS = `
  feedback.id, unit_id as "unitId", feedback.service_id as "serviceId", questionnaire_key as "questionnaireKey",
  questionnaire_version as "questionnaireVersion", answers, counted_on::text as "countedOn", verified,
  request_hash as "requestHash", import_batch_id is not null as "isImported"`;

const SELECTED = {
  name: 'ratings_to_exclude',
  text: `select ${COLUMNS} from feedback
         where tenant_id = $1 and service_id = $2 and unit_id = $3 and kind = 'RATING' and answers <> '{}'
           and received_at >= $4 and received_at < $5
           and ($6::text is null or channel = $6) and ($7::text is null or place = $7)
           and ($8::uuid is null or device_id = $8)
           and ${STILL_COUNTS}`,
};

const EXCLUDED = {
  name: 'ratings_to_restore',
  text: `select ${COLUMNS} from excluded_rating
         join receipt on receipt.tenant_id = $1 and receipt.id = excluded_rating.feedback_id
         left join feedback on feedback.tenant_id = $1 and feedback.id = receipt.id and feedback.received_at = receipt.received_at
         where excluded_rating.tenant_id = $1 and exclusion_id = $2 and standing`,
};

/** What the ratings add to each row of the tally: as when they were stored, by the same arithmetic. */
const selected = async (client: Pick<PoolClient, 'query'>, rows: readonly StoredRating[]): Promise<SelectedRatings> => {
  const parts = new Map<string, TallyPart>();
  for (const { id: _, answers, requestHash, isImported, ...place } of rows) {
    const questionnaire = await questionnaireOf(client, place.questionnaireKey, place.questionnaireVersion);
    const row = { ...place, shard: isImported ? IMPORT_SHARD : tallyShard(requestHash) };
    const name = Object.values(row).join(' ');
    const before = parts.get(name)?.tally ?? emptyTally(questionnaire);
    parts.set(name, {
      ...row,
      tally: mergeTallies(before, ratingTally(questionnaire, scoresOf(questionnaire, answers))),
    });
  }
  return { ids: rows.map(({ id }) => id), parts: [...parts.values()] };
};

/** The ratings of a selection that count by now. */
export const loadSelected = async (
  client: Pick<PoolClient, 'query'>,
  { serviceId, unitId, from, until, channel, place, deviceId }: RatingSelection,
): Promise<SelectedRatings> => {
  const { rows } = await client.query<StoredRating>({
    ...SELECTED,
    values: [boundTenant(), serviceId, unitId, from, until, channel, place, deviceId],
  });
  return selected(client, rows);
};

/**
 * The ratings of an exclusion that stands.
 *
 * @throws NOT_ALLOWED_NOW when some are of a month that was detached: what they add to the tallies cannot be told any more.
 */
export const loadExcluded = async (
  client: Pick<PoolClient, 'query'>,
  exclusionId: string,
): Promise<SelectedRatings> => {
  const { rows } = await client.query<StoredRating | { readonly id: null }>({
    ...EXCLUDED,
    values: [boundTenant(), exclusionId],
  });
  const there = rows.filter((row) => row.id !== null);
  if (there.length < rows.length)
    throw notAllowedNow('Penilaian ini dari bulan yang sudah dilepas ke arsip; pengecualiannya tetap.');
  return selected(client, there);
};

/** Ratings of one month with one questionnaire: the smallest group that a figure of their service shows. */
export interface SelectedMonth {
  readonly month: Period;
  readonly ratings: number;
}

/** How many of the ratings belong to each month and questionnaire. */
export const monthsOfSelected = ({ parts }: SelectedRatings): readonly SelectedMonth[] => {
  const months = new Map<string, SelectedMonth>();
  for (const { countedOn, questionnaireKey, questionnaireVersion, tally } of parts) {
    const month = countedOn.slice(0, 7) as Period;
    const name = `${month} ${questionnaireKey} ${questionnaireVersion}`;
    months.set(name, { month, ratings: (months.get(name)?.ratings ?? 0) + tally.ratings });
  }
  return [...months.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1));
};

/** Those of the months whose figures are published. */
export const closedAmong = async (
  client: Pick<PoolClient, 'query'>,
  months: readonly SelectedMonth[],
): Promise<readonly SelectedMonth[]> => {
  const { rows } = await client.query<{ period: Period }>({
    name: 'closed_among',
    text: 'select period from period_closure where tenant_id = $1 and period = any($2)',
    values: [boundTenant(), months.map(({ month }) => month)],
  });
  const closed = new Set(rows.map(({ period }) => period));
  return months.filter(({ month }) => closed.has(month));
};
