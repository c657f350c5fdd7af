import { describe, expect, test } from 'vitest';
import { ratingsStillNeeded } from './sample-size.ts';
import { sampleAdvice } from './sample-words.ts';

describe('how many answers are still needed', () => {
  test.each([
    [60, 0, 52],
    [60, 50, 2],
    [60, 52, 0],
    [60, 600, 0],
    [null, 50, null],
  ] as const)('of %j people after %j ratings: %j', (population, ratings, needed) => {
    expect(ratingsStillNeeded(population, ratings)).toBe(needed);
  });

  test('is said with why more of the same kind do not help', () => {
    expect(sampleAdvice(60, 50).id).toMatch(/^Masih perlu 2 jawaban lagi\. .*siapa yang menjawab/);
    expect(sampleAdvice(1_000_000, 0).id).toContain('384');
    expect(sampleAdvice(60, 52).en).toMatch(/^The sample has been reached\. .*who answers/);
    expect(sampleAdvice(null, 52).en).toContain('is not known');
  });
});
