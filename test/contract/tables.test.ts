import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { type ModelColumn, readPrismaSchema } from '../support/prisma-schema.ts';

/* Migrations are written by hand: what they make must be what schema.prisma says, or Prisma would ask for what is not there. */

const { inspect, close } = await createTestDatabase();
afterAll(close);

const models = readPrismaSchema(
  readFileSync(fileURLToPath(new URL('../../schema/prisma/schema.prisma', import.meta.url)), 'utf8'),
);
const tables = await inspect<{ name: string }>(
  `select relname as name from pg_class
   where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`,
);

interface Key {
  readonly primary: boolean;
  readonly unique: boolean;
  readonly columns: readonly string[];
}

/** Of a partitioned table also those that each of its partitions has by itself. */
const keysOf = (table: string) =>
  inspect<Key>(
    `with partition as (select inhrelid as oid, count(*) over () as partitions from pg_inherits where inhparent = $1::regclass)
     select indisprimary as primary, indisunique as unique,
            (select array_agg(attname::text order by place) from unnest(indkey::int2[]) with ordinality as key (number, place)
             join pg_attribute on attrelid = indrelid and attnum = number) as columns
     from pg_index where indrelid = $1::regclass and not (indisunique and indpred is not null)
     union all
     select indisprimary, indisunique, columns from (
       select indisprimary, indisunique,
              (select array_agg(attname::text order by place) from unnest(indkey::int2[]) with ordinality as key (number, place)
               join pg_attribute on attrelid = indrelid and attnum = number) as columns
       from pg_index where indrelid in (select oid from partition) and indexrelid not in (select inhrelid from pg_inherits)
     ) as own
     group by 1, 2, 3 having count(*) = (select max(partitions) from partition)`,
    [table],
  );

const sorted = (keys: readonly (readonly string[])[]) => keys.map((columns) => columns.join(', ')).toSorted();

test('every table has a model, and every model a table', () => {
  expect(models.map(({ table }) => table).toSorted()).toEqual(tables.map(({ name }) => name));
});

test('of some rows alone, which a model cannot say, only these are unique', async () => {
  expect(
    await inspect(
      `select indexrelid::regclass::text as name, pg_get_expr(indpred, indrelid) as of_those
       from pg_index where indisunique and indpred is not null and indrelid::regclass::text = any($1) order by 1`,
      [tables.map(({ name }) => name)],
    ),
  ).toEqual([
    { name: 'excluded_rating_standing_idx', of_those: 'standing' },
    {
      name: 'rating_exclusion_set_aside_idx',
      of_those: '((decided_by_id IS NULL) AND (lifted_at IS NULL))',
    },
  ]);
});

describe.each(models)('$table', ({ table, columns, primaryKey, uniqueKeys, indexes, references }) => {
  test('has the columns of its model: names, types, and which may be null', async () => {
    const migrated = await inspect<ModelColumn>(
      `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [table],
    );
    const byName = (a: ModelColumn, b: ModelColumn) => (a.name < b.name ? -1 : 1);
    expect(migrated.toSorted(byName)).toEqual(columns.toSorted(byName));
  });

  test('has the keys and indexes of its model', async () => {
    const keys = await keysOf(table);
    expect({
      primary: keys.find(({ primary }) => primary)?.columns,
      unique: sorted(keys.filter(({ primary, unique }) => unique && !primary).map((key) => key.columns)),
      indexes: sorted(keys.filter(({ unique }) => !unique).map((key) => key.columns)),
    }).toEqual({ primary: primaryKey, unique: sorted(uniqueKeys), indexes: sorted(indexes) });
  });

  test('refers to others where its model does', async () => {
    const migrated = await inspect<{ columns: readonly string[] }>(
      `select (select array_agg(attname::text order by place) from unnest(conkey) with ordinality as key (number, place)
               join pg_attribute on attrelid = conrelid and attnum = number) as columns
       from pg_constraint where conrelid = $1::regclass and contype = 'f'`,
      [table],
    );
    const made = sorted(migrated.map((reference) => reference.columns));
    for (const reference of sorted(references)) expect(made).toContain(reference);
  });
});
