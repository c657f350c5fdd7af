import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import { notAllowedNow } from '../refusals.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { refuseUnlessMayExclude } from './may-exclude.ts';

/** Which alarm is about nothing, and why. */
export interface DismissRatingAlarm {
  readonly id: string;
  readonly explanation: string;
}

const DISMISS = `
  update rating_alarm set state = 'DISMISSED', explanation = $3, decided_by_id = $4, decided_at = $5
  where tenant_id = $1 and id = $2 and state = 'OPEN'`;

/** Says that what an alarm is about has a good reason, once: the ratings count as before. */
export const dismissRatingAlarm = async (input: DismissRatingAlarm, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  const id = requireKey('id', input.id, 'RatingAlarm');
  const alarm = await context.db.prisma.ratingAlarm.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { unitId: true, serviceId: true },
  });
  if (alarm === null) throw notHere('id', input.id, 'RatingAlarm');
  await refuseUnlessMayExclude(context, alarm.unitId, id);
  const check = checkInput();
  const explanation = check.required('explanation', input.explanation, MAX_TEXT, 'alasan mengapa tidak ada masalah');
  check.finish();
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    const { rowCount } = await client.query(DISMISS, [tenantId, id, explanation, viewer.employeeId, at]);
    if (rowCount === 0) throw notAllowedNow('Peringatan ini sudah diputuskan.');
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'rating-alarm.dismissed',
      subject: id,
      detail: { ...alarm, explanation },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
