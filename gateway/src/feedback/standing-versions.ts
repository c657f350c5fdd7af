import { unitsBelow } from './figure-cells.ts';

/** SQL for the ids of the units that a figure is made of; `$1` tenant, `$2` the unit. */
export const UNITS_OF: Record<'UNIT' | 'SUBTREE', string> = {
  UNIT: 'select $2::uuid as id',
  SUBTREE: unitsBelow('$2'),
};

/**
 * `standing`: of each unit and quarter the version that stood when a figure was published, so that an old print keeps what was
 * shown beside it; with whether the unit's figure was withheld then, and is now. `$3` quarters, `$4` and `$5` the questionnaire,
 * `$6` when.
 */
export const standingVersions = (scope: 'UNIT' | 'SUBTREE'): string => `
  with versions as (
    select scope_id, period, version, withheld, as_of, ratings - recap_ratings as ratings,
           last_value(withheld) over (
             partition by scope_id, period order by version rows between unbounded preceding and unbounded following
           ) as withheld_now
    from figure
    where tenant_id = $1 and scope = 'UNIT' and scope_id in (${UNITS_OF[scope]}) and period = any($3)
      and questionnaire_key = $4 and questionnaire_version = $5 and version > 0
  ), standing as (
    select distinct on (scope_id, period) * from versions
    where as_of <= $6
    order by scope_id, period, version desc
  )`;
