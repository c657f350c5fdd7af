import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { sealWithin } from '../audit/seal-events.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { OrganisationAchievement } from '../domain/organisation-achievement.ts';
import { invalid, issue } from '../refusals.ts';
import { keyOrNothing } from './key-or-nothing.ts';
import { writtenWords } from './written.ts';

/** The achievement of a unit in a cycle. */
export interface SetAchievement {
  readonly cycleId: string;
  readonly unitId: string;
  readonly achievement: OrganisationAchievement;
  readonly reason: string;
}

/**
 * Sets what a unit has achieved in a cycle (capaian kinerja organisasi): by a leader above, before its people are rated
 * (circular of MenPANRB, step one). Again: a correction, whose reason stays in the audit trail.
 *
 * @returns the key of the cycle.
 */
export const setAchievement = async (input: SetAchievement, context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  const cycleId = keyOrNothing(input.cycleId, 'AppraisalCycle');
  const unitId = keyOrNothing(input.unitId, 'Unit');
  await refuseUnless(context, 'SET_ACHIEVEMENT', grantedRoles(viewer), cycleId ?? boundTenant());
  const reason = writtenWords('reason', input.reason, 'dasar penetapan capaian');
  const at = context.now();
  return transaction(context.db.pool, async (client) => {
    const { rows } = await client.query<{ cycle: boolean; unit: boolean }>(
      `select exists (select from appraisal_cycle where tenant_id = $1 and id = $2) as cycle,
              exists (select from unit where tenant_id = $1 and id = $3) as unit`,
      [boundTenant(), cycleId ?? null, unitId ?? null],
    );
    if (cycleId === undefined || rows[0]?.cycle !== true)
      throw invalid(issue('cycleId', input.cycleId, 'id siklus penilaian (AppraisalCycle)'));
    if (unitId === undefined || rows[0]?.unit !== true)
      throw invalid(issue('unitId', input.unitId, 'id unit kerja (Unit) pemerintah daerah ini'));
    const { rows: before } = await client.query(
      'select achievement from organisation_achievement where tenant_id = $1 and cycle_id = $2 and unit_id = $3',
      [boundTenant(), cycleId, unitId],
    );
    await client.query(
      `insert into organisation_achievement (tenant_id, cycle_id, unit_id, achievement, reason, set_by_id, set_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, cycle_id, unit_id) do update
       set achievement = excluded.achievement, reason = excluded.reason, set_by_id = excluded.set_by_id, set_at = excluded.set_at`,
      [boundTenant(), cycleId, unitId, input.achievement, reason, viewer.employeeId, at],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'achievement.set',
      subject: unitId,
      detail: { cycleId, why: reason, before: before[0]?.achievement ?? null, after: input.achievement },
    });
    await sealWithin(client);
    return cycleId;
  });
};
