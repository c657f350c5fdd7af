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
import { notAllowedNow } from '../refusals.ts';
import { refuseUnlessMayExclude } from './may-exclude.ts';

/** Which ratings stay out of the figures, and why. */
export interface ConfirmExclusion {
  readonly id: string;
  readonly explanation: string;
}

const CONFIRM = `
  update rating_exclusion set decided_by_id = $3, explanation = $4
  where tenant_id = $1 and id = $2 and decided_by_id is null and lifted_at is null
  returning ratings`;

/**
 * Says of ratings that were set aside, because they came from the office's own network, that they stay out of the figures: by a
 * leader whom they do not judge. What comes from there afterwards is set aside anew.
 */
export const confirmExclusion = async (input: ConfirmExclusion, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  const id = requireKey('id', input.id, 'RatingExclusion');
  const exclusion = await context.db.prisma.ratingExclusion.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { unitId: true, serviceId: true },
  });
  if (exclusion === null) throw notHere('id', input.id, 'RatingExclusion');
  await refuseUnlessMayExclude(context, exclusion.unitId, id);
  const check = checkInput();
  const explanation = check.required('explanation', input.explanation, MAX_TEXT, 'penjelasan atas keputusan');
  check.finish();
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    const { rows } = await client.query<{ ratings: number }>(CONFIRM, [tenantId, id, viewer.employeeId, explanation]);
    const [confirmed] = rows;
    if (confirmed === undefined) throw notAllowedNow('Tentang penilaian ini sudah ada putusan.');
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'ratings.kept-out',
      subject: id,
      detail: { ...exclusion, explanation, ratings: confirmed.ratings },
    });
    await sealWithin(client);
  });
  return { tenantId, id };
};
