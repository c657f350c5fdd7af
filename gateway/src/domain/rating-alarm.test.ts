import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import {
  type AlarmDay,
  countHistory,
  countTail,
  findAlarms,
  historyBefore,
  historySpan,
  mixChange,
  mixTail,
  sourceSpread,
} from './rating-alarm.ts';
import type { ScoreCounts } from './tally.ts';

const { burst: given } = vectors.inputs;
const { burst: golden } = vectors.expected;
const scoresOf = (counts: readonly number[]) => counts as unknown as ScoreCounts;

/** Equal to the last of the fifteen digits that a number has. */
const expectExactly = (value: number, expected: number) => expect(Math.abs(value / expected - 1)).toBeLessThan(1e-14);

describe('the golden alarm', () => {
  const history = countHistory(given.history);

  test('compares 60 ratings with a mean of 12', () => {
    expectExactly(history.mean, golden.lam);
    expectExactly(history.dispersion, golden.dispersion);
    expectExactly(countTail(given.today, history), golden.log10_tail);
  });

  test('has its line at 28', () => {
    expect(countTail(golden.alarm_at - 1, history)).toBeGreaterThan(-4);
    expect(countTail(golden.alarm_at, history)).toBeLessThan(-4);
  });

  test('finds the scores other than before', () => {
    const change = mixChange(scoresOf(given.today_counts), scoresOf(given.base_counts));
    expectExactly(change.chiSquare, golden.chi2);
    expect(change.degrees).toBe(golden.chi2_df);
    expectExactly(mixTail(change), golden.chi2_log10_p);
  });

  test('finds one source that is large', () => {
    const spread = sourceSpread(given.sources_today);
    expectExactly(spread?.largestShare ?? 0, golden.top_source_share);
    expectExactly(spread?.herfindahl ?? 0, golden.herfindahl);
    expectExactly(spread?.effectiveSources ?? 0, golden.effective_sources);
  });
});

describe('the probability of a count', () => {
  /** Summed up from its definition. */
  const summed = (massAt: (count: number) => number, seen: number): number => {
    let below = 0;
    for (let count = 0; count < seen; count += 1) below += massAt(count);
    return Math.log10(1 - below);
  };

  test.each([
    [3, 1],
    [12, 10],
    [12, 20],
    [40, 60],
  ])('of mean %d, for %d or more, is that of Poisson', (mean, seen) => {
    let mass = Math.exp(-mean);
    const masses = [mass];
    for (let count = 1; count < seen; count += 1) {
      mass *= mean / count;
      masses.push(mass);
    }
    expect(countTail(seen, { mean, dispersion: 1 })).toBeCloseTo(
      summed((count) => masses[count] ?? 0, seen),
      8,
    );
  });

  test.each([
    [3, 2, 9],
    [12, 3, 30],
    [12, 1.6, 20],
  ])('of mean %d and dispersion %d, for %d or more, is that of the negative binomial', (mean, dispersion, seen) => {
    const size = mean / (dispersion - 1);
    let mass = (1 / dispersion) ** size;
    const masses = [mass];
    for (let count = 1; count < seen; count += 1) {
      mass *= ((count - 1 + size) / count) * (1 - 1 / dispersion);
      masses.push(mass);
    }
    expect(countTail(seen, { mean, dispersion })).toBeCloseTo(
      summed((count) => masses[count] ?? 0, seen),
      8,
    );
  });

  test('never grows with the count, and is a number whatever came', () => {
    const history = fc.record({
      mean: fc.double({ min: 0, max: 5000, noNaN: true }),
      dispersion: fc.double({ min: 0, max: 200, noNaN: true }),
    });
    fc.assert(
      fc.property(history, fc.nat(100_000), fc.nat(1000), (before, seen, more) => {
        const [tail, further] = [countTail(seen, before), countTail(seen + more, before)];
        expect(tail).toBeLessThanOrEqual(0);
        expect(further).toBeGreaterThanOrEqual(-300);
        expect(further).toBeLessThanOrEqual(tail + 1e-9);
      }),
    );
  });
});

