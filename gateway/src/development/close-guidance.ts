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

/** What came of a guidance. */
export interface CloseGuidance {
  readonly id: string;
  readonly outcome: 'IMPROVED' | 'CONTINUED' | 'NOT_IMPROVED';
  readonly note: string;
}

/** Closes a guidance of which every action has been reported on. */
export const closeGuidance = async (input: CloseGuidance, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const id = requireKey('id', input.id, 'Guidance');
  const { db, now } = context;
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<{ employeeId: string }>(
    'select employee_id as "employeeId" from guidance where tenant_id = $1 and id = $2',
    [tenantId, id],
  );
  const [guidance] = rows;
  if (guidance === undefined) throw notHere('id', input.id, 'Guidance');
  await refuseUnless(context, 'CLOSE_GUIDANCE', await rolesTowards(context, guidance.employeeId), id);
  const check = checkInput();
  const note = check.required('note', input.note, MAX_TEXT);
  check.finish();
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rows: before } = await client.query<{ closedAt: Date | null }>(
      'select closed_at as "closedAt" from guidance where tenant_id = $1 and id = $2 for update',
      [tenantId, id],
    );
    if (before[0]?.closedAt !== null)
      throw notAllowedNow('Bimbingan ini sudah ditutup; untuk lanjutan, buka yang baru.');
    const { rows: open } = await client.query<{ place: number }>(
      'select place from guidance_action where tenant_id = $1 and guidance_id = $2 and done is null order by place',
      [tenantId, id],
    );
    if (open.length > 0)
      throw notAllowedNow(
        `Bimbingan belum dapat ditutup: tindakan ke-${open.map(({ place }) => place).join(', ke-')} belum ada hasilnya.`,
        ['Melaporkan pelaksanaan tindakan: pegawai yang bersangkutan atau pejabat penilai kinerja.'],
      );
    await client.query(
      `update guidance set outcome = $3, outcome_note = $4, closed_by_id = $5, closed_at = $6
       where tenant_id = $1 and id = $2`,
      [tenantId, id, input.outcome, note, viewer.employeeId, at],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'guidance.closed',
      subject: id,
      detail: { why: note, before: { outcome: null }, after: { outcome: input.outcome } },
    });
  });
  return { tenantId, id };
};
