import { describe, expect, test } from 'vitest';
import { ACTIONS, type Action, mayDo, ROLES } from './permissions.ts';

/* Every cell of the table of rights, written out a second time: a right that changes has to be changed in both. */

/** By column: person concerned, rater, superior, delegate, member of the team, peer, subordinate, leader, administrator, assignee. */
const COLUMNS = [
  'SELF',
  'RATER',
  'SUPERIOR',
  'DELEGATE',
  'TEAM_MEMBER',
  'PEER',
  'SUBORDINATE',
  'LEADER',
  'PERSONNEL_ADMIN',
  'ASSIGNEE',
] as const;

/** `x` may, `·` may not. */
const EXPECTED: Readonly<Record<Action, string>> = {
  READ_EMPLOYEE: 'x x x · · · · x x ·',
  READ_EMPLOYEE_NUMBER: 'x x x · · · · · x ·',
  LIST_EMPLOYEES: '· · · · · · · x x ·',
  MANAGE_PERSONNEL: '· · · · · · · · x ·',
  DELEGATE_VERDICTS: 'x · · · · · · · x ·',
  EXPORT_RESULTS: '· · · · · · · · x ·',
  MANAGE_POLICY: '· · · · · · · · x ·',
  OPEN_CYCLE: '· · · · · · · · x ·',
  SET_GOAL: '· · · · · · · x x ·',
  SET_ACHIEVEMENT: '· · · · · · · x · ·',
  READ_PARTICIPATION: '· · · · · · · x x ·',
  READ_CALIBRATION: '· · · · · · · x x ·',
  READ_APPRAISAL: 'x x x · x · · · x ·',
  REPLACE_RATER: '· · · · · · · · x ·',
  EDIT_PLAN: 'x x · · · · · · · ·',
  APPROVE_PLAN: '· x · · · · · · · ·',
  REPORT_REALISATION: 'x · · · · · · · · ·',
  CLOSE_REALISATION: 'x x · · · · · · · ·',
  SAVE_SELF_ASSESSMENT: 'x · · · · · · · · ·',
  SUBMIT_SELF_ASSESSMENT: 'x · · · · · · · · ·',
  SAVE_RATING: '· x · · · · · · · ·',
  SUBMIT_RATING: '· x · · · · · · · ·',
  APPOINT_TEAM: '· · · · · · · x x ·',
  SUBMIT_TEAM_EVALUATION: '· · · · x · · · · ·',
  STEP_BACK: '· · · · x · · · · ·',
  GIVE_OPINION: '· · · · · x x · · ·',
  WRITE_FEEDBACK: 'x x x · x x x · · ·',
  ACKNOWLEDGE_FEEDBACK: 'x x · · · · · · · ·',
  REQUEST_DISCUSSION: 'x · · · · · · · · ·',
  SKIP_DISCUSSION: 'x · · · · · · · · ·',
  SCHEDULE_DISCUSSION: '· x · · · · · · · ·',
  CONCLUDE_DISCUSSION: '· x · · · · · · · ·',
  DECIDE_RESULT: '· x · · · · · · · ·',
  CONFIRM_RECEIPT: 'x · · · · · · · x ·',
  FILE_OBJECTION: 'x · · · · · · · · ·',
  EXPLAIN_OBJECTION: '· x · · · · · · · ·',
  DECIDE_OBJECTION: '· · x · · · · · · ·',
  FINALISE_RESULT: '· · · · · · · · x ·',
  READ_ACTIVITY: 'x x x x x · · · x ·',
  LOG_ACTIVITY: 'x · · · · · · · · ·',
  JUDGE_ACTIVITY: '· x · x · · · · · ·',
  SUBMIT_REPORT: 'x · · · · · · · · ·',
  EVALUATE_REPORT: '· x x · · · · · · ·',
  CLAIM_CONTRIBUTION: 'x · · · · · · · · ·',
  JUDGE_CONTRIBUTION: '· x · · · · · · · ·',
  READ_DEVELOPMENT: 'x x x · · · · · x ·',
  ISSUE_RECOGNITION: '· x x · · · · x · ·',
  CONSENT_TO_PUBLICATION: 'x · · · · · · · · ·',
  OPEN_GUIDANCE: '· x · · · · · · · ·',
  REPORT_GUIDANCE: 'x x · · · · · · · ·',
  CLOSE_GUIDANCE: '· x · · · · · · · ·',
  HOLD_MEETING: '· x x · · · · x · ·',
  HOLD_ROUTINE_MEETING: '· x · · · · · · · ·',
  HOLD_ANNUAL_SESSION: '· x · · · · · x · ·',
  ACKNOWLEDGE_MEETING: 'x · · · · · · · · ·',
  MARK_DECISION: 'x x x · · · · x · ·',
  HOLD_WORKSHOP: '· · · · · · · x x ·',
  JOIN_WORKSHOP: 'x · · · · · · · · ·',
  RECORD_ATTENDANCE: '· · · · · · · x x ·',
  SHARE_PRACTICE: 'x · · · · · · · · ·',
  RECORD_TRAINING: 'x · · · · · · · x ·',
  JUDGE_TRAINING: '· x · · · · · · · ·',
  PLAN_IMPROVEMENT: '· x · · · · · x · ·',
  REPORT_IMPROVEMENT: '· x · · · · · x · ·',
  READ_TICKETS: '· x · · · · · x · ·',
  ISSUE_VISIT_CODES: '· x · · · · · x · ·',
  WORK_ON_TICKET: '· x · · · · · x · x',
  ASSIGN_TICKET: '· x · · · · · x · ·',
  ESCALATE_TICKET: '· x · · · · · x · x',
  MODERATE_TICKET: '· x · · · · · x · ·',
  PUBLISH_REPLY: '· x · · · · · x · ·',
  MANAGE_FORUM_TOPIC: '· x · · · · · x · ·',
  MODERATE_FORUM: '· x · · · · · x · ·',
  ANSWER_IN_FORUM: '· x · · · · · x · ·',
  SET_FORUM_MODERATION: '· · · · · · · x · ·',

  RECORD_VISITS: '· x · · · · · x · ·',
  OBJECT_TO_FIGURE: '· x · · · · · · · ·',
  DECIDE_FIGURE_OBJECTION: '· · · · · · · x · ·',

  EXCLUDE_RATINGS: '· · · · · · · x · ·',
  READ_EXCLUSIONS: '· x · · · · · x · ·',

  MANAGE_WEBHOOKS: '· · · · · · · · x ·',
};

test('the table has these roles', () => {
  expect(ROLES).toEqual(COLUMNS);
});

describe.each(ACTIONS)('%s', (action) => {
  const row = EXPECTED[action].split(' ');

  test.each(COLUMNS.map((role, column) => [role, row[column] === 'x'] as const))('%s: %s', (role, expected) => {
    expect(mayDo(action, new Set([role]))).toBe(expected);
  });

  test('is a right of nobody who is nothing to the person', () => {
    expect(row).toHaveLength(COLUMNS.length);
    expect(mayDo(action, new Set())).toBe(false);
  });
});

test('one role that may do it is enough, and no two that may not make one that may', () => {
  expect(mayDo('JUDGE_ACTIVITY', new Set(['PEER', 'DELEGATE']))).toBe(true);
  expect(mayDo('JUDGE_ACTIVITY', new Set(['SELF', 'PEER', 'LEADER', 'PERSONNEL_ADMIN']))).toBe(false);
});
