import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pulse1, skm2017 } from '../../../test/support/questionnaires.ts';
import { tallyOf } from '../../../test/support/ratings.ts';
import nineElements from '../../../test/vectors/nine-elements.json' with { type: 'json' };
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import { boardMoments, type Candidate, type RankedUnit, rankUnits, restsOnVerified } from './ranking.ts';
import type { Moments } from './shrinkage.ts';
import { emptyTally, type Tally } from './tally.ts';

/** The tally of ratings with one question, from its four counts. */
function pulseTally(counts: readonly number[]): Tally {
  const power = (exponent: number) => BigInt(counts.reduce((sum, count, at) => sum + count * (at + 1) ** exponent, 0));
  return { ratings: Number(power(0)), counts, sum: power(1), sumOfSquares: power(2) };
}

const pulseMoments = (counts: readonly number[]): Moments => boardMoments(pulse1, pulseTally(counts));

const candidate = (id: string, moments: Moments, rest: Partial<Candidate> = {}): Candidate => ({
  id,
  name: `Unit ${id}`,
  staffCount: 10,
  ...moments,
  ...rest,
});

describe('the golden board of FAIRNESS section 1', () => {
  const golden = vectors.expected.leaderboard;
  const board = rankUnits(
    vectors.inputs.leaderboard.units.map(({ id, counts, staff }) =>
      candidate(id, pulseMoments(counts), { staffCount: staff }),
    ),
  );

  test('has the average, prior strength and rankability of the vector', () => {
    expect(board.state).toBe('PUBLISHED');
    expect(board.average).toBeCloseTo(golden.mu * 25, 9);
    expect(board.priorStrength).toBeCloseTo(golden.A, 9);
    expect(board.rankability).toBeCloseTo(golden.rankability, 9);
  });

  const shown = golden.units.filter(({ status }) => status === 'ranked' || status === 'score-only');
  const bands = { above: 'ABOVE', average: 'AROUND', below: 'BELOW' } as const;

  test.each(shown)('shows $id as the vector does', (unit) => {
    const row = board.rows.find(({ id }) => id === unit.id);
    expect(row).toMatchObject({
      ratings: unit.n,
      band: unit.flag === null ? 'UNBANDED' : bands[unit.flag as keyof typeof bands],
      rank: unit.rank_lo === null ? null : { from: unit.rank_lo, to: unit.rank_hi, of: golden.K_ranked },
    });
    expect(row?.fairScore).toBeCloseTo(unit.post_index, 9);
    expect(row?.interval.lower).toBeCloseTo(unit.lo_index, 9);
    expect(row?.interval.upper).toBeCloseTo(unit.hi_index, 9);
  });

  test('lists bands first, then names', () => {
    expect(board.rows.map(({ id }) => id)).toEqual([...golden.order, 'J']);
  });

  test('withholds six ratings and two people, with the reason', () => {
    expect(board.withheld.map(({ id, reason }) => [id, reason])).toEqual([
      ['K', 'TOO_FEW_RATINGS'],
      ['L', 'TOO_FEW_STAFF'],
    ]);
  });
});

describe('the golden board of nine elements', () => {
  const golden = nineElements.expected;
  const board = rankUnits(
    nineElements.units.map(({ unit, staff, ratings }) =>
      candidate(unit, boardMoments(skm2017, tallyOf(skm2017, ratings)), { staffCount: staff }),
    ),
  );

  test('has the average, prior strength and rankability of the vector', () => {
    expect(board.average).toBeCloseTo(golden.average, 9);
    expect(board.priorStrength).toBe(golden.A);
    expect(board.rankability).toBeCloseTo(golden.rankability, 9);
  });

  test.each(golden.rows.filter(({ fairScore }) => fairScore !== undefined))(
    'shows $unit as the vector does',
    (expected) => {
      const row = board.rows.find(({ id }) => id === expected.unit);
      const [from, to] = expected.rank ?? [];
      expect(row).toMatchObject({
        ratings: expected.ratings,
        band: expected.band,
        rank: from && to ? { from, to, of: 5 } : null,
      });
      expect(row?.fairScore).toBeCloseTo(expected.fairScore ?? Number.NaN, 9);
      expect(row?.interval.lower).toBeCloseTo(expected.lower ?? Number.NaN, 9);
      expect(row?.interval.upper).toBeCloseTo(expected.upper ?? Number.NaN, 9);
    },
  );

  test('withholds the others with the reason of the vector', () => {
    const expected = golden.rows
      .filter(({ fairScore }) => fairScore === undefined)
      .map(({ unit, state }) => [unit, state]);
    expect(board.withheld.map(({ id, reason }) => [id, reason])).toEqual(expected);
  });
});

