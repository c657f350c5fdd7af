import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ownerUrlOf, prepareDatabase } from '../open-database.ts';
import type { DatabaseAddresses } from '../own-cluster.ts';
import { BackupRefused, fileOf, type Manifest, readManifest } from './manifest.ts';
import { type CopiedTable, loadTables } from './tables.ts';

const refuseFilled = async (client: Client) => {
  const { rows } = await client.query<{ code: string }>('select code from tenant order by code');
  if (rows.length === 0) return;
  const codes = rows.map(({ code }) => code).join(', ');
  throw new BackupRefused(
    `Basis data ini sudah berisi daerah (${codes}); cadangan hanya dipulihkan ke basis data yang kosong, supaya tidak ada yang tertimpa.`,
  );
};

/** A database that is further along would never see the changes of data that lie between. */
const refuseOther = async (client: Client, { migrations }: Manifest) => {
  const { rows } = await client.query<Manifest['migrations'][number]>(
    'select name, sha256 from kinerja_migration.checksum order by name',
  );
  const here = JSON.stringify(rows.map(({ name, sha256 }) => [name, sha256]));
  if (here === JSON.stringify(migrations.map(({ name, sha256 }) => [name, sha256]))) return;
  throw new BackupRefused(
    `Cadangan ini dibuat dengan versi basis data ${migrations.at(-1)?.name}, yang tidak dapat disiapkan di sini: pulihkan dengan versi Kinerja yang sama atau lebih baru, ke basis data yang belum pernah dipakai.`,
  );
};

const fill = async (client: Client, folder: string, { name, columns }: Manifest['tables'][number]) => {
  const list = columns.map(escapeIdentifier).join(', ');
  const stream = client.query(copyFrom(`copy ${escapeIdentifier(name)} (${list}) from stdin`));
  await pipeline(createReadStream(fileOf(folder, name)), createGunzip(), stream);
};

interface TenantRows {
  readonly tenantId: string;
  readonly count: number;
}

/** Every row that was written is there, region by region; of tables that belong to none, altogether. */
const compareRows = async (client: Client, { tables, regions }: Manifest) => {
  for (const { name, columns, rows } of tables) {
    const table = escapeIdentifier(name);
    const refuse = (count: number, expected: number, of = '') => {
      if (count !== expected)
        throw new BackupRefused(`Tabel ${name} berisi ${count} baris${of}, seharusnya ${expected}.`);
    };
    if (!columns.includes('tenant_id')) {
      const all = await client.query<{ count: number }>(`select count(*)::integer as count from ${table}`);
      refuse(all.rows[0]?.count ?? 0, rows);
      continue;
    }
    const found = await client.query<TenantRows>(
      `select tenant_id as "tenantId", count(*)::integer as count from ${table} group by tenant_id`,
    );
    const counts = new Map(found.rows.map(({ tenantId, count }) => [tenantId, count]));
    for (const region of regions)
      refuse(counts.get(region.id) ?? 0, region.rows[name] ?? 0, ` dari daerah ${region.code}`);
    refuse(
      found.rows.reduce((sum, { count }) => sum + count, 0),
      rows,
    );
  }
};

/** Fills the tables as their owner may: what would change or refuse the rows on their way is off until they are in. */
const fillAll = async (client: Client, folder: string, manifest: Manifest, tables: readonly CopiedTable[]) => {
  const names = tables.map(({ name }) => escapeIdentifier(name));
  const forced = tables.filter(({ isForced }) => isForced).map(({ name }) => escapeIdentifier(name));
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  for (const name of forced) await client.query(`alter table ${name} no force row level security`);
  // What migrations put there comes back from the backup.
  await client.query(`truncate ${names.join(', ')}`);
  for (const table of manifest.tables) await fill(client, folder, table);
  await compareRows(client, manifest);
  for (const name of forced) await client.query(`alter table ${name} force row level security`);
  for (const name of names) await client.query(`alter table ${name} enable trigger user`);
};

/**
 * Puts a backup into an empty database, compares the rows of every region and table, and raises the database to this version. Either
 * all rows are in, or none.
 *
 * @throws {BackupRefused} when the backup is damaged or does not fit, or the database is not empty.
 */
export const restoreBackup = async (addresses: DatabaseAddresses | string, folder: string): Promise<Manifest> => {
  const manifest = await readManifest(folder);
  await prepareDatabase(addresses, manifest.migrations.length);
  const client = new Client({ connectionString: ownerUrlOf(addresses), application_name: 'kinerja-restore' });
  await client.connect();
  try {
    await refuseFilled(client);
    await refuseOther(client, manifest);
    await client.query('begin');
    await fillAll(client, folder, manifest, await loadTables(client));
    await client.query('commit');
  } finally {
    await client.end();
  }
  await prepareDatabase(addresses);
  return manifest;
};
