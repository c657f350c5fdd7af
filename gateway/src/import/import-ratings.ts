import { createHash } from 'node:crypto';
import { v7 as timeOrderedId } from 'uuid';
import type { Period } from '../domain/period.ts';
import type { ImportedRating } from './check-ratings.ts';
import type { Desk } from './desk.ts';
import { findRepeats, type Repeats } from './find-repeats.ts';
import { findBatch, type ImportBatch, storeOnce } from './import-batch.ts';
import { ImportRefused } from './import-refused.ts';
import { findTargets } from './import-target.ts';
import { count, listed } from './in-words.ts';
import { type CorrectedFigures, closeBeforeImport, type ImportContext, publishImport } from './publish-import.ts';
import { type RatingFile, type Reach, readRatings } from './read-ratings.ts';
import { readTable } from './read-table.ts';
import { storeRatings } from './store-ratings.ts';

/** A file of ratings, and what is to be done with it. */
export interface ImportRatings extends RatingFile {
  /** Imports also when most rows say what an earlier import has said. */
  readonly allowRepeats?: boolean;
  /** Checks everything and stores nothing. */
  readonly dryRun?: boolean;
  readonly importedBy: string;
}

/** How an import ended. */
export interface RatingsImport {
  readonly outcome: 'imported' | 'checked' | 'already imported';
  readonly batch: ImportBatch;
  /** First and last day of the ratings. */
  readonly from: string;
  readonly to: string;
  /** Published figures that have a new version. */
  readonly corrected: readonly CorrectedFigures[];
}

const refuseRepeats = (
  { rows, files, most }: Repeats,
  ratings: readonly ImportedRating[],
  { allowRepeats }: ImportRatings,
  { tell }: Desk,
) => {
  if (rows === 0) return;
  const found =
    `${count(rows)} dari ${count(ratings.length)} baris sama persis (layanan, tanggal, jawaban, saran, profil) ` +
    `dengan yang sudah diimpor dari ${listed(files)}`;
  if (most && allowRepeats !== true)
    throw new ImportRefused(
      `${found}: impor hanya baris yang baru, atau ulangi dengan --allow-repeats bila memang responden lain. Tidak ada yang disimpan.`,
    );
  tell(`Perhatikan: ${found}.`);
};

/** What came of a batch; the figures follow also when it was stored before, in case that was as far as it came. */
const finish = async (
  outcome: 'imported' | 'already imported',
  batch: ImportBatch,
  context: ImportContext,
): Promise<RatingsImport> => {
  const { from, to, units } = batch.mapping as Reach;
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const corrected = await publishImport(context, {
    units,
    years: Array.from({ length: last - first + 1 }, (_, index) => `${first + index}` as Period),
    reason: `Impor berkas ${batch.fileName} (${count(batch.ratings)} penilaian).`,
    importedBy: batch.importedBy,
  });
  return { outcome, batch, from, to, corrected };
};

/**
 * Imports a file of ratings: whole or not at all, and once for each service (or column of services). Runs bound to the
 * tenant.
 *
 * @throws {ImportRefused} with every bad row.
 */
export const importRatings = async (
  input: ImportRatings,
  context: ImportContext,
  desk: Desk,
): Promise<RatingsImport> => {
  const { pool, tenant, now } = context;
  const table = await readTable(input.file, input.sheet);
  const targets = await findTargets(input, table.rows, pool);
  const { service, questionnaire } = targets;
  const fileHash = createHash('sha256').update(input.file.bytes).digest();
  const target =
    typeof service === 'function' ? `services ${input.serviceColumn ?? ''}`.trim() : `service ${service.id}`;
  const earlier = await findBatch(pool, fileHash, target);
  if (earlier !== undefined) return finish('already imported', earlier, context);

  const { ratings, record, reach } = await readRatings(input, table, targets, { zone: tenant.timeZone, now }, desk);
  const repeats = await findRepeats(pool, ratings, questionnaire);
  // What repeats may be this very file, stored by another operator since the first look.
  const meanwhile = repeats.rows > 0 ? await findBatch(pool, fileHash, target) : undefined;
  if (meanwhile !== undefined) return finish('already imported', meanwhile, context);
  refuseRepeats(repeats, ratings, input, desk);
  const batch: ImportBatch = {
    id: timeOrderedId(),
    kind: 'RATINGS',
    fileName: input.file.name,
    fileHash,
    target,
    mapping: { ...record, ...reach },
    ratings: ratings.length,
    importedBy: input.importedBy,
    importedAt: now,
  };
  if (input.dryRun === true) return { outcome: 'checked', batch, ...reach, corrected: [] };

  await closeBeforeImport(context);
  const { tenantId, receiptPrefix } = tenant;
  const stored = await storeOnce(pool, batch, (client) =>
    storeRatings(client, ratings, { tenantId, receiptPrefix, questionnaire, batch }, (done) =>
      desk.progress(done, ratings.length),
    ),
  );
  return finish(stored.isNew ? 'imported' : 'already imported', stored.batch, context);
};
