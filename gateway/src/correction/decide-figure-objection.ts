import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf, type Viewer } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import type { ObjectionOutcome } from '../domain/figure-objection.ts';
import { rolesInUnit, unitsOpenTo } from '../personnel/roles-in-unit.ts';
import { notAllowedNow } from '../refusals.ts';
import { announceChange } from '../tenant/public-changes.ts';

/** What becomes of an objection to a figure. */
export interface DecideFigureObjection {
  readonly id: string;
  readonly outcome: ObjectionOutcome;
  readonly explanation: string;
}

interface Objection {
  readonly unitId: string;
  readonly raisedById: string;
  readonly version: number;
  readonly newestVersion: number;
  readonly isDecided: boolean;
}

const OBJECTION = `
  select unit_id as "unitId", raised_by_id as "raisedById", version,
         (select max(figure.version) from figure
          where figure.tenant_id = $1 and figure.scope = objection.scope and figure.scope_id = objection.scope_id
            and figure.period = objection.period and figure.questionnaire_key = objection.questionnaire_key
            and figure.questionnaire_version = objection.questionnaire_version) as "newestVersion",
         exists (select from figure_objection_decision
                 where tenant_id = $1 and objection_id = objection.id) as "isDecided"
  from figure_objection as objection where tenant_id = $1 and id = $2`;

/** Nobody decides about what he has raised himself. */
const isOwn = ({ raisedById }: Pick<Objection, 'raisedById'>, { employeeId }: Pick<Viewer, 'employeeId'>) =>
  raisedById === employeeId;

/** Keys of the objections that are open and that the person who is signed in may decide, the newest first. */
export const objectionsToDecide = async (first: number, context: Context): Promise<readonly string[]> => {
  const viewer = requireViewer(context);
  const units = await unitsOpenTo(context, 'DECIDE_FIGURE_OBJECTION');
  const { rows } = await context.db.pool.query<Pick<Objection, 'raisedById'> & { readonly id: string }>(
    `select id, raised_by_id as "raisedById" from figure_objection as objection
     where tenant_id = $1 and ($2::uuid[] is null or unit_id = any($2))
       and not exists (select from figure_objection_decision where tenant_id = $1 and objection_id = objection.id)
     order by raised_at desc, id desc`,
    [boundTenant(), units && [...units]],
  );
  return rows
    .filter((row) => !isOwn(row, viewer))
    .slice(0, first)
    .map(({ id }) => id);
};

/**
 * Decides an objection to a figure, with an explanation; public from then on, and never changed. By a leader who did not raise
 * it. A figure is only said to be corrected once its further version is there: it is the data that are corrected, not the number.
 */
export const decideFigureObjection = async (input: DecideFigureObjection, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const id = requireKey('id', input.id, 'FigureObjection');
  const { rows } = await db.pool.query<Objection>(OBJECTION, [tenantId, id]);
  const [objection] = rows;
  if (objection === undefined) throw notHere('id', input.id, 'FigureObjection');
  await refuseUnless(context, 'DECIDE_FIGURE_OBJECTION', await rolesInUnit(context, objection.unitId), id);
  if (isOwn(objection, viewer))
    throw notAllowedNow('Keberatan ini Saudara sendiri yang mengajukan; yang memutuskan adalah pimpinan lain.');
  const check = checkInput();
  const explanation = check.required('explanation', input.explanation, MAX_TEXT, 'penjelasan atas keputusan');
  check.finish();
  const { version, newestVersion } = objection;
  if (input.outcome === 'CORRECTED' && newestVersion === version)
    throw notAllowedNow(
      `Versi ${version} masih yang terbaru, jadi angkanya belum dikoreksi. Perbaiki dulu datanya (pnpm kinerja import); versi berikutnya terbit dengan alasannya.`,
    );
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `insert into figure_objection_decision (tenant_id, objection_id, outcome, explanation, decided_by_id, decided_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, objection_id) do nothing`,
      [tenantId, id, input.outcome, explanation, viewer.employeeId, at],
    );
    if (rowCount === 0) throw notAllowedNow('Keberatan ini sudah diputuskan, dan keputusannya tidak diubah.');
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'figure_objection.decided',
      subject: id,
      detail: { outcome: input.outcome, explanation, version, newestVersion },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
