import { afterAll, describe, expect, test } from 'vitest';
import { DISTRIBUTION, lines } from '../shards/placement.ts';
import { createTestDatabase } from '../support/database.ts';

/*
 * What Citus asks of the tables, before it can spread them by `tenant_id`: told by the migrated catalogue, for the file that the operator
 * runs. Citus itself is not here; decision 0055 says where each of these demands comes from.
 */

const { inspect, close } = await createTestDatabase();
afterAll(close);

interface Key {
  readonly table: string;
  readonly key: string;
  readonly kind: 'unique' | 'foreign' | 'exclusion';
  readonly columns: readonly string[];
  /** Of a foreign key. */
  readonly to: string | null;
  readonly toColumns: readonly string[] | null;
  /** What happens to a row whose reference goes: `a` and `r` nothing, `c` it goes too, `n` and `d` the columns are emptied. */
  readonly deletes: string | null;
}

const tables = await inspect<{ name: string; partition: boolean; triggers: readonly string[] | null }>(`
  select relname as name, relispartition as partition,
         (select array_agg(tgname::text) from pg_trigger where tgrelid = pg_class.oid and not tgisinternal) as triggers
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`);

const keys = await inspect<Key>(`
  with place as (select attrelid, attnum, attname::text as name from pg_attribute)
  select indrelid::regclass::text as table, indexrelid::regclass::text as key, 'unique' as kind, null as to, null as "toColumns", null as deletes,
         (select array_agg(name order by at) from unnest(indkey::int2[]) with ordinality as part (number, at)
          join place on attrelid = indrelid and attnum = number) as columns
  from pg_index join pg_class on pg_class.oid = indrelid and relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  where indisunique
  union all
  select conrelid::regclass::text, conname, case contype when 'f' then 'foreign' else 'exclusion' end, confrelid::regclass::text,
         (select array_agg(name order by at) from unnest(confkey) with ordinality as part (number, at)
          join place on attrelid = confrelid and attnum = number), confdeltype::text,
         (select array_agg(name order by at) from unnest(conkey) with ordinality as part (number, at)
          join place on attrelid = conrelid and attnum = number)
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('f', 'x') and conparentid = 0`);

const { distributed, reference, local } = DISTRIBUTION;
const whole = tables.filter(({ partition }) => !partition);
const partitions = new Set(tables.flatMap(({ name, partition }) => (partition ? [name] : [])));
const isSpread = (table: string) => distributed.includes(table) || partitions.has(table);
const keysOf = (kind: Key['kind']) => keys.filter((key) => key.kind === kind && isSpread(key.table));

test('each table has one place in the file', () => {
  const placed = [...distributed, ...reference, ...local];
  expect(placed.toSorted()).toEqual(whole.map(({ name }) => name).toSorted());
});

test('each schema beside the tables of regions is said to stay where it is', async () => {
  const schemas = await inspect<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') order by 1`,
  );
  expect(DISTRIBUTION.localSchemas.toSorted()).toEqual(schemas.map(({ name }) => name));
});

test('the rows of a region lie together, whatever the table', () => {
  const [first = '', ...others] = distributed;
  expect(DISTRIBUTION.colocatedWith).toEqual(['none', ...others.map(() => first)]);
});

test('the file does nothing else', () => {
  const known = /^select create_(?:distributed_table|reference_table|distributed_function)\(/;
  expect(lines.filter((line) => !known.test(line))).toEqual(['set citus.enable_unsafe_triggers = on;']);
});

describe('each key of a table that is spread begins with the region:', () => {
  test('keys that are there once', () => {
    expect(keysOf('unique').length).toBeGreaterThan(distributed.length);
    expect(keysOf('unique').filter(({ columns }) => columns[0] !== 'tenant_id')).toEqual([]);
  });

  test('keys to other tables, in the same place there', () => {
    const toSpread = keysOf('foreign').filter(({ to }) => isSpread(to ?? ''));
    expect(toSpread.length).toBeGreaterThan(distributed.length);
    expect(
      toSpread.filter(({ columns, toColumns }) => columns[0] !== 'tenant_id' || toColumns?.[0] !== 'tenant_id'),
    ).toEqual([]);
  });

  test('and nothing else excludes a row', () => {
    expect(keysOf('exclusion')).toEqual([]);
  });
});

test('keys to other tables lead to one that is spread and named before, or to a reference table', () => {
  const misled = keys.filter(({ kind, table, to }) => {
    if (kind !== 'foreign' || to === null || table === to) return false;
    if (!isSpread(table)) return !reference.includes(to);
    if (partitions.has(table) || reference.includes(to)) return false;
    return !(distributed.indexOf(to) >= 0 && distributed.indexOf(to) < distributed.indexOf(table));
  });
  expect(misled).toEqual([]);
});

test('no row loses its reference, and with it its region, when another goes', () => {
  expect(keysOf('foreign').filter(({ deletes }) => deletes === 'n' || deletes === 'd')).toEqual([]);
});

test('keys without the region stand in reference and local tables alone, which are small', () => {
  const global = keys.filter(({ kind, columns }) => kind === 'unique' && columns[0] !== 'tenant_id');
  expect(global.map(({ table, key }) => `${table}: ${key}`).toSorted()).toEqual([
    'identity_provider: identity_provider_issuer_audience_key',
    'readiness_probe: readiness_probe_pkey',
    'shared_secret: shared_secret_pkey',
    'tenant: tenant_code_key',
    'tenant: tenant_receipt_prefix_key',
  ]);
});

test('only what keeps published figures is a trigger, and it looks at its own row', async () => {
  const having = whole.filter(({ triggers }) => triggers !== null);
  expect(having.map(({ name, triggers }) => `${name}: ${triggers?.join()}`)).toEqual([
    'board: keep_published',
    'board_entry: keep_published',
    'figure: keep_published',
  ]);
  const [made] = await inspect<{ source: string }>(
    `select prosrc as source from pg_proc where proname = 'keep_published'`,
  );
  expect(made?.source).not.toMatch(/\b(?:select|insert|update|delete)\b/);
});

test('policies look at nothing but their row and the bound region: Citus takes no query in them', async () => {
  const policies = await inspect<{ expression: string }>(
    `select distinct coalesce(pg_get_expr(polqual, polrelid), '') as expression from pg_policy order by 1`,
  );
  expect(policies.map(({ expression }) => expression)).toEqual(['(tenant_id = current_tenant())', 'true']);
});

test('each function of the schema has its place: on every node, or where all tables are', async () => {
  /** They name tables of regions, so that Citus plans what is in them; on a worker it would refuse to. */
  const ON_COORDINATOR = [
    'due_webhook_endpoints',
    'isolate_by_tenant',
    'make_feedback_months',
    'rater_of',
    'regions_to_seal',
  ];
  const functions = await inspect<{ name: string }>(
    `select proname as name from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
  );
  expect([...DISTRIBUTION.functions, ...ON_COORDINATOR].toSorted()).toEqual(
    functions.map(({ name }) => name).toSorted(),
  );
});
