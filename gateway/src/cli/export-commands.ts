import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Period } from '../domain/period.ts';
import { MIN_COMMENTS } from '../domain/protected-group.ts';
import { count } from '../import/in-words.ts';
import { ExportRefused, exportResults } from '../report/export-results.ts';
import { TABLE_FORMATS, type TableFormat, writeTable } from '../report/write-table.ts';
import { exportBacklog } from '../ticket/export-backlog.ts';
import { exportTickets } from '../ticket/export-tickets.ts';
import { accountName } from './account-name.ts';
import { standpoint, withRegion } from './gateway-database.ts';
import { oneOf, period } from './option-values.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

interface Options {
  readonly tenant: string;
  readonly period: Period;
  readonly format: TableFormat;
  readonly yearly?: boolean;
  readonly out?: string;
  readonly by: string;
}

/** Only the operator's own account may read what is in it. */
const OWN_ONLY = 0o600;

const writeNew = async (path: string, file: Buffer) => {
  try {
    await writeFile(path, file, { flag: 'wx', mode: OWN_ONLY });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Refused(`Berkas ${path} sudah ada; sebutkan nama lain dengan --out.`);
    if (code === 'ENOENT') throw new Refused(`Folder untuk ${path} tidak ada.`);
    if (code === 'EACCES') throw new Refused(`Berkas ${path} tidak boleh ditulis oleh pengguna ini.`);
    throw error;
  }
};

const results = ({ tenant: code, out, by, yearly = false, ...options }: Options) =>
  withRegion(code, async ({ database: { pool }, now }) => {
    const input = { ...options, yearly, exportedBy: by };
    const { file, results: rows } = await exportResults(pool, now, input).catch((error: unknown) => {
      throw error instanceof ExportRefused ? new Refused(error.message) : error;
    });
    const path = resolve(standpoint(), out ?? `hasil-kinerja-${code}-${options.period}.${options.format}`);
    await writeNew(path, file);
    tell(`${count(rows)} hasil final ditulis ke ${path}. Berkas ini berisi NIP: simpan seperlunya.`);
  });

/** How the files are named where nobody names them. */
const TICKETS_FILE = 'laporan-warga';
const BACKLOG_FILE = 'masukan-aplikasi';

type TicketOptions = Omit<Options, 'yearly'>;

const tickets = ({ tenant: code, period: when, format, out, by }: TicketOptions) =>
  withRegion(code, async ({ database, tenants, now }) => {
    const context = { db: database, tenants, now: () => now };
    const { rows, tickets: written, spam } = await exportTickets(context, { period: when, exportedBy: by });
    const path = resolve(standpoint(), out ?? `${TICKETS_FILE}-${code}-${when}.${format}`);
    await writeNew(path, await writeTable(rows, format));
    const left = spam === 0 ? '' : ` ${count(spam)} yang ditandai spam tidak ikut.`;
    tell(`${count(written)} laporan ditulis ke ${path}, data pribadinya disamarkan.${left}`);
  });

const backlog = ({ tenant: code, period: when, format, out, by }: TicketOptions) =>
  withRegion(code, async ({ database, tenants, now }) => {
    const context = { db: database, tenants, now: () => now };
    const exported = await exportBacklog(context, { period: when, exportedBy: by });
    const { rows, tickets: written, comments, untagged, withheldComments } = exported;
    const path = resolve(standpoint(), out ?? `${BACKLOG_FILE}-${code}-${when}.${format}`);
    await writeNew(path, await writeTable(rows, format));
    tell(`${count(written)} laporan dan ${count(comments)} komentar ditulis ke ${path}, data pribadinya disamarkan.`);
    if (untagged > 0) tell(`${count(untagged)} laporan lain tidak bertanda layanan digital dan tidak ikut.`);
    for (const name of withheldComments)
      tell(`Komentar tentang ${name} kurang dari ${MIN_COMMENTS}, jadi tidak ikut: penulisnya dapat dikenali.`);
  });

/** `export results`, `export tickets`, `export backlog`. */
export const addExportCommands = (program: Command): void => {
  const exports = program.command('export').description('menulis hasil untuk sistem lain');
  exports
    .command('results')
    .description('menulis hasil final dengan kolom SIASN')
    .requiredOption('--tenant <kode>', 'kode Kemendagri daerah, misalnya 32.73')
    .requiredOption('--period <periode>', 'bulan atau triwulan (2026-Q3); dengan --yearly: tahun (2026)', period)
    .option('--yearly', 'kolom rw_skp22 untuk hasil tahunan; bawaan: rw_kinerjaperiodik')
    .option('--format <format>', 'csv atau xlsx', oneOf(TABLE_FORMATS), 'xlsx')
    .option('--out <berkas>', 'berkas yang ditulis; bawaan: hasil-kinerja-<kode>-<periode>')
    .option('--by <nama>', 'siapa yang mengekspor, untuk catatan', accountName())
    .action(results);
  /** What citizens said in a period, in a file that is named after it. */
  const addSaid = (name: string, description: string, file: string) =>
    exports
      .command(name)
      .description(description)
      .requiredOption('--tenant <kode>', 'kode Kemendagri daerah, misalnya 32.73')
      .requiredOption('--period <periode>', 'kapan masuknya: 2026, 2026-S1, 2026-Q3, atau 2026-09', period)
      .option('--format <format>', 'csv atau xlsx', oneOf(TABLE_FORMATS), 'csv')
      .option('--out <berkas>', `berkas yang ditulis; bawaan: ${file}-<kode>-<periode>`)
      .option('--by <nama>', 'siapa yang mengekspor, untuk catatan', accountName());
  addSaid('tickets', 'menulis laporan warga dengan kolom LAPOR', TICKETS_FILE).action(tickets);
  addSaid('backlog', 'menulis masukan tentang aplikasi', BACKLOG_FILE).action(backlog);
};
