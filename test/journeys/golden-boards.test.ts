import type { Questionnaire } from '@kinerja/gateway/domain/questionnaire';
import { mergeTallies, type Tally } from '@kinerja/gateway/domain/tally';
import { describe, expect, test } from 'vitest';
import { putTallies } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { pulse1 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import { nineAnswers, rating, submitAll } from '../support/submit.ts';
import nineElements from '../vectors/nine-elements.json' with { type: 'json' };
import vectors from '../vectors/public.json' with { type: 'json' };

/* The two golden boards, from what citizens send to what the public reads. */

/** One question, as the golden board of FAIRNESS section 1 has. */
const oneElement: Questionnaire = { ...pulse1, key: 'skm-satu', template: 'SKM' };
const golden = vectors.expected.leaderboard;
const input = vectors.inputs.leaderboard;

const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: {
    nine: {
      units: nineElements.units.map(({ unit, staff }) => ({
        name: unit,
        kind: 'puskesmas',
        staff,
        services: [`Layanan ${unit}`],
      })),
    },
    one: {
      code: '72.71',
      zone: 'Asia/Makassar',
      questionnaires: [oneElement],
      units: input.units.map(({ id, staff }) => ({
        name: id,
        kind: 'puskesmas',
        staff,
        services: [{ name: `Layanan ${id}`, questionnaire: oneElement }],
      })),
    },
  },
});
const { nine, one } = gateway.tenants;

interface Row {
  readonly unit: { readonly name: string };
  readonly ratings: number;
  readonly fairRatings: number;
  readonly index: number;
  readonly grade: string;
  readonly fairScore: number;
  readonly interval: { readonly lower: number; readonly upper: number };
  readonly band: string;
  readonly rank: { readonly from: number; readonly to: number; readonly of: number } | null;
}

interface Board {
  readonly state: string;
  readonly closed: boolean;
  readonly version: number;
  readonly basis: string;
  readonly average: number;
  readonly rankability: number;
  readonly rows: readonly Row[];
  readonly withheld: readonly { readonly unit: { readonly name: string }; readonly reason: string }[];
}

const readBoard = async (code: string): Promise<Board> => {
  const { data, errors } = await gateway.ask<{ tenant: { unitLeaderboard: Board } }>(
    `query ($code: String!) { tenant(code: $code) { unitLeaderboard(kind: "puskesmas") {
       state closed version basis average rankability
       rows { unit { name } ratings fairRatings index grade fairScore interval { lower upper } band rank { from to of } }
       withheld { unit { name } reason }
     } } }`,
    { code },
  );
  expect(errors).toEqual([]);
  return data.tenant.unitLeaderboard;
};

const times = (tally: Tally, count: number): Tally => ({
  ratings: tally.ratings * count,
  counts: tally.counts.map((own) => own * count),
  sum: tally.sum * BigInt(count),
  sumOfSquares: tally.sumOfSquares * BigInt(count),
});

const scores = nineElements.units.flatMap(({ unit, ratings }) => ratings.map((own) => ({ unit, own })));
await submitAll(
  gateway,
  scores.map(({ unit, own }) => rating(nine.service(`Layanan ${unit}`).id, { answers: nineAnswers(own) })),
);
const ofScore = [1, 2, 3, 4].map((score) => tallyOf(oneElement, [[score]]));
await putTallies(
  gateway.database,
  one,
  input.units.map(({ id, counts }) => ({
    serviceId: one.service(`Layanan ${id}`).uuid,
    questionnaireKey: oneElement.key,
    day: '2026-08-19',
    tally: ofScore.map((tally, place) => times(tally, counts[place] ?? 0)).reduce(mergeTallies),
  })),
);
gateway.clock.set('2026-10-08T02:00:00Z');
await gateway.tick();

describe(`eight units rated on nine elements, some skipped, by ${scores.length} submits`, async () => {
  const board = await readBoard(nine.code);
  const { expected } = nineElements;
  const placed = expected.rows.filter(({ fairScore }) => fairScore !== undefined);

  test('make the golden board', () => {
    expect(board).toMatchObject({ state: 'PUBLISHED', closed: true, version: 1, basis: 'ALL' });
    expect(board.average).toBeCloseTo(expected.average, 9);
    expect(board.rankability).toBeCloseTo(expected.rankability, 9);
    expect(board.rows.map(({ unit, band }) => `${band} ${unit.name}`)).toEqual([
      'ABOVE p3',
      'AROUND p1',
      'AROUND p2',
      'AROUND p8',
      'BELOW p5',
      'UNBANDED p4',
    ]);
  });

  test.each(placed)(
    '$unit has its golden row',
    ({ unit, ratings, index, grade, fairScore, lower, upper, band, rank }) => {
      const row = board.rows.find((candidate) => candidate.unit.name === unit);
      expect(row).toMatchObject({
        ratings,
        fairRatings: ratings,
        index,
        grade,
        band,
        rank: rank === undefined ? null : { from: rank[0], to: rank[1], of: 5 },
      });
      expect(row?.fairScore).toBeCloseTo(fairScore ?? Number.NaN, 9);
      expect(row?.interval.lower).toBeCloseTo(lower ?? Number.NaN, 6);
      expect(row?.interval.upper).toBeCloseTo(upper ?? Number.NaN, 6);
    },
  );

  test('withhold by name whom they would expose', () => {
    expect(board.withheld).toEqual([
      { unit: { name: 'p6' }, reason: 'TOO_FEW_STAFF' },
      { unit: { name: 'p7' }, reason: 'TOO_FEW_RATINGS' },
    ]);
  });
});

describe('fifteen units rated by 4,274 answers to one question', async () => {
  const board = await readBoard(one.code);
  const BANDS: Readonly<Record<string, string>> = { above: 'ABOVE', average: 'AROUND', below: 'BELOW' };

  test('make the golden board', () => {
    expect(board).toMatchObject({ state: 'PUBLISHED', closed: true, version: 1 });
    expect(board.average).toBeCloseTo(golden.mu * 25, 9);
    expect(board.rankability).toBeCloseTo(golden.rankability, 9);
    expect(board.rows.map(({ unit }) => unit.name)).toEqual([...golden.order, 'J']);
  });

  test.each(golden.units.filter(({ status }) => status === 'ranked'))('$id has its golden row', (unit) => {
    const row = board.rows.find(({ unit: { name } }) => name === unit.id);
    expect(row).toMatchObject({
      ratings: unit.n,
      band: BANDS[String(unit.flag)],
      rank: { from: unit.rank_lo, to: unit.rank_hi, of: golden.K_ranked },
    });
    expect(row?.index).toBeCloseTo(unit.raw_index ?? Number.NaN, 2);
    expect(row?.fairScore).toBeCloseTo(unit.post_index ?? Number.NaN, 9);
    expect(row?.interval.lower).toBeCloseTo(unit.lo_index ?? Number.NaN, 6);
    expect(row?.interval.upper).toBeCloseTo(unit.hi_index ?? Number.NaN, 6);
  });

  test('withhold K for its six ratings and L for its two people', () => {
    expect(board.withheld).toEqual([
      { unit: { name: 'K' }, reason: 'TOO_FEW_RATINGS' },
      { unit: { name: 'L' }, reason: 'TOO_FEW_STAFF' },
    ]);
  });
});
