import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { boundTenant } from '../database/tenant-scope.ts';
import { daysOf, localDate, type Period } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { type SatisfactionIndex, satisfactionIndex } from '../domain/satisfaction-index.ts';
import type { TallyCounts } from '../domain/tally.ts';
import { isClosedFor } from '../feedback/reporting-period.ts';
import { type CheckedRecap, checkRecap } from './check-recap.ts';
import { type Desk, withMapping } from './desk.ts';
import { findBatch, type ImportBatch, storeOnce } from './import-batch.ts';
import { ImportRefused } from './import-refused.ts';
import { count, listed } from './in-words.ts';
import { type CorrectedFigures, closeBeforeImport, type ImportContext, publishImport } from './publish-import.ts';
import { type ImportFile, readTable } from './read-table.ts';
import { countsOfPlace, findPlace, overlappingRecaps, type Place, type PlaceChoices } from './recap-place.ts';

/** A recap of counts per element, and what the operator says about it. */
export interface ImportRecap extends PlaceChoices {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  readonly period: Period;
  /** Respondents in all; by default as many as the element with the most answers has. */
  readonly respondents?: number;
  /** `skm-regulation`, `skm-questionnaire`, or pairs `U1=persyaratan,…`. */
  readonly map?: string;
  /** Adds to the recaps that the time has already. */
  readonly add?: boolean;
  /** Checks everything and stores nothing. */
  readonly dryRun?: boolean;
  readonly importedBy: string;
}

/** The official figure of the place, as all that is stored gives it. */
export interface OfficialFigure {
  readonly ratings: number;
  /** Null when nobody has answered. */
  readonly index: SatisfactionIndex | null;
}

/** How an import ended. */
export interface RecapImport {
  readonly outcome: 'imported' | 'checked' | 'already imported';
  readonly batch: ImportBatch;
  readonly place: Place;
  readonly before: OfficialFigure;
  readonly after: OfficialFigure;
  /** Whether the period is closed, so that the figure is public. */
  readonly closed: boolean;
  /** Published figures that have a new version. */
  readonly corrected: readonly CorrectedFigures[];
}

const readRecap = async (input: ImportRecap, questionnaire: Questionnaire, desk: Desk) => {
  const { rows, readAs } = await readTable(input.file, input.sheet);
  const { respondents } = input;
  const { recap, mapping } = await withMapping(input.map, questionnaire, desk, (given) => ({
    recap: checkRecap(rows, {
      questionnaire,
      ...(given !== undefined && { mapping: given }),
      ...(respondents !== undefined && { respondents }),
    }),
    mapping: given,
  }));
  desk.tell(`Dibaca sebagai ${readAs}; ${count(recap.ratings)} responden.`);
  if (recap.ignored.length > 0) desk.tell(`Kolom yang diabaikan: ${listed(recap.ignored)}.`);
  if (recap.absent.length > 0) desk.tell(`Tanpa jawaban: ${listed(recap.absent)}.`);
  return { recap, mapping: { confirmed: mapping?.chosen ?? null, ignored: recap.ignored } };
};

const refuseSecond = async ({ period, add }: ImportRecap, place: Place, { pool }: ImportContext, { tell }: Desk) => {
  const earlier = await overlappingRecaps(pool, place, period);
  if (earlier.length === 0) return;
  const found = earlier
    .map((one) => `${one.period}, ${count(one.ratings)} responden, berkas ${one.fileName}`)
    .join('; ');
  if (add !== true)
    throw new ImportRefused(
      `${place.name} sudah punya rekap untuk waktu ini (${found}), dan rekap baru akan dijumlahkan dengannya: ` +
        'ulangi dengan --add bila memang responden lain. Tidak ada yang disimpan.',
    );
  tell(`Ditambahkan pada rekap yang ada: ${found}.`);
};

const insertRecap = async (
  client: PoolClient,
  { unitId, serviceId, questionnaire: { key, version } }: Place,
  { ratings, counts }: CheckedRecap,
  { period, batchId }: { readonly period: Period; readonly batchId: string },
) => {
  await client.query(
    `insert into recap (tenant_id, id, unit_id, service_id, questionnaire_key, questionnaire_version, period, ratings, counts,
       import_batch_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [boundTenant(), timeOrderedId(), unitId, serviceId, key, version, period, ratings, counts, batchId],
  );
};

const figureOf = (questionnaire: Questionnaire, counts: TallyCounts): OfficialFigure => ({
  ratings: counts.ratings,
  index: counts.ratings === 0 ? null : satisfactionIndex(questionnaire, counts),
});

const united = (a: TallyCounts, b: TallyCounts): TallyCounts => ({
  ratings: a.ratings + b.ratings,
  counts: b.counts.map((number, place) => number + (a.counts[place] ?? 0)),
});

/**
 * Imports a recap of one period: whole or not at all, and once. It counts in the official figure and gives no place on the
 * board, because nothing is known of single respondents. Runs bound to the tenant.
 *
 * @throws {ImportRefused} with every bad row.
 */
export const importRecap = async (input: ImportRecap, context: ImportContext, desk: Desk): Promise<RecapImport> => {
  const { pool, tenant, now } = context;
  const { period, importedBy, file } = input;
  const today = localDate(now.getTime(), tenant.timeZone);
  if (daysOf(period).first > today) throw new ImportRefused(`--period: ${period} belum dimulai; hari ini ${today}.`);
  const place = await findPlace(input, pool);
  const { questionnaire } = place;
  const fileHash = createHash('sha256').update(file.bytes).digest();
  const target = `${place.serviceId === null ? `unit ${place.unitId}` : `service ${place.serviceId}`} ${period}`;
  const counts = await countsOfPlace(pool, place, period);
  const before = figureOf(questionnaire, counts);
  const closed = isClosedFor(tenant.timeZone, now, period);
  const finish = async (outcome: 'imported' | 'already imported', batch: ImportBatch): Promise<RecapImport> => {
    const corrected = await publishImport(context, {
      units: [],
      years: [period.slice(0, 4) as Period],
      reason: `Impor rekap ${batch.fileName} (${count(batch.ratings)} responden).`,
      importedBy: batch.importedBy,
    });
    const after = figureOf(questionnaire, await countsOfPlace(pool, place, period));
    return { outcome, batch, place, before, after, closed, corrected };
  };
  const earlier = await findBatch(pool, fileHash, target);
  if (earlier !== undefined) return finish('already imported', earlier);

  const { recap, mapping } = await readRecap(input, questionnaire, desk);
  await refuseSecond(input, place, context, desk);
  const batch: ImportBatch = {
    id: timeOrderedId(),
    kind: 'RECAP',
    fileName: file.name,
    fileHash,
    target,
    mapping,
    ratings: recap.ratings,
    importedBy,
    importedAt: now,
  };
  if (input.dryRun === true) {
    const after = figureOf(questionnaire, united(counts, recap));
    return { outcome: 'checked', batch, place, before, after, closed, corrected: [] };
  }

  await closeBeforeImport(context);
  const stored = await storeOnce(pool, batch, (client) =>
    insertRecap(client, place, recap, { period, batchId: batch.id }),
  );
  return finish(stored.isNew ? 'imported' : 'already imported', stored.batch);
};
