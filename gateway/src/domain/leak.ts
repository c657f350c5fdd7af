import { type Cell, needsProtection, tellsTooMuch } from './protected-group.ts';
import { type Consequences, consequencesOf } from './subtraction.ts';

/** An equation between cells, which are named by their place in a list; total null: known, and no cell. */
export interface Sum {
  readonly total: number | null;
  readonly parts: readonly number[];
}

export interface HiddenTable {
  readonly cells: readonly Cell[];
  readonly sums: readonly Sum[];
  readonly hidden: readonly boolean[];
}

/** Hidden cells, by place, whose sum follows from the shown ones and tells too much. */
export type Leak = readonly number[];

/**
 * What still follows when all sums are used together: single cells, pairs of cells, and what a known total comes down to once
 * everything known is taken out of its hidden parts, their hidden parts, and so on.
 */
export function leaksIn(table: HiddenTable): readonly Leak[] {
  const { cells, sums, hidden } = table;
  const unknowns = cells.flatMap(({ ratings }, place) => (hidden[place] && ratings > 0 ? [place] : []));
  const numbers = new Map(unknowns.map((place, number) => [place, number]));
  const relations = sums
    .map(({ total, parts }) => ({
      total: total === null ? null : (numbers.get(total) ?? null),
      parts: parts.map((part) => numbers.get(part)).filter((number) => number !== undefined),
    }))
    .filter(({ total, parts }) => total !== null || parts.length > 0);
  const consequences = consequencesOf(unknowns.length, relations);
  const isKnown = cells.map((_, place) => {
    const number = numbers.get(place);
    return number === undefined || consequences.follows(number);
  });
  return [...cellsAndPairs(cells, unknowns, consequences), ...residues(table, isKnown)];
}

function cellsAndPairs(
  cells: readonly Cell[],
  unknowns: readonly number[],
  consequences: Consequences,
): readonly Leak[] {
  return unknowns.flatMap((place, number): readonly Leak[] => {
    const cell = cells[place];
    if (!cell || !(needsProtection(cell) || cell.staysHidden)) return [];
    if (consequences.follows(number)) return [[place]];
    if (!needsProtection(cell)) return [];
    return consequences.followingPairs(number).flatMap((otherNumber) => {
      const other = unknowns[otherNumber];
      const otherCell = other === undefined ? undefined : cells[other];
      return other !== undefined && otherCell && tellsTooMuch([cell, otherCell]) ? [[place, other]] : [];
    });
  });
}

/** What is left of each known total. */
function residues({ cells, sums }: HiddenTable, isKnown: readonly boolean[]): readonly Leak[] {
  const sumsOfTotal: Sum[][] = cells.map(() => []);
  for (const sum of sums) if (sum.total !== null) sumsOfTotal[sum.total]?.push(sum);
  const smallest = new Map<number, Leak>();
  const unknownParts = ({ parts }: Sum) => parts.filter((part) => !isKnown[part]);
  const ratingsOf = (places: Leak) => places.reduce((total, place) => total + (cells[place]?.ratings ?? 0), 0);

  /** The fewest ratings that a hidden cell comes down to. */
  const residueOf = (place: number): Leak => {
    const done = smallest.get(place);
    if (done) return done;
    const choices = (sumsOfTotal[place] ?? []).map(unknownParts).filter((parts) => parts.length > 0);
    const residue = choices
      .map((parts) => parts.flatMap(residueOf))
      .reduce<Leak>((best, next) => (ratingsOf(next) < ratingsOf(best) ? next : best), [place]);
    smallest.set(place, residue);
    return residue;
  };

  return sums
    .filter(({ total }) => total === null || isKnown[total])
    .map((sum) => unknownParts(sum).flatMap(residueOf))
    .filter((residue) => residue.length > 0 && tellsTooMuch(residue.flatMap((place) => cells[place] ?? [])));
}
