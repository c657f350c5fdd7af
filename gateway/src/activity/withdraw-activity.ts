import type { Context } from '../context.ts';
import { refuseClosedLog } from './refuse-closed-log.ts';
import type { SubmissionChoice, SubmissionKey } from './submission.ts';
import { tenantZone } from './tenant-zone.ts';
import { withdrawSubmission } from './withdraw-submission.ts';

/** Takes back an own entry that has no verdict or was returned, while its month is open. */
export const withdrawActivity = (choice: SubmissionChoice, context: Context): Promise<SubmissionKey> =>
  withdrawSubmission(context, choice, {
    kind: 'Activity',
    refuse: async (client, activity) =>
      refuseClosedLog(client, activity, { now: context.now(), zone: await tenantZone(context) }),
  });
