import type { ProfileKey, Questionnaire, Score } from '../domain/questionnaire.ts';
import { isScore, type Scores } from '../domain/score.ts';
import { cleanComment } from '../feedback/clean-comment.ts';
import { type Cell, type Reading, readWholeNumber } from './cell.ts';
import type { RowProblem } from './import-refused.ts';
import type { RatingColumns } from './rating-columns.ts';
import type { DataRow } from './rating-rows.ts';
import { readDay } from './read-day.ts';
import { profileReader } from './read-profile.ts';

/** A service that ratings are imported for. */
export interface ServiceTarget {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
}

/** One respondent of a file, checked. */
export interface ImportedRating {
  readonly row: number;
  readonly service: ServiceTarget;
  /** Local day `YYYY-MM-DD`. */
  readonly countedOn: string;
  readonly scores: Scores;
  readonly comment: string | null;
  readonly respondent: Readonly<Partial<Record<ProfileKey, string | null>>>;
}

/** What the rows are checked against. */
export interface RatingRules {
  readonly questionnaire: Questionnaire;
  readonly columns: RatingColumns;
  /** The tenant's zone. */
  readonly zone: string;
  /** Today in that zone; nobody has rated after it. */
  readonly today: string;
  /** The day of every row, where the file has no column of dates. */
  readonly day?: string;
  /** The days that a row may have. */
  readonly within: { readonly first: string; readonly last: string };
  /** The service of every row, or the one that a row's cell names. */
  readonly service: ServiceTarget | ((cell: Cell) => Reading<ServiceTarget>);
}

type Checked = { readonly rating: ImportedRating } | { readonly problems: readonly RowProblem[] };

const OUT_OF_RANGE = 'di luar 1 sampai 4';

const readScore = (cell: Cell): Reading<Score> => {
  const number = readWholeNumber(cell);
  if ('reason' in number) return { reason: `${number.reason} (nilai 1, 2, 3, atau 4)` };
  return isScore(number.value) ? { value: number.value } : { reason: OUT_OF_RANGE };
};

const readComment = (cell: Cell): Reading<string | null> => {
  const cleaned = cleanComment(cell instanceof Date ? cell.toISOString() : String(cell ?? ''));
  return 'comment' in cleaned ? { value: cleaned.comment } : { reason: cleaned.problem.replace('comment: ', '') };
};

/** Dates repeat from row to row; each is read once. */
const dayReader = ({ zone, today, within }: RatingRules): ((cell: Cell) => Reading<string>) => {
  const known = new Map<string, Reading<string>>();
  const read = (cell: Cell): Reading<string> => {
    const day = readDay(cell, zone);
    if ('reason' in day) return day;
    if (day.value > today) return { reason: `belum terjadi; hari ini ${today}` };
    const isWithin = day.value >= within.first && day.value <= within.last;
    return isWithin ? day : { reason: `di luar periode ${within.first} sampai ${within.last}` };
  };
  return (cell) => {
    const key = cell instanceof Date ? `date ${cell.getTime()}` : `${typeof cell} ${cell}`;
    const reading = known.get(key) ?? read(cell);
    known.set(key, reading);
    return reading;
  };
};

/** Checks one row after the other against the same rules. */
const rowChecker = (rules: RatingRules): ((data: DataRow) => Checked) => {
  const { questionnaire, columns, service } = rules;
  const { titles, date: dateColumn, service: serviceColumn, comment: commentColumn } = columns;
  const dayOf = dayReader(rules);
  const profile = [...columns.profile].map(([key, column]) => ({
    key,
    column,
    read: profileReader(key, questionnaire),
  }));

  return ({ row, cells }) => {
    const problems: RowProblem[] = [];
    const at = (column: number | undefined): Cell => (column === undefined ? null : (cells[column] ?? null));
    /** What a cell means; a problem and `otherwise` when it means nothing. */
    const take = <Value, Otherwise>(
      column: number,
      reading: Reading<Value>,
      otherwise: Otherwise,
    ): Value | Otherwise => {
      if ('value' in reading) return reading.value;
      problems.push({ row, column: titles[column] ?? '', value: at(column), reason: reading.reason });
      return otherwise;
    };
    const surplus = cells.findLastIndex((cell) => cell !== null);
    if (surplus >= titles.length)
      problems.push({
        row,
        column: `ke-${surplus + 1}`,
        value: at(surplus),
        reason: `ada di luar ${titles.length} kolom judul; mungkin ada pemisah kolom di dalam teks tanpa tanda kutip`,
      });

    const scores = questionnaire.elements.map(({ key, required }) => {
      const column = columns.elements.get(key);
      if (column === undefined) return null;
      if (at(column) === null && !required) return null;
      const reading = at(column) === null ? { reason: 'unsur ini wajib dinilai' } : readScore(at(column));
      return take(column, reading, null);
    });
    const dateCell = at(dateColumn);
    const readDate = () => (dateCell === null ? { reason: 'setiap baris perlu tanggal' } : dayOf(dateCell));
    const countedOn = rules.day ?? take(dateColumn ?? 0, readDate(), undefined);
    const target =
      typeof service === 'function' ? take(serviceColumn ?? 0, service(at(serviceColumn)), undefined) : service;
    const comment = commentColumn === undefined ? null : take(commentColumn, readComment(at(commentColumn)), null);
    const respondent = Object.fromEntries(
      profile.map(({ key, column, read }) => [key, take(column, read(at(column)), null)]),
    );

    if (problems.length > 0 || countedOn === undefined || target === undefined) return { problems };
    return { rating: { row, service: target, countedOn, scores, comment, respondent } };
  };
};

/** Checks every row and tells everything that is wrong, at once. */
export const checkRatings = (
  rows: readonly DataRow[],
  rules: RatingRules,
): { readonly ratings: readonly ImportedRating[]; readonly problems: readonly RowProblem[] } => {
  const check = rowChecker(rules);
  const ratings: ImportedRating[] = [];
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const checked = check(row);
    if ('rating' in checked) ratings.push(checked.rating);
    else problems.push(...checked.problems);
  }
  return { ratings, problems };
};
