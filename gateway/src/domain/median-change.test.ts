import { describe, expect, test } from 'vitest';
import { medianChange } from './median-change.ts';

const side = (seconds: number | null, lower: number | null, upper: number | null, finished = 30) => ({
  finished,
  median: { seconds, lower, upper },
});

describe('after minus before', () => {
  test('by hand: each end adds the squares of the two distances that lead to it', () => {
    // 60 [57, 64] → 40 [36, 43]: −20 − √(4² + 4²), −20 + √(3² + 3²).
    const change = medianChange(side(60, 57, 64), side(40, 36, 43));
    expect(change).toMatchObject({ direction: 'SHORTER', seconds: -20 });
    expect(change).toHaveProperty('lower', expect.closeTo(-20 - Math.sqrt(32), 12));
    expect(change).toHaveProperty('upper', expect.closeTo(-20 + Math.sqrt(18), 12));
  });

  test('the other way round it is longer', () => {
    expect(medianChange(side(40, 36, 43), side(60, 57, 64))).toMatchObject({ direction: 'LONGER', seconds: 20 });
  });

  test('an interval that touches 0 proves nothing', () => {
    expect(medianChange(side(10, 7, 13), side(5, 1, 9))).toMatchObject({
      direction: 'NONE_PROVEN',
      lower: -10,
      upper: 0,
    });
  });
});

describe('nothing is said', () => {
  const good = side(60, 57, 64);
  test.each([
    ['of a side that is not shown', null],
    ['of 29 visits', side(40, 36, 43, 29)],
    ['while the median is not known', side(null, 30, null)],
    ['while its lower end is not known', side(40, null, 43)],
    ['while its upper end is not known', side(40, 36, null)],
  ])('%s', (_, other) => {
    expect(medianChange(good, other)).toEqual({ direction: 'TOO_FEW' });
    expect(medianChange(other, good)).toEqual({ direction: 'TOO_FEW' });
  });
});
