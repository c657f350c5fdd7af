import type { NumericPredicate } from '../domain/numeric-predicate.ts';
import { type PastRule, RULE_NAMES, YEARS_OF_RULE } from '../domain/past-result.ts';
import type { Expectation, PerformancePredicate } from '../domain/performance-predicate.ts';
import type { AllowedTable } from './allowed-columns.ts';
import type { Cell, Reading } from './cell.ts';
import type { RowProblem } from './import-refused.ts';

/** A yearly result of a file, in the columns of `past_result`; decimal texts. What the rule does not have is null. */
export interface ImportedResult {
  readonly row: number;
  readonly employeeNumber: string;
  readonly year: number;
  readonly rule: PastRule;
  readonly workScore: string | null;
  readonly behaviourScore: string | null;
  readonly value: string | null;
  readonly peersConsulted: boolean | null;
  readonly newIdea: boolean | null;
  readonly convertedValue: string | null;
  readonly integratedValue: string | null;
  readonly workResult: Expectation | null;
  readonly behaviour: Expectation | null;
  /** Worked out; never taken from the file. */
  readonly predicate: NumericPredicate | PerformancePredicate;
}

/** What a file of yearly results says. */
export interface ResultsRead {
  readonly table: Pick<AllowedTable<string>, 'titles' | 'rows' | 'dropped'>;
  readonly results: readonly ImportedResult[];
  readonly problems: readonly RowProblem[];
  /** Rows in which the file says something else than what follows from it. */
  readonly warnings: readonly string[];
}

/** Columns that every file of yearly results must have. */
export const COMMON_HEADINGS = { number: ['nipbaru', 'nip baru', 'nip'], year: ['tahun'] } as const;

export const readYear = (cell: Cell): Reading<number> =>
  /^20\d\d$/.test(String(cell)) ? { value: Number(cell) } : { reason: 'bukan tahun; yang diharapkan seperti 2020' };

/** Tells `refuse` of a year that a rule cannot have judged, or that is not over. */
export const checkYear = (
  refuse: (reason: string) => void,
  { year, rule, thisYear }: { readonly year: number; readonly rule: PastRule; readonly thisYear: number },
): void => {
  const { first, last } = YEARS_OF_RULE[rule];
  if (year > thisYear) refuse(`belum terjadi; tahun ini ${thisYear}`);
  else if (year < first || (last !== null && year > last))
    refuse(`tidak dinilai menurut ${RULE_NAMES[rule]}; yang diharapkan ${first} sampai ${last ?? thisYear}`);
};

/** Tells `refuse` of a result that the file has already: one of each employee, year and rule. */
export const refuseRepeats = (): ((result: ImportedResult, refuse: (reason: string) => void) => void) => {
  const firstRows = new Map<string, number>();
  return ({ row, employeeNumber, year, rule }, refuse) => {
    const once = `${employeeNumber} ${year} ${rule}`;
    const first = firstRows.get(once);
    if (first !== undefined) refuse(`menurut ${RULE_NAMES[rule]} sudah ada untuk pegawai ini di baris ${first}`);
    firstRows.set(once, first ?? row);
  };
};
