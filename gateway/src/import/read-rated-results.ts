import { pastPredicateLabel } from '../domain/past-result.ts';
import {
  type Expectation,
  expectationOfSiasnCode,
  type PerformancePredicate,
  performancePredicate,
  predicateOfSiasnCode,
  readExpectation,
  readPerformancePredicate,
} from '../domain/performance-predicate.ts';
import { type Headings, takeAllowed } from './allowed-columns.ts';
import type { Cell, Reading } from './cell.ts';
import { findHeader, headingName } from './header.ts';
import { maskedNumber, numberReader } from './read-employee-number.ts';
import { type RowReader, readRows } from './row-reader.ts';
import {
  COMMON_HEADINGS,
  checkYear,
  type ImportedResult,
  type ResultsRead,
  readYear,
  refuseRepeats,
} from './yearly-result.ts';

type Field =
  | 'number'
  | 'year'
  | 'workResult'
  | 'workResultCode'
  | 'behaviour'
  | 'behaviourCode'
  | 'predicate'
  | 'predicateCode';

/** All that comes in of SIASN's `rw_skp22`. */
const HEADINGS: Headings<Field> = {
  ...COMMON_HEADINGS,
  workResult: ['hasilkinerja', 'hasil kinerja'],
  workResultCode: ['hasilkinerjanilai', 'hasil kinerja nilai'],
  behaviour: ['perilakukerja', 'perilaku kerja'],
  behaviourCode: ['perilakukerjanilai', 'perilaku kerja nilai'],
  predicate: ['kuadrankinerja', 'kuadran kinerja'],
  predicateCode: ['kuadrankinerjanilai', 'kuadran kinerja nilai'],
};

const OF_RATINGS = new Set([...HEADINGS.workResult, ...HEADINGS.workResultCode]);

/** Whether a file has the two ratings that there are since 2022. */
export const hasRatings = (rows: readonly (readonly Cell[])[]): boolean =>
  findHeader(rows, (cell) => OF_RATINGS.has(headingName(cell))) !== undefined;

const RULE = 'PERMENPANRB_6_2022';

const readRating = (cell: Cell): Reading<Expectation> => {
  const value = readExpectation(String(cell));
  return value === null
    ? { reason: 'yang diharapkan di atas ekspektasi, sesuai ekspektasi, atau di bawah ekspektasi' }
    : { value };
};

const readQuadrant = (cell: Cell): Reading<PerformancePredicate> => {
  const value = readPerformancePredicate(String(cell));
  return value === null ? { reason: 'bukan predikat kinerja yang dikenal' } : { value };
};

const codeReader =
  <Value>(meaning: (code: number) => Value | null, last: number) =>
  (cell: Cell): Reading<Value> => {
    const value = /^\d$/.test(String(cell)) ? meaning(Number(cell)) : null;
    return value === null ? { reason: `yang diharapkan 1 sampai ${last}` } : { value };
  };

const readRatingCode = codeReader(expectationOfSiasnCode, 3);
const readQuadrantCode = codeReader(predicateOfSiasnCode, 5);

/** What words and their code say; refused where they say different things. */
const agreeing = <Value>(
  { optional, refuse }: RowReader<Field>,
  words: readonly [Field, (cell: Cell) => Reading<Value>],
  code: readonly [Field, (cell: Cell) => Reading<Value>],
): Value | null => {
  const said = optional(...words);
  const coded = optional(...code);
  if (said !== null && coded !== null && said !== coded) refuse(code[0], 'berbeda dari kolom yang menyebutnya');
  return said ?? coded;
};

const readRow = (
  reader: RowReader<Field>,
  readNumber: ReturnType<typeof numberReader>,
  thisYear: number,
): { readonly result: ImportedResult; readonly stated: PerformancePredicate | null } | null => {
  const { row, required, refuse } = reader;
  const number = required('number', readNumber, 'setiap baris perlu NIP');
  const year = required('year', readYear, 'setiap baris perlu tahun');
  if (year !== null) checkYear((reason) => refuse('year', reason), { year, rule: RULE, thisYear });
  const workResult = agreeing(reader, ['workResult', readRating], ['workResultCode', readRatingCode]);
  const behaviour = agreeing(reader, ['behaviour', readRating], ['behaviourCode', readRatingCode]);
  const stated = agreeing(reader, ['predicate', readQuadrant], ['predicateCode', readQuadrantCode]);
  if (workResult === null) refuse('workResult', 'yang diharapkan rating hasil kerja');
  if (behaviour === null) refuse('behaviour', 'yang diharapkan rating perilaku kerja');
  if (number === null || year === null || workResult === null || behaviour === null) return null;
  const result = {
    row,
    employeeNumber: number.number,
    year,
    rule: RULE,
    workScore: null,
    behaviourScore: null,
    value: null,
    peersConsulted: null,
    newIdea: null,
    convertedValue: null,
    integratedValue: null,
    workResult,
    behaviour,
    predicate: performancePredicate({ workResult, behaviour }),
  } as const;
  return { result, stated };
};

/** Reads results since 2022: the predicate follows from the two ratings; one of the file that differs is told. */
export const readRatedResults = (rows: readonly (readonly Cell[])[], today: string): ResultsRead => {
  const table = takeAllowed(rows, HEADINGS, ['number', 'year']);
  const readNumber = numberReader(today);
  const check = refuseRepeats();
  const warnings: string[] = [];
  const { values: results, problems } = readRows(table, { number: maskedNumber }, (reader) => {
    const read = readRow(reader, readNumber, Number(today.slice(0, 4)));
    if (read === null) return null;
    const { result, stated } = read;
    check(result, (reason) => reader.refuse('year', reason));
    if (stated !== null && stated !== result.predicate)
      warnings.push(
        `baris ${result.row}: predikat dalam berkas "${pastPredicateLabel(RULE, stated).id}", menurut kedua ratingnya ` +
          `${pastPredicateLabel(RULE, result.predicate).id}; yang disimpan hasil hitungan.`,
      );
    return result;
  });
  return { table, results, problems, warnings };
};
