import { mayDo } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { rolesInUnit, unitsOpenTo, unitsWorkedIn } from '../personnel/roles-in-unit.ts';

/**
 * Lets only those decide about the ratings of a unit who may, and whom they do not judge: not the head of the unit, and nobody
 * who works in it, whatever else he is.
 *
 * @param subject Id of what it is about.
 */
export const refuseUnlessMayExclude = async (context: Context, unitId: string, subject: string): Promise<void> => {
  if ((await unitsWorkedIn(context)).has(unitId))
    await refuseUnless(
      context,
      'EXCLUDE_RATINGS',
      new Set(),
      subject,
      'Saudara bertugas di unit yang dinilai; yang memutuskan adalah pimpinan dari luar unit itu.',
    );
  await refuseUnless(context, 'EXCLUDE_RATINGS', await rolesInUnit(context, unitId), subject);
};

/** Whether the person who is signed in may decide about the ratings of a unit; nothing is told of a refusal. */
export const mayExclude = async (context: Context, unitId: string): Promise<boolean> => {
  if (context.viewer === null || (await unitsWorkedIn(context)).has(unitId)) return false;
  return mayDo('EXCLUDE_RATINGS', await rolesInUnit(context, unitId));
};

/** A unit whose ratings a leader looks after. */
export interface UnitToReview {
  readonly tenantId: string;
  readonly unitId: string;
  /** False where they judge himself. */
  readonly mayDecide: boolean;
  /** Open alarms, and ratings of a day that were set aside, about which nobody has decided yet. */
  readonly undecided: number;
}

/** Units that can be rated and whose ratings whoever is signed in may decide about, but for those in which he works; by name. */
export const unitsToReview = async (first: number, context: Context): Promise<readonly UnitToReview[]> => {
  requireViewer(context);
  const units = await unitsOpenTo(context, 'EXCLUDE_RATINGS');
  if (units?.size === 0) return [];
  const tenantId = boundTenant();
  const { rows } = await context.db.pool.query<{ unitId: string; undecided: number }>(
    `select id as "unitId",
            (select count(*)::integer from rating_alarm
             where tenant_id = $1 and unit_id = unit.id and state = 'OPEN')
              + (select count(*)::integer from rating_exclusion
                 where tenant_id = $1 and unit_id = unit.id and decided_by_id is null and lifted_at is null) as undecided
     from unit
     where tenant_id = $1 and ($2::uuid[] is null or id = any($2))
       and exists (select from service where service.tenant_id = $1 and service.unit_id = unit.id)
     order by name, id limit $3`,
    [tenantId, units && [...units], first],
  );
  const own = await unitsWorkedIn(context);
  return rows.map(({ unitId, undecided }) => ({ tenantId, unitId, undecided, mayDecide: !own.has(unitId) }));
};
