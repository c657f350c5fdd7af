import type { PoolClient } from 'pg';
import type { ExclusionReason } from '../domain/exclusion.ts';
import { daysOf } from '../domain/period.ts';
import { emptyTally, mergeTallies, multiplyTally, ratingTally, type Tally } from '../domain/tally.ts';
import { questionnaireOf } from './stored-questionnaire.ts';
import { type StoredAnswers, scoresOf } from './stored-scores.ts';
import { type CountedFigure, unitQuarters } from './unit-quarters.ts';

interface AnsweredAlike {
  readonly unitId: string;
  readonly reason: ExclusionReason;
  readonly answers: StoredAnswers;
  readonly ratings: number;
}

/** Beginning with those that are excluded: they are few. */
const EXCLUDED = `
  select feedback.unit_id as "unitId", rating_exclusion.reason, feedback.answers, count(*)::integer as ratings
  from rating_exclusion
  join excluded_rating on excluded_rating.tenant_id = $1 and excluded_rating.exclusion_id = rating_exclusion.id and standing
  join receipt on receipt.tenant_id = $1 and receipt.id = excluded_rating.feedback_id
  join feedback on feedback.tenant_id = $1 and feedback.id = receipt.id and feedback.received_at = receipt.received_at
  where rating_exclusion.tenant_id = $1 and rating_exclusion.unit_id = any($2) and lifted_at is null
    and feedback.unit_id = any($2) and counted_on between $3 and $4 and questionnaire_key = $5 and questionnaire_version = $6
  group by 1, 2, 3`;

const INSERT = `
  insert into figure_exclusion (tenant_id, scope, unit_id, period, questionnaire_key, questionnaire_version, version, reason,
                                ratings, counts)
  select $1, 'UNIT', row.unit_id, $2, $3, $4, row.version, row.reason, row.ratings, row.counts
  from jsonb_to_recordset($5) as row (unit_id uuid, version integer, reason text, ratings integer, counts integer[])`;

/**
 * Keeps of each new version of a unit's figure of a quarter what people took out of it, by the reason: in the transaction that
 * publishes it, also of a figure that is not shown.
 *
 * @param figures of one questionnaire.
 */
export const publishExclusions = async (
  client: PoolClient,
  tenantId: string,
  figures: readonly CountedFigure[],
): Promise<void> => {
  for (const [period, units] of unitQuarters(figures)) {
    const [{ questionnaireKey, questionnaireVersion }] = units as [CountedFigure, ...CountedFigure[]];
    const { first, last } = daysOf(period);
    const { rows } = await client.query<AnsweredAlike>(EXCLUDED, [
      tenantId,
      units.map(({ scopeId }) => scopeId),
      first,
      last,
      questionnaireKey,
      questionnaireVersion,
    ]);
    if (rows.length === 0) continue;
    const questionnaire = await questionnaireOf(client, questionnaireKey, questionnaireVersion);
    const groups = units.flatMap(({ scopeId, version }) => {
      const byReason = new Map<ExclusionReason, Tally>();
      for (const { unitId, reason, answers, ratings } of rows) {
        if (unitId !== scopeId) continue;
        const alike = multiplyTally(ratingTally(questionnaire, scoresOf(questionnaire, answers)), ratings);
        byReason.set(reason, mergeTallies(byReason.get(reason) ?? emptyTally(questionnaire), alike));
      }
      return [...byReason].map(([reason, { ratings, counts }]) => ({
        unit_id: scopeId,
        version,
        reason,
        ratings,
        counts,
      }));
    });
    await client.query(INSERT, [tenantId, period, questionnaireKey, questionnaireVersion, JSON.stringify(groups)]);
  }
};
