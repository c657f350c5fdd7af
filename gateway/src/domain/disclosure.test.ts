import { describe, expect, test } from 'vitest';
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import { advance, type Cell, type Equation, hideInTable, mayRefresh, runningTotals, suppress } from './disclosure.ts';

const { disclosure } = vectors.expected;

test.each(disclosure.tables)('of $cells, $shown are shown', ({ cells, shown }) => {
  expect(hideInTable(cells)).toEqual(shown);
});

test('a running total moves in steps of ten or more', () => {
  expect(runningTotals(vectors.inputs.disclosure.daily_totals)).toEqual(disclosure.published);
});

test.each([
  [null, 9, false],
  [null, 10, true],
  [12, 21, false],
  [12, 22, true],
  [30, 25, false],
  [30, 20, true],
])('after %j, a total of %d may be published: %j', (published, current, expected) => {
  expect(mayRefresh(published, current)).toBe(expected);
});

const table = (ratings: Record<string, number | Cell>, equations: readonly Equation[]) => ({
  cells: new Map(
    Object.entries(ratings).map(([id, cell]) => [id, typeof cell === 'number' ? { ratings: cell } : cell]),
  ),
  equations,
});

describe('one equation', () => {
  const equations = [{ total: 'dinas', parts: ['a', 'b', 'c'] }];
  const hidden = (ratings: Record<string, number | Cell>) => [...suppress(table(ratings, equations))].sort();

  test('a sensitive unit hides the next smallest with it, however many ratings it has', () => {
    expect(hidden({ dinas: 170, a: { ratings: 80, sensitive: true }, b: 50, c: 40 })).toEqual(['a', 'c']);
  });

  test('a sensitive unit is not hidden beside a handful of ratings only', () => {
    expect(hidden({ dinas: 135, a: { ratings: 80, sensitive: true }, b: 50, c: 5 })).toEqual(['a', 'b', 'c']);
  });

  test('when no part is left to hide, the total is', () => {
    expect(hidden({ dinas: 60, a: { ratings: 60, sensitive: true }, b: 0, c: 0 })).toEqual(['a', 'dinas']);
  });

  test('a hidden total hides one of its parts', () => {
    expect(hidden({ dinas: { ratings: 90, sensitive: true }, a: 20, b: 30, c: 40 })).toEqual(['a', 'dinas']);
  });

  test('of equal parts the first by id is hidden, whatever their order', () => {
    expect(hidden({ dinas: 43, a: 3, c: 20, b: 20 })).toEqual(['a', 'b']);
    expect(hidden({ b: 20, c: 20, a: 3, dinas: 43 })).toEqual(['a', 'b']);
  });

  test('a part that is never shown and harmless neither needs nor gives protection', () => {
    expect(hidden({ dinas: 50, a: { ratings: 4, derivableOk: true }, b: 26, c: 20 })).toEqual(['a']);
    expect(hidden({ dinas: 34, a: { ratings: 4, derivableOk: true }, b: 4, c: 26 })).toEqual(['a', 'b', 'c']);
  });

  test('a part that is public for good stays, and another is hidden in its place', () => {
    expect(hidden({ dinas: 60, a: 5, b: { ratings: 20, alreadyPublic: true }, c: 35 })).toEqual(['a', 'c']);
    expect(hidden({ dinas: 25, a: 5, b: { ratings: 20, alreadyPublic: true } })).toEqual(['a', 'dinas']);
  });

  test('a cell that is not listed has no ratings', () => {
    expect(hidden({ dinas: 12, a: 12 })).toEqual([]);
    expect(hidden({ dinas: 7, a: 7 })).toEqual(['a', 'dinas']);
  });

  test('a table in which everything is public for good cannot be helped, and comes to an end', () => {
    expect(
      hidden({ dinas: { ratings: 25, alreadyPublic: true }, a: 5, b: { ratings: 20, alreadyPublic: true } }),
    ).toEqual(['a']);
  });
});

describe('several equations', () => {
  test('a quarter minus its months tells nothing about a small month', () => {
    const hidden = suppress(
      table({ '2026-Q3': 100, '2026-07': 4, '2026-08': 40, '2026-09': 56 }, [
        { total: '2026-Q3', parts: ['2026-07', '2026-08', '2026-09'] },
      ]),
    );
    expect([...hidden].sort()).toEqual(['2026-07', '2026-08']);
  });

  test('small months of two quarters are not left alone in the year', () => {
    const hidden = suppress(
      table({ year: 107, q1: 54, q2: 53, jan: 4, feb: 50, apr: 3, may: 50 }, [
        { total: 'year', parts: ['q1', 'q2'] },
        { total: 'q1', parts: ['jan', 'feb'] },
        { total: 'q2', parts: ['apr', 'may'] },
      ]),
    );
    expect([...hidden].sort()).toEqual(['apr', 'feb', 'jan', 'may']);
  });

  test('what a year comes down to is no small group, though its quarters are hidden', () => {
    const quarters = { q1: 23, q2: 23, q3: 23 };
    const hidden = suppress(
      table(
        {
          year: { ratings: 69, alreadyPublic: true },
          ...Object.fromEntries(Object.entries(quarters).map(([id, ratings]) => [id, { ratings, sensitive: true }])),
          ...{ jan: 3, feb: 20, apr: 3, may: 20, jul: 3, aug: 20 },
        },
        [
          { total: 'year', parts: ['q1', 'q2', 'q3'] },
          { total: 'q1', parts: ['jan', 'feb'] },
          { total: 'q2', parts: ['apr', 'may'] },
          { total: 'q3', parts: ['jul', 'aug'] },
        ],
      ),
    );
    expect(['feb', 'may', 'aug'].some((id) => hidden.has(id))).toBe(true);
  });
});

describe('running figures', () => {
  const equations = [{ total: 'unit', parts: ['loket', 'antar'] }];
  const moving = (pending: Record<string, number>) =>
    [...advance(new Map(Object.entries(pending).map(([id, ratings]) => [id, { ratings }])), equations)].sort();

  test('move with ten new ratings', () => {
    expect(moving({ unit: 9, loket: 9 })).toEqual([]);
    expect(moving({ unit: 10, loket: 10 })).toEqual(['loket', 'unit']);
    expect(moving({ unit: 25, loket: 12, antar: 13 })).toEqual(['antar', 'loket', 'unit']);
  });

  test('move when ten ratings were taken out', () => {
    expect(moving({ unit: -10, loket: -10 })).toEqual(['loket', 'unit']);
    expect(moving({ unit: -3, loket: -3 })).toEqual([]);
  });

  test('leave all services behind when one of them has one to nine new ratings', () => {
    expect(moving({ unit: 17, loket: 12, antar: 5 })).toEqual(['unit']);
  });

  test('leave all services behind when the unit is neither up to date nor moves', () => {
    expect(moving({ unit: 5, loket: 12, antar: 13 })).toEqual([]);
    expect(moving({ unit: 0, loket: 12, antar: 13 })).toEqual(['antar', 'loket']);
  });

  test('wait for each other over several equations', () => {
    const nested = [...equations, { total: 'loket', parts: ['pagi', 'sore'] }];
    const pending = { unit: 17, loket: 12, antar: 5, pagi: 12 };
    expect([...advance(new Map(Object.entries(pending).map(([id, ratings]) => [id, { ratings }])), nested)]).toEqual([
      'unit',
    ]);
  });
});
