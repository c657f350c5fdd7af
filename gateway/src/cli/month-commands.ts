import type { Command } from 'commander';
import type { Pool } from 'pg';
import { waitingMigration } from '../database/migrate.ts';
import { ownerUrlOf, prepareDatabase } from '../database/open-database.ts';
import { count } from '../import/in-words.ts';
import { attachMonth, detachMonth, listMonths, MonthRefused, type RatingMonth } from '../retention/rating-months.ts';
import { operatorHere } from './account-name.ts';
import { asOwner, withDatabaseServer } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell, tellTable } from './screen.ts';

const refusedInWords = (error: unknown): never => {
  throw error instanceof MonthRefused ? new Refused(error.message) : error;
};

const withMonths = (work: (owner: Pool) => Promise<void>): Promise<void> =>
  withDatabaseServer(async ({ addresses }) => {
    await prepareDatabase(addresses);
    if ((await waitingMigration(ownerUrlOf(addresses))) !== undefined)
      throw new Refused(
        'Pemutakhiran basis data belum selesai, karena gateway versi lama masih tersambung: hentikan dahulu, lalu ulangi.',
      );
    await asOwner(addresses, work).catch(refusedInWords);
  });

const monthOf = (instant: number): string => new Date(instant).toISOString().slice(0, 7);

const inWords = ({ from, until }: RatingMonth): string => {
  if (until === null) return 'di luar semua bulan';
  return from === null ? `sebelum ${monthOf(until)}` : monthOf(from);
};

const stateOf = ({ isDetached, inUse }: RatingMonth): string => {
  if (isDetached) return 'dilepas';
  return inUse === null ? 'dapat dilepas' : `dipakai: ${inUse}`;
};

const MEGABYTE = 1024 ** 2;

const list = () =>
  withMonths(async (owner) => {
    const months = await listMonths(owner, new Date());
    tellTable(
      ['TABEL', 'BULAN (UTC)', 'BARIS', 'MB', 'KEADAAN'],
      months.map((month) => [
        month.name,
        inWords(month),
        count(month.rows),
        count(Math.ceil(month.bytes / MEGABYTE)),
        stateOf(month),
      ]),
    );
  });

const doing = () => ({ actor: operatorHere(), now: new Date() });

const detach = (name: string) =>
  withMonths(async (owner) => {
    const rows = await detachMonth(owner, name, doing());
    tell(`${name} dilepas dengan ${count(rows)} baris; angka, tanda terima dan jejak audit tetap.`);
    tell('Tabel itu kini di skema kinerja_detached, dan tidak ikut dalam cadangan: arsipkan (docs/operations.md).');
  });

const attach = (name: string) =>
  withMonths(async (owner) => {
    const rows = await attachMonth(owner, name, doing());
    tell(`${name} dipasang kembali dengan ${count(rows)} baris.`);
  });

/** `months list`, `months detach`, `months attach`. */
export const addMonthCommands = (program: Command): void => {
  const months = program.command('months').description('tabel penilaian per bulan');
  months.command('list').description('menampilkan tabel penilaian per bulan, dengan isi dan ukurannya').action(list);
  months
    .command('detach <tabel>')
    .description('melepas bulan lama yang masa simpannya habis, untuk diarsipkan')
    .action(detach);
  months.command('attach <tabel>').description('memasang kembali bulan yang dilepas').action(attach);
};
