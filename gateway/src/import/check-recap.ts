import { type Questionnaire, SCORES } from '../domain/questionnaire.ts';
import { type Cell, type Reading, readWholeNumber } from './cell.ts';
import { bareNumber, type ElementMapping, headingKey, MappingNeeded, namedElement } from './element-mapping.ts';
import { findHeader, headingName } from './header.ts';
import { ImportRefused, type RowProblem } from './import-refused.ts';
import { listed } from './in-words.ts';
import { type DataRow, splitRows } from './rating-rows.ts';

/** Counts per element, checked. */
export interface CheckedRecap {
  /** Respondents behind the counts. */
  readonly ratings: number;
  /** Four counts per element, in the order of the questionnaire. */
  readonly counts: readonly number[];
  /** Elements without a row, which no respondent answered then. */
  readonly absent: readonly string[];
  /** Headings that nothing is read from. */
  readonly ignored: readonly string[];
}

/** What the recap is checked against. */
export interface RecapRules {
  readonly questionnaire: Questionnaire;
  readonly mapping?: ElementMapping;
  /** Respondents in all; by default as many as the element with the most answers has. */
  readonly respondents?: number;
}

const ELEMENT = new Set(['element', 'unsur', 'nama unsur', 'unsur pelayanan', 'kode unsur']);
/** `score_4`, `Nilai 4`, `4`. */
const SCORE = /^(?:(?:score|skor|nilai|jawaban|jumlah|jml|n) ?)?([1-4])$/;

/** More answers than a region has people are a slip of the pen. */
const MOST_ANSWERS = 10_000_000;

const scoreOf = (heading: Cell): number | undefined => {
  const score = SCORE.exec(headingName(heading))?.[1];
  return score === undefined ? undefined : Number(score);
};

const isElementHeading = (cell: Cell) => ELEMENT.has(headingName(cell));

const findRecapColumns = (rows: readonly (readonly Cell[])[]) => {
  const header = findHeader(rows, (cell) => isElementHeading(cell) || (cell !== null && scoreOf(cell) !== undefined));
  const titles = header?.titles ?? [];
  const element = titles.findIndex(isElementHeading);
  const scores = SCORES.map((score) => titles.findIndex((title) => scoreOf(title) === score));
  if (header === undefined || element === -1 || scores.includes(-1))
    throw new ImportRefused(
      `Judul kolom rekap tidak lengkap; yang diharapkan element, score_4, score_3, score_2, score_1 (urutannya bebas)${titles.length > 0 ? `, yang ada: ${titles.join(', ')}` : ''}.`,
    );
  const ignored = titles.filter((_, column) => column !== element && !scores.includes(column));
  return { headerRow: header.row, titles, element, scores, ignored };
};

/** One row: which element it names, and its four counts when all of them are. */
interface RecapRow {
  readonly row: number;
  readonly key: string;
  readonly counts: readonly number[] | null;
}

const readCount = (cell: Cell): Reading<number> => {
  if (cell === null) return { reason: 'tulis 0 bila tidak ada' };
  const number = readWholeNumber(cell);
  if ('reason' in number) return number;
  return number.value < 0 || number.value > MOST_ANSWERS ? { reason: 'bukan jumlah responden' } : number;
};

/** The rows that name an element for the first time, and all that is wrong. */
const readRows = (
  data: readonly DataRow[],
  { titles, element, scores }: ReturnType<typeof findRecapColumns>,
  nameOf: (cell: Cell) => string | undefined,
  { elements }: Questionnaire,
) => {
  const problems: RowProblem[] = [];
  const rows = new Map<string, RecapRow>();
  for (const { row, cells } of data) {
    const refuse = (column: number, reason: string) =>
      problems.push({ row, column: titles[column] ?? '', value: cells[column] ?? null, reason });
    const key = nameOf(cells[element] ?? null);
    const earlier = key === undefined ? undefined : rows.get(key);
    if (key === undefined) refuse(element, `bukan unsur; yang diharapkan ${listed(elements.map((one) => one.key))}`);
    else if (earlier !== undefined) refuse(element, `sudah ada di baris ${earlier.row}`);
    const counts = scores.flatMap((column) => {
      const read = readCount(cells[column] ?? null);
      if ('value' in read) return [read.value];
      refuse(column, read.reason);
      return [];
    });
    if (key !== undefined && earlier === undefined)
      rows.set(key, { row, key, counts: counts.length === scores.length ? counts : null });
  }
  return { rows, problems };
};

const total = (counts: readonly number[]) => counts.reduce((sum, number) => sum + number, 0);

/**
 * Reads and checks a recap: how many respondents gave each score, element by element, in any order of rows and columns.
 *
 * @throws {MappingNeeded} when elements are bare numbers that no mapping explains.
 * @throws {ImportRefused} with every bad row: a count that is none, an element unknown, missing or named twice, more
 * answers than respondents.
 */
export const checkRecap = (
  cells: readonly (readonly Cell[])[],
  { questionnaire, mapping, respondents }: RecapRules,
): CheckedRecap => {
  const columns = findRecapColumns(cells);
  const { headerRow, titles, element, scores, ignored } = columns;
  const { data } = splitRows(cells, { headerRow, elements: new Map(scores.map((column) => [`${column}`, column])) });
  const nameOf = (cell: Cell) => mapping?.elements.get(headingKey(cell)) ?? namedElement(cell, questionnaire);
  const numbers = data
    .map((row) => row.cells[element] ?? null)
    .filter((cell) => bareNumber(cell) !== undefined && nameOf(cell) === undefined);
  if (numbers.length > 0) throw new MappingNeeded(numbers.map(String), questionnaire);

  const { rows, problems } = readRows(data, columns, nameOf, questionnaire);
  const countsOf = (key: string) => rows.get(key)?.counts ?? SCORES.map(() => 0);
  const ratings = respondents ?? Math.max(0, ...[...rows.keys()].map((key) => total(countsOf(key))));
  const tooMany = [...rows.values()].flatMap(({ row, key }): readonly RowProblem[] => {
    const value = total(countsOf(key));
    const column = scores.map((score) => titles[score]).join(' + ');
    const reason = `jawaban, lebih banyak daripada ${ratings} responden (--respondents)`;
    return value > ratings ? [{ row, column, value, reason }] : [];
  });
  const absent = questionnaire.elements.filter(
    ({ key }) => rows.get(key)?.counts !== null && total(countsOf(key)) === 0,
  );
  const missing = absent.filter(({ required }) => required).map(({ key }) => key);
  if (problems.length + tooMany.length + missing.length > 0)
    throw new ImportRefused(
      `${missing.length > 0 ? `Unsur wajib tanpa jawaban: ${listed(missing)}. ` : ''}Rekap ini tidak dapat diimpor; tidak ada yang disimpan.`,
      [...problems, ...tooMany],
    );
  return {
    ratings,
    counts: questionnaire.elements.flatMap(({ key }) => countsOf(key)),
    absent: absent.map(({ key }) => key),
    ignored,
  };
};
