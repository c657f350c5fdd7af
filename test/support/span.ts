import { Fraction } from '@kinerja/gateway/domain/fraction';

/** A sum of unknowns: coefficients by the unknown's name; what is not listed is 0. */
export type Combination<Name> = ReadonlyMap<Name, number>;

/** Everything that can be had by adding, subtracting and scaling some combinations; exact, slow, for small tests. */
export interface Span<Name> {
  readonly contains: (combination: Combination<Name>) => boolean;
}

/** The span of some combinations, by elimination with exact fractions. */
export function spanOf<Name>(combinations: readonly Combination<Name>[]): Span<Name> {
  const rows: { readonly pivot: Name; readonly row: Map<Name, Fraction> }[] = [];

  /** What is left of a combination once every pivot is taken out of it. */
  const remainder = (combination: Combination<Name>) => {
    const left = new Map([...combination].map(([name, value]) => [name, new Fraction(value)]));
    for (const { pivot, row } of rows) takeOut(left, pivot, row);
    return left;
  };

  for (const combination of combinations) {
    const left = remainder(combination);
    const [first] = [...left].filter(([, value]) => value.n !== 0n);
    if (!first) continue;
    const [pivot, value] = first;
    const row = new Map([...left].map(([name, own]) => [name, own.div(value)]));
    for (const other of rows) takeOut(other.row, pivot, row);
    rows.push({ pivot, row });
  }
  return { contains: (combination) => [...remainder(combination).values()].every(({ n }) => n === 0n) };
}

/** Subtracts the multiple of `row` that removes its pivot; zeros are dropped. */
function takeOut<Name>(target: Map<Name, Fraction>, pivot: Name, row: ReadonlyMap<Name, Fraction>): void {
  const factor = target.get(pivot);
  if (!factor) return;
  for (const [name, value] of row) {
    const left = (target.get(name) ?? new Fraction(0)).sub(factor.mul(value));
    if (left.n === 0n) target.delete(name);
    else target.set(name, left);
  }
}
