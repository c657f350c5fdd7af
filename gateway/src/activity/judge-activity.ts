import { ROLE_NAMES, rolesFor } from '../access/permissions.ts';
import type { Context } from '../context.ts';
import { SUBMISSION_MOVE_NAMES, type Verdict } from '../domain/submission.ts';
import { type Judgement, judgeSubmission } from './judge-submission.ts';
import { refuseClosedLog } from './refuse-closed-log.ts';
import type { SubmissionKey } from './submission.ts';
import { tenantZone } from './tenant-zone.ts';

const FINAL_VERDICTS: readonly Verdict[] = ['ACCEPTED', 'REJECTED'];

/**
 * The verdict of the rater, or of whoever stands in for him, on an entry of the daily log. It may come after the month has
 * closed, for a late verdict is not the employee's fault; but then nothing is returned that could not be corrected any more.
 */
export const judgeActivity = (judgement: Judgement, context: Context): Promise<SubmissionKey> =>
  judgeSubmission(context, judgement, {
    kind: 'Activity',
    refuse: async (client, activity) => {
      if (judgement.verdict !== 'RETURNED') return;
      const who = rolesFor('JUDGE_ACTIVITY').map((role) => ROLE_NAMES[role]);
      const allowed = FINAL_VERDICTS.map((verdict) => `${SUBMISSION_MOVE_NAMES[verdict]} (${who.join(', ')})`);
      await refuseClosedLog(client, activity, { now: context.now(), zone: await tenantZone(context) }, allowed);
    },
  });
