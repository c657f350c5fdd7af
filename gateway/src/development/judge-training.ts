import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { notAllowedNow } from '../refusals.ts';
import { notHere, requireKey } from './here.ts';
import type { Stored } from './stored.ts';

/** Whether the rater believes a training that the person claims. */
export interface JudgeTraining {
  readonly id: string;
  readonly confirmed: boolean;
  readonly note?: string | null | undefined;
}

/** Confirms or rejects a claimed training, once; a rejection says why. */
export const judgeTraining = async (input: JudgeTraining, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const id = requireKey('id', input.id, 'Training');
  const { db, now } = context;
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<{ employeeId: string }>(
    'select employee_id as "employeeId" from training where tenant_id = $1 and id = $2',
    [tenantId, id],
  );
  const [training] = rows;
  if (training === undefined) throw notHere('id', input.id, 'Training');
  await refuseUnless(context, 'JUDGE_TRAINING', await rolesTowards(context, training.employeeId), id);
  const check = checkInput();
  const note = check.optional('note', input.note, MAX_TEXT);
  check.expect(input.confirmed || note !== null, 'note', input.note, 'alasan penolakan');
  check.finish();
  const state = input.confirmed ? 'CONFIRMED' : 'REJECTED';
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `update training set state = $3, note = $4, judged_by_id = $5, judged_at = $6
       where tenant_id = $1 and id = $2 and state = 'CLAIMED'`,
      [tenantId, id, state, note, viewer.employeeId, at],
    );
    if (rowCount === 0) throw notAllowedNow('Pelatihan ini sudah dikonfirmasi atau ditolak.');
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'training.judged',
      subject: id,
      detail: { why: note, before: { state: 'CLAIMED' }, after: { state } },
    });
  });
  return { tenantId, id };
};
