import type { Command } from 'commander';
import { gradeName } from '../domain/service-grade.ts';
import { inLanguage } from '../domain/text.ts';
import { listBatches } from '../import/import-batch.ts';
import { type ImportRatings, importRatings } from '../import/import-ratings.ts';
import { type ImportRecap, importRecap, type OfficialFigure } from '../import/import-recap.ts';
import { type ImportServiceUsers, importServiceUsers } from '../import/import-service-users.ts';
import { type ImportVisits, importVisits } from '../import/import-visits.ts';
import { count, indexText } from '../import/in-words.ts';
import type { CorrectedFigures } from '../import/publish-import.ts';
import { accountName } from './account-name.ts';
import { withRegion } from './gateway-database.ts';
import { dayOf, operator, readImportFile, tellEarlier } from './import-file.ts';
import { period, several, wholeNumber } from './option-values.ts';
import { addPersonnelImportCommands } from './personnel-import-commands.ts';
import { tell, tellTable } from './screen.ts';

const tellCorrected = (corrected: readonly CorrectedFigures[]) => {
  if (corrected.length === 0) return;
  const periods = corrected.map(({ period, figures }) => `${period} (${figures})`).join(', ');
  tell(`Angka yang sudah terbit dan kini punya versi baru dengan alasan impor ini, per periode: ${periods}.`);
};

const figureText = ({ ratings, index }: OfficialFigure) =>
  index === null
    ? 'belum ada penilaian'
    : `IKM ${indexText(index.value)}, mutu ${index.grade} (${inLanguage(gradeName(index.grade))}), dari ${count(ratings)} penilaian`;

interface CommonOptions {
  readonly tenant: string;
  readonly by: string;
}

const ratings = async (
  path: string,
  { tenant: code, by, ...options }: CommonOptions & Omit<ImportRatings, 'file' | 'importedBy'>,
) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const { outcome, batch, from, to, corrected } = await importRatings(
      { ...options, file, importedBy: by },
      { pool, tenants, tenant, now },
      operator(),
    );
    const what = `${count(batch.ratings)} penilaian bertanggal ${from} sampai ${to}`;
    if (outcome === 'checked') tell(`Berkas ini baik: ${what}. Tidak ada yang disimpan (--dry-run).`);
    else if (outcome === 'imported') tell(`${what} diimpor untuk ${tenant.name} (batch ${batch.id}).`);
    else tellEarlier(batch, tenant.timeZone, 'responden');
    tellCorrected(corrected);
  });
};

const recap = async (
  path: string,
  { tenant: code, by, ...options }: CommonOptions & Omit<ImportRecap, 'file' | 'importedBy'>,
) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const { outcome, batch, place, before, after, closed, corrected } = await importRecap(
      { ...options, file, importedBy: by },
      { pool, tenants, tenant, now },
      operator(),
    );
    if (outcome === 'already imported') tellEarlier(batch, tenant.timeZone, 'responden');
    else {
      tell(`${place.name}, ${options.period}, sebelum: ${figureText(before)}.`);
      tell(`${place.name}, ${options.period}, sesudah: ${figureText(after)}.`);
      tell('Rekap masuk angka resmi saja, tanpa tempat di papan: jawaban per responden tidak diketahui.');
      if (!closed) tell('Periode ini masih terbuka: rekapnya terbit bersama angka resminya saat periode ditutup.');
      tell(
        outcome === 'checked'
          ? 'Tidak ada yang disimpan (--dry-run).'
          : `Rekap ${count(batch.ratings)} responden diimpor (batch ${batch.id}).`,
      );
    }
    tellCorrected(corrected);
  });
};

const visits = async (
  path: string,
  { tenant: code, by, ...options }: CommonOptions & Omit<ImportVisits, 'file' | 'importedBy'>,
) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const input = { ...options, file, importedBy: by };
    const { rows, recorded, unchanged } = await importVisits(input, { pool, tenants, tenant, now }, operator());
    tell(`${count(rows)} kunjungan: ${count(recorded)} langkah diimpor, ${count(unchanged)} sudah tersimpan.`);
  });
};

const users = async (
  path: string,
  { tenant: code, by, ...options }: CommonOptions & Omit<ImportServiceUsers, 'file' | 'importedBy'>,
) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const input = { ...options, file, importedBy: by };
    const { outcome, batch, unit } = await importServiceUsers(input, { pool, tenants, tenant, now }, operator());
    if (outcome === 'already imported') return tellEarlier(batch, tenant.timeZone, 'kelompok');
    tell(`${count(batch.ratings)} kelompok pengguna ${unit} tahun ${options.year} diimpor (batch ${batch.id}).`);
  });
};

