import { v7 as timeOrderedId } from 'uuid';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { existing } from '../development/existing.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import type { Period } from '../domain/period.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { today } from '../personnel/today.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { questionnaireOfUnit } from './questionnaire-of-unit.ts';

/** What a unit will do about an element. */
export interface PlanImprovement {
  readonly unitId: string;
  readonly element: string;
  /** The period whose figure gives the reason; the last closed quarter by default. */
  readonly period?: Period | null | undefined;
  readonly action: string;
  readonly dueOn: string;
}

/** Plans what a unit will do about an element of its figure. By the head of the unit, or a leader; public from then on. */
export const planImprovement = async (input: PlanImprovement, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const unitId = requireKey('input.unitId', input.unitId, 'Unit');
  if (!(await existing(db.pool, 'unit', [unitId])).has(unitId)) throw notHere('input.unitId', input.unitId, 'Unit');
  await refuseUnless(context, 'PLAN_IMPROVEMENT', await rolesInUnit(context, unitId), unitId);
  const { period, questionnaire } = await questionnaireOfUnit(context, unitId, input.period);
  const check = checkInput();
  const action = check.required('action', input.action, MAX_TEXT);
  const elements = questionnaire.elements.map(({ key }) => key);
  check.expect(elements.includes(input.element), 'element', input.element, `salah satu dari ${elements.join(', ')}`);
  const day = today(context);
  check.expect(input.dueOn >= day, 'dueOn', input.dueOn, `tanggal mulai hari ini (${day})`);
  check.finish();
  const id = timeOrderedId();
  const at = now();
  await transaction(db.pool, async (client) => {
    await client.query(
      `insert into improvement (tenant_id, id, unit_id, questionnaire_key, questionnaire_version, element, period, action,
                                due_on, state, created_by_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PLANNED', $10, $11)`,
      [
        tenantId,
        id,
        unitId,
        questionnaire.key,
        questionnaire.version,
        input.element,
        period,
        action,
        input.dueOn,
        viewer.employeeId,
        at,
      ],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'improvement.planned',
      subject: id,
      detail: { before: null, after: { unitId, element: input.element, period, action, dueOn: input.dueOn } },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
