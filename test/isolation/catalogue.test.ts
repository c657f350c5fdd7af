import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** Tables that belong to no tenant. */
const WITHOUT_TENANT = ['readiness_probe'];
/** Policies beside the one that every tenant table has, with the reason. */
const FURTHER_POLICIES = [{ table: 'tenant', policy: 'public_directory', why: 'a code must lead to its tenant' }];
const ISOLATION = '(tenant_id = current_tenant())';

let database: TestDatabase;
let owner: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.close();
});

const rows = async <Row extends object>(sql: string): Promise<readonly Row[]> => (await owner.query<Row>(sql)).rows;

const tables = () =>
  rows<{ name: string; enabled: boolean; forced: boolean; hasTenant: boolean; key: string[] }>(
    `select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced,
            exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'tenant_id') as "hasTenant",
            array(select attname::text from pg_constraint, unnest(conkey) with ordinality as part (attribute, place), pg_attribute
                  where conrelid = pg_class.oid and contype = 'p' and attrelid = conrelid and attnum = part.attribute
                  order by place) as key
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
  );

test('every table of a tenant has row level security, enabled and forced', async () => {
  const ofTenants = (await tables()).filter(({ hasTenant }) => hasTenant);
  expect(ofTenants.length).toBeGreaterThan(15);
  expect(ofTenants.filter(({ enabled, forced }) => !enabled || !forced)).toEqual([]);
});

test('a table without a tenant is on the list of those that need none', async () => {
  const others = (await tables()).filter(({ hasTenant }) => !hasTenant).map(({ name }) => name);
  expect(others).toEqual(WITHOUT_TENANT);
});

test('the key of every table of a tenant starts with the tenant', async () => {
  const ofTenants = (await tables()).filter(({ hasTenant }) => hasTenant);
  expect(ofTenants.filter(({ key }) => key[0] !== 'tenant_id').map(({ name }) => name)).toEqual([]);
});

test('unique keys and foreign keys of tenant tables start with the tenant', async () => {
  const constraints = await rows<{ table: string; name: string; first: string }>(
    `select conrelid::regclass::text as table, conname as name,
            (select attname::text from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first
     from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('u', 'f') and conrelid <> 'tenant'::regclass`,
  );
  expect(constraints.length).toBeGreaterThan(10);
  expect(constraints.filter(({ first }) => first !== 'tenant_id')).toEqual([]);
});

test('each policy lets a tenant see and write its own rows, and the exceptions are known', async () => {
  const policies = await rows<{ table: string; policy: string; using: string; check: string | null; command: string }>(
    `select tablename as table, policyname as policy, qual as using, with_check as check, cmd as command
     from pg_policies where schemaname = 'public' order by 1, 2`,
  );
  const isolating = policies.filter(({ policy }) => policy === 'tenant_isolation');
  const ofTenants = (await tables()).filter(({ hasTenant }) => hasTenant).map(({ name }) => name);
  expect(isolating.map(({ table }) => table)).toEqual(ofTenants);
  expect(isolating.filter(({ using, check }) => using !== ISOLATION || check !== ISOLATION)).toEqual([]);
  const others = policies.filter(({ policy }) => policy !== 'tenant_isolation');
  expect(others.map(({ table, policy, command }) => ({ table, policy, command }))).toEqual(
    FURTHER_POLICIES.map(({ table, policy }) => ({ table, policy, command: 'SELECT' })),
  );
});

test('the role of the gateway is no superuser, owns nothing and passes no policy', async () => {
  const { rows: roles } = await database.database.directory.query<{ name: string; powerful: boolean; owned: string }>(
    `select current_user as name,
            (select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as powerful,
            (select count(*) from pg_class where relowner = current_user::regrole) as owned`,
  );
  expect(roles).toEqual([{ name: 'kinerja_gateway', powerful: false, owned: '0' }]);
});

test('no function runs with the rights of its maker, and no view hides a policy', async () => {
  const functions = await rows(`select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`);
  const views = await rows(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`,
  );
  expect([...functions, ...views]).toEqual([]);
});

test('what is published and what is recorded cannot be rewritten by the gateway', async () => {
  const granted = await rows<{ table: string; privilege: string }>(
    `select table_name as table, privilege_type as privilege from information_schema.role_table_grants
     where grantee = 'kinerja_gateway' and table_name in ('audit_event', 'feedback', 'recap', 'period_closure', 'receipt_key')
       and privilege_type not in ('SELECT', 'INSERT')`,
  );
  expect(granted).toEqual([]);
});
