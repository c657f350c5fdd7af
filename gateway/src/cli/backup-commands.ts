import { resolve } from 'node:path';
import type { Command } from 'commander';
import { wrongWithTrail } from '../audit/compare-trail.ts';
import { BackupRefused, type Manifest } from '../database/backup/manifest.ts';
import { restoreBackup } from '../database/backup/restore-backup.ts';
import { takeBackup } from '../database/backup/take-backup.ts';
import { openDatabase, ownerUrlOf } from '../database/open-database.ts';
import type { DatabaseAddresses } from '../database/own-cluster.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { count } from '../import/in-words.ts';
import { detachedMonths } from '../retention/rating-months.ts';
import { asOwner, standpoint, withDatabaseServer, withTemporaryServer } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

const refusedInWords = (error: unknown): never => {
  throw error instanceof BackupRefused ? new Refused(error.message) : error;
};

const inWords = ({ tables, regions }: Manifest): string => {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const events = regions.reduce((sum, { trail }) => sum + (trail?.events ?? 0), 0);
  return `${count(rows)} baris dari ${count(regions.length)} daerah, dengan ${count(events)} peristiwa jejak audit`;
};

/** As part of a file name: `2026-11-30T041500Z`. */
const stamp = (now: Date): string => now.toISOString().replace(/\.\d+|:/g, '');

const take = ({ out }: { readonly out?: string }) =>
  withDatabaseServer(async ({ addresses }) => {
    const now = new Date();
    const folder = resolve(standpoint(), out ?? `cadangan-kinerja-${stamp(now)}`);
    const manifest = await takeBackup(ownerUrlOf(addresses), folder, now).catch(refusedInWords);
    tell(`${inWords(manifest)}, ditulis ke ${folder}.`);
    tell('Cadangan ini berisi data pribadi dan kunci rahasia: enkripsi, simpan di mesin lain, dan periksa dengan:');
    tell(`  pnpm kinerja backup check ${folder}`);
    const detached = await asOwner(addresses, detachedMonths);
    if (detached.length > 0) tell(`Bulan yang dilepas tidak ikut (${detached.join(', ')}): arsipkan sendiri.`);
  });

/** Puts it into the database, and computes every audit trail anew. */
const restoreWhole = async (addresses: DatabaseAddresses | string, folder: string): Promise<Manifest> => {
  const manifest = await restoreBackup(addresses, resolve(standpoint(), folder)).catch(refusedInWords);
  const { pool, close } = await openDatabase(addresses);
  try {
    for (const { id, code, trail } of manifest.regions) {
      const wrong = await withTenant(id, () => wrongWithTrail(pool, trail));
      if (wrong !== null)
        throw new Refused(
          `Semua baris sudah pulih, tetapi jejak audit daerah ${code} ${wrong}: jangan dipakai sebelum diperiksa.`,
        );
    }
  } finally {
    await close();
  }
  return manifest;
};

/** In a database of its own that goes afterwards: the only proof that a backup can be restored is to restore it. */
const check = (folder: string) =>
  withTemporaryServer(async ({ addresses }) => {
    const manifest = await restoreWhole(addresses, folder);
    tell(`Cadangan dari ${manifest.takenAt} dapat dipulihkan: ${inWords(manifest)}; semuanya cocok.`);
  });

const restore = (folder: string) =>
  withDatabaseServer(async ({ addresses }) => {
    const manifest = await restoreWhole(addresses, folder);
    tell(`Dipulihkan: ${inWords(manifest)}; semuanya cocok dengan cadangan dari ${manifest.takenAt}.`);
  });

/** `backup take`, `backup check` and `backup restore`. */
export const addBackupCommands = (program: Command): void => {
  const backup = program.command('backup').description('mencadangkan dan memulihkan basis data');
  backup
    .command('take')
    .description('mencadangkan seluruh basis data')
    .option('--out <folder>', 'folder yang dibuat; bila tidak disebut: cadangan-kinerja-<waktu>')
    .action(take);
  backup.command('check <folder>').description('mencoba memulihkan sebuah cadangan').action(check);
  backup.command('restore <folder>').description('memulihkan ke basis data yang kosong').action(restore);
};
