import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { boundTenant } from '../database/tenant-scope.ts';
import { localDate } from '../domain/period.ts';
import { announceChange } from '../tenant/public-changes.ts';
import type { Desk } from './desk.ts';
import { findBatch, type ImportBatch, storeOnce } from './import-batch.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportContext } from './publish-import.ts';
import { readServiceUsers, type ServiceUserGroup } from './read-service-users.ts';
import { type ImportFile, readTable } from './read-table.ts';
import { findPlace } from './recap-place.ts';
import { refuseProblems } from './row-reader.ts';
import { tellDropped } from './tell-dropped.ts';

/** A file of who uses the services of a unit: a row for each group of each field of the profile. */
export interface ImportServiceUsers {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  /** Id of the unit. */
  readonly unit: string;
  /** The year that it is about, 2000 or later and not in the future. */
  readonly year: number;
  readonly importedBy: string;
}

/** How an import of users ended. */
export interface ServiceUsersImport {
  readonly outcome: 'imported' | 'already imported';
  readonly batch: ImportBatch;
  readonly unit: string;
}

const FIRST_YEAR = 2000;

const store = async (
  client: PoolClient,
  unitId: string,
  year: number,
  groups: readonly ServiceUserGroup[],
  { id: batchId }: ImportBatch,
): Promise<void> => {
  await client.query(
    'delete from service_user_group where tenant_id = $1 and unit_id = $2 and year = $3 and field = any($4)',
    [boundTenant(), unitId, year, [...new Set(groups.map(({ field }) => field))]],
  );
  await client.query(
    `insert into service_user_group (tenant_id, unit_id, year, field, code, users, batch_id)
     select $1, $2, $3, field, code, users, $4 from jsonb_to_recordset($5) as row (field text, code text, users integer)`,
    [boundTenant(), unitId, year, batchId, JSON.stringify(groups)],
  );
  await announceChange(client, boundTenant());
};

/**
 * Imports who uses the services of a unit in a year: whole or not at all. What an earlier file said of the same fields gives way.
 *
 * @throws {ImportRefused} with every bad row.
 */
export const importServiceUsers = async (
  { file, sheet, unit, year, importedBy }: ImportServiceUsers,
  { pool, tenant, now }: ImportContext,
  desk: Desk,
): Promise<ServiceUsersImport> => {
  const thisYear = Number(localDate(now.getTime(), tenant.timeZone).slice(0, 4));
  if (year < FIRST_YEAR || year > thisYear)
    throw new ImportRefused(`--year: ${year} tidak dapat dipakai; yang diharapkan ${FIRST_YEAR} sampai ${thisYear}.`);
  const place = await findPlace({ unit }, pool);
  const { rows, readAs } = await readTable(file, sheet);
  const { table, groups, problems } = readServiceUsers(rows, place.questionnaire);
  tellDropped(table, readAs, desk.tell);
  const fileHash = createHash('sha256').update(file.bytes).digest();
  const target = `users ${place.unitId} ${year}`;
  const earlier = await findBatch(pool, fileHash, target);
  if (earlier !== undefined) return { outcome: 'already imported', batch: earlier, unit: place.name };
  refuseProblems(problems, table.rows.length);
  const batch: ImportBatch = {
    id: timeOrderedId(),
    kind: 'SERVICE_USERS',
    fileName: file.name,
    fileHash,
    target,
    mapping: { columns: table.titles, dropped: table.dropped },
    ratings: table.rows.length,
    importedBy,
    importedAt: now,
  };
  const stored = await storeOnce(pool, batch, (client) => store(client, place.unitId, year, groups, batch));
  return { outcome: stored.isNew ? 'imported' : 'already imported', batch: stored.batch, unit: place.name };
};
