import bandung from '@kinerja/schema/policies/bandung.json' with { type: 'json' };
import kutacane from '@kinerja/schema/policies/kutacane.json' with { type: 'json' };
import palangkaraya from '@kinerja/schema/policies/palangkaraya.json' with { type: 'json' };
import palu from '@kinerja/schema/policies/palu.json' with { type: 'json' };
import tanjungselor from '@kinerja/schema/policies/tanjungselor.json' with { type: 'json' };
import { expect, test } from 'vitest';
import {
  cadenceOf,
  isMoveIn,
  MOVES,
  type Move,
  movesIn,
  reminderDays,
  STAGE_NAMES,
  stageAfter,
  stagesFor,
  windowOf,
} from './appraisal-cycle.ts';
import { parseAppraisalPolicy, STAGES, type Stage } from './appraisal-policy.ts';
import { parsePeriod } from './period.ts';

const POLICIES = {
  bandung: parseAppraisalPolicy(bandung),
  kutacane: parseAppraisalPolicy(kutacane),
  palangkaraya: parseAppraisalPolicy(palangkaraya),
  palu: parseAppraisalPolicy(palu),
  tanjungselor: parseAppraisalPolicy(tanjungselor),
};

/**
 * Rows moves, columns stages in their order. `=` stays, `>` leads to the next stage, `)` leads there once everybody has
 * acted, `O` to the objection, `F` to the end, `.` is forbidden.
 *
 * PLANNING RUNNING SELF SUPERVISOR TEAM FEEDBACK DISCUSSION DECISION DELIVERED OBJECTION FINAL
 */
const MATRIX: Record<Move, string> = {
  EDIT_PLAN: '              = . . . . . . . . . .',
  APPROVE_PLAN: '           > . . . . . . . . . .',
  REPORT_REALISATION: '     . = . . . . . . . . .',
  CLOSE_REALISATION: '      . > . . . . . . . . .',
  SAVE_SELF_ASSESSMENT: '   . . = . . . . . . . .',
  SUBMIT_SELF_ASSESSMENT: ' . . > . . . . . . . .',
  SAVE_RATING: '            . . . = . . . . . . .',
  SUBMIT_RATING: '          . . . > . . . . . . .',
  APPOINT_TEAM: '           ) ) ) ) ) . . . . . .',
  STEP_BACK: '              ) ) ) ) ) . . . . . .',
  SUBMIT_TEAM_EVALUATION: ' . . . . ) . . . . . .',
  GIVE_OPINION: '           . = = = = . . . . . .',
  WRITE_FEEDBACK: '         . = = = = = = = = . .',
  ACKNOWLEDGE_FEEDBACK: '   . . . . . ) . . . . .',
  REQUEST_DISCUSSION: '     . . . . . . = . . . .',
  SKIP_DISCUSSION: '        . . . . . . > . . . .',
  SCHEDULE_DISCUSSION: '    . . . . . . = . . . .',
  CONCLUDE_DISCUSSION: '    . . . . . . > . . . .',
  DECIDE_RESULT: '          . . . . . . . > . . .',
  CONFIRM_RECEIPT: '        . . . . . . . . = . .',
  FILE_OBJECTION: '         . . . . . . . . O . .',
  EXPLAIN_OBJECTION: '      . . . . . . . . . = .',
  DECIDE_OBJECTION: '       . . . . . . . . . F .',
  FINALISE_RESULT: '        . . . . . . . . F . .',
};

const ALL_MOVES = Object.keys(MATRIX) as readonly Move[];
const CELLS = ALL_MOVES.flatMap((move) =>
  MATRIX[move]
    .trim()
    .split(' ')
    .map((sign, at) => ({ move, stage: STAGES[at] as Stage, sign, next: STAGES[at + 1] as Stage })),
);

const arrives = (move: Move, stage: Stage, complete: boolean) => stageAfter(move, stage, STAGES, complete);

test('every move is in the matrix and every row has all eleven stages', () => {
  expect(ALL_MOVES.toSorted()).toEqual(Object.keys(MOVES).toSorted());
  expect(CELLS).toHaveLength(24 * 11);
});

