import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, type InputCheck, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { existing } from './existing.ts';

import { keyHere, notHere, requireKey } from './here.ts';
import type { Stored } from './stored.ts';

export const GOAL_LEVELS = ['REGION', 'UNIT', 'PROJECT'] as const;
export type GoalLevel = (typeof GOAL_LEVELS)[number];

/** A goal of the region, of a unit, or of a project of several units. */
export interface SetGoal {
  /** The goal to change; absent for a new one. */
  readonly id?: string | null | undefined;
  readonly level: GoalLevel;
  readonly parentId?: string | null | undefined;
  readonly unitIds: readonly string[];
  readonly year: number;
  readonly text: string;
  readonly measure?: string | null | undefined;
}

/** How many units share a goal of each level, and under which levels it may stand. */
const LEVELS: Record<GoalLevel, { units: readonly [number, number]; words: string; under: readonly GoalLevel[] }> = {
  REGION: { units: [0, 0], words: 'tanpa unit kerja pada sasaran daerah', under: ['REGION'] },
  UNIT: { units: [1, 1], words: 'satu unit kerja pada sasaran unit', under: GOAL_LEVELS },
  PROJECT: { units: [2, 100], words: '2 sampai 100 unit kerja pada proyek lintas unit', under: GOAL_LEVELS },
};

interface Goal {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: GoalLevel;
  readonly unitIds: readonly string[];
  readonly year: number;
  readonly text: string;
  readonly measure: string | null;
}

const COLUMNS = 'id, parent_id as "parentId", level, unit_ids::text[] as "unitIds", year, text, measure';

/** The parents of a goal, itself included, up to the top. */
const ABOVE = `
  with recursive above as (
    select id, parent_id from goal where tenant_id = $1 and id = $2
    union
    select goal.id, goal.parent_id from above join goal on goal.tenant_id = $1 and goal.id = above.parent_id
  )
  select from above where id = $3`;

const findGoal = async (client: PoolClient, id: string): Promise<Goal | undefined> => {
  const { rows } = await client.query<Goal>(`select ${COLUMNS} from goal where tenant_id = $1 and id = $2`, [
    boundTenant(),
    id,
  ]);
  return rows[0];
};

const checkParent = async (client: PoolClient, check: InputCheck, goalId: string, input: SetGoal) => {
  const { parentId, level, year } = input;
  if (parentId == null) return null;
  const key = keyHere(parentId, 'Goal');
  const parent = key === undefined ? undefined : await findGoal(client, key);
  if (parent === undefined) {
    check.expect(false, 'parentId', parentId, 'id sasaran (Goal) daerah ini, atau kosong');
    return null;
  }
  check.expect(parent.year === year, 'parentId', parentId, `sasaran tahun ${year}; yang ini untuk ${parent.year}`);
  const { under } = LEVELS[level];
  check.expect(under.includes(parent.level), 'parentId', parentId, `sasaran tingkat ${under.join(', ')}`);
  const { rowCount } = await client.query(ABOVE, [boundTenant(), parent.id, goalId]);
  check.expect(rowCount === 0, 'parentId', parentId, 'sasaran yang bukan dirinya sendiri atau turunannya');
  return parent.id;
};

const checkUnits = async (check: InputCheck, { level, unitIds }: SetGoal, { db }: Context) => {
  const keys = unitIds.map((id) => keyHere(id, 'Unit'));
  const known = await existing(db.pool, 'unit', keys);
  keys.forEach((key, at) => {
    const holds = key !== undefined && known.has(key);
    check.expect(holds, `unitIds.${at}`, unitIds[at], 'id unit kerja daerah ini');
    check.expect(keys.indexOf(key) === at, `unitIds.${at}`, unitIds[at], 'setiap unit kerja sekali saja');
  });
  const { units, words } = LEVELS[level];
  const [fewest, most] = units;
  check.expect(keys.length >= fewest && keys.length <= most, 'unitIds', keys.length, words);
  return keys.flatMap((key) => key ?? []);
};

/** Level and year stay: what hangs below a goal goes by them. */
const checkChange = (check: InputCheck, before: Goal, { level, year }: SetGoal) => {
  check.expect(
    level === before.level,
    'level',
    level,
    `${before.level}, seperti semula; untuk yang lain buat sasaran baru`,
  );
  check.expect(
    year === before.year,
    'year',
    year,
    `${before.year}, seperti semula; untuk tahun lain buat sasaran baru`,
  );
};

/** Makes or changes a goal. Goals hang together as a tree: a goal below itself is refused. */
export const setGoal = async (input: SetGoal, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const id = input.id == null ? timeOrderedId() : requireKey('input.id', input.id, 'Goal');
  await refuseUnless(context, 'SET_GOAL', grantedRoles(viewer), id);
  const check = checkInput();
  const text = check.required('text', input.text, MAX_TEXT);
  const measure = check.optional('measure', input.measure, MAX_TEXT);
  const { year } = input;
  check.expect(Number.isInteger(year) && year >= 2000 && year <= 2099, 'year', year, 'tahun 2000 sampai 2099');
  const unitIds = await checkUnits(check, input, context);
  const at = now();
  await transaction(db.pool, async (client) => {
    // One goal is set at a time in a region, or two changes at once could close a circle.
    await client.query("select pg_advisory_xact_lock(hashtextextended('goal ' || $1, 0))", [tenantId]);
    const before = await findGoal(client, id);
    if (input.id != null && before === undefined) throw notHere('input.id', input.id, 'Goal');
    if (before !== undefined) checkChange(check, before, input);
    const parentId = await checkParent(client, check, id, input);
    check.finish();
    await client.query(
      `insert into goal (tenant_id, id, parent_id, level, unit_ids, year, text, measure)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant_id, id) do update
       set parent_id = excluded.parent_id, unit_ids = excluded.unit_ids, text = excluded.text, measure = excluded.measure`,
      [tenantId, id, parentId, input.level, unitIds, year, text, measure],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: before === undefined ? 'goal.set' : 'goal.changed',
      subject: id,
      detail: {
        before: before ?? null,
        after: { id, parentId, level: input.level, unitIds, year, text, measure },
      },
    });
  });
  return { tenantId, id };
};
