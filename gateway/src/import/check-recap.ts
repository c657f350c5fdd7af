import { type Questionnaire, SCORES } from '../domain/questionnaire.ts';
import { type Cell, readWholeNumber } from './cell.ts';
import { bareNumber, type ElementMapping, headingKey, MappingNeeded, namedElement } from './element-mapping.ts';
import { findHeader, headingName } from './header.ts';
import { ImportRefused, type RowProblem } from './import-refused.ts';
import { splitRows } from './rating-rows.ts';

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

/**
 * Reads and checks a recap: how many respondents gave each score, element by element, in any order of rows and columns.
 *
 * @throws {MappingNeeded} when elements are bare numbers that no mapping explains.
 * @throws {ImportRefused} with every bad row: a count that is none, an element unknown, missing or named twice, more
 * answers than respondents.
 */
export const checkRecap = (
  rows: readonly (readonly Cell[])[],
  { questionnaire, mapping, respondents }: RecapRules,
): CheckedRecap => {
  const columns = findRecapColumns(rows);
  const { headerRow, titles, element: elementColumn, scores, ignored } = columns;
  const { data } = splitRows(rows, {
    headerRow,
    elements: new Map(scores.map((column) => [titles[column] ?? '', column])),
  });
  const nameOf = (cell: Cell) => mapping?.elements.get(headingKey(cell)) ?? namedElement(cell, questionnaire);
  const bare = data.flatMap(({ cells }) => {
    const cell = cells[elementColumn] ?? null;
    return bareNumber(cell) !== undefined && nameOf(cell) === undefined ? [String(cell)] : [];
  });
  if (bare.length > 0) throw new MappingNeeded(bare, questionnaire);

  const problems: RowProblem[] = [];
  const found = new Map<string, { readonly row: number; readonly counts: readonly number[] }>();
  for (const { row, cells } of data) {
    const refuse = (column: number, reason: string) =>
      problems.push({ row, column: titles[column] ?? '', value: cells[column] ?? null, reason });
    const key = nameOf(cells[elementColumn] ?? null);
    const earlier = key === undefined ? undefined : found.get(key);
    if (key === undefined)
      refuse(elementColumn, `bukan unsur; yang diharapkan ${questionnaire.elements.map((one) => one.key).join(', ')}`);
    else if (earlier !== undefined) refuse(elementColumn, `sudah ada di baris ${earlier.row}`);
    const counts = scores.map((column) => {
      const cell = cells[column] ?? null;
      const number = readWholeNumber(cell);
      if (cell === null) refuse(column, 'tulis 0 bila tidak ada');
      else if ('reason' in number) refuse(column, number.reason);
      else if (number.value < 0 || number.value > MOST_ANSWERS) refuse(column, 'bukan jumlah responden');
      return 'value' in number ? number.value : 0;
    });
    if (key !== undefined && earlier === undefined) found.set(key, { row, counts });
  }

  const answered = (counts: readonly number[]) => counts.reduce((sum, number) => sum + number, 0);
  const largest = Math.max(0, ...[...found.values()].map(({ counts }) => answered(counts)));
  const ratings = respondents ?? largest;
  for (const { row, counts } of found.values())
    if (answered(counts) > ratings)
      problems.push({
        row,
        column: scores.map((column) => titles[column]).join(' + '),
        value: answered(counts),
        reason: `jawaban, lebih banyak daripada ${ratings} responden (--respondents)`,
      });
  const absent = questionnaire.elements.filter(({ key }) => answered(found.get(key)?.counts ?? []) === 0);
  const missing = absent.filter(({ required }) => required).map(({ key }) => key);
  if (problems.length > 0)
    throw new ImportRefused(
      `Rekap ini tidak dapat diimpor; tidak ada yang disimpan.${missing.length > 0 ? ` Unsur wajib tanpa jawaban: ${missing.join(', ')}.` : ''}`,
      problems,
    );
  if (missing.length > 0)
    throw new ImportRefused(`Unsur wajib tanpa jawaban: ${missing.join(', ')}; tidak ada yang disimpan.`);
  return {
    ratings,
    counts: questionnaire.elements.flatMap(({ key }) => found.get(key)?.counts ?? SCORES.map(() => 0)),
    absent: absent.map(({ key }) => key),
    ignored,
  };
};
