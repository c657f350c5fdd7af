import type { Pool, PoolClient } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';

/** What a file holds: ratings, their recap, units and employees, what was measured of employees, their past results, or who uses services. */
type BatchKind = 'RATINGS' | 'RECAP' | 'EMPLOYEES' | 'ATTENDANCE' | 'PAST_RESULTS' | 'SERVICE_USERS';

const ACTIONS: Record<BatchKind, string> = {
  RATINGS: 'ratings.imported',
  RECAP: 'recap.imported',
  EMPLOYEES: 'personnel.imported',
  ATTENDANCE: 'measurements.imported',
  PAST_RESULTS: 'past_results.imported',
  SERVICE_USERS: 'service_users.imported',
};

/** One imported file, as it is kept. */
export interface ImportBatch {
  readonly id: string;
  readonly kind: BatchKind;
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly fileHash: Buffer;
  /** What the file was imported for; the same file for the same target is imported once. */
  readonly target: string;
  /** How its columns were read, and what it reaches. */
  readonly mapping: unknown;
  /** Ratings that it brought; of other files, its rows. */
  readonly ratings: number;
  readonly importedBy: string;
  readonly importedAt: Date;
}

const COLUMNS = `id, kind, file_name as "fileName", file_hash as "fileHash", target, mapping, ratings,
  imported_by as "importedBy", imported_at as "importedAt"`;

/** The earlier import of this file for this target; nothing when there was none. */
export const findBatch = async (pool: Pool, fileHash: Buffer, target: string): Promise<ImportBatch | undefined> => {
  const { rows } = await pool.query<ImportBatch>(
    `select ${COLUMNS} from import_batch where tenant_id = $1 and file_hash = $2 and target = $3`,
    [boundTenant(), fileHash, target],
  );
  return rows[0];
};

/** Everything that was imported for the bound tenant, the latest first. */
export const listBatches = async (pool: Pool): Promise<readonly ImportBatch[]> => {
  const { rows } = await pool.query<ImportBatch>(
    `select ${COLUMNS} from import_batch where tenant_id = $1 order by imported_at desc, id desc`,
    [boundTenant()],
  );
  return rows;
};

/** Notes the import with its audit row; false when the same file was imported for the same target meanwhile. */
const insertBatch = async (client: PoolClient, batch: ImportBatch): Promise<boolean> => {
  const { id, kind, fileName, fileHash, target, mapping, ratings, importedBy, importedAt } = batch;
  const { rowCount } = await client.query(
    `insert into import_batch (tenant_id, id, kind, file_name, file_hash, target, mapping, ratings, imported_by, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (tenant_id, file_hash, target) do nothing`,
    [boundTenant(), id, kind, fileName, fileHash, target, JSON.stringify(mapping), ratings, importedBy, importedAt],
  );
  if (rowCount === 0) return false;
  const detail = { fileName, fileHash: fileHash.toString('hex'), target, mapping, ratings };
  await recordEvent(client, {
    at: importedAt,
    actor: `operator ${importedBy}`,
    action: ACTIONS[kind],
    subject: id,
    detail,
  });
  return true;
};

/**
 * Stores a batch with all that belongs to it, in one transaction: everything, nothing after an error, and nothing when
 * the same file is stored for the same target already, which this waits for.
 *
 * @returns the stored batch, and whether it is this one.
 */
export const storeOnce = async (
  pool: Pool,
  batch: ImportBatch,
  store: (client: PoolClient) => Promise<void>,
): Promise<{ readonly batch: ImportBatch; readonly isNew: boolean }> => {
  const isNew = await transaction(pool, async (client) => {
    await client.query("set local statement_timeout = '120s'");
    await client.query("set local lock_timeout = '60s'");
    if (!(await insertBatch(client, batch))) return false;
    await store(client);
    return true;
  });
  if (isNew) return { batch, isNew };
  const stored = await findBatch(pool, batch.fileHash, batch.target);
  if (stored === undefined) throw new Error(`The import of ${batch.fileName} is neither new nor stored.`);
  return { batch: stored, isNew };
};
