/** What a superior says of something that was submitted to him. */
export const VERDICTS = ['ACCEPTED', 'RETURNED', 'REJECTED'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Where something stands that an employee submits to a superior: an entry of the daily log, a report, a claim. */
export const SUBMISSION_STATES = ['PENDING', ...VERDICTS, 'WITHDRAWN'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** What can be done with it: the employee submits (again) or withdraws, the superior gives a verdict. */
export const SUBMISSION_MOVES = ['SUBMIT', 'WITHDRAW', ...VERDICTS] as const;
export type SubmissionMove = (typeof SUBMISSION_MOVES)[number];

const NOTHING = { SUBMIT: null, WITHDRAW: null, ACCEPTED: null, RETURNED: null, REJECTED: null } as const;

/** Rows: where it stands. Columns: what is done. Where that leads; null where it cannot be done. */
const LEADS_TO: Record<SubmissionState, Record<SubmissionMove, SubmissionState | null>> = {
  PENDING: {
    SUBMIT: 'PENDING',
    WITHDRAW: 'WITHDRAWN',
    ACCEPTED: 'ACCEPTED',
    RETURNED: 'RETURNED',
    REJECTED: 'REJECTED',
  },
  RETURNED: { ...NOTHING, SUBMIT: 'PENDING', WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: { ...NOTHING, SUBMIT: 'PENDING' },
  ACCEPTED: NOTHING,
  REJECTED: NOTHING,
};

/** Where a move leads from a state; null when it cannot be made there. */
export const stateAfter = (state: SubmissionState, move: SubmissionMove): SubmissionState | null =>
  LEADS_TO[state][move];

/** What can be done in a state. */
export const movesFrom = (state: SubmissionState): readonly SubmissionMove[] =>
  SUBMISSION_MOVES.filter((move) => LEADS_TO[state][move] !== null);

/** How a state is called, for people. */
export const SUBMISSION_STATE_NAMES: Readonly<Record<SubmissionState, string>> = {
  PENDING: 'menunggu penilaian',
  ACCEPTED: 'diterima',
  RETURNED: 'dikembalikan untuk diperbaiki',
  REJECTED: 'ditolak',
  WITHDRAWN: 'ditarik',
};

/** How a move is called, for people. */
export const SUBMISSION_MOVE_NAMES: Readonly<Record<SubmissionMove, string>> = {
  SUBMIT: 'memperbaiki dan mengirim lagi',
  WITHDRAW: 'menarik',
  ACCEPTED: 'menerima',
  RETURNED: 'mengembalikan untuk diperbaiki',
  REJECTED: 'menolak',
};
