/** One published relation between unknown figures: total (when unknown) = sum of the unknown parts + something known. */
export interface Relation {
  /** Index of the unknown total; null when the total is known. */
  readonly total: number | null;
  /** Indexes of the unknown parts. */
  readonly parts: readonly number[];
}

/** What follows from some relations by adding and subtracting them, however many of them it takes. */
export interface Consequences {
  /** Whether an unknown figure follows by itself. */
  readonly follows: (unknown: number) => boolean;
  /** The others whose sum with this one follows, while neither does by itself. */
  readonly followingPairs: (unknown: number) => readonly number[];
}

/**
 * The consequences of relations between `size` unknown figures.
 *
 * A figure, or a sum of figures, follows exactly when it is zero in every solution of the relations without their known side. So
 * the relations are brought to echelon form, two arbitrary solutions are taken, and zeros and opposites are read off: no full
 * inverse is needed. Arithmetic is modulo a prime, which keeps it exact and small. By accident two arbitrary solutions agree on
 * a zero once in 4 · 10¹⁵, and then something is protected that did not need it.
 */
export function consequencesOf(size: number, relations: readonly Relation[]): Consequences {
  const steps = echelonForm(size, relations);
  const values = arbitraryValues(2 * size);
  const first = solve(steps, values.slice(0, size));
  const second = solve(steps, values.slice(size));
  const valuesOf = (unknown: number) => [first[unknown] ?? 0, second[unknown] ?? 0] as const;
  const unknownsByValue = new Map<number, number[]>();
  first.forEach((_, unknown) => {
    const [a, b] = valuesOf(unknown);
    const same = unknownsByValue.get(a * PRIME + b);
    if (same) same.push(unknown);
    else unknownsByValue.set(a * PRIME + b, [unknown]);
  });
  const follows = (unknown: number) => valuesOf(unknown).every((value) => value === 0);
  const followingPairs = (unknown: number) => {
    if (follows(unknown)) return [];
    const [a, b] = valuesOf(unknown);
    return unknownsByValue.get(negative(a) * PRIME + negative(b)) ?? [];
  };
  return { follows, followingPairs };
}

/** Gives the eliminated unknowns the values that the others leave them; the last eliminated depends on none before it. */
function solve(steps: readonly Step[], values: number[]): readonly number[] {
  for (const { unknown, row } of steps.toReversed()) {
    let sum = 0;
    for (const [other, coefficient] of row) {
      if (other !== unknown) sum = (sum + coefficient * (values[other] ?? 0)) % PRIME;
    }
    values[unknown] = divide(negative(sum), row.get(unknown) ?? 1);
  }
  return values;
}

function negative(value: number): number {
  return value === 0 ? 0 : PRIME - value;
}

/** Coefficients by unknown; products of two stay below 2^53. */
type Row = Map<number, number>;

const PRIME = 67_108_859;

/** A relation, and the unknown that it gives once all later steps are done. */
interface Step {
  readonly unknown: number;
  readonly row: Row;
}

/** Eliminates the unknown with the fewest relations first, by its shortest relation: the sums stay short. */
function echelonForm(size: number, relations: readonly Relation[]): readonly Step[] {
  const rows = relations.map(rowOf);
  const rowsOf: Set<number>[] = Array.from({ length: size }, () => new Set());
  rows.forEach((row, at) => {
    for (const unknown of row.keys()) rowsOf[unknown]?.add(at);
  });
  const queue = new Queue();
  rowsOf.forEach((own, unknown) => {
    queue.add(unknown, own.size);
  });

  const steps: Step[] = [];
  for (let next = queue.take(); next; next = queue.take()) {
    const { item: unknown, priority } = next;
    const own = rowsOf[unknown] ?? new Set();
    if (own.size === 0 || own.size !== priority) continue;
    const at = shortest(own, rows);
    const row = rows[at] ?? new Map();
    for (const other of row.keys()) rowsOf[other]?.delete(at);
    for (const target of own) subtract(rows[target] ?? new Map(), target, row, unknown, rowsOf);
    for (const other of row.keys()) queue.add(other, rowsOf[other]?.size ?? 0);
    steps.push({ unknown, row });
  }
  return steps;
}

function rowOf({ total, parts }: Relation): Row {
  const row: Row = new Map(parts.map((part) => [part, 1]));
  if (total !== null) row.set(total, PRIME - 1);
  return row;
}

function shortest(candidates: ReadonlySet<number>, rows: readonly Row[]): number {
  let best = -1;
  let length = Number.POSITIVE_INFINITY;
  for (const at of candidates) {
    const size = rows[at]?.size ?? 0;
    if (size < length) {
      best = at;
      length = size;
    }
  }
  return best;
}

/** Takes from `target` the multiple of `row` that removes `unknown` from it, and keeps `rowsOf` true. */
function subtract(target: Row, at: number, row: Row, unknown: number, rowsOf: readonly Set<number>[]): void {
  const factor = divide(target.get(unknown) ?? 0, row.get(unknown) ?? 1);
  for (const [other, coefficient] of row) {
    const left = ((target.get(other) ?? 0) + negative(factor) * coefficient) % PRIME;
    if (left === 0) {
      target.delete(other);
      rowsOf[other]?.delete(at);
    } else {
      target.set(other, left);
      rowsOf[other]?.add(at);
    }
  }
}

/** a / b modulo the prime. */
function divide(a: number, b: number): number {
  if (b === 1) return a % PRIME;
  let inverse = 1;
  let base = b;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) inverse = (inverse * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return (a * inverse) % PRIME;
}

/** Values without a pattern, the same in every run (Lehmer's generator): a board must not change by being computed again. */
function arbitraryValues(size: number): number[] {
  let value = 1;
  return Array.from({ length: size }, () => {
    value = (value * 48_271) % 2_147_483_647;
    return 1 + (value % (PRIME - 1));
  });
}

/** Items by small whole priorities, lowest first; an item may be in it several times, its reader knows which is current. */
class Queue {
  readonly #buckets: number[][] = [];
  #lowest = 0;

  add(item: number, priority: number): void {
    const bucket = this.#buckets[priority];
    if (bucket) bucket.push(item);
    else this.#buckets[priority] = [item];
    this.#lowest = Math.min(this.#lowest, priority);
  }

  take(): { readonly item: number; readonly priority: number } | null {
    for (; this.#lowest < this.#buckets.length; this.#lowest += 1) {
      const item = this.#buckets[this.#lowest]?.pop();
      if (item !== undefined) return { item, priority: this.#lowest };
    }
    return null;
  }
}
