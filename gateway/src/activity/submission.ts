import type { Pool, PoolClient } from 'pg';
import { type Action, ROLE_NAMES, rolesFor } from '../access/permissions.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import {
  movesFrom,
  SUBMISSION_MOVE_NAMES,
  SUBMISSION_STATE_NAMES,
  type SubmissionMove,
  type SubmissionState,
  stateAfter,
} from '../domain/submission.ts';
import { notFound } from '../errors.ts';
import { decodeGlobalId } from '../global-id.ts';
import { changedMeanwhile, notAllowedNow } from '../refusals.ts';

/** The right that each move needs; a move that is not named cannot be made with this kind of thing. */
type Rights = Partial<Record<SubmissionMove, Action>>;

const judgedBy = <Right extends Action>(action: Right) => ({ ACCEPTED: action, RETURNED: action, REJECTED: action });

/** Everything that is submitted to a superior: how it is called, where it is stored, who may do what with it. */
export const SUBMISSIONS = {
  Activity: {
    noun: 'Kegiatan ini',
    table: 'activity',
    rights: { SUBMIT: 'LOG_ACTIVITY', WITHDRAW: 'LOG_ACTIVITY', ...judgedBy('JUDGE_ACTIVITY') },
  },
  PerformanceReport: {
    noun: 'Laporan kinerja ini',
    table: 'performance_report',
    rights: { SUBMIT: 'SUBMIT_REPORT', ...judgedBy('EVALUATE_REPORT') },
  },
  Contribution: {
    noun: 'Kontribusi ini',
    table: 'contribution',
    rights: { SUBMIT: 'CLAIM_CONTRIBUTION', WITHDRAW: 'CLAIM_CONTRIBUTION', ...judgedBy('JUDGE_CONTRIBUTION') },
  },
} as const satisfies Record<string, { readonly noun: string; readonly table: string; readonly rights: Rights }>;

export type SubmissionKind = keyof typeof SUBMISSIONS;

/** Something that was submitted, as far as moves go. */
export interface Submission {
  readonly id: string;
  readonly employeeId: string;
  readonly state: SubmissionState;
  readonly version: number;
  readonly note: string | null;
}

/** Which one: what a change gives back, and all of its fields follow from. */
export interface SubmissionKey {
  readonly tenantId: string;
  readonly id: string;
}

/** Which one is meant, and in which version the person saw it. */
export interface SubmissionChoice {
  /** Global id. */
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * The key behind the global id of a submission of the bound tenant.
 *
 * @throws NOT_FOUND for anything else.
 */
const keyOfSubmission = (kind: SubmissionKind, globalId: string): string => {
  const key = decodeGlobalId(globalId);
  if (key?.type === kind && key.tenantId === boundTenant()) return key.id;
  throw notFound('id', globalId, `the id of a ${kind}`);
};

/** @param locked Whether other changes wait until the transaction ends. @throws NOT_FOUND. */
export const loadSubmission = async (
  client: Pool | PoolClient,
  kind: SubmissionKind,
  globalId: string,
  locked = false,
): Promise<Submission> => {
  const { rows } = await client.query<Submission>(
    `select id, employee_id as "employeeId", state, version, note from ${SUBMISSIONS[kind].table}
     where tenant_id = $1 and id = $2 ${locked ? 'for update' : ''}`,
    [boundTenant(), keyOfSubmission(kind, globalId)],
  );
  const [found] = rows;
  if (found === undefined) throw notFound('id', globalId, `the id of a ${kind}`);
  return found;
};

const possibleWith = (kind: SubmissionKind, state: SubmissionState): readonly string[] => {
  const rights: Rights = SUBMISSIONS[kind].rights;
  return movesFrom(state).flatMap((move) => {
    const right = rights[move];
    if (right === undefined) return [];
    const who = rolesFor(right).map((role) => ROLE_NAMES[role]);
    return [`${SUBMISSION_MOVE_NAMES[move]} (${who.join(', ')})`];
  });
};

/**
 * Where a move leads.
 *
 * @throws {Refused} when it cannot be made in the present state, or another version is stored than the person saw.
 */
export const moved = (
  kind: SubmissionKind,
  { state, version }: Pick<Submission, 'state' | 'version'>,
  move: SubmissionMove,
  expectedVersion?: number | null,
): SubmissionState => {
  const { noun } = SUBMISSIONS[kind];
  if (expectedVersion != null && expectedVersion !== version) throw changedMeanwhile(noun, version);
  const next = stateAfter(state, move);
  if (next !== null) return next;
  const possible = possibleWith(kind, state);
  throw notAllowedNow(
    `${noun} sudah berstatus ${SUBMISSION_STATE_NAMES[state]}, sehingga tidak bisa lagi ${SUBMISSION_MOVE_NAMES[move]}. ` +
      (possible.length === 0 ? 'Tidak ada lagi yang dapat dilakukan.' : `Yang bisa sekarang: ${possible.join('; ')}.`),
    possible,
  );
};

/**
 * Lets the changes of one person's submissions wait for each other until the transaction ends: whether entries overlap
 * can only be said of all of them.
 */
export const lockSubmissionsOf = async (client: PoolClient, employeeId: string): Promise<void> => {
  await client.query('select from employee where tenant_id = $1 and id = $2 for no key update', [
    boundTenant(),
    employeeId,
  ]);
};