const good = pulseMoments([0, 10, 40, 50]);
const plain = pulseMoments([5, 20, 50, 25]);
const bad = pulseMoments([40, 30, 20, 10]);

test('fewer than three units with 30 ratings make no board', () => {
  const board = rankUnits([candidate('a', good), candidate('b', bad), candidate('c', pulseMoments([0, 0, 5, 20]))]);
  expect(board).toMatchObject({ state: 'TOO_FEW_UNITS', rows: [], average: null, rankability: null });
});

test('no unit at all makes no board', () => {
  expect(rankUnits([])).toMatchObject({ state: 'TOO_FEW_UNITS', rows: [], withheld: [] });
});

test('a withheld unit with ratings still moves the average', () => {
  const units = [candidate('a', good), candidate('b', plain), candidate('c', plain)];
  const withSmall = rankUnits([...units, candidate('d', bad, { staffCount: 2 })]);
  const without = rankUnits(units);
  expect(withSmall.average).toBeLessThan(without.average ?? 0);
  expect(withSmall.withheld).toEqual([{ id: 'd', name: 'Unit d', reason: 'TOO_FEW_STAFF' }]);
});

test.each([
  [{ staffCount: null }, 'TOO_FEW_STAFF'],
  [{ staffCount: 2, hidden: 'RECAP_ONLY' }, 'TOO_FEW_STAFF'],
  [{ hidden: 'RECAP_ONLY', ratings: 0 }, 'RECAP_ONLY'],
  [{ hidden: 'UNDER_REVIEW' }, 'UNDER_REVIEW'],
  [{ hidden: 'PROTECTS_OTHERS' }, 'PROTECTS_OTHERS'],
  [{ ratings: 9 }, 'TOO_FEW_RATINGS'],
  [{ ratings: 0 }, 'TOO_FEW_RATINGS'],
] as const)('a unit with %j is withheld as %s', (rest, reason) => {
  const units = [candidate('a', good), candidate('b', plain), candidate('c', plain), candidate('d', bad, rest)];
  expect(rankUnits(units).withheld).toEqual([{ id: 'd', name: 'Unit d', reason }]);
});

test('equal units are all around the average, without ranks', () => {
  const board = rankUnits(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => candidate(id, plain)));
  expect(board.rankability).toBe(0);
  expect(board.priorStrength).toBe(60);
  expect(board.rows.map(({ band, rank }) => [band, rank])).toEqual(Array(6).fill(['AROUND', null]));
});

test('when every rating is a four, every interval is the point 100', () => {
  const board = rankUnits(['a', 'b', 'c'].map((id) => candidate(id, pulseMoments([0, 0, 0, 40]))));
  expect(board.rows.map(({ fairScore, interval }) => [fairScore, interval])).toEqual(
    Array(3).fill([100, { lower: 100, upper: 100 }]),
  );
});

test('when every rating is the same, and no whole number, every interval is that point', () => {
  const same = boardMoments(skm2017, tallyOf(skm2017, Array(50).fill([4, 3, 3, null, 3, 3, 3, 3, 4])));
  const board = rankUnits(['a', 'b', 'c'].map((id) => candidate(id, same)));
  for (const { fairScore, interval, band } of board.rows) {
    expect(fairScore).toBeCloseTo(81.25, 9);
    expect(interval).toEqual({ lower: fairScore, upper: fairScore });
    expect(band).toBe('AROUND');
  }
});

