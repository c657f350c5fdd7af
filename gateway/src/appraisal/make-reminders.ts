import type { Pool, PoolClient } from 'pg';
import { type Role, rolesFor } from '../access/permissions.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import { localDate, type Period } from '../domain/period.ts';
import {
  AWAITED_MOVES,
  type DueReminder,
  logReminderDue,
  logReminderText,
  type ReminderKind,
  reminderDue,
  reminderText,
} from '../domain/reminder.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { policyOf } from './stored-policy.ts';

/** When it is, and where. */
export interface Moment {
  /** IANA time zone of the tenant. */
  readonly zone: string;
  readonly now: Date;
}

/** Stands in a text for the name of the person whose appraisal it is, until the statement knows it. */
const NAME = '{nama}';

/** The last local day to object or to decide. */
const DEADLINE = `case appraisal.stage when 'DELIVERED' then (object_until at time zone $2)::date
                                        when 'OBJECTION' then (decide_until at time zone $2)::date end`;

/** Appraisals that have the same reminders: those of a cycle that came into a stage on the same day. */
interface Group {
  readonly cycleId: string;
  readonly policyKey: string;
  readonly policyVersion: number;
  readonly period: Period;
  readonly stage: Stage;
  readonly since: string;
  readonly deadline: string | null;
}

const GROUPS = {
  name: 'reminder_groups',
  text: `select distinct cycle_id as "cycleId", policy_key as "policyKey", policy_version as "policyVersion", period, stage,
           ((stage_since at time zone $2)::date)::text as since, (${DEADLINE})::text as deadline
         from appraisal
         join appraisal_cycle on appraisal_cycle.tenant_id = $1 and appraisal_cycle.id = cycle_id
         left join objection on objection.tenant_id = $1 and objection.appraisal_id = appraisal.id
         where appraisal.tenant_id = $1 and stage <> 'FINAL'`,
};

/** Who must act in a stage; what is late is told to the person and the rater as well. */
const rolesToRemind = (stage: Stage, kind: ReminderKind): readonly Role[] => [
  ...new Set([
    ...AWAITED_MOVES[stage].flatMap(rolesFor),
    ...(kind === 'STAGE_OVERDUE' ? (['SELF', 'RATER'] as const) : []),
  ]),
];

interface GroupReminder extends DueReminder, Group {
  readonly roles: readonly Role[];
  readonly own: string;
  readonly ofOther: string;
}

const remindersOf = async (client: PoolClient, zone: string, today: string): Promise<readonly GroupReminder[]> => {
  const { rows } = await client.query<Group>({ ...GROUPS, values: [boundTenant(), zone] });
  const holidays = await holidaysOf(client);
  const due: GroupReminder[] = [];
  for (const group of rows) {
    const policy = await policyOf(client, group.policyKey, group.policyVersion);
    const reminder = reminderDue({ ...group, policy }, today, holidays);
    if (reminder === undefined) continue;
    due.push({
      ...group,
      ...reminder,
      roles: rolesToRemind(group.stage, reminder.kind),
      own: reminderText(reminder, group),
      ofOther: reminderText(reminder, group, NAME),
    });
  }
  return due;
};

/**
 * Stores what is not stored yet, and writes each appraisal that has become late into the audit trail. Whoever has done
 * his part is not reminded to do it, but told that the stage is late.
 */
