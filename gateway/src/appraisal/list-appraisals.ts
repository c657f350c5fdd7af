import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Period } from '../domain/period.ts';
import { type Approached, isReadable, loadAppraisal, rolesIn } from './find-appraisal.ts';

/** Roles by which appraisals can be listed. */
export type ListedRole = 'SELF' | 'RATER' | 'SUPERIOR' | 'TEAM_MEMBER' | 'PEER' | 'SUBORDINATE';

/** What makes an appraisal one's own in a role; `$2` is the person. */
const CONDITIONS: Readonly<Record<ListedRole, string>> = {
  SELF: 'appraisal.employee_id = $2',
  RATER: 'appraisal.rater_id = $2',
  SUPERIOR: 'appraisal.superior_id = $2',
  TEAM_MEMBER: `exists (select from evaluation_team
                        where evaluation_team.tenant_id = $1 and appraisal_id = appraisal.id and evaluator_id = $2
                          and conflict_of_interest is null)`,
  PEER: `appraisal.employee_id <> $2 and exists (
           select from appraisal as mine
           where mine.tenant_id = $1 and mine.cycle_id = appraisal.cycle_id and mine.employee_id = $2
             and mine.rater_id = appraisal.rater_id)`,
  SUBORDINATE: `exists (
           select from appraisal as mine
           where mine.tenant_id = $1 and mine.cycle_id = appraisal.cycle_id and mine.employee_id = $2
             and mine.rater_id = appraisal.employee_id)`,
};

const approachAll = async (context: Context, ids: readonly string[]): Promise<Approached[]> => {
  const viewer = requireViewer(context);
  const found: Approached[] = [];
  for (const id of ids) {
    const appraisal = await loadAppraisal(context.db.pool, id);
    const roles = appraisal === undefined ? undefined : await rolesIn(context.db.pool, appraisal, viewer);
    if (appraisal !== undefined && roles !== undefined && roles.size > 0) found.push({ appraisal, viewer, roles });
  }
  return found;
};

const idsWhere = async ({ db }: Context, condition: string, values: readonly unknown[]): Promise<readonly string[]> => {
  const { rows } = await db.pool.query<{ id: string }>(
    `select appraisal.id from appraisal
     join appraisal_cycle on appraisal_cycle.tenant_id = $1 and appraisal_cycle.id = appraisal.cycle_id
     join employee on employee.tenant_id = $1 and employee.id = appraisal.employee_id
     where appraisal.tenant_id = $1 and (${condition})
       and ($3::text is null or period = $3)
     order by period desc, employee.name, appraisal.id limit $4`,
    [boundTenant(), ...values],
  );
  return rows.map(({ id }) => id);
};

/** Appraisals with which the viewer has to do in a role, the latest period first. */
export const listAppraisalsFor = async (
  context: Context,
  { role, period, first }: { readonly role: ListedRole; readonly period: Period | null; readonly first: number },
): Promise<Approached[]> =>
  approachAll(context, await idsWhere(context, CONDITIONS[role], [requireViewer(context).employeeId, period, first]));

/** The appraisals of an employee that the viewer may read, the latest period first. */
export const listAppraisalsOf = async (context: Context, employeeId: string, first: number): Promise<Approached[]> => {
  const all = await approachAll(context, await idsWhere(context, CONDITIONS.SELF, [employeeId, null, first]));
  return all.filter(isReadable);
};
