import { describe, expect, test } from 'vitest';
import { ONCE_A_MINUTE, takeTurns } from './rounds.ts';

const region = (number: number) => ({
  tenantId: String(number),
  code: String(number),
  name: '',
  timeZone: 'Asia/Jakarta',
  receiptPrefix: '',
  sampleData: false,
});
const regions = (count: number) => Array.from({ length: count }, (_, number) => region(number));

describe('regions take turns', () => {
  test('all of them the first time, and in each round while they are few', () => {
    const next = takeTurns(() => regions(100), ONCE_A_MINUTE);
    for (let round = 0; round < 4; round += 1) expect(next()).toHaveLength(100);
  });

  test.each([101, 500, 1234])(
    'of %i each has its turn in six rounds, and no round has more than its share',
    (count) => {
      const next = takeTurns(() => regions(count), ONCE_A_MINUTE);
      expect(next()).toHaveLength(count);
      const rounds = Array.from({ length: 6 }, next);
      expect(Math.max(...rounds.map((round) => round.length))).toBe(Math.max(100, Math.ceil(count / 6)));
      expect(new Set(rounds.flat().map(({ tenantId }) => tenantId)).size).toBe(count);
    },
  );

  test('as many as there are now, though some were taken away in between', () => {
    let count = 700;
    const next = takeTurns(() => regions(count), { rounds: 7 });
    for (let round = 0; round < 8; round += 1) next();
    count = 3;
    expect(
      new Set(
        Array.from({ length: 7 }, next)
          .flat()
          .map(({ tenantId }) => tenantId),
      ).size,
    ).toBe(3);
  });
});
