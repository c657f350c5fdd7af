import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { type GrantedRole, ROLE_NAMES } from '../access/permissions.ts';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { notAllowedNow } from '../refusals.ts';
import type { EmployeeKey } from './employee-key.ts';
import { manageEmployee } from './manage-employee.ts';

/** A role to give or to take. */
export interface RoleChange {
  /** Global id. */
  readonly employeeId: string;
  readonly role: GrantedRole;
}

const ROLE_WORDS: Readonly<Record<GrantedRole, string>> = {
  PERSONNEL_ADMIN: ROLE_NAMES.PERSONNEL_ADMIN,
  LEADER: ROLE_NAMES.LEADER,
  EVALUATOR: 'evaluator',
};

/** Where and when a role is given or taken, and by whom. */
interface RoleDeed {
  readonly employeeId: string;
  readonly role: GrantedRole;
  /** As in the audit trail. */
  readonly actor: string;
  readonly at: Date;
}

const heldGrant = async (client: PoolClient, { employeeId, role }: RoleDeed): Promise<string | undefined> => {
  const { rows } = await client.query<{ id: string }>(
    `select id from role_grant where tenant_id = $1 and employee_id = $2 and role = $3 and revoked_at is null`,
    [boundTenant(), employeeId, role],
  );
  return rows[0]?.id;
};

/** Gives a role in the caller's transaction. @throws {Refused} when it is held already. */
export const giveRole = async (client: PoolClient, deed: RoleDeed): Promise<void> => {
  if ((await heldGrant(client, deed)) !== undefined) throw notAllowedNow(`Pegawai ini sudah ${ROLE_WORDS[deed.role]}.`);
  await client.query(
    `insert into role_grant (tenant_id, id, employee_id, role, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6)`,
    [boundTenant(), timeOrderedId(), deed.employeeId, deed.role, deed.actor, deed.at],
  );
};

/** Takes a role in the caller's transaction. @throws {Refused} when it is not held. */
export const takeRole = async (client: PoolClient, deed: RoleDeed): Promise<void> => {
  const grant = await heldGrant(client, deed);
  if (grant === undefined) throw notAllowedNow(`Pegawai ini bukan ${ROLE_WORDS[deed.role]}.`);
  await client.query('update role_grant set revoked_at = $3 where tenant_id = $1 and id = $2', [
    boundTenant(),
    grant,
    deed.at,
  ]);
};

const deedOf = (context: Context, employeeId: string, role: GrantedRole): RoleDeed => ({
  employeeId,
  role,
  actor: actorOf(requireViewer(context)),
  at: context.now(),
});

/** Gives a role; nobody gives one to himself. It holds from the next request on. */
export const grantRole = (context: Context, { employeeId: text, role }: RoleChange): Promise<EmployeeKey> =>
  manageEmployee(context, { action: 'MANAGE_PERSONNEL', path: 'employeeId', text }, async (client, employeeId) => {
    await giveRole(client, deedOf(context, employeeId, role));
    return { action: 'role.granted', detail: { role } };
  });

/** Takes a role back; nobody takes one from himself, so that the last personnel administrator stays. */
export const revokeRole = (context: Context, { employeeId: text, role }: RoleChange): Promise<EmployeeKey> =>
  manageEmployee(context, { action: 'MANAGE_PERSONNEL', path: 'employeeId', text }, async (client, employeeId) => {
    await takeRole(client, deedOf(context, employeeId, role));
    return { action: 'role.revoked', detail: { role } };
  });
