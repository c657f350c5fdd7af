import { localDate } from '../domain/period.ts';
import { FRACTION } from './cell.ts';
import { checkRatings, type ImportedRating } from './check-ratings.ts';
import { columnRecord, tellColumns } from './describe-columns.ts';
import { type Desk, withMapping } from './desk.ts';
import { ImportRefused, type RowProblem } from './import-refused.ts';
import type { RatingTargets, TargetChoices } from './import-target.ts';
import { count } from './in-words.ts';
import { findRatingColumns } from './rating-columns.ts';
import { allowedDays, commonDay, type DayChoices } from './rating-day.ts';
import { splitRows } from './rating-rows.ts';
import type { ImportFile } from './read-table.ts';
import type { Table } from './table.ts';

/** A file with one respondent per row, and what the operator says about its columns. */
export interface RatingFile extends TargetChoices, DayChoices {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  /** Heading of the column with dates; `tanggal` and the like are found by themselves. */
  readonly dateColumn?: string;
  /** `skm-regulation`, `skm-questionnaire`, or pairs `U1=persyaratan,…`. */
  readonly map?: string;
  /** Headings of columns to leave out. */
  readonly ignore?: readonly string[];
}

/** The days and units that ratings belong to. */
export interface Reach {
  readonly from: string;
  readonly to: string;
  readonly units: readonly string[];
}

/** A file of ratings in which everything is right. */
export interface ReadRatings {
  readonly ratings: readonly ImportedRating[];
  /** How the columns were read. */
  readonly record: object;
  readonly reach: Reach;
}

/** Offices also exchange files with one row of averages per unit. */
const AVERAGES =
  ' Nilainya tampak seperti rata-rata (NRR) per unit; yang dapat diimpor adalah jawaban tiap responden, atau rekap jumlah jawaban.';

/**
 * Reads and checks every row, and tells the operator what was taken for what.
 *
 * @throws {ImportRefused} with every bad row.
 */
export const readRatings = async (
  input: RatingFile,
  { rows, readAs }: Table,
  { service, questionnaire }: RatingTargets,
  { zone, now }: { readonly zone: string; readonly now: Date },
  desk: Desk,
): Promise<ReadRatings> => {
  const { dateColumn, serviceColumn, ignore = [] } = input;
  const { columns, mapping } = await withMapping(input.map, questionnaire, desk, (given) => ({
    columns: findRatingColumns(rows, questionnaire, {
      ...(given !== undefined && { mapping: given }),
      ...(dateColumn !== undefined && { dateColumn }),
      ...(serviceColumn !== undefined && { serviceColumn }),
      ignore,
    }),
    mapping: given,
  }));
  const today = localDate(now.getTime(), zone);
  if (columns.date !== undefined && input.date !== undefined)
    throw new ImportRefused('Berkas ini punya kolom tanggal: hilangkan --date, atau abaikan kolomnya dengan --ignore.');
  const day = columns.date === undefined ? commonDay(input, zone, today) : undefined;
  const { data, summary } = splitRows(rows, columns);
  desk.tell(
    `Dibaca sebagai ${readAs}; judul kolom di baris ${columns.headerRow + 1}, ${count(data.length)} baris data.`,
  );
  tellColumns(columns, questionnaire, desk.tell);
  if (columns.service !== undefined && input.service !== undefined)
    desk.tell(`Kolom "${columns.titles[columns.service]}" tidak dipakai: --service berlaku untuk semua baris.`);
  if (day !== undefined) desk.tell(`Tanpa kolom tanggal: semua penilaian dihitung pada ${day}.`);
  if (summary !== undefined)
    desk.tell(`Jumlah dan rata-rata mulai baris ${summary} tidak diimpor: semuanya dihitung ulang.`);
  if (data.length === 0) throw new ImportRefused('Berkas ini tidak berisi satu baris penilaian pun.');

  const within = allowedDays(input, today);
  const { ratings, problems } = checkRatings(data, {
    questionnaire,
    columns,
    zone,
    today,
    within,
    service,
    ...(day !== undefined && { day }),
  });
  if (problems.length > 0) {
    const rowsOf = (some: readonly RowProblem[]) => new Set(some.map(({ row }) => row)).size;
    const fractions = problems.filter(({ reason }) => reason.startsWith(FRACTION));
    throw new ImportRefused(
      `${count(rowsOf(problems))} dari ${count(data.length)} baris tidak dapat diimpor; tidak ada yang disimpan.` +
        (rowsOf(fractions) === data.length ? AVERAGES : ''),
      problems,
    );
  }
  const days = ratings.map(({ countedOn }) => countedOn).toSorted();
  return {
    ratings,
    record: columnRecord(columns, mapping),
    reach: {
      from: days[0] ?? today,
      to: days.at(-1) ?? today,
      units: [...new Set(ratings.map((rating) => rating.service.unitId))],
    },
  };
};
