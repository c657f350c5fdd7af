import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { findDemoPortalKey } from '../demo/demo-portal-key.ts';
import { localDate } from '../domain/period.ts';
import { decodeGlobalId, encodeGlobalId } from '../global-id.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';

/** Somebody of a demonstration region who has tickets to work on. */
interface DemoOfficer {
  /** Global id of the Employee. */
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
}

interface DemoOffice {
  readonly region: string;
  readonly officers: readonly DemoOfficer[];
}

/** Whom a visitor of a demonstration can be at the staff console. */
export interface DemoOfficers {
  /** By region: heads of units with tickets, whoever was given one, and leaders. */
  readonly list: () => Promise<readonly DemoOffice[]>;
  /** A token for somebody of a demonstration region; nothing for anybody else. */
  readonly tokenFor: (employeeId: string) => Promise<string | undefined>;
}

interface DemoOfficersOptions {
  readonly db: Database;
  readonly tenants: TenantDirectory;
  readonly now: () => Date;
}

/** As the example portal's: the desk asks for another page when it has expired. */
const LIFE_MS = 10 * 60_000;

const OFFICERS = `
  select employee.id, employee.name, post.name as post, unit.name as unit
  from employee
  join assignment on assignment.tenant_id = $1 and assignment.employee_id = employee.id
  join post on post.tenant_id = $1 and post.id = post_id
  join unit on unit.tenant_id = $1 and unit.id = post.unit_id
  where employee.tenant_id = $1 and $2 between starts_on and coalesce(ends_on, 'infinity')
    and (exists (select from ticket where ticket.tenant_id = $1
                 and (assignee_id = employee.id or heads_unit and ticket.unit_id = unit.id))
      or exists (select from role_grant where role_grant.tenant_id = $1 and employee_id = employee.id
                 and role = 'LEADER' and revoked_at is null))
  order by heads_unit desc, unit.name, employee.name, employee.id`;

/** Officers of the demonstration regions, and of no other. */
export const createDemoOfficers = ({ db, tenants, now }: DemoOfficersOptions): DemoOfficers => {
  const officersOf = async ({ tenantId, timeZone, name: region }: TenantEntry): Promise<DemoOffice> => {
    const { rows } = await withTenant(tenantId, () =>
      db.pool.query<DemoOfficer>(OFFICERS, [tenantId, localDate(now().getTime(), timeZone)]),
    );
    const named = rows.map((row) => ({ ...row, id: encodeGlobalId({ type: 'Employee', tenantId, id: row.id }) }));
    return { region, officers: named };
  };
  const list = async () => {
    const found: DemoOffice[] = [];
    for (const tenant of tenants.all().filter(({ sampleData }) => sampleData)) found.push(await officersOf(tenant));
    return found;
  };
  const tokenFor = async (employeeId: string): Promise<string | undefined> => {
    const tenantId = decodeGlobalId(employeeId)?.tenantId;
    const tenant = tenantId === undefined ? undefined : await tenants.byId(tenantId);
    if (tenant?.sampleData !== true) return undefined;
    const key = await withTenant(tenant.tenantId, () => findDemoPortalKey(db.pool, tenant.tenantId));
    if (key === undefined) return undefined;
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', kid: key.kid })
      .setIssuer(tenant.code)
      .setAudience('kinerja')
      .setSubject(employeeId)
      .setIssuedAt(now())
      .setExpirationTime(new Date(now().getTime() + LIFE_MS))
      .setJti(randomUUID())
      .sign(new TextEncoder().encode(key.secret));
  };
  return { list, tokenFor };
};
