import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { today } from '../personnel/today.ts';
import { notAllowedNow } from '../refusals.ts';
import { findWorkshop } from './find-workshop.ts';
import type { Stored } from './stored.ts';

/** Whether a person works in one of the workshop's units, or somewhere below one. */
const IS_INVITED = `
  with recursive place as (
    select post.unit_id from assignment
    join post on post.tenant_id = assignment.tenant_id and post.id = assignment.post_id
    where assignment.tenant_id = $1 and employee_id = $3 and $4 between starts_on and coalesce(ends_on, 'infinity')
    union
    select unit.parent_id from place join unit on unit.tenant_id = $1 and unit.id = place.unit_id
    where unit.parent_id is not null
  )
  select from workshop_unit join place using (unit_id) where tenant_id = $1 and workshop_id = $2`;

/** Puts the person who is signed in on the list of a workshop; once more changes nothing. */
export const joinWorkshop = async ({ id }: { readonly id: string }, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const workshop = await findWorkshop(context, 'id', id);
  await refuseUnless(context, 'JOIN_WORKSHOP', await rolesTowards(context, viewer.employeeId), workshop.id);
  const day = today(context);
  if (workshop.heldOn < day)
    throw notAllowedNow(`Lokakarya ini sudah berlangsung pada ${workshop.heldOn}; pendaftaran sudah ditutup.`, [
      'Mencatat kehadiran: penyelenggara lokakarya.',
    ]);
  const { rowCount: invited } = await db.pool.query(IS_INVITED, [tenantId, workshop.id, viewer.employeeId, day]);
  if (invited === 0)
    throw notAllowedNow('Lokakarya ini untuk unit kerja lain; unit kerja Saudara tidak termasuk di dalamnya.');
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `insert into workshop_participant (tenant_id, workshop_id, employee_id, joined_at) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [tenantId, workshop.id, viewer.employeeId, at],
    );
    if (rowCount === 1)
      await recordEvent(client, {
        at,
        actor: actorOf(viewer),
        action: 'workshop.joined',
        subject: workshop.id,
        detail: { before: null, after: { employeeId: viewer.employeeId } },
      });
  });
  return { tenantId, id: workshop.id };
};