test('names are ordered as a reader of Indonesian expects, numbers by their value', () => {
  const names = ['Puskesmas 10', 'Puskesmas 2', 'puskesmas 1', 'Élok', 'Dinas'];
  const board = rankUnits(names.map((name, at) => candidate(String(at), plain, { name })));
  expect(board.rows.map(({ name }) => name)).toEqual(['Dinas', 'Élok', 'puskesmas 1', 'Puskesmas 2', 'Puskesmas 10']);
});

const counts = fc.array(fc.nat({ max: 120 }), { minLength: 4, maxLength: 4 });
const units = fc.array(fc.record({ counts, staffCount: fc.option(fc.nat({ max: 12 })) }), { maxLength: 15 });

test('any board keeps its promises', () => {
  fc.assert(
    fc.property(units, fc.nat(), (list, turn) => {
      const candidates = list.map(({ counts: own, staffCount }, at) =>
        candidate(String(at), pulseMoments(own), { staffCount }),
      );
      const board = rankUnits(candidates);
      const turned = candidates
        .map((_, at) => candidates[(at + turn) % candidates.length])
        .filter((unit) => unit !== undefined);
      expect(rankUnits(turned)).toEqual(board);
      if (board.state === 'TOO_FEW_UNITS') return;
      expect(board.rows.length + board.withheld.length).toBe(list.length);
      for (const { fairScore, interval, rank, band, ratings } of board.rows) {
        expect(interval.lower).toBeGreaterThanOrEqual(25);
        expect(interval.lower).toBeLessThanOrEqual(fairScore);
        expect(interval.upper).toBeGreaterThanOrEqual(fairScore);
        expect(interval.upper).toBeLessThanOrEqual(100);
        expect(band === 'UNBANDED').toBe(ratings < 30);
        if (rank) expect(rank.from).toBeLessThanOrEqual(rank.to);
      }
    }),
  );
});

test('an empty tally has no moments to feed a board with', () => {
  expect(boardMoments(skm2017, emptyTally(skm2017))).toEqual({ ratings: 0, mean: 0, variance: 0 });
});

describe('a board rests on verified ratings', () => {
  const rowsOf = (ratings: readonly number[]) =>
    ratings.map((count, at) => ({ id: `${at}`, ratings: count }) as RankedUnit);
  const restsOn = (pairs: readonly (readonly [all: number, verified: number])[]) =>
    restsOnVerified(rowsOf(pairs.map(([all]) => all)), new Map(pairs.map(([, verified], at) => [`${at}`, verified])));

  test.each<[string, (readonly [number, number])[], boolean]>([
    [
      'when every placed unit has thirty',
      [
        [30, 30],
        [100, 90],
        [45, 30],
      ],
      true,
    ],
    [
      'not when one of them has fewer',
      [
        [30, 30],
        [100, 29],
        [45, 30],
      ],
      false,
    ],
    [
      'not when one has none',
      [
        [30, 30],
        [100, 0],
      ],
      false,
    ],
    [
      'not when a few others would follow',
      [
        [30, 30],
        [39, 30],
      ],
      false,
    ],
    [
      'when the others are a group of their own',
      [
        [30, 30],
        [40, 30],
      ],
      true,
    ],
    [
      'whatever a unit without a place has',
      [
        [30, 30],
        [20, 0],
        [25, 9],
      ],
      true,
    ],
    [
      'not when a few others of one without a place would follow',
      [
        [30, 30],
        [19, 12],
      ],
      false,
    ],
    ['not when there is no unit', [], false],
  ])('%s', (_, pairs, rests) => {
    expect(restsOn(pairs)).toBe(rests);
  });
});
