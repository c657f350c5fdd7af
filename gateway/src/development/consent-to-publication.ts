import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { notHere, requireKey } from './here.ts';
import type { Stored } from './stored.ts';

/** What the person recognised says to being named in public. */
export interface ConsentToPublication {
  readonly recognitionId: string;
  readonly consent: boolean;
}

/**
 * Records or withdraws the consent of the person recognised; every consent and every withdrawal stays in the audit trail.
 * What was kept of public answers is forgotten at the commit, so that a withdrawal shows at once.
 */
export const consentToPublication = async (
  { recognitionId, consent }: ConsentToPublication,
  context: Context,
): Promise<Stored> => {
  const viewer = requireViewer(context);
  const id = requireKey('recognitionId', recognitionId, 'Recognition');
  const { db, now } = context;
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<{ employeeId: string }>(
    'select employee_id as "employeeId" from recognition where tenant_id = $1 and id = $2',
    [tenantId, id],
  );
  const [recognition] = rows;
  if (recognition === undefined) throw notHere('recognitionId', recognitionId, 'Recognition');
  await refuseUnless(context, 'CONSENT_TO_PUBLICATION', await rolesTowards(context, recognition.employeeId), id);
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rows: before } = await client.query<{ consentedAt: Date | null }>(
      'select consented_at as "consentedAt" from recognition where tenant_id = $1 and id = $2 for update',
      [tenantId, id],
    );
    const consentedAt = before[0]?.consentedAt ?? null;
    if ((consentedAt !== null) === consent) return; // said before
    await client.query('update recognition set consented_at = $3 where tenant_id = $1 and id = $2', [
      tenantId,
      id,
      consent ? at : null,
    ]);
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: consent ? 'recognition.consented' : 'recognition.consentWithdrawn',
      subject: id,
      detail: { before: { consentedAt }, after: { consentedAt: consent ? at : null } },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
