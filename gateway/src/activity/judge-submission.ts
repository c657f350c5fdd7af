import type { PoolClient } from 'pg';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, type InputCheck, MAX_ACCOUNT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Verdict } from '../domain/submission.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import {
  loadSubmission,
  moved,
  SUBMISSIONS,
  type Submission,
  type SubmissionChoice,
  type SubmissionKey,
  type SubmissionKind,
} from './submission.ts';

/** A superior's verdict. */
export interface Judgement extends SubmissionChoice {
  readonly verdict: Verdict;
  /** What the superior says about it; whoever gets something back, or rejected, must be told why. */
  readonly note?: string | null | undefined;
}

/** What differs between the kinds of things that are judged. */
export interface JudgedKind {
  readonly kind: SubmissionKind;
  /** Further words of the verdict, by their column. */
  readonly words?: (check: InputCheck) => Readonly<Record<'strengths' | 'improvements', string | null>>;
  /** Refuses a verdict for a reason of this kind. */
  readonly refuse?: (client: PoolClient, submission: Submission) => Promise<void>;
}

const NEEDS_REASON: Record<Verdict, boolean> = { ACCEPTED: false, RETURNED: true, REJECTED: true };

/**
 * Gives a verdict on something that was submitted, with its audit row. Nobody judges his own, for towards oneself one is
 * only oneself.
 *
 * @throws {Refused}; NOT_FOUND for an id that does not exist.
 */
export const judgeSubmission = async (
  context: Context,
  { id: globalId, verdict, note: givenNote, expectedVersion }: Judgement,
  { kind, words, refuse }: JudgedKind,
): Promise<SubmissionKey> => {
  const viewer = requireViewer(context);
  const { table, rights } = SUBMISSIONS[kind];
  const { id, employeeId } = await loadSubmission(context.db.pool, kind, globalId);
  await refuseUnless(context, rights[verdict], await rolesTowards(context, employeeId), id);
  const check = checkInput();
  const note = NEEDS_REASON[verdict]
    ? check.required('note', givenNote, MAX_ACCOUNT, 'alasan, karena tidak diterima')
    : check.optional('note', givenNote, MAX_ACCOUNT);
  const further = Object.entries(words?.(check) ?? {});
  check.finish();

  const now = context.now();
  await transaction(context.db.pool, async (client) => {
    const before = await loadSubmission(client, kind, globalId, true);
    const state = moved(kind, before, verdict, expectedVersion);
    await refuse?.(client, before);
    await client.query(
      `update ${table} set state = $3, version = version + 1, judged_by_id = $4, judged_at = $5, note = $6
         ${further.map(([column], place) => `, ${column} = $${place + 7}`).join('')}
       where tenant_id = $1 and id = $2`,
      [boundTenant(), id, state, viewer.employeeId, now, note, ...further.map(([, text]) => text)],
    );
    await recordEvent(client, {
      at: now,
      actor: actorOf(viewer),
      action: `${table}.judged`,
      subject: id,
      detail: {
        why: note,
        before: { state: before.state, note: before.note },
        after: { state, note, ...Object.fromEntries(further) },
      },
    });
  });
  return { tenantId: boundTenant(), id };
};