const list = (code: string) =>
  withRegion(code, async ({ database, tenant }) => {
    const batches = await listBatches(database.pool);
    if (batches.length === 0) return tell('Belum ada impor.');
    tellTable(
      ['TANGGAL', 'JENIS', 'PENILAIAN', 'OLEH', 'BERKAS', 'SASARAN', 'BATCH'],
      batches.map(({ importedAt, kind, ratings: rows, importedBy, fileName, target, id }) => [
        dayOf(importedAt, tenant.timeZone),
        kind,
        count(rows),
        importedBy,
        fileName,
        target,
        id,
      ]),
    );
  });

/** `import ratings`, `import recap`, `import visits`, `import users`, `import list`, and those of personnel. */
export const addImportCommands = (program: Command): void => {
  const imports = program.command('import').description('mengimpor apa yang sudah dimiliki daerah');
  const MAP = 'arti nomor unsur: skm-regulation, skm-questionnaire, atau "U1=persyaratan,U2=prosedur,…"';
  const file = (name: string, description: string) =>
    imports
      .command(`${name} <berkas>`)
      .description(description)
      .requiredOption('--tenant <kode>', 'kode Kemendagri daerah, misalnya 32.73')
      .option('--sheet <nama>', 'lembar XLSX; bawaan: lembar pertama')
      .option('--map <pemetaan>', MAP)
      .option('--dry-run', 'periksa saja, tidak menyimpan apa pun')
      .option('--by <nama>', 'siapa yang mengimpor, untuk catatan', accountName());
  file('ratings', 'mengimpor penilaian per responden')
    .option('--service <id>', 'layanan semua baris; tanpa ini, kolom berisi id layanan')
    .option('--service-column <judul>', 'judul kolom berisi id layanan')
    .option('--date-column <judul>', 'judul kolom tanggal; bawaan: tanggal, timestamp, dan sejenisnya')
    .option('--date <tanggal>', 'tanggal semua baris, bila berkas tanpa kolom tanggal')
    .option('--period <periode>', 'periode semua baris (2026-Q3), bila berkas tanpa kolom tanggal', period)
    .option('--ignore <judul>', 'kolom yang tidak dipakai; boleh berulang', several, [])
    .option('--allow-repeats', 'tetap impor walau sebagian besar barisnya sama dengan impor sebelumnya')
    .action(ratings);
  file('recap', 'mengimpor rekap jumlah jawaban per unsur')
    .requiredOption('--unit <id>', 'unit yang disurvei')
    .requiredOption('--period <periode>', 'periode rekap, misalnya 2026-Q3', period)
    .option('--service <id>', 'satu layanan unit itu; bawaan: unit seutuhnya')
    .option('--respondents <jumlah>', 'jumlah responden; bawaan: jumlah jawaban unsur terbanyak', wholeNumber)
    .option('--add', 'jumlahkan dengan rekap yang sudah ada untuk waktu ini')
    .action(recap);
  imports
    .command('visits <berkas>')
    .description('mengimpor kunjungan dan langkahnya')
    .requiredOption('--tenant <kode>', 'kode Kemendagri daerah, misalnya 72.71')
    .requiredOption('--service <id>', 'layanan semua baris')
    .option('--sheet <nama>', 'lembar XLSX; bawaan: lembar pertama')
    .option('--by <nama>', 'siapa yang mengimpor, untuk catatan', accountName())
    .action(visits);
  imports
    .command('users <berkas>')
    .description('mengimpor siapa pengguna layanan sebuah unit')
    .requiredOption('--tenant <kode>', 'kode Kemendagri daerah, misalnya 72.71')
    .requiredOption('--unit <id>', 'unit yang layanannya dipakai')
    .requiredOption('--year <tahun>', 'tahun pemakaian', wholeNumber)
    .option('--sheet <nama>', 'lembar XLSX; bawaan: lembar pertama')
    .option('--by <nama>', 'siapa yang mengimpor, untuk catatan', accountName())
    .action(users);
  addPersonnelImportCommands(imports);
  imports.command('list <kode>').description('menampilkan semua impor sebuah daerah').action(list);
};
