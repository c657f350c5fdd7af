import type { PoolClient } from 'pg';
import type { Action } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { transaction } from '../database/transaction.ts';
import { isEmployee, lockPersonnel } from './assignments.ts';
import type { EmployeeKey } from './employee-key.ts';
import { ownId, unknownId } from './own-id.ts';
import { rolesTowards } from './roles-towards.ts';

/** What the audit trail keeps of a change of an employee. */
export interface EmployeeChange {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Changes something about an employee together with its audit row; the changes of a tenant come one after the other.
 *
 * @param text global id in the input's field `path`.
 * @throws {Refused} for whoever has no right to, for an employee who is not there, and whatever `change` refuses.
 */
export const manageEmployee = async (
  context: Context,
  { action, path, text }: { readonly action: Action; readonly path: string; readonly text: string },
  change: (client: PoolClient, employeeId: string) => Promise<EmployeeChange>,
): Promise<EmployeeKey> => {
  const viewer = requireViewer(context);
  const id = ownId(path, text, 'Employee');
  await refuseUnless(context, action, await rolesTowards(context, id), id);
  await transaction(context.db.pool, async (client) => {
    await lockPersonnel(client);
    if (!(await isEmployee(client, id))) throw unknownId(path, text, 'Employee');
    const event = await change(client, id);
    await recordEvent(client, { at: context.now(), actor: actorOf(viewer), subject: id, ...event });
  });
  return { tenantId: viewer.tenantId, id };
};