describe('the difference of scores', () => {
  test('does not vanish however large it is', () => {
    expect(mixTail(mixChange([1000, 0, 0, 0], [10, 20, 800, 700]))).toBeLessThan(-290);
    expect(mixTail({ chiSquare: 1e6, degrees: 3 })).toBe(-300);
  });

  test('is nothing between few, and between equals', () => {
    expect(mixTail(mixChange([4, 0, 0, 0], [0, 0, 0, 400]))).toBe(0);
    expect(mixTail(mixChange([0, 0, 0, 0], [0, 0, 0, 0]))).toBe(0);
    expect(mixTail(mixChange([0, 0, 0, 50], [0, 0, 0, 400]))).toBe(0);
    expect(mixTail(mixChange([5, 10, 50, 40], [50, 100, 500, 400]))).toBeCloseTo(0, 10);
  });

  test('puts scores that few gave together with their neighbours', () => {
    expect(mixChange([1, 1, 20, 20], [1, 2, 200, 200]).degrees).toBe(1);
  });
});

/** A day of ratings of one score that came in one hour, each from a source of its own. */
const dayOf = (ratings: number, score = 3, hour = 9): AlarmDay => ({
  hours: Array.from({ length: 24 }, (_, at) => (at === hour ? ratings : 0)),
  scores: scoresOf([1, 2, 3, 4].map((one) => (one === score ? ratings : 0))),
  sources: Array<number>(ratings).fill(1),
});
const month = { days: Array.from({ length: 28 }, (_, at) => dayOf(10 + (at % 3))), watchedDays: 28 };
const kindsOf = (found: ReturnType<typeof findAlarms>) => found.map(({ kind }) => kind);

describe('a day', () => {
  test('like the others is not unusual', () => {
    expect(findAlarms(dayOf(14), month)).toEqual([]);
  });

  test('with far more ratings is, by the day or the hour that is less likely', () => {
    expect(findAlarms(dayOf(60), month)).toMatchObject([{ kind: 'COUNT', hour: 9, seen: 60 }]);
    const allDay = { ...dayOf(60), hours: Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0 : hour < 12 ? 4 : 3)) };
    expect(findAlarms(allDay, month)).toMatchObject([{ kind: 'COUNT', hour: null, seen: 60 }]);
    expect(findAlarms(dayOf(14, 3, 22), month)).toMatchObject([{ kind: 'COUNT', hour: 22, seen: 14 }]);
  });

  test('with other scores is', () => {
    const [found, ...more] = findAlarms(dayOf(21, 1), { ...month, days: month.days.slice(0, 14) });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: 'MIX', expected: 3, seen: 1 });
  });

  test('of one source is, unless most come from one every day', () => {
    const fromOne = (ratings: number): AlarmDay => ({ ...dayOf(ratings), sources: [ratings] });
    expect(findAlarms(fromOne(13), month)).toMatchObject([{ kind: 'SOURCE', seen: 13, expected: 1, largestShare: 1 }]);
    expect(findAlarms(fromOne(13), { ...month, days: month.days.map(() => fromOne(12)) })).toEqual([]);
  });

  test('whose sources nobody knows has no share of the largest one', () => {
    expect(findAlarms({ ...dayOf(60), sources: [] }, month)).toMatchObject([
      { kind: 'COUNT', largestShare: null, effectiveSources: null },
    ]);
  });

  test('of a service that is new, or has few ratings, is never unusual', () => {
    const few: AlarmDay = { ...dayOf(9, 1, 22), sources: [9] };
    expect(findAlarms(few, month)).toEqual([]);
    expect(findAlarms(dayOf(1000), { days: [], watchedDays: 0 })).toEqual([]);
    expect(findAlarms(dayOf(1000), { days: month.days.slice(0, 6), watchedDays: 6 })).toEqual([]);
  });

  test('of a service that is rarely rated is unusual when many come at once', () => {
    const rare = { days: [dayOf(1), dayOf(2)], watchedDays: 20 };
    expect(kindsOf(findAlarms(dayOf(1000, 1), rare))).toContain('COUNT');
    expect(findAlarms(dayOf(9), rare)).toEqual([]);
  });
});

