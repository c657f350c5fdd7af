import { grantedRoles } from '../access/granted-roles.ts';
import { mayDo } from '../access/permissions.ts';
import type { Context } from '../context.ts';

/** Whether the person who is signed in may read who takes part in a workshop: who holds workshops, and those on the list. */
export const mayReadParticipants = async (
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
  { db, viewer }: Context,
): Promise<boolean> => {
  if (viewer === null || viewer.tenantId !== tenantId) return false;
  if (mayDo('HOLD_WORKSHOP', grantedRoles(viewer))) return true;
  const { rowCount } = await db.pool.query(
    'select from workshop_participant where tenant_id = $1 and workshop_id = $2 and employee_id = $3',
    [tenantId, id, viewer.employeeId],
  );
  return rowCount === 1;
};
