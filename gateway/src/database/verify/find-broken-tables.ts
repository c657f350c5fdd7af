import type { Client } from 'pg';
import type { Damage } from './damage.ts';

/** Tables, the catalogue and large values included, and B-trees; not those that other sessions have for themselves. */
const RELATIONS = `
  select pg_class.oid::integer as oid, pg_class.oid::regclass::text as name, relkind = 'i' as "isIndex"
  from pg_class left join pg_am on pg_am.oid = relam left join pg_index on indexrelid = pg_class.oid
  where relpersistence = 'p' and (relkind in ('r', 't', 'm') or relkind = 'i' and amname = 'btree' and indisvalid)
  order by name`;

const TABLE =
  "select format('blok %s, baris %s: %s', blkno, offnum, msg) as what from verify_heapam($1::oid::regclass)";
const INDEX = 'select bt_index_check($1::oid::regclass, $2)';

/**
 * Reads every table, and every B-tree in its order. `amcheck` is on the search path of the connection, which is in a transaction.
 *
 * @param isThorough whether every row of a table is looked for in its indexes.
 */
export const findBrokenTables = async (
  client: Client,
  isThorough: boolean,
): Promise<{ readonly relations: number; readonly damage: readonly Damage[] }> => {
  const { rows: relations } = await client.query<{ oid: number; name: string; isIndex: boolean }>(RELATIONS);
  const damage: Damage[] = [];
  for (const { oid, name, isIndex } of relations) {
    await client.query('savepoint relation');
    const found = await client
      .query<{ what?: string }>(isIndex ? INDEX : TABLE, isIndex ? [oid, isThorough] : [oid])
      .then(
        ({ rows }) => rows.flatMap(({ what }) => (what === undefined ? [] : [what])),
        (error: Error) => [error.message],
      );
    await client.query(found.length > 0 ? 'rollback to savepoint relation' : 'release savepoint relation');
    damage.push(...found.map((what) => ({ where: name, what })));
  }
  return { relations: relations.length, damage };
};