test('a day is compared with the 28 before it, from the first on which somebody rated', () => {
  expect(historySpan('2026-03-01')).toEqual({ first: '2026-02-01', last: '2026-02-28' });
  const days = new Map([
    ['2026-02-20', dayOf(3)],
    ['2026-02-11', dayOf(2)],
  ]);
  expect(historyBefore('2026-03-01', days)).toMatchObject({ watchedDays: 18, days: { length: 2 } });
  expect(historyBefore('2026-03-01', new Map())).toEqual({ watchedDays: 0, days: [] });
});

describe('by chance alone', () => {
  /** Numbers between 0 and 1, the same at every run. */
  const dice = (seed: number) => {
    const generator = xoroshiro128plus(seed);
    return () => uniformFloat64(generator);
  };
  type Dice = ReturnType<typeof dice>;

  const poisson = (roll: Dice, mean: number): number => {
    let count = -1;
    let passed = 0;
    while (passed < mean) {
      passed -= Math.log(1 - roll());
      count += 1;
    }
    return count;
  };
  /** Gamma distributed (Marsaglia and Tsang 2000), for a shape of one or more. */
  const gamma = (roll: Dice, shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const normal = Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
      const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - roll()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };

  /** Up to which share of the ratings a score is 1, 2 and 3. */
  const SCORES_UP_TO = [0.03, 0.13, 0.63];
  const HOURS = [8, 9, 10, 11, 13, 14, 15];
  const SOURCES = 40;

  /** How often one looks in a day. */
  const LOOKS = 8;

  /** A day as it grows: what one sees of it at each look, the last after it is over. */
  const grow = (roll: Dice, ratings: number): readonly AlarmDay[] => {
    const everySo = Math.max(1, Math.floor(ratings / LOOKS));
    const hours = Array<number>(24).fill(0);
    const scores = [0, 0, 0, 0];
    const sources = Array<number>(SOURCES).fill(0);
    const add = (counts: number[], at: number) => {
      counts[at] = (counts[at] ?? 0) + 1;
    };
    return Array.from({ length: ratings }).flatMap((_, at) => {
      add(hours, HOURS[Math.floor((at / ratings) * HOURS.length)] ?? 0);
      const share = roll();
      add(scores, SCORES_UP_TO.filter((end) => share >= end).length);
      // Some networks are much larger than others.
      add(sources, Math.floor(SOURCES * roll() ** 3));
      if (at < ratings - 1 && at % everySo > 0) return [];
      return [{ hours: [...hours], scores: scoresOf([...scores]), sources: sources.filter((count) => count > 0) }];
    });
  };

  const DAYS = 5000;

  test.each([
    ['Poisson, 4 a day', 4, 1],
    ['Poisson, 12 a day', 12, 1],
    ['Poisson, 60 a day', 60, 1],
    ['overdispersed, 12 a day', 12, 3],
    ['overdispersed, 60 a day', 60, 8],
  ])('not more than one of 1,000 days is unusual, whenever one looks: %s', (_name, mean, dispersion) => {
    const roll = dice(20_261_129 + mean * 10 + dispersion);
    const count = () =>
      poisson(roll, dispersion === 1 ? mean : gamma(roll, mean / (dispersion - 1)) * (dispersion - 1));
    const past: AlarmDay[] = [];
    const alarms: string[] = [];
    for (let day = -28; day < DAYS; day += 1) {
      const moments = grow(roll, count());
      const days = past.slice(-28);
      if (day >= 0) {
        const kinds = new Set(moments.flatMap((moment) => kindsOf(findAlarms(moment, { days, watchedDays: 28 }))));
        if (kinds.size > 0) alarms.push(`day ${day}: ${[...kinds].join(', ')}`);
      }
      const whole = moments.at(-1);
      if (whole !== undefined) past.push(whole);
    }
    expect(alarms.length, alarms.join('; ')).toBeLessThanOrEqual(DAYS / 1000);
  });
});
