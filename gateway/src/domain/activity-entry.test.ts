import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkNeighbours, checkSpan, dayOfEntry, isLogClosed, type Neighbour } from './activity-entry.ts';
import { SUBMISSION_STATES } from './submission.ts';

const at = (text: string) => Date.parse(text);
const rules = { now: at('2026-08-19T07:00:00Z'), zone: 'Asia/Jakarta', activityDays: 7 };
const paths = (startsAt: string, endsAt: string, changed: Partial<typeof rules> = {}) =>
  checkSpan({ startsAt: at(startsAt), endsAt: at(endsAt) }, { ...rules, ...changed }).map(({ path }) => path);

describe('the times of an entry', () => {
  test.each([
    ['an hour of this morning', '2026-08-19T01:00:00Z', '2026-08-19T02:00:00Z', []],
    ['no time at all', '2026-08-19T01:00:00Z', '2026-08-19T01:00:00Z', ['endsAt']],
    ['the wrong way round', '2026-08-19T02:00:00Z', '2026-08-19T01:00:00Z', ['endsAt']],
    ['sixteen hours', '2026-08-18T08:00:00Z', '2026-08-19T00:00:00Z', []],
    ['a millisecond more', '2026-08-18T07:59:59.999Z', '2026-08-19T00:00:00Z', ['endsAt']],
    ['until now', '2026-08-19T06:00:00Z', '2026-08-19T07:00:00Z', []],
    ['until a millisecond after now', '2026-08-19T06:00:00Z', '2026-08-19T07:00:00.001Z', ['endsAt']],
    ['of tomorrow, and too long', '2026-08-20T00:00:00Z', '2026-08-20T17:00:00Z', ['endsAt', 'endsAt']],
    ['of a closed month', '2026-07-31T01:00:00Z', '2026-07-31T02:00:00Z', ['startsAt']],
    ['of the first year', '0001-01-01T00:00:00Z', '0001-01-01T01:00:00Z', ['startsAt']],
  ])('%s', (_, startsAt, endsAt, expected) => {
    expect(paths(startsAt, endsAt)).toEqual(expected);
  });

  test('belong to the day of the tenant’s zone on which the entry began', () => {
    const startsAt = at('2026-07-31T16:30:00Z');
    expect(dayOfEntry({ startsAt }, 'Asia/Jakarta')).toBe('2026-07-31');
    expect(dayOfEntry({ startsAt }, 'Asia/Makassar')).toBe('2026-08-01');
    expect(paths('2026-07-31T16:30:00Z', '2026-07-31T17:00:00Z')).toEqual(['startsAt']);
    expect(paths('2026-07-31T16:30:00Z', '2026-07-31T17:00:00Z', { zone: 'Asia/Makassar' })).toEqual([]);
  });
});

test.each([
  ['2026-07-31', '2026-08-07', 7, false],
  ['2026-07-01', '2026-08-08', 7, true],
  ['2026-07-15', '2026-07-31', 0, false],
  ['2026-07-15', '2026-08-01', 0, true],
  ['2026-02-28', '2026-03-10', 10, false],
  ['2028-02-01', '2028-03-11', 10, true],
  ['2026-12-31', '2027-01-07', 7, false],
])('the log of the month of %s, on %s with %d days, is closed: %s', (day, today, days, closed) => {
  expect(isLogClosed(day, today, days)).toBe(closed);
});

describe('beside the other entries of a person', () => {
  const entry = { startsAt: 100, endsAt: 200, description: 'Rapat' };
  const other = (changed: Partial<Neighbour>): Neighbour => ({ ...entry, state: 'PENDING', ...changed });

  test.each([
    ['before it', { startsAt: 0, endsAt: 100 }, 0],
    ['after it', { startsAt: 200, endsAt: 300 }, 0],
    ['over its beginning', { startsAt: 50, endsAt: 101 }, 1],
    ['over its end', { startsAt: 199, endsAt: 250 }, 1],
    ['inside it', { startsAt: 120, endsAt: 130 }, 1],
    ['around it', { startsAt: 0, endsAt: 300 }, 1],
  ])('one that lies %s', (_, span, issues) => {
    expect(checkNeighbours(entry, [other({ ...span, description: 'Lain' })], 'Asia/Jakarta')).toHaveLength(issues);
  });

  test.each(SUBMISSION_STATES)('the same one again, when it is %s', (state) => {
    expect(checkNeighbours(entry, [other({ state })], 'Asia/Jakarta')).toHaveLength(state === 'WITHDRAWN' ? 0 : 1);
  });

  test.each(SUBMISSION_STATES)('another at the same time, when it is %s', (state) => {
    const free = state === 'WITHDRAWN' || state === 'REJECTED';
    expect(checkNeighbours(entry, [other({ state, description: 'Lain' })], 'Asia/Jakarta')).toHaveLength(free ? 0 : 1);
  });

  test('two that are refused have a moment in common, two that are taken have none', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(span, span, ([a, lengthOfA], [b, lengthOfB]) => {
        const mine = { startsAt: a, endsAt: a + lengthOfA, description: 'Satu' };
        const theirs = other({ startsAt: b, endsAt: b + lengthOfB, description: 'Dua' });
        const common = Array.from({ length: lengthOfA }, (_, minute) => a + minute).some(
          (moment) => moment >= theirs.startsAt && moment < theirs.endsAt,
        );
        expect(checkNeighbours(mine, [theirs], 'Asia/Jakarta').length > 0).toBe(common);
      }),
    );
  });
});
