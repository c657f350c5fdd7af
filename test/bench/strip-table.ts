import type { Client } from 'pg';

interface Definition {
  readonly name: string;
  readonly definition: string;
}

interface Constraint extends Definition {
  /** The table that it is on. */
  readonly holder: string;
}

/** Takes constraints and indexes off a table, with what refers to it; what comes back puts them on again. */
export const stripTable = async (owner: Client, table: string): Promise<() => Promise<void>> => {
  const constraints = await owner.query<Constraint>(
    `select conname as name, pg_get_constraintdef(oid) as definition, conrelid::regclass::text as holder from pg_constraint
     where (conrelid = $1::regclass and contype in ('p', 'u', 'f')) or (confrelid = $1::regclass and contype = 'f')
     order by contype = 'f' desc`,
    [table],
  );
  const indexes = await owner.query<Definition>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
    [table],
  );
  for (const { name, holder } of constraints.rows) await owner.query(`alter table ${holder} drop constraint ${name}`);
  for (const { name } of indexes.rows) await owner.query(`drop index ${name}`);
  return async () => {
    // Of a table in parts it is told as of the whole `only`, which would leave the parts without it.
    for (const { definition } of indexes.rows) await owner.query(definition.replace(' ON ONLY ', ' ON '));
    for (const { name, definition, holder } of constraints.rows.toReversed())
      await owner.query(`alter table ${holder} add constraint ${name} ${definition}`);
  };
};
