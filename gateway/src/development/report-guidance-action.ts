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

/** How an action of a guidance went; may be said again until the guidance is closed. */
export interface ReportGuidanceAction {
  readonly id: string;
  readonly done: boolean;
  readonly note?: string | null | undefined;
}

interface Action {
  readonly guidanceId: string;
  readonly employeeId: string;
  readonly closedAt: Date | null;
  readonly done: boolean | null;
  readonly note: string | null;
}

const ACTION = `
  select guidance_id as "guidanceId", employee_id as "employeeId", closed_at as "closedAt", done, note
  from guidance_action
  join guidance on guidance.tenant_id = guidance_action.tenant_id and guidance.id = guidance_id
  where guidance_action.tenant_id = $1 and guidance_action.id = $2`;

/** Stores how an action went, and gives the guidance that it belongs to. */
export const reportGuidanceAction = async (input: ReportGuidanceAction, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const id = requireKey('id', input.id, 'GuidanceAction');
  const { db, now } = context;
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<Action>(ACTION, [tenantId, id]);
  const [action] = rows;
  if (action === undefined) throw notHere('id', input.id, 'GuidanceAction');
  await refuseUnless(context, 'REPORT_GUIDANCE', await rolesTowards(context, action.employeeId), id);
  const check = checkInput();
  const note = check.optional('note', input.note, MAX_TEXT);
  check.expect(input.done || note !== null, 'note', input.note, 'alasan mengapa tindakan tidak terlaksana');
  check.finish();
  const at = now();
  await transaction(db.pool, async (client) => {
    // Held until the commit, so that the guidance is not closed over an outcome that still changes.
    const { rows: locked } = await client.query<Action>(`${ACTION} for update`, [tenantId, id]);
    const [before] = locked;
    if (before === undefined || before.closedAt !== null)
      throw notAllowedNow('Bimbingan ini sudah ditutup; pelaksanaan tindakannya tidak dapat diubah lagi.');
    await client.query(
      `update guidance_action set done = $3, note = $4, reported_by_id = $5, reported_at = $6
       where tenant_id = $1 and id = $2`,
      [tenantId, id, input.done, note, viewer.employeeId, at],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'guidanceAction.reported',
      subject: id,
      detail: { before: { done: before.done, note: before.note }, after: { done: input.done, note } },
    });
  });
  return { tenantId, id: action.guidanceId };
};
