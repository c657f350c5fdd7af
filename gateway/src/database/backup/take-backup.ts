import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { diskFull } from '../setup-error.ts';
import { BackupRefused, fileOf, MANIFEST, type Manifest, manifestText } from './manifest.ts';
import { type CopiedTable, loadTables } from './tables.ts';

type Region = Manifest['regions'][number];

const REGIONS = 'select tenant_id as id, code from tenant order by code';
const BIND = "select set_config('app.tenant', $1, true)";
const TRAIL = `
  select position::integer as events, encode(hash, 'hex') as head from audit_seal
  where tenant_id = $1 order by audit_seal.position desc limit 1`;

const copyStatement = ({ name, columns }: Pick<CopiedTable, 'name' | 'columns'>, tenantId?: string): string => {
  const where = tenantId === undefined ? '' : ` where tenant_id = ${escapeLiteral(tenantId)}`;
  return `copy (select ${columns.map(escapeIdentifier).join(', ')} from ${escapeIdentifier(name)}${where}) to stdout`;
};

/** Written through, and only for the account that takes the backup. */
const OWN_FILE = { flags: 'wx', mode: 0o600, flush: true } as const;

/** The rows of one table: those of no region at once, else region by region, so that row level security holds here, too. */
const writeTable = async (
  client: Client,
  folder: string,
  table: CopiedTable,
  regions: readonly Region[],
): Promise<Manifest['tables'][number]> => {
  const hash = createHash('sha256');
  const gzip = createGzip();
  const written = pipeline(
    gzip,
    async function* (chunks: Readable) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(fileOf(folder, table.name), OWN_FILE),
  );
  let rows = 0;
  const copy = async (statement: string) => {
    const stream = client.query(copyTo(statement));
    await pipeline(stream, new PassThrough(), async (chunks) => {
      for await (const chunk of chunks) if (!gzip.write(chunk)) await new Promise((go) => gzip.once('drain', go));
    });
    rows += stream.rowCount;
    return stream.rowCount;
  };
  try {
    if (!table.ofTenant) await copy(copyStatement(table));
    else
      for (const region of regions) {
        await client.query(BIND, [region.id]);
        const count = await copy(copyStatement(table, region.id));
        if (count > 0) region.rows[table.name] = count;
      }
    gzip.end();
    await written;
  } catch (error) {
    gzip.destroy();
    await written.catch(() => undefined);
    throw error;
  }
  return { name: table.name, columns: [...table.columns], rows, sha256: hash.digest('hex') };
};

/** Taking a backup changes nothing, so it does not migrate either: the way back from an upgrade begins with it. */
const refuseUnknown = async (client: Client) => {
  const { rows } = await client.query<{ isReady: boolean }>(
    "select to_regclass('kinerja_migration.checksum') is not null and to_regclass('audit_seal') is not null as \"isReady\"",
  );
  if (rows[0]?.isReady) return;
  throw new BackupRefused(
    'Basis data ini belum pernah dipakai, atau dari versi Kinerja yang belum mengenal cadangan: jalankan gateway sekali.',
  );
};

const loadRegions = async (client: Client): Promise<Region[]> => {
  const { rows } = await client.query<{ id: string; code: string }>(REGIONS);
  const regions: Region[] = [];
  for (const { id, code } of rows) {
    await client.query(BIND, [id]);
    const trail = await client.query<NonNullable<Region['trail']>>(TRAIL, [id]);
    regions.push({ id, code, rows: {}, trail: trail.rows[0] ?? null });
  }
  return regions;
};

const flushFolder = async (folder: string) => {
  const handle = await open(folder, 'r');
  try {
    // Windows cannot flush a folder, and needs not.
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
};

const writeAll = async (client: Client, draft: string, now: Date): Promise<Manifest> => {
  // One instant of all tables, while citizens go on rating.
  await client.query('begin isolation level repeatable read read only');
  await refuseUnknown(client);
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
    'select name, sha256 from kinerja_migration.checksum order by name',
  );
  const regions = await loadRegions(client);
  const tables: Manifest['tables'] = [];
  for (const table of await loadTables(client)) tables.push(await writeTable(client, draft, table, regions));
  await client.query('commit');
  const manifest: Manifest = { format: 1, takenAt: now.toISOString(), migrations, tables, regions };
  await writeFile(join(draft, MANIFEST), manifestText(manifest), OWN_FILE);
  return manifest;
};

/** Why a folder cannot be made, in words. */
const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'folder itu tidak ada',
  ENOTDIR: 'itu bukan folder',
  EACCES: 'folder itu tidak boleh ditulis oleh pengguna ini',
  EROFS: 'disknya hanya dapat dibaca',
};

/**
 * Writes everything that the product keeps into a new folder, as of one instant, while the gateway goes on. The folder has its name
 * only when all of it is on disk.
 *
 * @param ownerUrl connects as the owner of the tables; it needs to be no superuser.
 * @throws {BackupRefused} when there is something at that place already, or no folder to put it in.
 */
export const takeBackup = async (ownerUrl: string, folder: string, now: Date): Promise<Manifest> => {
  const taken = new BackupRefused(`${folder} sudah ada; sebutkan nama lain.`);
  if (await lstat(folder).catch(() => null)) throw taken;
  const draft = `${folder}.belum-lengkap`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    const why = WHY_NOT[error.code ?? ''];
    throw why === undefined ? error : new BackupRefused(`Cadangan tidak dapat dibuat di ${dirname(folder)}: ${why}.`);
  });
  const client = new Client({ connectionString: ownerUrl, application_name: 'kinerja-backup' });
  try {
    await client.connect();
    const manifest = await writeAll(client, draft, now);
    await flushFolder(draft);
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      // Made by somebody else meanwhile.
      throw error.code === 'ENOTEMPTY' || error.code === 'EEXIST' || error.code === 'ENOTDIR' ? taken : error;
    });
    await flushFolder(dirname(folder));
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw diskFull(error, folder) ?? error;
  } finally {
    await client.end();
  }
};
