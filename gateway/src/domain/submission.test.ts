import { expect, test } from 'vitest';
import { movesFrom, SUBMISSION_STATES, type SubmissionState, stateAfter, VERDICTS } from './submission.ts';

test.each<readonly [SubmissionState, readonly string[]]>([
  ['PENDING', ['SUBMIT', 'WITHDRAW', 'ACCEPTED', 'RETURNED', 'REJECTED']],
  ['RETURNED', ['SUBMIT', 'WITHDRAW']],
  ['WITHDRAWN', ['SUBMIT']],
  ['ACCEPTED', []],
  ['REJECTED', []],
])('what is %s can be moved by %j', (state, moves) => {
  expect(movesFrom(state)).toEqual(moves);
});

test('a verdict is given only on what waits, and is then where it stands', () => {
  for (const state of SUBMISSION_STATES)
    for (const verdict of VERDICTS) expect(stateAfter(state, verdict)).toBe(state === 'PENDING' ? verdict : null);
});

test('whatever is submitted waits', () => {
  expect(SUBMISSION_STATES.map((state) => stateAfter(state, 'SUBMIT'))).toEqual([
    'PENDING',
    null,
    'PENDING',
    null,
    'PENDING',
  ]);
});