test.each(CELLS)('$move in $stage: $sign', ({ move, stage, sign, next }) => {
  expect(isMoveIn(move, stage)).toBe(sign !== '.');
  expect(movesIn(stage).includes(move)).toBe(sign !== '.');
  const ends: Record<string, readonly Stage[]> = {
    '=': [stage, stage],
    '>': [next, next],
    ')': [stage, next],
    O: ['OBJECTION', 'OBJECTION'],
    F: ['FINAL', 'FINAL'],
  };
  if (sign === '.') expect(() => arrives(move, stage, true)).toThrow(RangeError);
  else expect([false, true].map((complete) => arrives(move, stage, complete))).toEqual(ends[sign]);
});

test('nothing can be done with a final result', () => {
  expect(movesIn('FINAL')).toEqual([]);
});

test('a stage that the policy does not have is refused instead of sent back to planning', () => {
  const stages = stagesFor(POLICIES.palu, parsePeriod('2026-Q3'));
  expect(() => stageAfter('SUBMIT_SELF_ASSESSMENT', 'SELF_ASSESSMENT', stages, true)).toThrow(
    'SELF_ASSESSMENT is not among the stages PLANNING,RUNNING,',
  );
});

test('a forbidden move is refused with what the stage allows', () => {
  expect(() => arrives('DECIDE_RESULT', 'PLANNING', true)).toThrow(
    'DECIDE_RESULT is no move of PLANNING, which has EDIT_PLAN,APPROVE_PLAN,APPOINT_TEAM,STEP_BACK.',
  );
});

test('each stage and each move has a name of its own for people', () => {
  expect(new Set(Object.values(STAGE_NAMES)).size).toBe(STAGES.length);
  expect(new Set(Object.values(MOVES).map(({ words }) => words)).size).toBe(ALL_MOVES.length);
});

/** Submits, approves and decides its way through the stages of a region. */
const walk = (stages: readonly Stage[]): readonly Stage[] => {
  const onward: Record<Stage, Move | null> = {
    PLANNING: 'APPROVE_PLAN',
    RUNNING: 'CLOSE_REALISATION',
    SELF_ASSESSMENT: 'SUBMIT_SELF_ASSESSMENT',
    SUPERVISOR_RATING: 'SUBMIT_RATING',
    TEAM_EVALUATION: 'SUBMIT_TEAM_EVALUATION',
    FEEDBACK: 'ACKNOWLEDGE_FEEDBACK',
    DISCUSSION: 'CONCLUDE_DISCUSSION',
    DECISION: 'DECIDE_RESULT',
    DELIVERED: 'FILE_OBJECTION',
    OBJECTION: 'DECIDE_OBJECTION',
    FINAL: null,
  };
  const passed: Stage[] = ['PLANNING'];
  for (;;) {
    const stage = passed.at(-1) ?? 'FINAL';
    const move = onward[stage];
    if (move === null) return passed;
    passed.push(stageAfter(move, stage, stages, true));
  }
};

test.each([
  ['palangkaraya', '2026-Q1', ['SUPERVISOR_RATING', 'FEEDBACK']],
  ['palangkaraya', '2026', ['SUPERVISOR_RATING', 'FEEDBACK']],
  ['kutacane', '2026-02', ['SUPERVISOR_RATING']],
  ['kutacane', '2026', ['SUPERVISOR_RATING', 'FEEDBACK']],
  ['bandung', '2026-Q1', ['SUPERVISOR_RATING', 'TEAM_EVALUATION', 'FEEDBACK']],
  ['bandung', '2026', ['SUPERVISOR_RATING', 'TEAM_EVALUATION', 'FEEDBACK', 'DISCUSSION']],
  ['palu', '2026-Q1', ['SUPERVISOR_RATING', 'FEEDBACK']],
  ['tanjungselor', '2026-Q1', ['SELF_ASSESSMENT', 'SUPERVISOR_RATING', 'FEEDBACK', 'DISCUSSION']],
  ['tanjungselor', '2026', ['SELF_ASSESSMENT', 'SUPERVISOR_RATING', 'FEEDBACK', 'DISCUSSION']],
] as const)(
  'an appraisal of %s for %s passes through %j between the work and the decision',
  (region, period, between) => {
    const stages = stagesFor(POLICIES[region], parsePeriod(period));
    expect(stages).toEqual(['PLANNING', 'RUNNING', ...between, 'DECISION', 'DELIVERED', 'OBJECTION', 'FINAL']);
    expect(walk(stages)).toEqual(stages);
  },
);

