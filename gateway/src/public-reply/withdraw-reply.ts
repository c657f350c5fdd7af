import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { notAllowedNow } from '../refusals.ts';
import { announceChange } from '../tenant/public-changes.ts';

/** Takes a published reply back, with the reason. By the head of the unit, or a leader; it stays stored, and leaves the public. */
export const withdrawReply = async (
  input: { readonly id: string; readonly reason: string },
  context: Context,
): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const id = requireKey('id', input.id, 'PublicReply');
  const reply = await db.prisma.publicReply.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { unitId: true },
  });
  if (reply === null) throw notHere('id', input.id, 'PublicReply');
  await refuseUnless(context, 'PUBLISH_REPLY', await rolesInUnit(context, reply.unitId), id);
  const check = checkInput();
  const reason = check.required('reason', input.reason, MAX_TEXT, 'alasan ditarik');
  check.finish();
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `update public_reply set withdrawn_reason = $3, withdrawn_at = $4
       where tenant_id = $1 and id = $2 and withdrawn_at is null`,
      [tenantId, id, reason, at],
    );
    if (rowCount === 0) throw notAllowedNow('Ini sudah ditarik.');
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'reply.withdrawn',
      subject: id,
      detail: { reason },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