const STORE = {
  name: 'store_reminders',
  text: `
    with due as (
      select * from jsonb_to_recordset($4) as due (
        "cycleId" uuid, stage text, since date, deadline date, kind text, "dueOn" date, "endsOn" date, roles text[],
        own text, "ofOther" text)
    ), concerned as (
      select appraisal.*, due.kind, due."dueOn", due."endsOn", due.roles, due.own, due."ofOther", employee.name,
             due.kind = 'STAGE_OVERDUE' as late, discussion.appraisal_id is not null as discussed
      from appraisal
      left join objection on objection.tenant_id = $1 and objection.appraisal_id = appraisal.id
      left join discussion on discussion.tenant_id = $1 and discussion.appraisal_id = appraisal.id
      join employee on employee.tenant_id = $1 and employee.id = appraisal.employee_id
      join due on due."cycleId" = cycle_id and due.stage = appraisal.stage
        and due.since = (stage_since at time zone $2)::date
        and due.deadline is not distinct from (${DEADLINE})
      where appraisal.tenant_id = $1
    ), people as (
      select concerned.id as appraisal_id, employee_id as person, concerned.own as text from concerned
      where 'SELF' = any (roles)
        and (late or not (stage = 'FEEDBACK' and employee_acknowledged_at is not null or stage = 'DISCUSSION' and discussed))
      union all
      select concerned.id, rater_id, replace("ofOther", '${NAME}', name) from concerned
      where 'RATER' = any (roles)
        and (late or not (stage = 'FEEDBACK' and rater_acknowledged_at is not null or stage = 'DISCUSSION' and not discussed))
      union all
      select concerned.id, superior_id, replace("ofOther", '${NAME}', name) from concerned
      where 'SUPERIOR' = any (roles) and superior_id is not null
      union all
      select concerned.id, evaluator_id, replace("ofOther", '${NAME}', name) from concerned
      join evaluation_team on evaluation_team.tenant_id = $1 and evaluation_team.appraisal_id = concerned.id
      where 'TEAM_MEMBER' = any (roles) and conflict_of_interest is null
        and not exists (select from assessment
                        where assessment.tenant_id = $1 and assessment.appraisal_id = concerned.id
                          and assessor_id = evaluator_id and submitted_at is not null)
    ), made as (
      insert into reminder (tenant_id, id, employee_id, appraisal_id, kind, stage, due_on, text, made_at)
      select $1, gen_random_uuid(), person, concerned.id, kind, stage, "dueOn", text, $3
      from people join concerned on concerned.id = appraisal_id
      on conflict do nothing
      returning appraisal_id, kind
    ), marked as (
      insert into audit_event (tenant_id, id, at, actor, action, subject, detail)
      select $1, gen_random_uuid(), $3, 'system', 'appraisal.overdue', concerned.id::text,
             jsonb_build_object('stage', stage, 'endedOn', "endsOn")
      from concerned
      where late and id in (select appraisal_id from made)
        and not exists (select from audit_event as earlier
                        where earlier.tenant_id = $1 and earlier.subject = concerned.id::text
                          and earlier.action = 'appraisal.overdue' and earlier.detail ->> 'stage' = stage)
    )
    select count(*)::integer as made from made`,
};

interface StoredPolicy {
  readonly key: string;
  readonly version: number;
}

/** Reminds of the daily log everybody who holds a post and whose latest appraisal is under a policy that counts the log. */
const STORE_LOG = {
  name: 'store_log_reminders',
  text: `
    with due as (
      select * from jsonb_to_recordset($3) as due (key text, version integer, "dueOn" date, text text)
    ), latest as (
      select distinct on (employee_id) employee_id, policy_key, policy_version
      from appraisal join appraisal_cycle on appraisal_cycle.tenant_id = $1 and appraisal_cycle.id = cycle_id
      where appraisal.tenant_id = $1
      order by employee_id, opened_at desc
    ), made as (
      insert into reminder (tenant_id, id, employee_id, kind, due_on, text, made_at)
      select $1, gen_random_uuid(), employee_id, 'LOG_CLOSES', "dueOn", text, $2
      from latest join due on key = policy_key and version = policy_version
      where exists (select from assignment
                    where assignment.tenant_id = $1 and assignment.employee_id = latest.employee_id
                      and starts_on <= $4 and coalesce(ends_on, 'infinity') >= $4)
      on conflict do nothing
      returning 1
    )
    select count(*)::integer as made from made`,
};

const makeLogReminders = async (client: PoolClient, now: Date, today: string): Promise<number> => {
  const { rows: policies } = await client.query<StoredPolicy>(
    `select distinct policy_key as key, policy_version as version from appraisal_cycle where tenant_id = $1`,
    [boundTenant()],
  );
  const due: (StoredPolicy & { readonly dueOn: string; readonly text: string })[] = [];
  for (const { key, version } of policies) {
    const closing = logReminderDue(await policyOf(client, key, version), today);
    if (closing !== undefined) due.push({ key, version, dueOn: closing.dueOn, text: logReminderText(closing) });
  }
  if (due.length === 0) return 0;
  const { rows } = await client.query<{ made: number }>({
    ...STORE_LOG,
    values: [boundTenant(), now, JSON.stringify(due), today],
  });
  return rows[0]?.made ?? 0;
};

/**
 * Makes every reminder of the bound tenant that has become due, each once, in one transaction: for appraisals by the
 * windows of their policies, and for the daily log. A second time on the same day it finds nothing to do.
 *
 * @returns how many were made.
 */
export const makeReminders = (pool: Pool, { zone, now }: Moment): Promise<number> =>
  transaction(pool, async (client) => {
    await client.query("set local statement_timeout = '120s'");
    const today = localDate(now.getTime(), zone);
    const due = await remindersOf(client, zone, today);
    const ofLogs = await makeLogReminders(client, now, today);
    if (due.length === 0) return ofLogs;
    const { rows } = await client.query<{ made: number }>({
      ...STORE,
      values: [boundTenant(), zone, now, JSON.stringify(due)],
    });
    return (rows[0]?.made ?? 0) + ofLogs;
  });
