import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { stagesFor } from '../domain/appraisal-cycle.ts';
import { daysOf, type Period } from '../domain/period.ts';
import { findRater } from '../personnel/find-rater.ts';
import { today } from '../personnel/today.ts';
import { invalid, issue, notAllowedNow, Refused } from '../refusals.ts';
import { newestPolicy } from './stored-policy.ts';

/** Who has no appraisal in a cycle, and why. */
export interface LeftOut {
  readonly employeeId: string;
  readonly name: string;
  readonly reason: string;
}

export interface OpenedCycle {
  readonly id: string;
  readonly opened: number;
  readonly leftOut: readonly LeftOut[];
}

interface Holder {
  readonly employeeId: string;
  readonly name: string;
  readonly postId: string;
  readonly unitId: string;
}

/** Everybody who holds a post on a day; of several posts the one held longest. */
const holdersOn = async (client: PoolClient, day: string): Promise<readonly Holder[]> => {
  const { rows } = await client.query<Holder>(
    `select distinct on (employee.id) employee.id as "employeeId", employee.name, post.id as "postId", post.unit_id as "unitId"
     from assignment
     join employee on employee.tenant_id = $1 and employee.id = assignment.employee_id
     join post on post.tenant_id = $1 and post.id = assignment.post_id
     where assignment.tenant_id = $1 and starts_on <= $2 and coalesce(ends_on, 'infinity') >= $2
     order by employee.id, starts_on, assignment.id`,
    [boundTenant(), day],
  );
  return rows;
};

type Opening = Holder & { readonly raterId: string; readonly superiorId: string | null };

const withRater = async (client: PoolClient, holder: Holder, day: string): Promise<Opening | LeftOut> => {
  try {
    const { raterId, superiorId } = await findRater(client, holder.employeeId, day);
    if (raterId !== null) return { ...holder, raterId, superiorId };
    return { ...holder, reason: 'tidak ada pejabat penilai di atasnya: tetapkan penilainya, lalu buka lagi' };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ...holder, reason: error.message };
  }
};

const insertAppraisals = (client: PoolClient, cycleId: string, at: Date, openings: readonly Opening[]) =>
  client.query(
    `insert into appraisal (tenant_id, id, cycle_id, employee_id, post_id, unit_id, rater_id, superior_id, stage, stage_since, version)
     select $1, (row ->> 'id')::uuid, $2, (row ->> 'employeeId')::uuid, (row ->> 'postId')::uuid, (row ->> 'unitId')::uuid,
            (row ->> 'raterId')::uuid, (row ->> 'superiorId')::uuid, 'PLANNING', $3, 1
     from jsonb_array_elements($4) as row
     on conflict (tenant_id, cycle_id, employee_id) do nothing`,
    [boundTenant(), cycleId, at, JSON.stringify(openings.map((opening) => ({ ...opening, id: timeOrderedId() })))],
  );

/** The cycle of a policy and period, made when it is not there; its policy version stays what it was at first. */
const findOrInsertCycle = async (
  client: PoolClient,
  { key, version }: { readonly key: string; readonly version: number },
  period: Period,
  by: { readonly actor: string; readonly at: Date },
): Promise<string> => {
  const { rows } = await client.query<{ id: string }>(
    `insert into appraisal_cycle (tenant_id, id, policy_key, policy_version, period, opened_by, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, policy_key, period) do update set period = excluded.period
     returning id`,
    [boundTenant(), timeOrderedId(), key, version, period, by.actor, by.at],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`The cycle ${key} ${period} is neither new nor stored.`);
  return row.id;
};

/**
 * Opens the appraisals of a period for everybody who holds a post on its first day, or today when it runs already, each
 * with the rater and superior of that day. Again for a cycle that is open: adds those who were left out.
 */
export const openCycle = async (
  { policyKey, period }: { readonly policyKey: string; readonly period: Period },
  context: Context,
): Promise<OpenedCycle> => {
  const viewer = requireViewer(context);
  await refuseUnless(context, 'OPEN_CYCLE', grantedRoles(viewer), boundTenant());
  const policy = await newestPolicy(context.db.pool, policyKey);
  if (policy === undefined) throw invalid(issue('policyKey', policyKey, 'kunci kebijakan yang sudah dimuat'));
  if (stagesFor(policy, period).length === 0)
    throw invalid(
      issue(
        'period',
        period,
        `periode ${policy.cycles.map(({ cadence }) => cadence).join(' atau ')} menurut kebijakan ${policyKey}`,
      ),
    );
  const { first, last } = daysOf(period);
  const day = today(context);
  if (day > last) throw notAllowedNow(`Periode ${period} sudah berakhir pada ${last}.`);
  const isRunning = day > first;
  const opensOn = isRunning ? day : first;
  const at = context.now();
  return transaction(context.db.pool, async (client) => {
    const cycleId = await findOrInsertCycle(client, policy, period, { actor: actorOf(viewer), at });
    const found: (Opening | LeftOut)[] = [];
    for (const holder of await holdersOn(client, opensOn)) found.push(await withRater(client, holder, opensOn));
    const openings = found.filter((one): one is Opening => 'raterId' in one);
    const leftOut = found
      .filter((one): one is LeftOut & Holder => 'reason' in one)
      .map(({ employeeId, name, reason }) => ({ employeeId, name, reason }));
    const { rowCount } = await insertAppraisals(client, cycleId, at, openings);
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'cycle.opened',
      subject: cycleId,
      detail: { policyKey, period, appraisals: rowCount, leftOut },
    });
    return { id: cycleId, opened: rowCount ?? 0, leftOut };
  });
};
