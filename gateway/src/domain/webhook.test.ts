import { describe, expect, test } from 'vitest';
import { isGivenUp, MOST_TRIES, problemOfStatus, waitAfter } from './webhook.ts';

const HOUR_S = 3600;
/** After each try, by https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md. */
const RECOMMENDED_S = [5, 300, 1800, 2 * HOUR_S, 5 * HOUR_S, 10 * HOUR_S, 14 * HOUR_S, 20 * HOUR_S, 24 * HOUR_S];

describe('the wait after a failed try', () => {
  test.each(RECOMMENDED_S.map((seconds, at) => [at + 1, seconds] as const))(
    'is after try %i the recommended %i s, and up to a fifth longer',
    (tries, seconds) => {
      expect(waitAfter(tries, undefined, 0)).toBe(seconds * 1000);
      expect(waitAfter(tries, undefined, 1)).toBe(seconds * 1200);
    },
  );

  test('is as long as the receiver asks when that is longer, and a day at most', () => {
    expect(waitAfter(1, 60_000, 0)).toBe(60_000);
    expect(waitAfter(2, 60_000, 0)).toBe(300_000);
    expect(waitAfter(1, 400 * HOUR_S * 1000, 0)).toBe(24 * HOUR_S * 1000);
  });

  test('has an end', () => {
    expect(waitAfter(MOST_TRIES - 1, undefined, 0)).toBeDefined();
    expect(waitAfter(MOST_TRIES, 60_000, 0)).toBeUndefined();
  });
});

test('five days of failures are enough, and a moment less is not', () => {
  const since = Date.parse('2026-08-19T07:00:00Z');
  expect(isGivenUp(since, Date.parse('2026-08-24T06:59:59Z'))).toBe(false);
  expect(isGivenUp(since, Date.parse('2026-08-24T07:00:00Z'))).toBe(true);
});

test.each([
  [200, null],
  [204, null],
  [302, 'REDIRECTED'],
  [304, 'REDIRECTED'],
  [400, 'REFUSED'],
  [410, 'GONE'],
  [500, 'REFUSED'],
] as const)('an answer with %i means %s', (status, problem) => {
  expect(problemOfStatus(status)).toBe(problem);
});
