import { v7 as timeOrderedId } from 'uuid';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_NAME } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { today } from '../personnel/today.ts';
import { invalid, issue } from '../refusals.ts';
import { approachPerson } from './approach-person.ts';
import type { Stored } from './stored.ts';

/** A training that a person has completed. */
export interface RecordTraining {
  readonly employeeId: string;
  readonly name: string;
  readonly completedOn: string;
  readonly competencyKeys: readonly string[];
}

const MAX_COMPETENCIES = 50;

/** A training that was rejected may be claimed anew, with what was wrong put right. */
const STORE = `
  insert into training (tenant_id, id, employee_id, name, completed_on, competency_keys, state, recorded_by_id, recorded_at,
                        judged_by_id, judged_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (tenant_id, employee_id, name, completed_on) do update
  set competency_keys = excluded.competency_keys, state = excluded.state, recorded_by_id = excluded.recorded_by_id,
      recorded_at = excluded.recorded_at, judged_by_id = excluded.judged_by_id, judged_at = excluded.judged_at, note = null
  where training.state = 'REJECTED'
  returning id`;

/** Records a training: from a personnel administrator it counts at once, from the person once the rater has confirmed it. */
export const recordTraining = async (input: RecordTraining, context: Context): Promise<Stored> => {
  const approached = await approachPerson(context, 'RECORD_TRAINING', 'employeeId', input.employeeId);
  const { viewer, employeeId, roles } = approached;
  const { db, now } = context;
  const tenantId = boundTenant();
  const day = today(context);
  const check = checkInput();
  const name = check.required('name', input.name, MAX_NAME);
  check.expect(input.completedOn <= day, 'completedOn', input.completedOn, `tanggal sampai hari ini (${day})`);
  const keys = [...new Set(input.competencyKeys)];
  check.expect(
    keys.length <= MAX_COMPETENCIES,
    'competencyKeys',
    keys.length,
    `paling banyak ${MAX_COMPETENCIES} kunci`,
  );
  const { rows: known } = await db.pool.query<{ key: string }>(
    'select distinct key from post_competency where tenant_id = $1 and key = any($2)',
    [tenantId, keys],
  );
  input.competencyKeys.forEach((key, at) => {
    const holds = known.some((competency) => competency.key === key);
    check.expect(holds, `competencyKeys.${at}`, key, 'kunci kompetensi dari profil jabatan daerah ini');
  });
  check.finish();
  const at = now();
  const isClaim = roles.has('SELF');
  const state = isClaim ? 'CLAIMED' : 'CONFIRMED';
  const id = await transaction(db.pool, async (client) => {
    const { rows: before } = await client.query<{ state: string; competencyKeys: readonly string[] }>(
      `select state, competency_keys as "competencyKeys" from training
       where tenant_id = $1 and employee_id = $2 and name = $3 and completed_on = $4`,
      [tenantId, employeeId, name, input.completedOn],
    );
    const { rows } = await client.query<{ id: string }>(STORE, [
      tenantId,
      timeOrderedId(),
      employeeId,
      name,
      input.completedOn,
      keys,
      state,
      viewer.employeeId,
      at,
      isClaim ? null : viewer.employeeId,
      isClaim ? null : at,
    ]);
    const [training] = rows;
    if (training === undefined) throw invalid(issue('name', name, 'pelatihan yang belum tercatat pada tanggal itu'));
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'training.recorded',
      subject: training.id,
      detail: {
        before: before[0] ?? null,
        after: { employeeId, name, completedOn: input.completedOn, competencyKeys: keys, state },
      },
    });
    return training.id;
  });
  return { tenantId, id };
};
