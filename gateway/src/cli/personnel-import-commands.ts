import type { Command } from 'commander';
import { importEmployees } from '../import/import-employees.ts';
import { importMeasurements } from '../import/import-measurements.ts';
import { importResults } from '../import/import-results.ts';
import { importUnits } from '../import/import-units.ts';
import { count } from '../import/in-words.ts';
import { accountName } from './account-name.ts';
import { withRegion } from './gateway-database.ts';
import { operator, readImportFile, tellEarlier } from './import-file.ts';
import { tell } from './screen.ts';

interface Options {
  readonly tenant: string;
  readonly sheet?: string;
  readonly by: string;
}

const units = async (path: string, { tenant: code, by, ...options }: Options) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const context = { pool, tenants, tenant, now };
    const { outcome, batch, added, changed } = await importUnits(
      { ...options, file, importedBy: by },
      context,
      operator(),
    );
    if (outcome === 'already imported') return tellEarlier(batch, tenant.timeZone, 'unit');
    tell(`${count(batch.ratings)} unit diimpor: ${count(added)} baru, ${count(changed)} berubah (batch ${batch.id}).`);
  });
};

const employees = async (path: string, { tenant: code, by, ...options }: Options) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const context = { pool, tenants, tenant, now };
    const input = { ...options, file, importedBy: by };
    const { outcome, batch, added, changed, moved } = await importEmployees(input, context, operator());
    if (outcome === 'already imported') return tellEarlier(batch, tenant.timeZone, 'pegawai');
    tell(
      `${count(batch.ratings)} pegawai diimpor: ${count(added)} baru, ${count(changed)} datanya berubah, ` +
        `${count(moved)} pindah jabatan (batch ${batch.id}).`,
    );
  });
};

const measurements = async (
  path: string,
  { tenant: code, by, ...options }: Options & { readonly measure?: string },
) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const context = { pool, tenants, tenant, now };
    const input = { ...options, file, importedBy: by };
    const { outcome, batch, added, corrected } = await importMeasurements(input, context, operator());
    if (outcome === 'already imported') return tellEarlier(batch, tenant.timeZone, 'baris');
    tell(
      `${count(batch.ratings)} baris diimpor: ${count(added)} ukuran baru, ${count(corrected)} dikoreksi (batch ${batch.id}).`,
    );
  });
};

const results = async (path: string, { tenant: code, by, ...options }: Options) => {
  const file = await readImportFile(path);
  await withRegion(code, async ({ database: { pool }, tenants, tenant, now }) => {
    const context = { pool, tenants, tenant, now };
    const input = { ...options, file, importedBy: by };
    const { outcome, batch, added, corrected } = await importResults(input, context, operator());
    if (outcome === 'already imported') return tellEarlier(batch, tenant.timeZone, 'hasil');
    tell(
      `${count(batch.ratings)} hasil diimpor: ${count(added)} baru, ${count(corrected)} dikoreksi (batch ${batch.id}).`,
    );
  });
};

/** `import units`, `import employees`, `import attendance`, `import results`. */
export const addPersonnelImportCommands = (imports: Command): void => {
  const file = (name: string, description: string) =>
    imports
      .command(`${name} <berkas>`)
      .description(description)
      .requiredOption('--tenant <kode>', 'kode Kemendagri daerah, misalnya 32.73')
      .option('--sheet <nama>', 'lembar XLSX; bawaan: lembar pertama')
      .option('--by <nama>', 'siapa yang mengimpor, untuk catatan', accountName());
  file('units', 'mengimpor pohon unit dari SIASN').action(units);
  file('employees', 'mengimpor pegawai dari SIASN').action(employees);
  file('attendance', 'mengimpor kehadiran, atau ukuran lain')
    .option('--measure <kunci>', 'ukuran lain menurut kebijakan (kolom nilai dan jumlah sampel); bawaan: kehadiran')
    .action(measurements);
  file('results', 'mengimpor hasil tahun-tahun lalu dari SIASN').action(results);
};
