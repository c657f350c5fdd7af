import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { type MarkInput, type Marks, markableBy, readMarks } from './assess.ts';
import { type Making, type MoveInput, makeMove } from './make-move.ts';
import { written, writtenWords } from './written.ts';

interface StoredDiscussion {
  readonly reason: string;
  readonly scheduledFor: Date | null;
}

const loadDiscussion = async ({ client, appraisal }: Making): Promise<StoredDiscussion | undefined> => {
  const { rows } = await client.query<StoredDiscussion>(
    'select reason, scheduled_for as "scheduledFor" from discussion where tenant_id = $1 and appraisal_id = $2',
    [boundTenant(), appraisal.id],
  );
  return rows[0];
};

const requested = async (making: Making): Promise<StoredDiscussion> => {
  const stored = await loadDiscussion(making);
  if (stored === undefined)
    throw notAllowedNow(
      'Belum ada permintaan diskusi: pegawai mengajukannya dengan alasan, atau menyatakan tidak perlu.',
    );
  return stored;
};

/** Asks for a talk about the result, with the reason (Tanjungselor's fourth stage, before any formal objection). */
export const requestDiscussion = (input: MoveInput & { readonly reason: string }, context: Context): Promise<string> =>
  makeMove(context, input, 'REQUEST_DISCUSSION', async (making) => {
    const { client, appraisal, now } = making;
    if ((await loadDiscussion(making)) !== undefined)
      throw notAllowedNow('Diskusi sudah diajukan; tunggu jadwal dari pejabat penilai.');
    const reason = writtenWords('reason', input.reason, 'alasan mengajukan diskusi');
    await client.query(
      'insert into discussion (tenant_id, appraisal_id, reason, requested_at) values ($1, $2, $3, $4)',
      [boundTenant(), appraisal.id, reason, now],
    );
    return { why: reason };
  });

/** Says that no talk is needed; the stage ends. */
export const skipDiscussion = (input: MoveInput, context: Context): Promise<string> =>
  makeMove(context, input, 'SKIP_DISCUSSION', async (making) => {
    if ((await loadDiscussion(making)) !== undefined)
      throw notAllowedNow('Diskusi sudah diajukan; pejabat penilai mencatat hasilnya setelah berlangsung.');
    return {};
  });

/** Sets when and where the talk is; again when it has to be moved. */
export const scheduleDiscussion = (
  input: MoveInput & { readonly scheduledFor: Date; readonly place?: string | null | undefined },
  context: Context,
): Promise<string> =>
  makeMove(context, input, 'SCHEDULE_DISCUSSION', async (making) => {
    const { client, appraisal, now } = making;
    const { scheduledFor: before } = await requested(making);
    if (input.scheduledFor < now) throw invalid(issue('scheduledFor', input.scheduledFor, 'waktu yang akan datang'));
    const place = written('place', input.place);
    await client.query(
      'update discussion set scheduled_for = $3, place = $4 where tenant_id = $1 and appraisal_id = $2',
      [boundTenant(), appraisal.id, input.scheduledFor, place],
    );
    return { before, after: { scheduledFor: input.scheduledFor, place } };
  });

/** Changes some of the supervisor's marks, an earlier rater's too; what they were stays in the audit trail. */
const reviseMarks = async ({ client, appraisal }: Making, given: readonly MarkInput[]) => {
  const markable = await markableBy(client, appraisal, 'SUPERVISOR');
  const revised = readMarks(given, markable);
  const { rows } = await client.query<{ marks: Marks }>(
    `select marks from assessment
     where tenant_id = $1 and appraisal_id = $2 and assessor_role = 'SUPERVISOR' and submitted_at is not null`,
    [boundTenant(), appraisal.id],
  );
  const all = rows[0]?.marks ?? {};
  await client.query(
    `update assessment set marks = $3
     where tenant_id = $1 and appraisal_id = $2 and assessor_role = 'SUPERVISOR' and submitted_at is not null`,
    [boundTenant(), appraisal.id, JSON.stringify({ ...all, ...revised })],
  );
  const before = Object.fromEntries(Object.keys(revised).map((key) => [key, all[key] ?? null]));
  return { before, after: revised };
};

/** Records how the talk ended, with the marks that it changed; the stage ends. */
export const concludeDiscussion = (
  input: MoveInput & { readonly outcome: string; readonly revisedMarks?: readonly MarkInput[] | null | undefined },
  context: Context,
): Promise<string> =>
  makeMove(context, input, 'CONCLUDE_DISCUSSION', async (making) => {
    const { client, appraisal, now } = making;
    const { scheduledFor } = await requested(making);
    if (scheduledFor === null || scheduledFor > now)
      throw notAllowedNow(
        scheduledFor === null
          ? 'Diskusi belum dijadwalkan.'
          : `Diskusi baru berlangsung pada ${scheduledFor.toISOString()}.`,
      );
    const outcome = writtenWords('outcome', input.outcome, 'hasil diskusi');
    const marks = input.revisedMarks ?? [];
    const changed = marks.length > 0 ? await reviseMarks(making, marks) : {};
    await client.query(
      `update discussion set outcome = $3, revised = $4, concluded_at = $5 where tenant_id = $1 and appraisal_id = $2`,
      [boundTenant(), appraisal.id, outcome, marks.length > 0, now],
    );
    return { why: outcome, ...changed };
  });
