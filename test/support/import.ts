import { afterAll } from 'vitest';
import { openDatabase } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import type { Period } from '../../gateway/src/domain/period.ts';
import type { Desk } from '../../gateway/src/import/desk.ts';
import { importMeasurements, type MeasurementsImport } from '../../gateway/src/import/import-measurements.ts';
import { importRatings, type RatingsImport } from '../../gateway/src/import/import-ratings.ts';
import { importRecap, type RecapImport } from '../../gateway/src/import/import-recap.ts';
import type { ImportContext } from '../../gateway/src/import/publish-import.ts';
import type { ImportFile } from '../../gateway/src/import/read-table.ts';
import { openTenantDirectory } from '../../gateway/src/tenant/tenant-directory.ts';
import type { TestGateway } from './gateway.ts';
import { skm2017 } from './questionnaires.ts';
import type { SeededTenant } from './tenant.ts';

/** An operator who imports for one region, listens, and is asked nothing. */
export interface TestOperator {
  /** Runs an import bound to the region, at the moment that the gateway's clock shows. */
  readonly run: <Result>(work: (context: ImportContext, desk: Desk) => Promise<Result>) => Promise<Result>;
  /** What was told. */
  readonly told: readonly string[];
  /** How far it was, each time that it was told. */
  readonly steps: readonly (readonly [done: number, total: number])[];
}

const PATIENCE_MS = 15_000;

/**
 * Opens the gateway's database a second time, as the command line does; `await` it at the top of a file, where it closes
 * by itself.
 *
 * @param progress told like the operator; an import does not survive an error of it.
 */
export async function createOperator(
  { database: { ownerUrl, gatewayUrl }, clock }: TestGateway,
  { uuid }: SeededTenant,
  progress: Desk['progress'] = () => undefined,
): Promise<TestOperator> {
  const database = await openDatabase({ ownerUrl, gatewayUrl }, undefined, PATIENCE_MS);
  afterAll(() => database.close());
  const told: string[] = [];
  const steps: (readonly [number, number])[] = [];
  const tenants = await openTenantDirectory(database.directory);
  const tenant = await tenants.byId(uuid);
  if (tenant === undefined) throw new Error(`There is no tenant ${uuid}.`);
  const desk: Desk = {
    tell: (line) => told.push(line),
    progress: (done, total) => {
      steps.push([done, total]);
      progress(done, total);
    },
  };
  return {
    run: (work) => withTenant(uuid, () => work({ pool: database.pool, tenants, tenant, now: clock.now() }, desk)),
    told,
    steps,
  };
}

/** A CSV file of rows. */
export const csvFile = (name: string, rows: readonly (readonly (string | number | null)[])[]): ImportFile => ({
  name,
  bytes: Buffer.from(rows.map((cells) => `${cells.map((cell) => cell ?? '').join(',')}\n`).join('')),
});

/** Imports days present of working days, as the file of an attendance machine has them: `NIP`, name, month and both. */
export const importAttendance = (
  { run }: Pick<TestOperator, 'run'>,
  file: string,
  rows: readonly (readonly [nip: string, name: string, month: string, present: number, working: number])[],
): Promise<MeasurementsImport> =>
  run((context, desk) =>
    importMeasurements(
      { file: csvFile(file, [['NIP', 'Nama', 'Bulan', 'Hari Hadir', 'Hari Kerja'], ...rows]), importedBy: 'uji' },
      context,
      desk,
    ),
  );

/** Imports another measure, as the file of a counter's system has it: a share or a mean, and of how many cases. */
export const importMeasure = (
  { run }: Pick<TestOperator, 'run'>,
  measure: string,
  rows: readonly (readonly [nip: string, month: string, value: string, cases: number])[],
): Promise<MeasurementsImport> =>
  run((context, desk) =>
    importMeasurements(
      {
        file: csvFile(`${measure}.csv`, [['NIP', 'Bulan', 'Nilai', 'Jumlah Sampel'], ...rows]),
        measure,
        importedBy: 'uji',
      },
      context,
      desk,
    ),
  );

/** Imports a recap of respondents who all gave every element of the SKM the same score. */
export const importUnanimousRecap = (
  { run }: Pick<TestOperator, 'run'>,
  { unit, period, ratings, score }: { unit: { readonly id: string }; period: Period; ratings: number; score: number },
): Promise<RecapImport> =>
  run((context, desk) =>
    importRecap(
      {
        file: csvFile(`rekap-${ratings}-nilai-${score}.csv`, [
          ['unsur', 1, 2, 3, 4],
          ...skm2017.elements.map(({ key }) => [key, ...[1, 2, 3, 4].map((one) => (one === score ? ratings : 0))]),
        ]),
        unit: unit.id,
        period,
        importedBy: 'uji',
      },
      context,
      desk,
    ),
  );

/** Imports paper forms of one day, of respondents of one sex who all gave every element of the SKM the same score. */
export const importUnanimousRatings = (
  { run }: Pick<TestOperator, 'run'>,
  {
    service,
    day,
    ratings,
    score,
    sex,
  }: { service: { readonly id: string }; day: string; ratings: number; score: number; sex: 'L' | 'P' },
): Promise<RatingsImport> =>
  run((context, desk) =>
    importRatings(
      {
        file: csvFile(`formulir-${ratings}-${sex}.csv`, [
          ['Tanggal', 'Jenis Kelamin', ...skm2017.elements.map(({ key }) => key)],
          ...Array.from({ length: ratings }, () => [day, sex, ...skm2017.elements.map(() => score)]),
        ]),
        service: service.id,
        allowRepeats: true,
        importedBy: 'uji',
      },
      context,
      desk,
    ),
  );
