import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { today } from '../personnel/today.ts';
import { notAllowedNow } from '../refusals.ts';
import { existing } from './existing.ts';
import { findWorkshop } from './find-workshop.ts';

import { keyHere } from './here.ts';
import type { Stored } from './stored.ts';

/** Who came to a workshop, and who did not. */
export interface RecordAttendance {
  readonly id: string;
  readonly attendance: readonly { readonly employeeId: string; readonly attended: boolean }[];
}

/** The list of a full hall, sent in parts when there were more. */
const MAX_PEOPLE = 500;

interface Before {
  readonly employeeId: string;
  readonly attended: boolean | null;
}

/** Records who came; somebody who came without having joined is put on the list. Only for the organiser. */
export const recordAttendance = async (input: RecordAttendance, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const workshop = await findWorkshop(context, 'id', input.id);
  await refuseUnless(context, 'RECORD_ATTENDANCE', grantedRoles(viewer), workshop.id);
  if (workshop.organiserId !== viewer.employeeId)
    throw notAllowedNow('Kehadiran dicatat oleh penyelenggara lokakarya, dan itu bukan Saudara.', [
      'Mencatat kehadiran: penyelenggara lokakarya.',
    ]);
  if (workshop.heldOn > today(context))
    throw notAllowedNow(`Lokakarya baru berlangsung pada ${workshop.heldOn}; kehadiran dicatat mulai hari itu.`);
  const check = checkInput();
  const count = input.attendance.length;
  check.expect(count >= 1 && count <= MAX_PEOPLE, 'attendance', count, `1 sampai ${MAX_PEOPLE} pegawai`);
  const keys = input.attendance.map(({ employeeId }) => keyHere(employeeId, 'Employee'));
  const known = await existing(db.pool, 'employee', keys);
  const rows = input.attendance.map(({ employeeId, attended }, at) => {
    const [path, key] = [`attendance.${at}.employeeId`, keys[at]];
    check.expect(key !== undefined && known.has(key), path, employeeId, 'id pegawai daerah ini');
    check.expect(keys.indexOf(key) === at, path, employeeId, 'setiap pegawai sekali saja');
    return { employee: key, attended };
  });
  check.finish();
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rows: before } = await client.query<Before>(
      `select employee_id as "employeeId", attended from workshop_participant
       where tenant_id = $1 and workshop_id = $2 and employee_id = any($3::uuid[]) order by employee_id for update`,
      [tenantId, workshop.id, [...known]],
    );
    await client.query(
      `insert into workshop_participant (tenant_id, workshop_id, employee_id, joined_at, attended)
       select $1, $2, employee, $3, attended from jsonb_to_recordset($4) as person (employee uuid, attended boolean)
       on conflict (tenant_id, workshop_id, employee_id) do update set attended = excluded.attended`,
      [tenantId, workshop.id, at, JSON.stringify(rows)],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'workshop.attendanceRecorded',
      subject: workshop.id,
      detail: { before, after: rows.map(({ employee, attended }) => ({ employeeId: employee, attended })) },
    });
  });
  return { tenantId, id: workshop.id };
};
