import { expect, test } from 'vitest';
import { leaksIn } from './leak.ts';

/** A table of sums of all its parts that are listed; negative ratings mark hidden cells. */
function leaks(ratings: readonly number[], sums: readonly (readonly [number | null, ...number[]])[]) {
  return leaksIn({
    cells: ratings.map((count) => ({ ratings: Math.abs(count) })),
    sums: sums.map(([total, ...parts]) => ({ total, parts })),
    hidden: ratings.map((count) => count < 0),
  });
}

test('hidden cells that nothing tells of do not leak', () => {
  expect(leaks([60, -5, -55], [[0, 1, 2]])).toEqual([]);
});

test('a small cell that follows from two sums leaks', () => {
  // 60 = 5 + 35 + 20, and 35 + 20 is a known half of it.
  expect(
    leaks(
      [60, -5, -35, -20, 55],
      [
        [0, 1, 2, 3],
        [4, 2, 3],
      ],
    ),
  ).toEqual([[1]]);
});

test('a pair that makes up a small group leaks', () => {
  // The pair is what is left of 64 when the known 60 is taken away.
  expect(
    leaks(
      [64, -2, -2, -40, -20, 60],
      [
        [0, 1, 2, 3, 4],
        [5, 3, 4],
      ],
    ),
  ).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

test('three small months leak when a year comes down to them', () => {
  const [year, q1, q2, q3] = [0, 1, 2, 3] as const;
  const ratings = [69, -23, -23, -23, -3, 20, -3, 20, -3, 20];
  expect(
    leaks(ratings, [
      [year, q1, q2, q3],
      [q1, 4, 5],
      [q2, 6, 7],
      [q3, 8, 9],
    ]),
  ).toEqual([[4, 6, 8]]);
});
