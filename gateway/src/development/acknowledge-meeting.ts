import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notAllowedNow } from '../refusals.ts';
import { notHere, requireKey } from './here.ts';
import type { Stored } from './stored.ts';

/** A participant's acknowledgement, with what he wants to add. */
export interface AcknowledgeMeeting {
  readonly id: string;
  readonly note?: string | null | undefined;
}

/** Stores that a participant acknowledges the record of a meeting: once, and only for himself. */
export const acknowledgeMeeting = async (input: AcknowledgeMeeting, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const id = requireKey('id', input.id, 'Meeting');
  const { db, now } = context;
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<{ isParticipant: boolean }>(
    `select exists (select from meeting_participant
                    where tenant_id = $1 and meeting_id = $2 and employee_id = $3) as "isParticipant"
     from meeting where tenant_id = $1 and id = $2`,
    [tenantId, id, viewer.employeeId],
  );
  const [meeting] = rows;
  if (meeting === undefined) throw notHere('id', input.id, 'Meeting');
  await refuseUnless(context, 'ACKNOWLEDGE_MEETING', new Set(meeting.isParticipant ? ['SELF'] : []), id);
  const check = checkInput();
  const note = check.optional('note', input.note, MAX_TEXT);
  check.finish();
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `update meeting_participant set acknowledged_at = $4, note = $5
       where tenant_id = $1 and meeting_id = $2 and employee_id = $3 and acknowledged_at is null`,
      [tenantId, id, viewer.employeeId, at, note],
    );
    if (rowCount === 0) throw notAllowedNow('Saudara sudah menyatakan mengetahui hasil pertemuan ini.');
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'meeting.acknowledged',
      subject: id,
      detail: { before: { acknowledgedAt: null }, after: { acknowledgedAt: at, note } },
    });
  });
  return { tenantId, id };
};
