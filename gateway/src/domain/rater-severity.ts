import type { StaffText } from './text.ts';

/** One score that a rater gave an employee; several of the same two, as in several periods, all count. */
export interface RaterScore {
  readonly employee: string;
  readonly rater: string;
  /** On any scale whose steps mean the same everywhere. */
  readonly score: number;
}

/** How a rater's scores differ from those that others gave the same people. */
export interface RaterLeniency {
  readonly rater: string;
  /** Points above (lenient) or below (severe) the average rater; those of all raters add up to 0. */
  readonly leniency: number;
  readonly ratings: number;
}

/** An employee's mean beside what the average rater would have given. */
export interface EmployeeMeans {
  readonly employee: string;
  /** Mean of the scores as given. */
  readonly raw: number;
  /** The same with the raters' leniency taken out; it may lie outside the scale. */
  readonly fair: number;
  readonly ratings: number;
}

/** Why raters cannot be told apart from those they rate. */
export type NotComparableReason = 'ONE_RATER' | 'TOO_FEW_RATINGS' | 'NOT_CONNECTED';

/**
 * Severity of raters, or that it cannot be known. For the rater himself, and for a panel that sees both means; it never replaces a
 * predicate, which PermenPANRB 6/2022 leaves to dialogue and not to a formula.
 */
export type RaterSeverity =
  | {
      readonly state: 'COMPARABLE';
      /** In the order in which they first occur, as the employees. */
      readonly raters: readonly RaterLeniency[];
      readonly employees: readonly EmployeeMeans[];
    }
  | { readonly state: 'NOT_COMPARABLE'; readonly reason: NotComparableReason; readonly message: StaffText };

/** With fewer, one odd case makes a rater look severe (FAIRNESS 12). */
const MIN_RATINGS_PER_RATER = 5;

/**
 * The additive model score = employee + rater, by least squares, raters adding up to 0 (FAIRNESS 12a). It needs two raters, five
 * scores of each, and that employees rated by several link all raters with each other.
 * @throws RangeError for a score that is not finite.
 */
export function raterSeverity(scores: readonly RaterScore[]): RaterSeverity {
  const odd = scores.find(({ score }) => !Number.isFinite(score));
  if (odd) throw new RangeError(`A score is a finite number, got ${odd.score}.`);
  const byRater = groupBy(scores, 'rater');
  const byEmployee = groupBy(scores, 'employee');
  const reason = whyNotComparable(byRater, byEmployee);
  if (reason) return { state: 'NOT_COMPARABLE', reason, message: MESSAGES[reason] };

  const leniency = leniencies(byRater, byEmployee);
  return {
    state: 'COMPARABLE',
    raters: [...byRater].map(([rater, given]) => ({
      rater,
      leniency: leniency.get(rater) ?? 0,
      ratings: given.length,
    })),
    employees: [...byEmployee].map(([employee, received]) => ({
      employee,
      raw: mean(received, ({ score }) => score),
      fair: mean(received, ({ score, rater }) => score - (leniency.get(rater) ?? 0)),
      ratings: received.length,
    })),
  };
}

type Grouped = ReadonlyMap<string, readonly RaterScore[]>;

const MESSAGES: Record<NotComparableReason, StaffText> = {
  ONE_RATER: {
    id: 'Tidak dapat dibandingkan: hanya ada satu penilai.',
    en: 'Cannot be compared: there is only one rater.',
  },
  TOO_FEW_RATINGS: {
    id: `Tidak dapat dibandingkan: ada penilai dengan kurang dari ${MIN_RATINGS_PER_RATER} penilaian.`,
    en: `Cannot be compared: a rater has fewer than ${MIN_RATINGS_PER_RATER} ratings.`,
  },
  NOT_CONNECTED: {
    id: 'Tidak dapat dibandingkan: tidak semua penilai terhubung oleh pegawai yang dinilai bersama.',
    en: 'Cannot be compared: not all raters are linked by employees whom they rated in common.',
  },
};

function whyNotComparable(byRater: Grouped, byEmployee: Grouped): NotComparableReason | null {
  if (byRater.size < 2) return 'ONE_RATER';
  if ([...byRater.values()].some(({ length }) => length < MIN_RATINGS_PER_RATER)) return 'TOO_FEW_RATINGS';
  return isConnected(byRater, byEmployee) ? null : 'NOT_CONNECTED';
}

/** Whether everybody is reached from the first rater, going from rater to employee to rater. */
function isConnected(byRater: Grouped, byEmployee: Grouped): boolean {
  const reached = new Set([...byRater.keys()].slice(0, 1));
  const seen = new Set<string>();
  // A set that grows while it is walked is walked to its new end.
  for (const rater of reached) {
    for (const { employee } of byRater.get(rater) ?? []) {
      if (seen.has(employee)) continue;
      seen.add(employee);
      for (const score of byEmployee.get(employee) ?? []) reached.add(score.rater);
    }
  }
  return reached.size === byRater.size;
}

/**
 * The normal equations with the employees eliminated: one row per rater, which stays small however many they rate. One rater is
 * held at 0 while solving, then all are moved so that they add up to 0.
 */
function leniencies(byRater: Grouped, byEmployee: Grouped): ReadonlyMap<string, number> {
  const raters = [...byRater.keys()];
  const place = new Map(raters.map((rater, at) => [rater, at]));
  const rows = raters.map((rater) => {
    const row = new Array<number>(raters.length + 1).fill(0);
    for (const { employee, score } of byRater.get(rater) ?? []) {
      const received = byEmployee.get(employee) ?? [];
      addTo(row, place.get(rater), 1);
      for (const other of received) addTo(row, place.get(other.rater), -1 / received.length);
      addTo(row, raters.length, score - mean(received, (each) => each.score));
    }
    return row;
  });
  const solved = [0, ...solve(rows.slice(1).map((row) => row.slice(1)))];
  const center = mean(solved, (each) => each);
  return new Map(raters.map((rater, at) => [rater, (solved[at] ?? 0) - center]));
}

function addTo(row: number[], at: number | undefined, amount: number): void {
  if (at !== undefined) row[at] = (row[at] ?? 0) + amount;
}

/**
 * Gaussian elimination of rows `[coefficients…, right side]`, one less than each is long. Without exchanging rows: the matrix of a
 * connected graph with one rater held is diagonally dominant, and no pivot comes near 0.
 */
function solve(rows: readonly (readonly number[])[]): readonly number[] {
  let left = rows;
  const eliminated: (readonly number[])[] = [];
  for (let pivotRow = left[0]; pivotRow; pivotRow = left[0]) {
    const [pivot = 1, ...rest] = pivotRow;
    const scaled = rest.map((value) => value / pivot);
    eliminated.push(scaled);
    left = left.slice(1).map(([factor = 0, ...row]) => row.map((value, at) => value - factor * (scaled[at] ?? 0)));
  }
  const solution = new Array<number>(eliminated.length).fill(0);
  for (const [at, row] of [...eliminated.entries()].toReversed()) {
    const known = solution.slice(at + 1).reduce((sum, value, place) => sum + value * (row[place] ?? 0), 0);
    solution[at] = (row.at(-1) ?? 0) - known;
  }
  return solution;
}

function groupBy(scores: readonly RaterScore[], side: 'rater' | 'employee'): Grouped {
  const groups = new Map<string, RaterScore[]>();
  for (const score of scores) {
    const group = groups.get(score[side]);
    if (group) group.push(score);
    else groups.set(score[side], [score]);
  }
  return groups;
}

function mean<Item>(items: readonly Item[], pick: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + pick(item), 0) / items.length;
}
