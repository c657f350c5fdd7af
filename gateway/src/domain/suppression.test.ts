import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanOf } from '../../../test/support/span.ts';
import { suppress } from './disclosure.ts';
import { monthsOf, type Period, partsOf } from './period.ts';
import type { Cell } from './protected-group.ts';
import type { Equation } from './suppression.ts';

/** A tree of units, each with ratings of its own per month, over a year with its halves, quarters and months. */
interface Region {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly equations: readonly Equation[];
}

interface Branch {
  readonly months: readonly number[];
  readonly staffed: boolean;
  readonly children: readonly Branch[];
}

function region(root: Branch, year: Period): Region {
  const cells = new Map<string, Cell>();
  const equations: Equation[] = [];
  const periods = [year, ...partsOf(year), ...partsOf(year).flatMap(partsOf), ...monthsOf(year)];
  const months = monthsOf(year);
  const add = (name: string, ratingsIn: (month: number) => number, sensitive: boolean) => {
    for (const period of periods) {
      const ratings = monthsOf(period).reduce((sum, month) => sum + ratingsIn(months.indexOf(month)), 0);
      cells.set(`${name} ${period}`, { ratings, sensitive });
      const parts = partsOf(period);
      if (parts.length > 0)
        equations.push({ total: `${name} ${period}`, parts: parts.map((part) => `${name} ${part}`) });
    }
  };
  const total = ({ months: own, children }: Branch, month: number): number =>
    (own[month] ?? 0) + children.reduce((sum, child) => sum + total(child, month), 0);
  const walk = (branch: Branch, name: string) => {
    add(`${name} own`, (month) => branch.months[month] ?? 0, !branch.staffed);
    if (branch.children.length === 0) return `${name} own`;
    add(`${name} all`, (month) => total(branch, month), false);
    const below = branch.children.map((child, at) => walk(child, `${name}.${at}`));
    for (const period of periods) {
      const parts = [`${name} own`, ...below].map((part) => `${part} ${period}`);
      equations.push({ total: `${name} all ${period}`, parts });
    }
    return `${name} all`;
  };
  walk(root, 'u');
  return { cells, equations };
}

/** Mostly large groups: where everything is small, everything is hidden and nothing is tested. */
const size = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 10, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const staffed = fc.oneof({ weight: 11, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const months = fc.array(size, { minLength: 12, maxLength: 12 });
const leaf: fc.Arbitrary<Branch> = fc.record({ months, staffed, children: fc.constant([]) });
const office = fc.record({ months, staffed, children: fc.array(leaf, { minLength: 1, maxLength: 4 }) });
const branch = fc.record({
  months,
  staffed,
  children: fc.array(fc.oneof(leaf, office), { minLength: 1, maxLength: 4 }),
});

/** Single equations are safe here, and yet January of the last service followed from several of them (found by the test below). */
const tellsAcrossEquations: Branch = {
  months: [1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0, 0],
  staffed: true,
  children: [
    { months: [0, 10, 10, 10, 10, 10, 10, 0, 10, 10, 10, 10], staffed: true, children: [] },
    {
      months: [10, 28, 0, 1, 1, 50, 10, 10, 0, 10, 10, 10],
      staffed: true,
      children: [
        { months: [0, 10, 0, 10, 1, 10, 0, 10, 10, 10, 0, 10], staffed: true, children: [] },
        { months: [9, 23, 10, 10, 10, 32, 10, 0, 10, 10, 10, 1], staffed: true, children: [] },
        { months: [1, 10, 0, 10, 10, 0, 10, 0, 10, 10, 10, 10], staffed: true, children: [] },
      ],
    },
  ],
};

/** The small and the sensitive cells that follow from the shown ones, by all equations together. */
function toldCells({ cells, equations }: Region, hidden: ReadonlySet<string>): readonly string[] {
  const isUnknown = (id: string) => hidden.has(id) && (cells.get(id)?.ratings ?? 0) > 0;
  const span = spanOf(
    equations.map(({ total, parts }) => {
      const signed: [string, number][] = [[total, -1], ...parts.map((part): [string, number] => [part, 1])];
      return new Map(signed.filter(([id]) => isUnknown(id)));
    }),
  );
  return [...cells]
    .filter(([id, cell]) => needsProtection(cell) && span.contains(new Map([[id, 1]])))
    .map(([id]) => id);
}

const needsProtection = ({ ratings, sensitive }: Cell) => ratings > 0 && (ratings < 10 || sensitive === true);

describe('on random trees of units over a year with halves, quarters and months', () => {
  const check = (predicate: (made: Region, hidden: ReadonlySet<string>) => void, numRuns: number) =>
    fc.assert(
      fc.property(branch, (root) => {
        const made = region(root, '2026');
        predicate(made, suppress(made));
      }),
      { numRuns, examples: [[tellsAcrossEquations]] },
    );

  test('no shown cell is small or sensitive', () => {
    check(({ cells }, hidden) => {
      for (const [id, cell] of cells) if (needsProtection(cell)) expect(hidden).toContain(id);
    }, 100);
  });

  test('no single equation tells of a hidden group', () => {
    check(({ cells, equations }, hidden) => {
      const ratings = (id: string) => cells.get(id)?.ratings ?? 0;
      const isHidden = (id: string) => hidden.has(id) && ratings(id) > 0;
      for (const { total, parts } of equations) {
        const members = [total, ...parts].filter(isHidden);
        expect(members).not.toHaveLength(1);
        if (members.length > 0 && !isHidden(total)) {
          expect(members.reduce((sum, id) => sum + ratings(id), 0)).toBeGreaterThanOrEqual(10);
        }
      }
    }, 100);
  });

  test('no small or sensitive cell follows from any combination of equations', () => {
    check((made, hidden) => {
      expect(toldCells(made, hidden)).toEqual([]);
    }, 60);
  });
});

/** The same once it was published: what was hidden for others' sake stays hidden, a quarter or more that was shown stays shown. */
const publishedAgain = ({ cells, equations }: Region, hidden: ReadonlySet<string>): Region => ({
  equations,
  cells: new Map(
    [...cells].map(([id, cell]): [string, Cell] => [
      id,
      {
        ...cell,
        staysHidden: hidden.has(id) && !needsProtection(cell),
        alreadyPublic: !hidden.has(id) && !/-\d\d$/.test(id),
      },
    ]),
  ),
});

test('what is published again and has not changed hides what it hid before, and nothing else', () => {
  fc.assert(
    fc.property(branch, (root) => {
      const made = region(root, '2026');
      const first = suppress(made);
      expect(suppress(publishedAgain(made, first))).toEqual(first);
    }),
    { numRuns: 60, seed: 20261129 },
  );
});

test('a region of 19,000 cells in 12,000 equations takes less than a second', () => {
  const months = (seed: number) =>
    Array.from({ length: 12 }, (_, month) => ((seed * 37 + month * 11) % 29) + (seed % 7) * 3);
  const grow = (seed: number, widths: readonly number[]): Branch => ({
    months: months(seed),
    staffed: seed % 11 !== 0,
    children: Array.from({ length: widths[0] ?? 0 }, (_, at) => grow(seed * 8 + at, widths.slice(1))),
  });
  const large = region(grow(1, [11, 5, 4, 2]), '2026');
  expect(large.cells.size).toBeGreaterThan(19_000);
  expect(large.equations.length).toBeGreaterThan(12_000);
  const before = performance.now();
  suppress(large);
  expect(performance.now() - before).toBeLessThan(1000);
});
