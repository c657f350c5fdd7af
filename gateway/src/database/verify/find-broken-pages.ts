import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Damage } from './damage.ts';

/** Files of tables and indexes, their maps included: `16384`, `16384_vm`, `16384.1`. A file has 131,072 pages at most. */
const FILES = `
  with folder as (
    select 'base/' || name as folder from pg_ls_dir('base') as name where name ~ '^\\d+$'
    union all select 'global'
  )
  select folder || '/' || name as path, size::float8 as bytes
  from folder, pg_ls_dir(folder) as name, pg_stat_file(folder || '/' || name, true) as stat
  where name ~ '^\\d+(_(fsm|vm|init))?(\\.\\d+)?$' and size >= 8192
  order by path`;

/**
 * Blocks of a file whose checksum is not that of what lies there, or that are new and not empty. Read from the file itself: what the server
 * has in memory may be whole while the disk is not.
 */
const BROKEN = `
  select block::integer as block
  from generate_series(0, $2::bigint / 8192 - 1) as block,
       pg_read_binary_file($1, block * 8192, 8192, true) as page,
       page_checksum(page, $3::bigint + block) as checksum
  where length(page) = 8192
    and case when checksum is null then page <> decode(repeat('00', 8192), 'hex')
             else (checksum & 65535) <> get_byte(page, 8) + 256 * get_byte(page, 9) end`;

/** A page that is being written may be read half old, half new: it is read again. */
const TRIES = 4;
const AGAIN_MS = 250;

const segmentOf = (path: string): number => Number(/\.(\d+)$/.exec(path)?.[1] ?? 0);
const PAGES_OF_A_FILE = 131_072;

/** The table or index that a file is of, when it is one of this database. */
const NAME_OF = `
  select pg_filenode_relation(0, substring($1 from '/(\\d+)[^/]*$')::oid)::text as name
  where substring($1 from '^base/(\\d+)/')::oid = (select oid from pg_database where datname = current_database())`;

const brokenIn = async (client: Client, path: string, bytes: number): Promise<readonly number[]> => {
  const first = segmentOf(path) * PAGES_OF_A_FILE;
  const look = async () => {
    const { rows } = await client.query<{ block: number }>(BROKEN, [path, bytes, first]);
    return rows.map(({ block }) => block);
  };
  let broken = await look();
  for (let tries = 1; tries < TRIES && broken.length > 0; tries += 1) {
    await sleep(AGAIN_MS);
    const again = new Set(await look());
    broken = broken.filter((block) => again.has(block));
  }
  return broken;
};

/** Computes the checksum of every page of the server anew. `pageinspect` is on the search path of the connection. */
export const findBrokenPages = async (
  client: Client,
): Promise<{ readonly pages: number; readonly damage: readonly Damage[] }> => {
  const { rows: files } = await client.query<{ path: string; bytes: number }>(FILES);
  const damage: Damage[] = [];
  let pages = 0;
  for (const { path, bytes } of files) {
    pages += Math.floor(bytes / 8192);
    for (const block of await brokenIn(client, path, bytes)) {
      const { rows } = await client.query<{ name: string | null }>(NAME_OF, [path]);
      const name = rows[0]?.name;
      damage.push({
        where: `${path}, blok ${block}${name === undefined || name === null ? '' : ` (${name})`}`,
        what: 'checksum tidak cocok',
      });
    }
  }
  return { pages, damage };
};
