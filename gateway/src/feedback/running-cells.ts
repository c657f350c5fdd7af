import type { Equation } from '../domain/disclosure.ts';
import { enclosing, type Period, partsOf } from '../domain/period.ts';
import { type Atom, addCounts, cellName, type FigureCell, NO_COUNTS, type Scope } from './figure-cells.ts';

/** The figures of one unit and its services in open periods, as the tallies have them, and how they add up. */
export interface RunningCells {
  readonly cells: ReadonlyMap<string, FigureCell>;
  readonly equations: readonly Equation[];
}

/** Puts the groups of one unit, answered with one questionnaire, together to its figures in every open period. */
export const runningCells = (unitId: string, atoms: readonly Atom[], closed: ReadonlySet<Period>): RunningCells => {
  const cells = new Map<string, FigureCell>();
  const services = new Map<string, Set<string>>();
  const add = (scope: Scope, scopeId: string, period: Period, { counts }: Atom) => {
    const name = cellName(scope, scopeId, period);
    cells.set(name, { scope, scopeId, period, counts: addCounts(cells.get(name)?.counts ?? NO_COUNTS, counts) });
    return name;
  };
  for (const atom of atoms)
    for (const period of [...enclosing(atom.period), atom.period].filter((candidate) => !closed.has(candidate))) {
      const unit = add('UNIT', unitId, period, atom);
      if (atom.serviceId === null) continue;
      services.set(unit, (services.get(unit) ?? new Set()).add(add('SERVICE', atom.serviceId, period, atom)));
    }
  const inTime = [...cells].map(([total, { scope, scopeId, period }]) => ({
    total,
    parts: partsOf(period)
      .map((part) => cellName(scope, scopeId, part))
      .filter((part) => cells.has(part)),
  }));
  return {
    cells,
    equations: [
      ...[...services].map(([total, parts]) => ({ total, parts: [...parts] })),
      ...inTime.filter(({ parts }) => parts.length > 0),
    ],
  };
};
