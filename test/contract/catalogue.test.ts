import { afterAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';

/* What PostgreSQL itself says of the migrated database: no table without isolation, no role that could go around it. */

const { inspect, database, close } = await createTestDatabase();
afterAll(close);

/** Tables that belong to no tenant. A new one needs a reason to stand here. */
const OF_NO_TENANT: Readonly<Record<string, string>> = {
  readiness_probe: 'one row, written by readiness',
  shared_secret: 'what the gateways know together, of no region',
};

/** Tables that lead to the tenant before one is bound, with the keys that must lead to one tenant of all. */
const UNIQUE_FOR_ALL: Readonly<Record<string, readonly string[]>> = {
  identity_provider: ['identity_provider_issuer_audience_key'],
  tenant: ['tenant_code_key', 'tenant_receipt_prefix_key'],
};

/** Tables that every tenant may read, though only its own rows it may write. Each names what agrees to that. */
const READ_BY_ALL: Readonly<Record<string, string>> = {
  benchmark_entry:
    'a region’s index for the quartiles over all regions, written only once the region takes part; the API names none',
};

interface Table {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly owner: string;
  readonly columns: readonly string[];
  readonly isPartition: boolean;
}

const tables = await inspect<Table>(`
  select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced, pg_get_userbyid(relowner) as owner,
         relispartition as "isPartition",
         (select array_agg(attname::text) from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped) as columns
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm', 'f')
  order by relname`);
const tenantTables = tables.filter(({ name }) => !(name in OF_NO_TENANT));

test('there are tables, and each has a tenant or a reason to have none', () => {
  expect(tenantTables.length).toBeGreaterThan(10);
  expect(tenantTables.filter(({ columns }) => !columns.includes('tenant_id')).map(({ name }) => name)).toEqual([]);
  expect(Object.keys(OF_NO_TENANT).filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
});

describe.each(tenantTables)('$name', ({ name, enabled, forced, owner }) => {
  test('has row level security, enabled and forced', () => {
    expect({ enabled, forced }).toEqual({ enabled: true, forced: true });
  });

  test('belongs to the owner, not to the gateway', () => {
    expect(owner).toBe('kinerja_owner');
  });

  test('shows and takes rows of the bound tenant only', async () => {
    const policies = await inspect<{
      command: string;
      using: string | null;
      check: string | null;
      permissive: boolean;
    }>(
      `select polcmd as command, polpermissive as permissive, pg_get_expr(polqual, polrelid) as using,
              pg_get_expr(polwithcheck, polrelid) as check
       from pg_policy where polrelid = $1::regclass order by polname`,
      [name],
    );
    const own = '(tenant_id = current_tenant())';
    // Facts that are public, and lead to the tenant before it is bound: code of a government, issuer of a token.
    const readable = { command: 'r', permissive: true, using: 'true', check: null };
    expect(policies).toEqual([
      ...(name in UNIQUE_FOR_ALL || name in READ_BY_ALL ? [readable] : []),
      { command: '*', permissive: true, using: own, check: own },
    ]);
  });

  test('has keys that start with the tenant', async () => {
    const keys = await inspect<{ key: string; first: string }>(
      `select index.relname as key, (select attname::text from pg_attribute where attrelid = indrelid and attnum = indkey[0]) as first
       from pg_index join pg_class as index on index.oid = indexrelid
       where indrelid = $1::regclass`,
      [name],
    );
    const others = keys.filter(({ first }) => first !== 'tenant_id').map(({ key }) => key);
    expect(others.toSorted()).toEqual(UNIQUE_FOR_ALL[name] ?? []);
    expect(keys.length).toBeGreaterThan(0);
  });

  test('refers to rows of its own tenant', async () => {
    const references = await inspect<{ name: string; columns: readonly string[]; to: readonly string[] }>(
      `select conname as name,
              (select array_agg(attname::text order by place) from unnest(conkey) with ordinality as key (number, place)
               join pg_attribute on attrelid = conrelid and attnum = number) as columns,
              (select array_agg(attname::text order by place) from unnest(confkey) with ordinality as key (number, place)
               join pg_attribute on attrelid = confrelid and attnum = number) as to
       from pg_constraint where conrelid = $1::regclass and contype = 'f'`,
      [name],
    );
    for (const { name: reference, columns, to } of references)
      expect([columns[0], to[0]], reference).toEqual(['tenant_id', 'tenant_id']);
  });
});

test('the gateway runs as a role without power over the tables', async () => {
  const [role] = await inspect<Record<string, boolean>>(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'kinerja_gateway'`,
  );
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolreplication: false,
  });
  const owns = await inspect(`select relname from pg_class where relowner = 'kinerja_gateway'::regrole`);
  const member = await inspect(`select from pg_auth_members where member = 'kinerja_gateway'::regrole`);
  expect({ owns, member }).toEqual({ owns: [], member: [] });
  const { rows } = await database.directory.query('select current_user as name');
  expect(rows).toEqual([{ name: 'kinerja_gateway' }]);
});

test('the owner is no superuser either, and no policy has an exception for it', async () => {
  const [role] = await inspect<Record<string, boolean>>(
    `select rolsuper, rolbypassrls from pg_roles where rolname = 'kinerja_owner'`,
  );
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
});

test('only these functions run with the rights of whoever made them: they are told nothing, and look for names nowhere else', async () => {
  expect(
    await inspect(
      `select proname as name, pronargs as arguments, proconfig[1] as path, pg_get_userbyid(proowner) as owner, proacl::text as rights
       from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`,
    ),
  ).toEqual([
    {
      name: 'make_feedback_months',
      arguments: 0,
      path: 'search_path=public, pg_temp',
      owner: 'kinerja_owner',
      rights: '{kinerja_owner=X/kinerja_owner,kinerja_gateway=X/kinerja_owner}',
    },
  ]);
});

test('no view hides a table behind its owner’s rights', async () => {
  expect(
    await inspect(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
       and not coalesce(reloptions::text like '%security_invoker=true%', false)`,
    ),
  ).toEqual([]);
});

describe('the gateway may do with a table what it needs to, and no more:', () => {
  const RIGHTS: Readonly<Record<string, string>> = {
    activity: 'INSERT SELECT UPDATE',
    api_client: 'INSERT SELECT UPDATE',
    appraisal: 'INSERT SELECT UPDATE',
    appraisal_cycle: 'INSERT SELECT UPDATE',
    appraisal_policy: 'INSERT SELECT UPDATE',
    assessment: 'INSERT SELECT UPDATE',
    assignment: 'INSERT SELECT UPDATE',
    audit_event: 'INSERT SELECT',
    audit_root: 'INSERT SELECT',
    audit_seal: 'INSERT SELECT',
    benchmark_entry: 'DELETE INSERT SELECT UPDATE',
    board: 'DELETE INSERT SELECT UPDATE',
    board_entry: 'DELETE INSERT SELECT UPDATE',
    contribution: 'INSERT SELECT UPDATE',
    delegation: 'INSERT SELECT UPDATE',
    device: 'INSERT SELECT UPDATE',
    discussion: 'INSERT SELECT UPDATE',
    embed_site: 'INSERT SELECT UPDATE',
    employee: 'INSERT SELECT UPDATE',
    evaluation_team: 'DELETE INSERT SELECT UPDATE',
    excluded_rating: 'INSERT SELECT',
    feedback: 'INSERT SELECT',
    feedback_note: 'INSERT SELECT UPDATE',
    figure: 'DELETE INSERT SELECT UPDATE',
    figure_exclusion: 'INSERT SELECT',
    goal: 'INSERT SELECT UPDATE',
    guidance: 'INSERT SELECT UPDATE',
    guidance_action: 'INSERT SELECT UPDATE',
    holiday: 'DELETE INSERT SELECT UPDATE',
    identity_provider: 'DELETE INSERT SELECT',
    import_batch: 'INSERT SELECT',
    figure_objection: 'INSERT SELECT',
    figure_objection_decision: 'INSERT SELECT',
    improvement: 'INSERT SELECT UPDATE',
    indicator: 'DELETE INSERT SELECT UPDATE',
    measurement: 'INSERT SELECT UPDATE',
    meeting: 'INSERT SELECT UPDATE',
    meeting_decision: 'INSERT SELECT UPDATE',
    meeting_participant: 'INSERT SELECT UPDATE',
    objection: 'INSERT SELECT UPDATE',
    office_network: 'INSERT SELECT',
    organisation_achievement: 'INSERT SELECT UPDATE',
    past_result: 'INSERT SELECT UPDATE',
    performance_report: 'INSERT SELECT UPDATE',
    period_closure: 'INSERT SELECT',
    portal_key: 'INSERT SELECT UPDATE',
    post: 'INSERT SELECT UPDATE',
    post_competency: 'DELETE INSERT SELECT UPDATE',
    forum_post: 'INSERT SELECT',
    forum_topic: 'INSERT SELECT',
    public_reply: 'INSERT SELECT',
    questionnaire: 'INSERT SELECT UPDATE',
    rating_alarm: 'INSERT SELECT',
    rating_exclusion: 'INSERT SELECT',
    readiness_probe: 'SELECT UPDATE',
    recap: 'INSERT SELECT',
    receipt: 'INSERT SELECT',
    receipt_key: 'INSERT SELECT',
    recognition: 'INSERT SELECT UPDATE',
    reminder: 'INSERT SELECT UPDATE',
    retention_policy: 'INSERT SELECT',
    retention_run: 'INSERT SELECT',
    revoked_token: 'DELETE INSERT SELECT',
    respondent_group: 'INSERT SELECT',
    role_grant: 'INSERT SELECT UPDATE',
    service_user_group: 'DELETE INSERT SELECT',
    shared_secret: 'INSERT SELECT',
    service: 'INSERT SELECT UPDATE',
    tally: 'INSERT SELECT UPDATE',
    source_key: 'DELETE INSERT SELECT',
    tenant: 'INSERT SELECT UPDATE',
    ticket: 'INSERT SELECT UPDATE',
    ticket_entry: 'INSERT SELECT',
    ticket_policy: 'INSERT SELECT',
    training: 'INSERT SELECT UPDATE',
    unit: 'INSERT SELECT UPDATE',
    used_challenge: 'DELETE INSERT SELECT',
    visit_code: 'INSERT SELECT',
    visit_code_use: 'INSERT SELECT',
    visit: 'INSERT SELECT UPDATE',
    visit_month: 'INSERT SELECT UPDATE',
    visit_process: 'INSERT SELECT',
    visit_tally: 'INSERT SELECT UPDATE',
    webhook_attempt: 'DELETE INSERT SELECT',
    webhook_delivery: 'DELETE INSERT SELECT UPDATE',
    webhook_endpoint: 'DELETE INSERT SELECT UPDATE',
    webhook_secret: 'DELETE INSERT SELECT UPDATE',
    workshop: 'INSERT SELECT UPDATE',
    workshop_note: 'INSERT SELECT UPDATE',
    workshop_participant: 'INSERT SELECT UPDATE',
    workshop_unit: 'INSERT SELECT UPDATE',
  };

  test.each(tables)('$name', async ({ name, isPartition }) => {
    const rights = await inspect<{ right: string }>(
      `select privilege_type as right from information_schema.table_privileges
       where table_schema = 'public' and table_name = $1 and grantee in ('kinerja_gateway', 'PUBLIC') order by 1`,
      [name],
    );
    expect(rights.map(({ right }) => right).join(' ')).toBe(isPartition ? '' : RIGHTS[name]);
  });
});

test('nor single columns of a partition, which is read and written through its table only', async () => {
  expect(tables.filter(({ isPartition }) => isPartition).length).toBeGreaterThan(2);
  expect(
    await inspect(
      `select table_name, column_name from information_schema.column_privileges
       where grantee in ('kinerja_gateway', 'PUBLIC') and table_name = any($1)`,
      [tables.filter(({ isPartition }) => isPartition).map(({ name }) => name)],
    ),
  ).toEqual([]);
});

test('the gateway sees nothing of the bookkeeping of migrations', async () => {
  await expect(database.directory.query('select * from kinerja_migration.checksum')).rejects.toThrow(
    'permission denied',
  );
});

describe('the queue of jobs belongs to the owner, and the gateway may use it:', () => {
  test('its tables are no tenant’s, and the gateway owns none', async () => {
    const owners = await inspect<{ owner: string }>(
      `select distinct pg_get_userbyid(relowner) as owner from pg_class where relnamespace = 'kinerja_job'::regnamespace`,
    );
    expect(owners).toEqual([{ owner: 'kinerja_owner' }]);
  });

  test('it may send, fetch, finish and clear up', async () => {
    const rights = await inspect<{ name: string; rights: string }>(
      `select table_name as name, string_agg(privilege_type, ' ' order by privilege_type) as rights
       from information_schema.table_privileges
       where table_schema = 'kinerja_job' and grantee in ('kinerja_gateway', 'PUBLIC') group by 1 order by 1`,
    );
    expect(rights).toEqual([
      { name: 'archive', rights: 'DELETE INSERT SELECT' },
      { name: 'job', rights: 'DELETE INSERT SELECT UPDATE' },
      { name: 'queue', rights: 'SELECT' },
      { name: 'version', rights: 'SELECT' },
    ]);
  });

  test('it makes no queue', async () => {
    await expect(
      database.directory.query(`select kinerja_job.create_queue('other', '{"policy": "standard"}')`),
    ).rejects.toThrow('permission denied');
  });
});
