import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanOf } from '../../../test/support/span.ts';
import { consequencesOf, type Relation } from './subtraction.ts';

const parts = (...list: readonly number[]): Relation => ({ total: null, parts: list });
const combinationOf = ({ total, parts: own }: Relation) =>
  new Map([...own.map((part): [number, number] => [part, 1]), ...(total === null ? [] : [[total, -1] as const])]);
const following = (size: number, relations: readonly Relation[]) => {
  const { follows } = consequencesOf(size, relations);
  return Array.from({ length: size }, (_, unknown) => unknown).filter(follows);
};

test('a single unknown part follows, two do not', () => {
  expect(following(3, [parts(0), parts(1, 2)])).toEqual([0]);
});

test('an unknown total follows from known parts, and then the part of another sum', () => {
  expect(
    following(2, [
      { total: 0, parts: [] },
      { total: 0, parts: [1] },
    ]),
  ).toEqual([0, 1]);
});

test('one unknown follows from four relations of which none tells it', () => {
  // Rows a + b and c + d, columns a + c and b + d + e: both rows minus the first column are b + d.
  const [a, b, c, d, e] = [0, 1, 2, 3, 4] as const;
  const relations = [parts(a, b), parts(c, d), parts(a, c), parts(b, d, e)];
  expect(following(5, relations)).toEqual([e]);
  expect(consequencesOf(5, relations).followingPairs(b)).toEqual([a, d]);
});

test('what is in no relation does not follow', () => {
  expect(following(2, [])).toEqual([]);
  expect(following(0, [])).toEqual([]);
});

const SIZE = 8;
const place = fc.nat({ max: SIZE - 1 });
const relation = fc
  .record({ total: fc.option(place), parts: fc.uniqueArray(place, { maxLength: 5 }) })
  .map(({ total, parts: own }) => ({ total: total !== null && own.includes(total) ? null : total, parts: own }));

test('exactly the unknowns and pairs that lie in the span of the relations follow', () => {
  fc.assert(
    fc.property(fc.array(relation, { maxLength: 10 }), (relations) => {
      const { follows, followingPairs } = consequencesOf(SIZE, relations);
      const span = spanOf(relations.map(combinationOf));
      for (let one = 0; one < SIZE; one += 1) {
        expect(follows(one)).toBe(span.contains(new Map([[one, 1]])));
        const others = Array.from({ length: SIZE }, (_, other) => other).filter(
          (other) => other !== one && !follows(other),
        );
        const spanned = others.filter((other) => !follows(one) && span.contains(combinationOf(parts(one, other))));
        expect([...followingPairs(one)].sort()).toEqual(spanned);
      }
    }),
    { numRuns: 60 },
  );
});
