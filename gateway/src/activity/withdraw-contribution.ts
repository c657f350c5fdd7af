import type { Context } from '../context.ts';
import type { SubmissionChoice, SubmissionKey } from './submission.ts';
import { withdrawSubmission } from './withdraw-submission.ts';

/** Takes back an own claim that has no verdict or was returned. */
export const withdrawContribution = (choice: SubmissionChoice, context: Context): Promise<SubmissionKey> =>
  withdrawSubmission(context, choice, { kind: 'Contribution' });
