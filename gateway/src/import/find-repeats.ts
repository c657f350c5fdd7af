import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { receivedSince } from '../feedback/received-since.ts';
import type { ImportedRating } from './check-ratings.ts';
import { contentHash } from './store-ratings.ts';

/** Rows that say exactly what an earlier import has said. */
export interface Repeats {
  readonly rows: number;
  /** Files that they came in. */
  readonly files: readonly string[];
  /** Whether the file is rather one that grew since than one of other respondents. */
  readonly most: boolean;
}

/** Above this part of repeated rows a file is taken for one that was imported before. */
const MOST = 0.5;

/**
 * Looks for rows whose service, day, answers, comment and profile are those of ratings imported before. Two respondents
 * may well agree; a cumulative export that comes a second time agrees in most of its rows.
 */
export const findRepeats = async (
  pool: Pool,
  ratings: readonly ImportedRating[],
  questionnaire: Questionnaire,
): Promise<Repeats> => {
  const hashes = ratings.map((rating) => contentHash(rating, questionnaire));
  const days = ratings.map(({ countedOn }) => countedOn).toSorted();
  const { rows } = await pool.query<{ hash: string; fileName: string }>(
    `select distinct encode(feedback.request_hash, 'hex') as hash, import_batch.file_name as "fileName"
     from feedback
     join import_batch on import_batch.tenant_id = feedback.tenant_id and import_batch.id = feedback.import_batch_id
     where feedback.tenant_id = $1 and feedback.channel = 'IMPORT' and feedback.service_id = any($2)
       and feedback.counted_on between $3 and $4 and ${receivedSince('$3')}
       and feedback.request_hash = any($5)`,
    [boundTenant(), [...new Set(ratings.map(({ service }) => service.id))], days[0], days.at(-1), hashes],
  );
  const known = new Map(rows.map(({ hash, fileName }) => [hash, fileName]));
  const files = hashes.flatMap((hash) => known.get(hash.toString('hex')) ?? []);
  return { rows: files.length, files: [...new Set(files)], most: files.length > MOST * ratings.length };
};
