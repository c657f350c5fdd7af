import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { today } from '../personnel/today.ts';
import { SUBMISSIONS, type SubmissionKind } from './submission.ts';

/** Whether somebody may stand in for the rater. */
const IS_DELEGATED: Record<SubmissionKind, boolean> = { Activity: true, PerformanceReport: false, Contribution: false };

/**
 * Who rates somebody is worked out person by person (`rater_of`), so only those are asked for who can be the rater's at
 * all: named in an assignment, in a unit that the rater heads, or below it, down to the next heads and no further.
 */
const candidatesWith = (table: string) => `
  with recursive rater as (
    select $2::uuid as id
    union
    select rater_id from delegation
    where $4 and tenant_id = $1 and delegate_id = $2 and $3::date between starts_on and ends_on
  ), held as (
    select employee_id, rater_id, unit_id, heads_unit
    from assignment join post on post.tenant_id = $1 and post.id = post_id
    where assignment.tenant_id = $1 and starts_on <= $3::date and coalesce(ends_on, 'infinity') >= $3::date
  ), reach as (
    select unit_id, false as stops from held where heads_unit and employee_id in (select id from rater)
    union
    select unit.id, exists (select from held where held.unit_id = unit.id and heads_unit)
    from reach join unit on unit.tenant_id = $1 and unit.parent_id = reach.unit_id
    where not reach.stops
  )
  select distinct held.employee_id as id
  from held
  where exists (select from ${table} where tenant_id = $1 and state = 'PENDING' and employee_id = held.employee_id)
    and (held.rater_id in (select id from rater)
         or exists (select from reach where reach.unit_id = held.unit_id and (heads_unit or not stops)))
    and rater_of($1, held.employee_id, $3::date) in (select id from rater)
    and held.employee_id <> $2`;

/** Ids of the people of the bound tenant of whom something waits for a verdict of the person who is signed in. */
export const peopleToJudge = async (
  context: Pick<Context, 'db' | 'now' | 'tenants'>,
  judgeId: string,
  kind: SubmissionKind,
): Promise<readonly string[]> => {
  const { table } = SUBMISSIONS[kind];
  const { rows } = await context.db.pool.query<{ id: string }>({
    name: `people_to_judge_${table}`,
    text: candidatesWith(table),
    values: [boundTenant(), judgeId, today(context), IS_DELEGATED[kind]],
  });
  return rows.map(({ id }) => id);
};
