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
import { decisionDeadline } from '../domain/objection-clock.ts';
import type { Period } from '../domain/period.ts';
import type { Scope } from '../feedback/figure-cells.ts';
import { readFigure } from '../feedback/read-figure.ts';
import { reportingPeriod } from '../feedback/reporting-period.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { changedMeanwhile, invalid, issue, notAllowedNow } from '../refusals.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { unitOfService } from '../tenant/unit-of-service.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { objectionWindow } from './objection-window.ts';

/** What a unit says against a published figure. */
export interface ObjectToFigure {
  /** The unit, or one of its services. */
  readonly unitId?: string | null | undefined;
  readonly serviceId?: string | null | undefined;
  readonly includeSubunits?: boolean | null | undefined;
  readonly period: Period;
  /** Key of a questionnaire; the one that speaks for the period by default. */
  readonly questionnaire?: string | null | undefined;
  /** The version that was looked at. */
  readonly version: number;
  readonly reason: string;
}

interface Subject {
  readonly unitId: string;
  readonly scope: Scope;
  readonly scopeId: string;
}

const findSubject = async (input: ObjectToFigure, { db }: Context): Promise<Subject> => {
  const { unitId, serviceId, includeSubunits } = input;
  if ((unitId == null) === (serviceId == null))
    throw invalid(issue('unitId', unitId ?? null, 'tepat satu dari unitId dan serviceId'));
  if (serviceId != null) {
    if (includeSubunits === true)
      throw invalid(issue('includeSubunits', true, 'false untuk satu layanan, yang tidak punya unit di bawahnya'));
    const id = requireKey('input.serviceId', serviceId, 'Service');
    const unitOf = await unitOfService(db.pool, id);
    if (unitOf === undefined) throw notHere('input.serviceId', serviceId, 'Service');
    return { unitId: unitOf, scope: 'SERVICE', scopeId: id };
  }
  const given = unitId ?? '';
  const id = requireKey('input.unitId', given, 'Unit');
  if (!(await existing(db.pool, 'unit', [id])).has(id)) throw notHere('input.unitId', given, 'Unit');
  return { unitId: id, scope: includeSubunits === true ? 'SUBTREE' : 'UNIT', scopeId: id };
};

/**
 * Objects to a published figure, with the reason; public from then on. By the head of the unit, within 14 working days of the
 * version, and once for each version; it is decided within 7. No regulation sets these days for figures: they are those of an
 * objection to a performance result (PermenPANRB 6/2022, annex, part B).
 */
export const objectToFigure = async (input: ObjectToFigure, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db } = context;
  const tenantId = boundTenant();
  const { unitId, scope, scopeId } = await findSubject(input, context);
  await refuseUnless(context, 'OBJECT_TO_FIGURE', await rolesInUnit(context, unitId), scopeId);
  const check = checkInput();
  const reason = check.required('reason', input.reason, MAX_TEXT, 'alasan keberatan');
  check.finish();

  const zone = await zoneOf(context, tenantId);
  const at = context.now();
  const figure = await readFigure(db.pool, {
    scope,
    scopeId,
    ...reportingPeriod(zone, at, input.period),
    questionnaire: input.questionnaire ?? null,
  });
  const holidays = await holidaysOf(db.pool);
  const window = objectionWindow(figure, { at, zone, holidays });
  if ('refusal' in window) throw notAllowedNow(window.refusal);
  if (figure.version !== input.version) throw changedMeanwhile('Angka ini', figure.version);

  const id = timeOrderedId();
  const decideUntil = new Date(decisionDeadline(at.getTime(), zone, holidays));
  const { period, questionnaire, version } = figure;
  await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `insert into figure_objection (tenant_id, id, unit_id, scope, scope_id, period, questionnaire_key, questionnaire_version,
                                     version, reason, raised_by_id, raised_at, decide_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version) do nothing`,
      [
        ...[tenantId, id, unitId, scope, scopeId, period, questionnaire.key, questionnaire.version],
        ...[version, reason, viewer.employeeId, at, decideUntil],
      ],
    );
    if (rowCount === 0)
      throw notAllowedNow(`Sudah ada keberatan atas versi ${version}; satu versi diputuskan satu kali.`);
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'figure.objected',
      subject: id,
      detail: { unitId, scope, scopeId, period, questionnaire: questionnaire.key, version, reason, decideUntil },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
