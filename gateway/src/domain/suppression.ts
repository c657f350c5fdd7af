import { type Leak, leaksIn, type Sum } from './leak.ts';
import { type Cell, needsProtection, tellsTooMuch } from './protected-group.ts';

/** The total is the sum of its parts: a unit and those below it, a quarter and its months. */
export interface Equation {
  readonly total: string;
  readonly parts: readonly string[];
}

export interface Table {
  /** By id; a cell that is not listed has no ratings. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly equations: readonly Equation[];
}

/** One run of `suppress` (disclosure.ts tells what it is for): the set of hidden cells only grows, so it comes to an end. */
export class Suppression {
  readonly #ids: readonly string[];
  readonly #cells: readonly Cell[];
  readonly #sums: readonly Sum[];
  /** The sums that a cell is the total or a part of. */
  readonly #sumsOf: readonly (readonly number[])[];
  readonly #hidden: boolean[];

  constructor({ cells, equations }: Table) {
    this.#ids = [...cells.keys()];
    this.#cells = [...cells.values()];
    this.#hidden = this.#cells.map(
      (cell) => needsProtection(cell) || cell.derivableOk === true || cell.staysHidden === true,
    );
    const places = new Map(this.#ids.map((id, place) => [id, place]));
    // Empty cells are known to be empty, so they are no members of a sum.
    const placeOf = (id: string) => (cells.get(id)?.ratings ? (places.get(id) ?? null) : null);
    this.#sums = equations.map(({ total, parts }) => ({
      total: placeOf(total),
      parts: parts.map(placeOf).filter((place) => place !== null),
    }));
    const sumsOf: number[][] = this.#cells.map(() => []);
    this.#sums.forEach((sum, at) => {
      for (const member of membersOf(sum)) sumsOf[member]?.push(at);
    });
    this.#sumsOf = sumsOf;
  }

  /** Ids of the cells that are not to be shown. */
  run(): ReadonlySet<string> {
    let changed: readonly number[] = [...this.#sums.keys()];
    while (changed.length > 0) {
      this.#settle(changed);
      changed = this.#stopLeaks(leaksIn({ cells: this.#cells, sums: this.#sums, hidden: this.#hidden }));
    }
    return new Set(this.#ids.filter((_, place) => this.#hidden[place]));
  }

  /** Makes each of these sums safe by itself, and again those that share a cell with a sum that changed. */
  #settle(sums: readonly number[]): void {
    const waiting = new Set(sums);
    for (const at of waiting) {
      waiting.delete(at);
      const next = this.#nextToHide(this.#sums[at]);
      if (next !== null) for (const touched of this.#hide(next)) waiting.add(touched);
    }
  }

  /** The cell to hide so that this sum tells less; null when it tells nothing, or nothing can be hidden any more. */
  #nextToHide(sum: Sum | undefined): number | null {
    if (!sum) return null;
    const hiddenParts = sum.parts.filter((place) => this.#hidden[place]);
    if (sum.total !== null && this.#hidden[sum.total]) {
      const followsFromParts = hiddenParts.length === 0 && !this.#cells[sum.total]?.derivableOk;
      return followsFromParts ? this.#smallestShown(sum.parts) : null;
    }
    const tells = hiddenParts.length > 0 && tellsTooMuch(hiddenParts.flatMap((place) => this.#cells[place] ?? []));
    return tells ? (this.#smallestShown(sum.parts) ?? this.#smallestShown(membersOf(sum))) : null;
  }

  /** Hides one more neighbour of each leak; returns the sums to settle again. */
  #stopLeaks(leaks: readonly Leak[]): readonly number[] {
    const changed = new Set<number>();
    for (const leak of leaks) {
      // A neighbour that was hidden just now may have stopped this one too: the next round will tell.
      if (leak.some((place) => this.#sumsOf[place]?.some((at) => changed.has(at)))) continue;
      for (const at of this.#hideNear(leak)) changed.add(at);
    }
    return [...changed];
  }

  /** Hides the smallest shown cell in the sums around a leak, or in the next ring of sums when they show none any more. */
  #hideNear(leak: Leak): readonly number[] {
    const seen = new Set(leak);
    for (let ring = leak; ring.length > 0; ) {
      const sums = ring.flatMap((place) => this.#sumsOf[place] ?? []).flatMap((at) => this.#sums[at] ?? []);
      const members = sums.flatMap(membersOf);
      const next = this.#smallestShown(sums.flatMap(({ parts }) => parts)) ?? this.#smallestShown(members);
      if (next !== null) return this.#hide(next);
      ring = [...new Set(members)].filter((member) => !seen.has(member));
      for (const member of ring) seen.add(member);
    }
    return [];
  }

  /** The smallest cell that is shown and may be hidden; of equal ones the first by id. */
  #smallestShown(places: readonly number[]): number | null {
    return places.reduce<number | null>((best, place) => {
      if (this.#hidden[place] || this.#cells[place]?.alreadyPublic) return best;
      return best === null || this.#isBefore(place, best) ? place : best;
    }, null);
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#cells[a]?.ratings ?? 0) - (this.#cells[b]?.ratings ?? 0);
    return difference !== 0 ? difference < 0 : (this.#ids[a] ?? '') < (this.#ids[b] ?? '');
  }

  /** Hides a cell; returns the sums it is a member of. */
  #hide(place: number): readonly number[] {
    this.#hidden[place] = true;
    return this.#sumsOf[place] ?? [];
  }
}

function membersOf({ total, parts }: Sum): readonly number[] {
  return total === null ? parts : [...parts, total];
}
