/** Everything of the schema that can be told apart, as `kind` and `what`. */
export const SCHEMA = `
  select kind, what from (
    select 'column' as kind, concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attacl) as what
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace in ('public'::regnamespace) and attnum > 0 and not attisdropped
    union all select 'table', concat_ws(' ', oid::regclass, relkind, relrowsecurity, relforcerowsecurity, relacl, pg_get_expr(relpartbound, oid))
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    union all select 'constraint', concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'index', pg_get_indexdef(indexrelid) || ' ' || indisvalid from pg_index join pg_class on pg_class.oid = indexrelid
      where relnamespace = 'public'::regnamespace
    union all select 'policy', concat_ws(' ', polrelid::regclass, polname, pg_get_expr(polqual, polrelid)) from pg_policy
    union all select 'trigger', concat_ws(' ', tgrelid::regclass, tgname) from pg_trigger where not tgisinternal
    union all select 'function', concat_ws(' ', proname, md5(prosrc), prosecdef, proacl, proconfig) from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'schema', nspname from pg_namespace where nspname like 'kinerja%'
    union all select 'migration', name from kinerja_migration.checksum
  ) as everything order by kind, what`;
