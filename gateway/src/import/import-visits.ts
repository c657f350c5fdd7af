import type { Pool } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { isVisitNumber, NUMBER_EXPECTED } from '../domain/visit.ts';
import type { VisitProcess } from '../domain/visit-process.ts';
import { MOST_ROWS, storeSteps } from '../service-time/record-visits.ts';
import { processOf } from '../service-time/visit-processes.ts';
import { type Headings, takeAllowed } from './allowed-columns.ts';
import type { Cell, Reading } from './cell.ts';
import type { Desk } from './desk.ts';
import { headingName } from './header.ts';
import { ImportRefused, type RowProblem } from './import-refused.ts';
import { loadServices, readId } from './import-target.ts';
import { count } from './in-words.ts';
import type { ImportContext } from './publish-import.ts';
import { readInstant } from './read-instant.ts';
import { type ImportFile, readTable } from './read-table.ts';
import { readRows } from './row-reader.ts';
import { tellDropped } from './tell-dropped.ts';

/** A file of visits: a row for each, a column for its number and for each step. */
export interface ImportVisits {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  /** Id of the service. */
  readonly service: string;
  readonly importedBy: string;
}

/** What an import of visits changed. */
export interface VisitsImport {
  readonly rows: number;
  readonly recorded: number;
  readonly unchanged: number;
}

interface ImportedStep {
  readonly row: number;
  readonly number: string;
  readonly step: string;
  readonly at: Date;
  /** As it came. */
  readonly cell: Cell;
}

const NUMBER = 'number';

/** Steps are known by their keys and by their labels. */
const headingsOf = ({ steps }: VisitProcess): Headings<string> =>
  Object.fromEntries([
    [NUMBER, ['nomor', 'nomor antrean', 'nomor kunjungan', 'no antrean', 'nomor permohonan', 'number']],
    ...steps.map(({ key, label }) => [key, [key, ...Object.values(label)].map(headingName)]),
  ]);

const readNumber = (cell: Cell): Reading<string> => {
  const text = String(cell);
  return isVisitNumber(text)
    ? { value: text }
    : { reason: `bukan nomor kunjungan; yang diharapkan ${NUMBER_EXPECTED}` };
};

const TIME_OR_WORDS = /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T,\d:.Z+-]{0,20}|\D*)$/;

/** A time is shown as it came; another number that has slipped into its column is not. */
const shownTime = (cell: Cell): string => {
  const text = cell instanceof Date ? cell.toISOString() : String(cell);
  return TIME_OR_WORDS.test(text) ? text : '…';
};

const findService = async (pool: Pool, given: string) => {
  const id = readId(given, 'Service');
  const service = id === undefined ? undefined : (await loadServices(pool)).get(id);
  if (service === undefined)
    throw new ImportRefused(`--service: "${given}" bukan id layanan daerah ini; lihat: pnpm kinerja services.`);
  return service;
};

/**
 * Imports visits. Whatever can be is stored, also beside rows that cannot; the same file again changes nothing, so that a file
 * is mended and imported once more.
 *
 * @throws {ImportRefused} with every row that was not stored, and how much of the others was.
 */
export const importVisits = async (
  { file, sheet, service: given, importedBy }: ImportVisits,
  { pool, tenant: { timeZone: zone }, now }: ImportContext,
  desk: Desk,
): Promise<VisitsImport> => {
  const { id: serviceId } = await findService(pool, given);
  const process = await processOf(pool, serviceId);
  const { rows, readAs } = await readTable(file, sheet);
  const keys = process.steps.map(({ key }) => key);
  const table = takeAllowed(rows, headingsOf(process), [NUMBER, ...keys.slice(0, 1)]);
  tellDropped(table, readAs, desk.tell);
  const cells = new Map(table.rows.map(({ row, cells: own }) => [row, own]));
  const { values, problems: unread } = readRows(
    table,
    Object.fromEntries(keys.map((key) => [key, shownTime])),
    (reader): readonly ImportedStep[] => {
      const number = reader.required(NUMBER, readNumber, 'yang diharapkan nomor kunjungan');
      if (number === null) return [];
      return keys.flatMap((step, place) => {
        const read = (cell: Cell) => readInstant(cell, zone);
        const at =
          place === 0
            ? reader.required(step, read, 'yang diharapkan waktu langkah pertama')
            : reader.optional(step, read);
        const cell = cells.get(reader.row)?.[step] ?? null;
        return at === null ? [] : [{ row: reader.row, number, step, at, cell }];
      });
    },
  );
  const steps = values.flat();
  const problems: RowProblem[] = [...unread];
  const counts = { recorded: 0, unchanged: 0 };
  for (let from = 0; from < steps.length; from += MOST_ROWS) {
    const part = steps.slice(from, from + MOST_ROWS);
    const { refused, recorded, unchanged } = await storeSteps(pool, { serviceId, zone, now }, part);
    counts.recorded += recorded;
    counts.unchanged += unchanged;
    for (const { place, expected } of refused) {
      const { row, step, cell } = part[place] as ImportedStep;
      problems.push({ row, column: table.titles[step] ?? step, value: cell, reason: `yang diharapkan ${expected}` });
    }
    desk.progress(Math.min(from + MOST_ROWS, steps.length), steps.length);
  }
  if (counts.recorded > 0)
    await recordEvent(pool, {
      at: now,
      actor: `operator ${importedBy}`,
      action: 'visits.imported',
      subject: serviceId,
      detail: { fileName: file.name, rows: table.rows.length, ...counts, refused: problems.length },
    });
  if (problems.length > 0)
    throw new ImportRefused(
      `${count(new Set(problems.map(({ row }) => row)).size)} dari ${count(table.rows.length)} baris tidak (seluruhnya) dapat diimpor. ` +
        `${count(counts.recorded)} langkah lain tersimpan; perbaiki, lalu impor lagi: yang sudah tersimpan tidak berubah.`,
      problems.toSorted((a, b) => a.row - b.row),
    );
  return { rows: table.rows.length, ...counts };
};
