import { expect, test } from 'vitest';
import { elapsed, prolonged, START, type Stage, secondsLeft, sent, touched } from './stage.ts';

const times = { idle: 45, repeat: 5, thanks: 20 };
const S = 1_000;

test('an untouched screen stays as it is', () => {
  expect(elapsed(START, 86_400 * S)).toBe(START);
});

test('a left screen asks after 25 seconds and begins anew after 45', () => {
  const filling = touched(START, 0, times);
  expect(elapsed(filling, 24_999)).toBe(filling);
  const asking = elapsed(filling, 25 * S) as Stage;
  expect(asking).toEqual({ name: 'asking', until: 45 * S });
  expect(elapsed(asking, 44_999)).toBe(asking);
  expect(elapsed(asking, 45 * S)).toBe('restart');
});

test('whoever answers in time goes on', () => {
  const asking = elapsed(touched(START, 0, times), 25 * S) as Stage;
  expect(touched(asking, 30 * S, times)).toEqual({ name: 'filling', until: 55 * S });
});

test('a screen that slept begins anew', () => {
  const asking = elapsed(touched(START, 0, times), 3_600 * S) as Stage;
  expect(elapsed(asking, 3_601 * S)).toBe('restart');
});

test('the thanks stay for their time, and for the repeat interval at least', () => {
  expect(sent(0, times)).toEqual({ name: 'done', until: 20 * S, leaveFrom: 5 * S });
  expect(sent(0, { ...times, repeat: 60 })).toEqual({ name: 'done', until: 60 * S, leaveFrom: 60 * S });
  expect(elapsed(sent(0, times), 20 * S)).toBe('restart');
});

test('a touch does not end the thanks, and asking for time adds it', () => {
  const done = sent(0, times);
  expect(touched(done, 10 * S, times)).toBe(done);
  expect(prolonged(done, 15 * S, times)).toMatchObject({ until: 35 * S });
  expect(prolonged(done, 0, times)).toEqual(done);
  expect(prolonged(START, 0, times)).toBe(START);
});

test('seconds are counted down to nought', () => {
  expect([20_000, 19_001, 1, 0, -5].map((until) => secondsLeft(until, 0))).toEqual([20, 20, 1, 0, 0]);
});
