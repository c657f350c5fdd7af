import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { listPolicies } from '../appraisal/public-policies.ts';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { localDate } from '../domain/period.ts';
import type { Dropped } from './allowed-columns.ts';
import type { Desk } from './desk.ts';
import { employeeIds } from './employee-ids.ts';
import { findBatch, type ImportBatch, storeOnce } from './import-batch.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportContext } from './publish-import.ts';
import { ATTENDANCE, type ImportedMeasurement, readMeasurements } from './read-measurements.ts';
import { type ImportFile, readTable } from './read-table.ts';
import { refuseProblems } from './row-reader.ts';
import { tellDropped } from './tell-dropped.ts';

/** A file of what another system measured of employees, month by month. */
export interface ImportMeasurements {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  /** Key of the measure as policies name it; `attendance` by default. */
  readonly measure?: string;
  readonly importedBy: string;
}

/** How an import of measurements ended. */
export interface MeasurementsImport {
  readonly outcome: 'imported' | 'already imported';
  readonly batch: ImportBatch;
  readonly added: number;
  /** Months that had another figure before. */
  readonly corrected: number;
  readonly dropped: Dropped;
}

const MEASURE = /^[a-z][a-z0-9-]{0,40}$/;
const ROWS_PER_STATEMENT = 1000;

/** What was there of the rows, told apart from what is new; rows that say the same again are left out. */
const STORE = {
  name: 'import_measurements',
  text: `
    with given as (
      select * from jsonb_to_recordset($2)
        as row ("employeeId" uuid, key text, month text, numerator numeric, denominator numeric)
    ), before as (
      select measurement.* from measurement
      join given on given."employeeId" = employee_id and given.key = measurement.key and given.month = measurement.month
      where tenant_id = $1
    ), stored as (
      insert into measurement (tenant_id, employee_id, key, month, numerator, denominator, batch_id)
      select $1, "employeeId", key, month, numerator, denominator, $3 from given
      on conflict (tenant_id, employee_id, key, month) do update
      set numerator = excluded.numerator, denominator = excluded.denominator, batch_id = excluded.batch_id
      where (measurement.numerator, measurement.denominator) <> (excluded.numerator, excluded.denominator)
      returning employee_id, key, month, numerator, denominator
    )
    select stored.employee_id as "employeeId", stored.key, stored.month, stored.numerator::text, stored.denominator::text,
           before.numerator::text as "numeratorBefore", before.denominator::text as "denominatorBefore"
    from stored left join before using (employee_id, key, month)`,
};

interface Stored {
  readonly employeeId: string;
  readonly key: string;
  readonly month: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly numeratorBefore: string | null;
  readonly denominatorBefore: string | null;
}

const storeMeasurements = async (
  client: PoolClient,
  measurements: readonly ImportedMeasurement[],
  { id: batchId, ratings: rowsOfFile, importedAt: at, importedBy }: ImportBatch,
  progress: Desk['progress'],
) => {
  const ids = await employeeIds(client, measurements, rowsOfFile);
  const counts = { added: 0, corrected: 0 };
  for (let from = 0; from < measurements.length; from += ROWS_PER_STATEMENT) {
    const part = measurements
      .slice(from, from + ROWS_PER_STATEMENT)
      .map(({ employeeNumber, row: _row, ...one }) => ({ ...one, employeeId: ids.get(employeeNumber) }));
    const { rows } = await client.query<Stored>({
      ...STORE,
      values: [boundTenant(), JSON.stringify(part), batchId],
    });
    for (const { employeeId, key, month, numerator, denominator, numeratorBefore, denominatorBefore } of rows) {
      if (numeratorBefore === null) {
        counts.added += 1;
        continue;
      }
      counts.corrected += 1;
      await recordEvent(client, {
        at,
        actor: `operator ${importedBy}`,
        action: 'measurement.corrected',
        subject: employeeId,
        detail: {
          why: `import ${batchId}`,
          key,
          month,
          before: { numerator: numeratorBefore, denominator: denominatorBefore },
          after: { numerator, denominator },
        },
      });
    }
    progress(Math.min(from + ROWS_PER_STATEMENT, measurements.length), measurements.length);
  }
  return counts;
};

/**
 * Imports what another system measured of employees: whole or not at all, and once each file. A later file corrects.
 *
 * @throws {ImportRefused} with every bad row, in which employee numbers are masked.
 */
export const importMeasurements = async (
  { file, sheet, measure = ATTENDANCE, importedBy }: ImportMeasurements,
  { pool, tenant, now }: ImportContext,
  desk: Desk,
): Promise<MeasurementsImport> => {
  if (!MEASURE.test(measure))
    throw new ImportRefused(`--measure: "${measure}" bukan kunci ukuran; yang diharapkan seperti selesai-tepat-waktu.`);
  const { rows, readAs } = await readTable(file, sheet);
  const today = localDate(now.getTime(), tenant.timeZone);
  const policies = await listPolicies(pool);
  const isShare = policies.some(({ components }) =>
    components.some((component) => component.kind === 'MEASURE' && component.measure === measure),
  );
  const { table, measurements, problems } = readMeasurements(rows, { measure, today, isShare });
  tellDropped(table, readAs, desk.tell);
  const { dropped } = table;
  const fileHash = createHash('sha256').update(file.bytes).digest();
  const target = `measure ${measure}`;
  const earlier = await findBatch(pool, fileHash, target);
  if (earlier !== undefined) return { outcome: 'already imported', batch: earlier, added: 0, corrected: 0, dropped };
  refuseProblems(problems, table.rows.length);
  const batch: ImportBatch = {
    id: timeOrderedId(),
    kind: 'ATTENDANCE',
    fileName: file.name,
    fileHash,
    target,
    mapping: { columns: table.titles, dropped },
    ratings: table.rows.length,
    importedBy,
    importedAt: now,
  };
  let counts = { added: 0, corrected: 0 };
  const stored = await storeOnce(pool, batch, async (client) => {
    counts = await storeMeasurements(client, measurements, batch, desk.progress);
  });
  return { outcome: stored.isNew ? 'imported' : 'already imported', batch: stored.batch, ...counts, dropped };
};
