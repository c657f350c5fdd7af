import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { sealWithin } from '../audit/seal-events.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import { type ExclusionReason, restoredInWords } from '../domain/exclusion.ts';
import { closeDuePeriods } from '../leaderboard/close-due-periods.ts';
import { notAllowedNow } from '../refusals.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { changeFigures, lockExclusions } from './change-figures.ts';
import { refuseUnlessMayExclude } from './may-exclude.ts';
import { closedAmong, loadExcluded, monthsOfSelected } from './selected-ratings.ts';

/** Which exclusion is lifted, and why. */
export interface RestoreRatings {
  readonly id: string;
  readonly explanation: string;
}

const LIFT = `
  update rating_exclusion set lifted_because = $3, lifted_by_id = $4, lifted_at = $5
  where tenant_id = $1 and id = $2 and lifted_at is null`;

const UNMARK = 'update excluded_rating set standing = false where tenant_id = $1 and exclusion_id = $2';

/** Lifts an exclusion, with the reason: its ratings count again everywhere, as if they had never been taken out. */
export const restoreRatings = async (input: RestoreRatings, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db } = context;
  const tenantId = boundTenant();
  const id = requireKey('id', input.id, 'RatingExclusion');
  const exclusion = await db.prisma.ratingExclusion.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { unitId: true, reason: true },
  });
  if (exclusion === null) throw notHere('id', input.id, 'RatingExclusion');
  const { unitId } = exclusion;
  await refuseUnlessMayExclude(context, unitId, id);
  const check = checkInput();
  const explanation = check.required('explanation', input.explanation, MAX_TEXT, 'alasan pencabutan');
  check.finish();

  const at = context.now();
  const zone = await zoneOf(context, tenantId);
  await closeDuePeriods(db.pool, { tenantId, zone, now: at });
  await transaction(db.pool, async (client) => {
    await lockExclusions(client, tenantId);
    // First: what is just being set aside under it waits, and what was is among those that are loaded.
    const { rowCount } = await client.query(LIFT, [tenantId, id, explanation, viewer.employeeId, at]);
    if (rowCount === 0) throw notAllowedNow('Pengecualian ini sudah dicabut; penilaiannya sudah dihitung kembali.');
    const selected = await loadExcluded(client, id);
    await client.query(UNMARK, [tenantId, id]);
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'ratings.restored',
      subject: id,
      detail: { unitId, explanation, ratings: selected.ids.length },
    });
    const closed = await closedAmong(client, monthsOfSelected(selected));
    const reason = restoredInWords(exclusion.reason as ExclusionReason);
    await changeFigures(client, context, { unitId, zone, at, viewer, selected, closed, sign: 1, reason });
    await sealWithin(client);
  });
  return { tenantId, id };
};
