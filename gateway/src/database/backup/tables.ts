import type { ClientBase } from 'pg';

/** A table of the product, as a copy takes it. */
export interface CopiedTable {
  readonly name: string;
  /** In the order of the table; generated ones are left out, the database makes them anew. */
  readonly columns: readonly string[];
  /** Whether its rows belong to regions. */
  readonly ofTenant: boolean;
  /** Whether row level security holds its owner, too. */
  readonly isForced: boolean;
}

const TABLES = `
  select relname as name, relforcerowsecurity as "isForced",
         (select array_agg(attname::text order by attnum) from pg_attribute
          where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
  from pg_class
  -- A partition is copied as part of its table, and filled again through it.
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
  order by relname`;

const REFERENCES = `
  select distinct conrelid::regclass::text as "from", confrelid::regclass::text as "to"
  from pg_constraint
  where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`;

interface Reference {
  readonly from: string;
  readonly to: string;
}

/** Those first that others refer to. A table that refers to itself is filled in one statement, which is checked at its end. */
const inOrder = (tables: readonly CopiedTable[], references: readonly Reference[]): readonly CopiedTable[] => {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: CopiedTable[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name }) => !references.some(({ from, to }) => from === name && left.has(to)),
    );
    if (free.length === 0)
      throw new Error(`These tables refer to one another in a circle: ${[...left.keys()].join(', ')}.`);
    for (const table of free) left.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
};

/** All tables of the product, in an order in which they can be filled. What the job library keeps is made anew by every day. */
export const loadTables = async (client: ClientBase): Promise<readonly CopiedTable[]> => {
  const { rows: tables } = await client.query<Omit<CopiedTable, 'ofTenant'>>(TABLES);
  const { rows: references } = await client.query<Reference>(REFERENCES);
  return inOrder(
    tables.map((table) => ({ ...table, ofTenant: table.columns.includes('tenant_id') })),
    references,
  );
};
