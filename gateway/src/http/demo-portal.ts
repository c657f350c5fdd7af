import type { IncomingMessage, ServerResponse } from 'node:http';
import { type GrantedRole, ROLE_NAMES } from '../access/permissions.ts';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { type DemoPortalKey, findDemoPortalKey } from '../demo/demo-portal-key.ts';
import { localDate } from '../domain/period.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';
import type { Exchange } from './exchange.ts';

const PORTAL = new URL('../../../examples/simpeg-portal/portal.mjs', import.meta.url);
const PREFIX = '/demo/simpeg-portal/';

/** Somebody who can sign in at the example portal. */
interface Person {
  readonly subject: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  readonly unitId: string;
  readonly role?: string;
}

/** The example portal, as far as it is hosted here. */
interface PortalModule {
  readonly createPortal: (options: {
    readonly base: string;
    readonly regions: () => Promise<readonly Pick<TenantEntry, 'code' | 'name'>[]>;
    readonly people: (region: string) => Promise<readonly Person[]>;
    readonly key: (region: string) => Promise<DemoPortalKey | undefined>;
    readonly gateway: (request: IncomingMessage) => string;
    readonly widgetVersion: string;
    readonly secure: boolean;
    readonly now: () => Date;
  }) => (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** What the example is hosted with. */
export interface DemoPortalOptions {
  readonly db: Database;
  readonly tenants: TenantDirectory;
  readonly now: () => Date;
  readonly widgetVersion: string;
  /** How browsers reach the gateway; absent: as the request was addressed. */
  readonly publicUrl: string | undefined;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  readonly unitId: string;
  readonly heads: boolean;
  readonly roles: readonly GrantedRole[];
}

const PEOPLE = `
  select employee.id, employee.name, post.name as post, unit.name as unit, unit.id as "unitId", heads_unit as heads,
         array(select distinct role from role_grant
               where role_grant.tenant_id = $1 and role_grant.employee_id = employee.id and revoked_at is null) as roles
  from employee
  join assignment on assignment.tenant_id = $1 and assignment.employee_id = employee.id
  join post on post.tenant_id = $1 and post.id = post_id
  join unit on unit.tenant_id = $1 and unit.id = unit_id
  where employee.tenant_id = $1 and $2 between starts_on and coalesce(ends_on, 'infinity')
  order by length(employee.name), employee.name, employee.id`;

const ROLE_WORDS: Readonly<Record<GrantedRole, string>> = {
  LEADER: ROLE_NAMES.LEADER,
  PERSONNEL_ADMIN: ROLE_NAMES.PERSONNEL_ADMIN,
  EVALUATOR: ROLE_NAMES.TEAM_MEMBER,
};

const personOf = (tenantId: string, { id, name, post, unit, unitId, heads, roles }: Row): Person => {
  const words = [...(heads ? [ROLE_NAMES.RATER] : []), ...roles.map((role) => ROLE_WORDS[role])];
  return {
    subject: encodeGlobalId({ type: 'Employee', tenantId, id }),
    name,
    post,
    unit,
    unitId: encodeGlobalId({ type: 'Unit', tenantId, id: unitId }),
    ...(words.length > 0 && { role: words.join(', ') }),
  };
};

/** Hosts the example of a personnel portal for the demonstration regions, and for no other. */
export const createDemoPortal = ({ db, tenants, now, widgetVersion, publicUrl }: DemoPortalOptions) => {
  const sampleTenant = async (code: string): Promise<TenantEntry | undefined> => {
    const tenant = await tenants.byCode(code);
    return tenant?.sampleData === true ? tenant : undefined;
  };
  const people = async (code: string): Promise<readonly Person[]> => {
    const tenant = await sampleTenant(code);
    if (tenant === undefined) return [];
    const { tenantId, timeZone } = tenant;
    const { rows } = await withTenant(tenantId, () =>
      db.pool.query<Row>(PEOPLE, [tenantId, localDate(now().getTime(), timeZone)]),
    );
    return rows.map((row) => personOf(tenantId, row));
  };
  const key = async (code: string): Promise<DemoPortalKey | undefined> => {
    const tenant = await sampleTenant(code);
    return tenant === undefined
      ? undefined
      : withTenant(tenant.tenantId, () => findDemoPortalKey(db.pool, tenant.tenantId));
  };
  const open = async () => {
    const { createPortal } = (await import(/* @vite-ignore */ PORTAL.href)) as PortalModule;
    return createPortal({
      base: PREFIX,
      regions: () => Promise.resolve(tenants.all().filter(({ sampleData }) => sampleData)),
      people,
      key,
      gateway: ({ headers }) => publicUrl ?? `http://${headers.host ?? ''}`,
      widgetVersion,
      secure: publicUrl?.startsWith('https:') === true,
      now,
    });
  };
  let portal: ReturnType<typeof open> | undefined;
  return async ({ request, response }: Exchange): Promise<void> => {
    portal ??= open();
    await (await portal)(request, response);
  };
};
