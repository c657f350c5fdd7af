import type { Command } from 'commander';
import type { PoolClient } from 'pg';
import { GRANTED_ROLES, type GrantedRole } from '../access/permissions.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { maskEmployeeNumber } from '../domain/employee-number.ts';
import { giveRole, takeRole } from '../personnel/grant-role.ts';
import { Refused as RefusedChange } from '../refusals.ts';
import { operatorHere } from './account-name.ts';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { oneOf } from './option-values.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

type Change = typeof giveRole;

const change =
  (action: string, done: string, make: Change) =>
  (code: string, number: string, role: GrantedRole): Promise<void> =>
    withRegion(code, async ({ database: { pool }, now: at }) => {
      const { rows } = await pool.query<{ id: string; name: string }>(
        'select id, name from employee where tenant_id = $1 and employee_number = $2',
        [boundTenant(), number.replaceAll(' ', '')],
      );
      const [employee] = rows;
      if (employee === undefined)
        throw new Refused(
          `NIP ${maskEmployeeNumber(number)} bukan pegawai daerah ini; impor dahulu: pnpm kinerja import employees.`,
        );
      const deed = { employeeId: employee.id, role, actor: operatorHere(), at };
      const work = (client: PoolClient) => make(client, deed);
      await recorded(pool, { action, subject: employee.id, detail: { role }, at }, work).catch((error: unknown) => {
        throw error instanceof RefusedChange ? new Refused(error.message) : error;
      });
      tell(`${employee.name} ${done} ${role}.`);
    });

/** `role grant`, `role revoke`: how a region gets its first personnel administrator. */
export const addRoleCommands = (program: Command): void => {
  const roles = program.command('role').description('memberi dan mencabut peran pegawai');
  const command = (name: string, description: string) =>
    roles
      .command(`${name} <kode> <nip>`)
      .description(description)
      .argument('<peran>', GRANTED_ROLES.join(', '), oneOf(GRANTED_ROLES));
  command('grant', 'memberi peran kepada pegawai').action(change('role.granted', 'kini', giveRole));
  command('revoke', 'mencabut peran pegawai').action(change('role.revoked', 'bukan lagi', takeRole));
};
