import { v7 as timeOrderedId } from 'uuid';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { today } from '../personnel/today.ts';
import { appraisalOf } from './appraisal-of.ts';
import { approachPerson } from './approach-person.ts';
import type { Stored } from './stored.ts';

/** Guidance (bimbingan) of a person who lags. */
export interface OpenGuidance {
  readonly employeeId: string;
  readonly reason: string;
  readonly actions: readonly { readonly text: string; readonly dueOn: string }[];
  readonly appraisalId?: string | null | undefined;
}

/** More than anybody can work on at once. */
const MAX_ACTIONS = 20;

/** Opens a guidance with its actions. */
export const openGuidance = async (input: OpenGuidance, context: Context): Promise<Stored> => {
  const { viewer, employeeId } = await approachPerson(context, 'OPEN_GUIDANCE', 'employeeId', input.employeeId);
  const { db, now } = context;
  const day = today(context);
  const check = checkInput();
  const reason = check.required('reason', input.reason, MAX_TEXT);
  const count = input.actions.length;
  check.expect(count >= 1 && count <= MAX_ACTIONS, 'actions', count, `1 sampai ${MAX_ACTIONS} tindakan`);
  const actions = input.actions.map(({ text, dueOn }, at) => {
    check.expect(dueOn >= day, `actions.${at}.dueOn`, dueOn, `tanggal mulai hari ini (${day})`);
    return { id: timeOrderedId(), place: at + 1, text: check.required(`actions.${at}.text`, text, MAX_TEXT), dueOn };
  });
  const appraisalId = await appraisalOf(db.pool, check, employeeId, input.appraisalId);
  check.finish();
  const guidance = { tenantId: boundTenant(), id: timeOrderedId() };
  const at = now();
  await transaction(db.pool, async (client) => {
    await client.query(
      `insert into guidance (tenant_id, id, employee_id, appraisal_id, opened_by_id, reason, opened_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [guidance.tenantId, guidance.id, employeeId, appraisalId, viewer.employeeId, reason, at],
    );
    await client.query(
      `insert into guidance_action (tenant_id, id, guidance_id, place, text, due_on)
       select $1, id, $2, place, text, "dueOn"
       from jsonb_to_recordset($3) as action (id uuid, place integer, text text, "dueOn" date)`,
      [guidance.tenantId, guidance.id, JSON.stringify(actions)],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'guidance.opened',
      subject: guidance.id,
      detail: {
        why: reason,
        before: null,
        after: { employeeId, appraisalId, actions: actions.map(({ text, dueOn }) => ({ text, dueOn })) },
      },
    });
  });
  return guidance;
};
