import counterQueue from '@kinerja/schema/visit-processes/counter-queue.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { dueAt, isFinished, takeStep } from './visit.ts';
import { parseVisitProcess } from './visit-process.ts';

const counter = parseVisitProcess(counterQueue);
const NOW = Date.parse('2026-08-19T07:00:00Z');
const HOUR_MS = 3_600_000;
const start = NOW - HOUR_MS;
const take = (times: readonly number[], step: string, at: number) =>
  takeStep(counter, times, { number: 'A-1', step, at }, NOW);

describe('a step of a visit', () => {
  test('is added behind its predecessor, also at the same instant', () => {
    expect(take([], 'TAKEN', start)).toEqual({ times: [start] });
    expect(take([start], 'CALLED', start)).toEqual({ times: [start, start] });
  });

  test('that is there already changes nothing', () => {
    const times = [start, start + 1];
    const taken = take(times, 'TAKEN', start);
    expect('times' in taken && taken.times).toBe(times);
  });

  test.each([
    ['before its predecessor', [start], 'CALLED', start - 1, 'at'],
    ['without its predecessor', [start], 'SERVED', start + 1, 'step'],
    ['more than a minute ahead of our clock', [], 'TAKEN', NOW + 60_001, 'at'],
    ['known at another instant', [start], 'TAKEN', start + 1, 'at'],
    ['later than the process allows', [NOW - 25 * HOUR_MS], 'CALLED', NOW, 'at'],
    ['older than ten years', [], 'TAKEN', NOW - 3651 * 24 * HOUR_MS, 'at'],
    ['that the process does not have', [], 'PAID', start, 'step'],
  ] as const)('%s is refused', (_, times, step, at, field) => {
    expect(take(times, step, at)).toMatchObject({ problem: { field } });
  });

  test('a minute ahead is a clock that runs a little fast', () => {
    expect(take([], 'TAKEN', NOW + 60_000)).toEqual({ times: [NOW + 60_000] });
  });
});

test('a visit is finished with the last step of its process', () => {
  expect(isFinished(counter, [1, 2, 3])).toBe(false);
  expect(isFinished(counter, [1, 2, 3, 4])).toBe(true);
});

describe('until when a visit is within the standard', () => {
  const zone = 'Asia/Makassar';
  const thursday = Date.parse('2026-08-06T02:00:00Z');

  test('is not said where nothing is promised', () => {
    expect(dueAt(counter, thursday, zone, new Set())).toBeNull();
  });

  test('minutes count from the first step', () => {
    expect(dueAt({ ...counter, standard: { minutes: 20 } }, thursday, zone, new Set())).toBe(thursday + 1_200_000);
  });

  test('working days end with the day, in the zone of the region', () => {
    const permit = { ...counter, standard: { workingDays: 3 } };
    expect(dueAt(permit, thursday, zone, new Set())).toBe(Date.parse('2026-08-11T16:00:00Z'));
    expect(dueAt(permit, thursday, zone, new Set(['2026-08-10']))).toBe(Date.parse('2026-08-12T16:00:00Z'));
  });
});

describe('a process', () => {
  test('names every path that is wrong', () => {
    const wrong = {
      ...counterQueue,
      longestDays: 0,
      standard: { weeks: 2 },
      steps: [counterQueue.steps[0], counterQueue.steps[0]],
    };
    expect(() => parseVisitProcess(wrong)).toThrow(/longestDays[\s\S]*standard/);
    expect(() => parseVisitProcess({ ...counterQueue, steps: wrong.steps })).toThrow(
      'steps.1.key: langkah "TAKEN" ada dua kali',
    );
  });
});