test.each([
  ['2026', 'YEARLY'],
  ['2026-S1', undefined],
  ['2026-S2', undefined],
  ['2026-Q1', 'QUARTERLY'],
  ['2026-Q4', 'QUARTERLY'],
  ['2026-01', 'MONTHLY'],
  ['2026-12', 'MONTHLY'],
])('the cadence of %s is %s', (period, cadence) => {
  expect(cadenceOf(parsePeriod(period))).toBe(cadence);
});

test.each([
  ['palu', '2026'],
  ['palu', '2026-07'],
  ['kutacane', '2026-Q3'],
  ['tanjungselor', '2026-S1'],
] as const)('%s does not appraise %s: no stages, no windows, no reminders', (region, text) => {
  const period = parsePeriod(text);
  expect(stagesFor(POLICIES[region], period)).toEqual([]);
  expect(windowOf(POLICIES[region], period, 'PLANNING')).toBeUndefined();
  expect(reminderDays(POLICIES[region], period, 'PLANNING')).toEqual([]);
});

test.each([
  ['palu', '2026-Q1', 'PLANNING', '2025-12-18', '2026-01-15'],
  ['palu', '2026-Q4', 'SUPERVISOR_RATING', '2027-01-01', '2027-01-12'],
  ['palu', '2027-Q1', 'RUNNING', '2026-12-30', '2027-04-05'],
  ['kutacane', '2028-02', 'RUNNING', '2028-01-30', '2028-03-05'],
  ['kutacane', '2027-02', 'RUNNING', '2027-01-29', '2027-03-05'],
  ['kutacane', '2028-02', 'SUPERVISOR_RATING', '2028-03-01', '2028-03-10'],
  ['kutacane', '2026-12', 'DECISION', '2027-01-08', '2027-01-15'],
  ['kutacane', '2026', 'PLANNING', '2025-12-02', '2026-02-01'],
  ['tanjungselor', '2028', 'RUNNING', '2028-01-01', '2029-01-07'],
  ['tanjungselor', '2027', 'RUNNING', '2026-12-31', '2028-01-07'],
  ['bandung', '2026', 'DECISION', '2027-02-05', '2027-02-19'],
] as const)('in %s the stage of %s %s is open from %s to %s', (region, period, stage, opensOn, closesOn) => {
  expect(windowOf(POLICIES[region], parsePeriod(period), stage)).toEqual({ opensOn, closesOn });
});

test.each([
  ['palu', '2026-Q4', 'SUPERVISOR_RATING', ['2027-01-07', '2027-01-11']],
  ['palu', '2026-Q4', 'RUNNING', ['2026-12-22', '2027-01-02', '2027-01-05']],
  ['kutacane', '2028-02', 'RUNNING', ['2028-02-27', '2028-03-04', '2028-03-05']],
  ['kutacane', '2027-02', 'RUNNING', ['2027-02-26', '2027-03-04', '2027-03-05']],
  ['tanjungselor', '2027', 'RUNNING', ['2027-12-08', '2027-12-31', '2028-01-07']],
] as const)('in %s whoever acts in %s %s is reminded on %j', (region, period, stage, days) => {
  expect(reminderDays(POLICIES[region], parsePeriod(period), stage)).toEqual(days);
});

test.each(['DELIVERED', 'OBJECTION', 'FINAL', 'SELF_ASSESSMENT', 'TEAM_EVALUATION'] as const)(
  '%s has no window in Palu: it follows clocks of its own, or is not there',
  (stage) => {
    expect(windowOf(POLICIES.palu, parsePeriod('2026-Q3'), stage)).toBeUndefined();
    expect(reminderDays(POLICIES.palu, parsePeriod('2026-Q3'), stage)).toEqual([]);
  },
);

test.each(Object.entries(POLICIES))(
  'windows of %s close in the order of its stages, and none before it opens',
  (_region, policy) => {
    const periods = ['2026', '2028', '2026-Q1', '2027-Q4', '2028-Q1', '2026-02', '2028-02', '2026-12'].map(parsePeriod);
    const windows = periods.map((period) =>
      stagesFor(policy, period).flatMap((stage) => windowOf(policy, period, stage) ?? []),
    );
    expect(windows.flat().length).toBeGreaterThan(10);
    for (const open of windows) {
      expect(open.map(({ closesOn }) => closesOn)).toEqual(open.map(({ closesOn }) => closesOn).toSorted());
      for (const { opensOn, closesOn } of open) expect(opensOn <= closesOn).toBe(true);
    }
  },
);
