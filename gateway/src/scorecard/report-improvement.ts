import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import type { PublicText } from '../domain/text.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { notAllowedNow } from '../refusals.ts';
import { announceChange } from '../tenant/public-changes.ts';

/** How far an improvement is. */
export const IMPROVEMENT_STATES = ['PLANNED', 'RUNNING', 'DONE'] as const;
export type ImprovementState = (typeof IMPROVEMENT_STATES)[number];

/** How far an improvement is, in words. */
export const IMPROVEMENT_STATE_NAMES: Readonly<Record<ImprovementState, PublicText>> = {
  PLANNED: { id: 'direncanakan', en: 'planned', su: 'dirarancang', jv: 'dipunrancang' },
  RUNNING: { id: 'berjalan', en: 'under way', su: 'nuju dijalankeun', jv: 'saweg lumampah' },
  DONE: { id: 'selesai', en: 'done', su: 'parantos réngsé', jv: 'sampun rampung' },
};

export interface ReportImprovement {
  readonly id: string;
  readonly state: Exclude<ImprovementState, 'PLANNED'>;
  /** How it went so far; needed when it is done. */
  readonly result?: string | null | undefined;
}

interface Improvement {
  readonly unitId: string;
  readonly state: ImprovementState;
  readonly result: string | null;
}

const IMPROVEMENT = 'select unit_id as "unitId", state, result from improvement where tenant_id = $1 and id = $2';

/** Tells how an improvement goes. By the head of the unit, or a leader; what is done stays done. */
export const reportImprovement = async (input: ReportImprovement, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const id = requireKey('id', input.id, 'Improvement');
  const { rows } = await db.pool.query<Improvement>(IMPROVEMENT, [tenantId, id]);
  const [improvement] = rows;
  if (improvement === undefined) throw notHere('id', input.id, 'Improvement');
  await refuseUnless(context, 'REPORT_IMPROVEMENT', await rolesInUnit(context, improvement.unitId), id);
  const check = checkInput();
  const result = check.optional('result', input.result, MAX_TEXT);
  check.expect(input.state !== 'DONE' || result !== null, 'result', input.result, 'hasilnya, karena sudah selesai');
  check.finish();
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rows: locked } = await client.query<Improvement>(`${IMPROVEMENT} for update`, [tenantId, id]);
    const [before] = locked;
    if (before === undefined || before.state === 'DONE')
      throw notAllowedNow(
        'Perbaikan ini sudah dilaporkan selesai; rencanakan perbaikan baru untuk langkah berikutnya.',
      );
    await client.query(
      'update improvement set state = $3, result = $4, reported_at = $5 where tenant_id = $1 and id = $2',
      [tenantId, id, input.state, result, at],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'improvement.reported',
      subject: id,
      detail: {
        before: { state: before.state, result: before.result },
        after: { state: input.state, result },
      },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
