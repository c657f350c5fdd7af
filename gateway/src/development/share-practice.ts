import { v7 as timeOrderedId } from 'uuid';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { findWorkshop } from './find-workshop.ts';
import type { Stored } from './stored.ts';

/** A practice that is worth sharing. */
export interface SharePractice {
  readonly workshopId: string;
  readonly text: string;
}

/** Adds a note on a shared practice to a workshop: by those who joined it, and by its organiser. */
export const sharePractice = async (input: SharePractice, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const workshop = await findWorkshop(context, 'workshopId', input.workshopId);
  const { rowCount } = await db.pool.query(
    `select from workshop_participant
     where tenant_id = $1 and workshop_id = $2 and employee_id = $3 and attended is distinct from false`,
    [tenantId, workshop.id, viewer.employeeId],
  );
  const tookPart = rowCount === 1 || workshop.organiserId === viewer.employeeId;
  await refuseUnless(context, 'SHARE_PRACTICE', new Set(tookPart ? ['SELF'] : []), workshop.id);
  const check = checkInput();
  const text = check.required('text', input.text, MAX_TEXT);
  check.finish();
  const note = timeOrderedId();
  const at = now();
  await transaction(db.pool, async (client) => {
    await client.query(
      `insert into workshop_note (tenant_id, id, workshop_id, author_id, text, written_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [tenantId, note, workshop.id, viewer.employeeId, text, at],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'workshop.practiceShared',
      subject: workshop.id,
      detail: { before: null, after: { note, text } },
    });
  });
  return { tenantId, id: workshop.id };
};
