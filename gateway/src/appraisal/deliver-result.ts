import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { objectionDeadline, WORKING_DAYS_TO_OBJECT } from '../domain/objection-clock.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { type MoveInput, makeMove } from './make-move.ts';
import { written } from './written.ts';

/**
 * Says that the evaluation document was received: the 14 working days for an objection begin (PermenPANRB 6/2022, annex,
 * part B). By the person, or by a personnel admin who handed it over on paper, with the day and a note.
 */
export const confirmReceipt = (
  input: MoveInput & { readonly receivedAt?: Date | null | undefined; readonly note?: string | null | undefined },
  context: Context,
): Promise<string> =>
  makeMove(context, input, 'CONFIRM_RECEIPT', async ({ client, appraisal, roles, now, zone }) => {
    if (appraisal.receivedAt !== null)
      throw notAllowedNow(`Penerimaan sudah dicatat pada ${appraisal.receivedAt.toISOString()}.`);
    const receivedAt = (roles.has('SELF') ? null : input.receivedAt) ?? now;
    if (receivedAt > now || (appraisal.decidedAt !== null && receivedAt < appraisal.decidedAt))
      throw invalid(issue('receivedAt', receivedAt, 'waktu sesudah penetapan predikat dan tidak di masa depan'));
    const objectUntil = new Date(objectionDeadline(receivedAt.getTime(), zone, await holidaysOf(client)));
    await client.query('update appraisal set received_at = $3, object_until = $4 where tenant_id = $1 and id = $2', [
      boundTenant(),
      appraisal.id,
      receivedAt,
      objectUntil,
    ]);
    return { why: written('note', input.note), after: { receivedAt, objectUntil } };
  });

/** Makes a result final once the time for objections is over. */
export const finaliseResult = (input: MoveInput, context: Context): Promise<string> =>
  makeMove(context, input, 'FINALISE_RESULT', async ({ appraisal, now }) => {
    const { objectUntil } = appraisal;
    if (objectUntil === null || now <= objectUntil)
      throw notAllowedNow(
        objectUntil === null
          ? 'Penerimaan dokumen evaluasi belum dicatat, sehingga masa keberatan belum berjalan.'
          : `Masa keberatan (${WORKING_DAYS_TO_OBJECT} hari kerja) berjalan sampai ${objectUntil.toISOString()}.`,
      );
    return {};
  });
