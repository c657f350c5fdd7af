import { type Cell, MIN_GROUP } from './protected-group.ts';
import { type Equation, Suppression, type Table } from './suppression.ts';

export type { Cell } from './protected-group.ts';
export type { Equation, Table } from './suppression.ts';

/** Whether a running figure may be shown anew: ten ratings or more have come (or gone) since it was last published. */
export function mayRefresh(published: number | null, current: number): boolean {
  return Math.abs(current - (published ?? 0)) >= MIN_GROUP;
}

/** What a running total shows over time: it moves in steps of ten ratings or more, and is null before the first. */
export function runningTotals(totals: readonly number[]): readonly (number | null)[] {
  let published: number | null = null;
  return totals.map((current) => {
    if (mayRefresh(published, current)) published = current;
    return published;
  });
}

/**
 * Which cells to hide so that no group of 1–9 ratings, and no sensitive one, follows from those that are shown.
 *
 * First the small and the sensitive. Then, until nothing changes, in each equation: one hidden member would follow by
 * subtraction, and hidden parts of fewer than ten ratings would be one small group, so the next smallest shown part is hidden too,
 * and when none is left the total. At last the same over several equations at once: whatever follows by adding and subtracting
 * any of them gets one more hidden neighbour. Empty cells are known to be empty: they neither need protection nor give it.
 * @returns ids of all cells that are not to be shown, those that never are (`derivableOk`) included.
 */
export function suppress(table: Table): ReadonlySet<string> {
  return new Suppression(table).run();
}

/**
 * What is shown of a table whose total is public whenever it has ten ratings: `[42, 12, 6]` becomes `[42, null, null]`.
 * The total itself is to be hidden when it is 1–9.
 */
export function hideInTable(cells: readonly number[]): readonly (number | null)[] {
  const parts = cells.map((_, at) => `part ${at}`);
  const hidden = suppress({
    cells: new Map([
      ['total', { ratings: cells.reduce((sum, ratings) => sum + ratings, 0) }],
      ...cells.map((ratings, at): [string, Cell] => [`part ${at}`, { ratings }]),
    ]),
    equations: [{ total: 'total', parts }],
  });
  return cells.map((ratings, at) => (hidden.has(`part ${at}`) ? null : ratings));
}

/** What a running figure does not show yet. */
export interface Pending {
  /** Ratings counted by now minus ratings shown; negative when ratings were taken out. */
  readonly ratings: number;
}

/**
 * Which running figures may move to their present state, so that nobody who keeps every earlier figure learns of one to nine new
 * ratings. Each moves by ten ratings or more. The parts of a total move only in step: all that have new ratings at once, and only
 * when their total is, or gets, up to date. If each moved by itself, the differences between figures of different days would
 * single out a few ratings. So a unit moves every ten ratings, and its services catch up when each has ten new ones or none.
 *
 * A figure over several units has no step of its own: it is the sum of what these units show.
 * @param pending by id; a figure that is not listed has nothing new.
 * @returns ids of the figures to publish as they are now.
 */
export function advance(pending: ReadonlyMap<string, Pending>, equations: readonly Equation[]): ReadonlySet<string> {
  const isCurrent = (id: string) => (pending.get(id)?.ratings ?? 0) === 0;
  const moving = new Set([...pending].filter(([, { ratings }]) => mayRefresh(0, ratings)).map(([id]) => id));
  let stopped: readonly string[];
  do {
    stopped = equations.flatMap(({ total, parts }) => {
      const isInStep = [total, ...parts].every((id) => isCurrent(id) || moving.has(id));
      return isInStep ? [] : parts.filter((id) => moving.delete(id));
    });
  } while (stopped.length > 0);
  return moving;
}
