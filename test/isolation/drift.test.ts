import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

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

/** PostgreSQL's names of the scalar types, where no `@db.…` says otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'int4',
  Float: 'float8',
  Boolean: 'bool',
  DateTime: 'timestamp',
  Decimal: 'numeric',
  Json: 'jsonb',
  Bytes: 'bytea',
};
const NATIVE: Readonly<Record<string, string>> = {
  Uuid: 'uuid',
  SmallInt: 'int2',
  Date: 'date',
  'Timestamptz(3)': 'timestamptz',
  Decimal: 'numeric',
};

interface Model {
  readonly table: string;
  /** `table.column type, list or required`, as the database is asked for them too. */
  readonly columns: readonly string[];
  readonly keys: readonly string[];
}

const readField = (table: string, line: string) => {
  const [, field = '', type = '', mark = ''] = /^ {2}(\w+)\s+(\w+)(\[\]|\?)?/.exec(line) ?? [];
  const scalar = TYPES[type];
  if (scalar === undefined) return undefined;
  const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
  const native = /@db\.([\w()]+)/.exec(line)?.[1];
  const pgType = native === undefined ? scalar : (NATIVE[native] ?? native);
  return {
    field,
    column,
    text: `${table}.${column} ${pgType}${mark === '[]' ? ' list' : ''}${mark === '?' ? '' : ' required'}`,
    key: /@id\b/.test(line) ? 'p' : /@unique\b/.test(line) ? 'u' : undefined,
  };
};

/** The tables of schema.prisma: models, fields, `@map`, `@db`, `@id` and `@unique` are all that it uses. */
const models = (): readonly Model[] => {
  const path = fileURLToPath(new URL('../../schema/prisma/schema.prisma', import.meta.url));
  return [...readFileSync(path, 'utf8').matchAll(/^model \w+ \{\n(.*?)^\}/gms)].map(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const fields = body.split('\n').flatMap((line) => readField(table, line) ?? []);
    const columnOf = (name: string) => fields.find(({ field }) => field === name)?.column ?? name;
    const compound = [...body.matchAll(/@@(id|unique)\(\[([\w, ]+)\]\)/g)].map(
      ([, kind, names = '']) => `${table} ${kind === 'id' ? 'p' : 'u'} ${names.split(', ').map(columnOf).join(',')}`,
    );
    const single = fields.flatMap(({ key, column }) => (key === undefined ? [] : [`${table} ${key} ${column}`]));
    return { table, columns: fields.map(({ text }) => text), keys: [...single, ...compound] };
  });
};

const ask = async (sql: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ line: string }>(sql);
  return rows.map(({ line }) => line).toSorted();
};

test('the migrated tables are those of schema.prisma', async () => {
  const tables = await ask(
    "select relname as line from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  expect(tables).toEqual(
    models()
      .map(({ table }) => table)
      .toSorted(),
  );
});

test('every column has the name, the type and the nullability that schema.prisma gives it', async () => {
  const columns = await ask(
    `select table_name || '.' || column_name || ' ' || ltrim(udt_name, '_')
            || case when data_type = 'ARRAY' then ' list' else '' end
            || case when is_nullable = 'NO' then ' required' else '' end as line
     from information_schema.columns where table_schema = 'public'`,
  );
  expect(columns).toEqual(
    models()
      .flatMap((model) => model.columns)
      .toSorted(),
  );
});

test('primary and unique keys are those of schema.prisma', async () => {
  const keys = await ask(
    `select conrelid::regclass::text || ' ' || contype::text || ' ' ||
            (select string_agg(attname, ',' order by place) from unnest(conkey) with ordinality as part (attribute, place)
             join pg_attribute on attrelid = conrelid and attnum = part.attribute) as line
     from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u')`,
  );
  expect(keys).toEqual(
    models()
      .flatMap((model) => model.keys)
      .toSorted(),
  );
});
