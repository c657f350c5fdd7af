import type { PoolClient } from 'pg';
import { daysOf } from '../domain/period.ts';
import { NOT_TOLD, type RespondentField } from '../domain/respondents.ts';
import { receivedSince } from './received-since.ts';
import { STILL_COUNTS } from './still-counts.ts';
import { type CountedFigure, unitQuarters } from './unit-quarters.ts';

interface GroupRow {
  readonly unitId: string;
  readonly field: RespondentField;
  readonly code: string;
  readonly ratings: number;
}

/** By service first: that is what the index begins with. */
const GROUPS = `
  select feedback.unit_id as "unitId", known.field, coalesce(known.code, '${NOT_TOLD}') as code, count(*)::integer as ratings
  from feedback
  cross join lateral (values
    ('sex', sex), ('ageBand', age_band), ('education', education), ('occupation', occupation),
    ('channel', channel), ('verified', verified::text)) as known (field, code)
  where tenant_id = $1
    and service_id in (select distinct service_id from tally
                       where tenant_id = $1 and unit_id = any($2) and counted_on between $3 and $4)
    and counted_on between $3 and $4 and ${receivedSince('$3')} and unit_id = any($2) and kind = 'RATING' and answers <> '{}'
    and questionnaire_key = $5 and questionnaire_version = $6
    and ${STILL_COUNTS}
  group by 1, 2, 3`;

/** Profiles of ratings that count before this day were emptied: who gave them is not known any more. */
const EMPTIED_UNTIL = `select max(until)::text as day from retention_run where tenant_id = $1 and term = 'profiles'`;

const INSERT = `
  insert into respondent_group (tenant_id, scope, unit_id, period, questionnaire_key, questionnaire_version, version, field,
                                code, ratings)
  select $1, 'UNIT', row.unit_id, $2, $3, $4, row.version, row.field, row.code, row.ratings
  from jsonb_to_recordset($5) as row (unit_id uuid, version integer, field text, code text, ratings integer)`;

/**
 * Keeps of each new version of a unit's figure of a quarter who gave its single ratings. The only place that reads ratings for a
 * figure: once for each version, in the transaction that publishes it.
 *
 * @param figures of one questionnaire.
 */
export const publishRespondents = async (
  client: PoolClient,
  tenantId: string,
  figures: readonly CountedFigure[],
): Promise<void> => {
  const { rows: emptied } = await client.query<{ day: string | null }>(EMPTIED_UNTIL, [tenantId]);
  for (const [period, units] of unitQuarters(figures.filter(({ withheld }) => withheld === null))) {
    const [{ questionnaireKey, questionnaireVersion }] = units as [CountedFigure, ...CountedFigure[]];
    const { first, last } = daysOf(period);
    if (first < (emptied[0]?.day ?? '')) continue;
    const { rows } = await client.query<GroupRow>(GROUPS, [
      tenantId,
      units.map(({ scopeId }) => scopeId),
      first,
      last,
      questionnaireKey,
      questionnaireVersion,
    ]);
    const groups = units.flatMap(({ scopeId, version, counts }) => {
      const own = rows.filter(({ unitId }) => unitId === scopeId);
      const known = own.filter(({ field }) => field === 'verified').reduce((sum, { ratings }) => sum + ratings, 0);
      // A rating that came between the figure and this: better no groups than groups that do not belong to it.
      if (known > counts.own.ratings) return [];
      return own.map(({ unitId, field, code, ratings }) => ({ unit_id: unitId, version, field, code, ratings }));
    });
    if (groups.length > 0)
      await client.query(INSERT, [tenantId, period, questionnaireKey, questionnaireVersion, JSON.stringify(groups)]);
  }
};
