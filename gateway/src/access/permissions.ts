import type { Move } from '../domain/appraisal-cycle.ts';

/** Roles that are given to a person. */
export const GRANTED_ROLES = ['PERSONNEL_ADMIN', 'LEADER', 'EVALUATOR'] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

/**
 * Everything that a person can be towards another. `SELF`: the person concerned. `RATER`: who rates her (pejabat penilai
 * kinerja). `SUPERIOR`: the rater's superior (atasan pejabat penilai). `DELEGATE`: stands in for the rater in daily
 * verdicts. `TEAM_MEMBER`: evaluator appointed to this appraisal. `PEER`, `SUBORDINATE`: colleagues. `LEADER`: leads the
 * region or a unit above. `ASSIGNEE`: somebody of the unit whom a ticket was given to.
 */
export const ROLES = [
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
export type Role = (typeof ROLES)[number];

/**
 * Who may do what: the one table of rights. Nobody ever acts on himself but as `SELF`, whatever else he is: whoever asks
 * hands in the roles towards one person, and to oneself that is `SELF` alone.
 */
const PERMISSIONS = {
  READ_EMPLOYEE: ['SELF', 'RATER', 'SUPERIOR', 'LEADER', 'PERSONNEL_ADMIN'],
  READ_EMPLOYEE_NUMBER: ['SELF', 'RATER', 'SUPERIOR', 'PERSONNEL_ADMIN'],
  LIST_EMPLOYEES: ['LEADER', 'PERSONNEL_ADMIN'],
  MANAGE_PERSONNEL: ['PERSONNEL_ADMIN'],
  DELEGATE_VERDICTS: ['SELF', 'PERSONNEL_ADMIN'],
  EXPORT_RESULTS: ['PERSONNEL_ADMIN'],

  MANAGE_POLICY: ['PERSONNEL_ADMIN'],
  OPEN_CYCLE: ['PERSONNEL_ADMIN'],
  SET_GOAL: ['LEADER', 'PERSONNEL_ADMIN'],
  SET_ACHIEVEMENT: ['LEADER'],
  READ_PARTICIPATION: ['LEADER', 'PERSONNEL_ADMIN'],
  READ_CALIBRATION: ['LEADER', 'PERSONNEL_ADMIN'],

  READ_APPRAISAL: ['SELF', 'RATER', 'SUPERIOR', 'TEAM_MEMBER', 'PERSONNEL_ADMIN'],
  REPLACE_RATER: ['PERSONNEL_ADMIN'],
  EDIT_PLAN: ['SELF', 'RATER'],
  APPROVE_PLAN: ['RATER'],
  REPORT_REALISATION: ['SELF'],
  CLOSE_REALISATION: ['SELF', 'RATER'],
  SAVE_SELF_ASSESSMENT: ['SELF'],
  SUBMIT_SELF_ASSESSMENT: ['SELF'],
  SAVE_RATING: ['RATER'],
  SUBMIT_RATING: ['RATER'],
  APPOINT_TEAM: ['LEADER', 'PERSONNEL_ADMIN'],
  SUBMIT_TEAM_EVALUATION: ['TEAM_MEMBER'],
  STEP_BACK: ['TEAM_MEMBER'],
  GIVE_OPINION: ['PEER', 'SUBORDINATE'],
  WRITE_FEEDBACK: ['SELF', 'RATER', 'SUPERIOR', 'TEAM_MEMBER', 'PEER', 'SUBORDINATE'],
  ACKNOWLEDGE_FEEDBACK: ['SELF', 'RATER'],
  REQUEST_DISCUSSION: ['SELF'],
  SKIP_DISCUSSION: ['SELF'],
  SCHEDULE_DISCUSSION: ['RATER'],
  CONCLUDE_DISCUSSION: ['RATER'],
  DECIDE_RESULT: ['RATER'],
  CONFIRM_RECEIPT: ['SELF', 'PERSONNEL_ADMIN'],
  FILE_OBJECTION: ['SELF'],
  EXPLAIN_OBJECTION: ['RATER'],
  DECIDE_OBJECTION: ['SUPERIOR'],
  FINALISE_RESULT: ['PERSONNEL_ADMIN'],

  READ_ACTIVITY: ['SELF', 'RATER', 'SUPERIOR', 'DELEGATE', 'TEAM_MEMBER', 'PERSONNEL_ADMIN'],
  LOG_ACTIVITY: ['SELF'],
  JUDGE_ACTIVITY: ['RATER', 'DELEGATE'],
  SUBMIT_REPORT: ['SELF'],
  EVALUATE_REPORT: ['RATER', 'SUPERIOR'],
  CLAIM_CONTRIBUTION: ['SELF'],
  JUDGE_CONTRIBUTION: ['RATER'],

  READ_DEVELOPMENT: ['SELF', 'RATER', 'SUPERIOR', 'PERSONNEL_ADMIN'],
  ISSUE_RECOGNITION: ['RATER', 'SUPERIOR', 'LEADER'],
  CONSENT_TO_PUBLICATION: ['SELF'],
  OPEN_GUIDANCE: ['RATER'],
  REPORT_GUIDANCE: ['SELF', 'RATER'],
  CLOSE_GUIDANCE: ['RATER'],
  HOLD_MEETING: ['RATER', 'SUPERIOR', 'LEADER'],
  HOLD_ROUTINE_MEETING: ['RATER'],
  HOLD_ANNUAL_SESSION: ['RATER', 'LEADER'],
  ACKNOWLEDGE_MEETING: ['SELF'],
  MARK_DECISION: ['SELF', 'RATER', 'SUPERIOR', 'LEADER'],
  HOLD_WORKSHOP: ['LEADER', 'PERSONNEL_ADMIN'],
  JOIN_WORKSHOP: ['SELF'],
  RECORD_ATTENDANCE: ['LEADER', 'PERSONNEL_ADMIN'],
  SHARE_PRACTICE: ['SELF'],
  RECORD_TRAINING: ['SELF', 'PERSONNEL_ADMIN'],
  JUDGE_TRAINING: ['RATER'],
  PLAN_IMPROVEMENT: ['RATER', 'LEADER'],
  REPORT_IMPROVEMENT: ['RATER', 'LEADER'],

  ISSUE_VISIT_CODES: ['RATER', 'LEADER'],

  READ_TICKETS: ['RATER', 'LEADER'],
  WORK_ON_TICKET: ['RATER', 'LEADER', 'ASSIGNEE'],
  ASSIGN_TICKET: ['RATER', 'LEADER'],
  ESCALATE_TICKET: ['RATER', 'LEADER', 'ASSIGNEE'],
  MODERATE_TICKET: ['RATER', 'LEADER'],
  PUBLISH_REPLY: ['RATER', 'LEADER'],

  MANAGE_FORUM_TOPIC: ['RATER', 'LEADER'],
  MODERATE_FORUM: ['RATER', 'LEADER'],
  ANSWER_IN_FORUM: ['RATER', 'LEADER'],
  SET_FORUM_MODERATION: ['LEADER'],

  RECORD_VISITS: ['RATER', 'LEADER'],

  OBJECT_TO_FIGURE: ['RATER'],
  DECIDE_FIGURE_OBJECTION: ['LEADER'],

  EXCLUDE_RATINGS: ['LEADER'],
  READ_EXCLUSIONS: ['RATER', 'LEADER'],

  MANAGE_WEBHOOKS: ['PERSONNEL_ADMIN'],
} as const satisfies Readonly<Record<Move, readonly Role[]>> & Readonly<Record<string, readonly Role[]>>;

/** Everything that somebody may be allowed to do. */
export type Action = keyof typeof PERMISSIONS;

export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];

/** Who may do it. */
export const rolesFor = (action: Action): readonly Role[] => PERMISSIONS[action];

/** Whether one of the roles may do it. */
export const mayDo = (action: Action, roles: ReadonlySet<Role>): boolean =>
  rolesFor(action).some((role) => roles.has(role));

/** How a role is called, for people. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  SELF: 'pegawai yang bersangkutan',
  RATER: 'pejabat penilai kinerja',
  SUPERIOR: 'atasan pejabat penilai kinerja',
  DELEGATE: 'pejabat yang diberi mandat',
  TEAM_MEMBER: 'anggota tim evaluasi',
  PEER: 'rekan kerja',
  SUBORDINATE: 'bawahan',
  LEADER: 'pimpinan',
  PERSONNEL_ADMIN: 'pengelola kepegawaian',
  ASSIGNEE: 'pegawai yang ditugasi',
};
