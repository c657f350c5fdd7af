import type { Context } from '../context.ts';
import { type Judgement, judgeSubmission } from './judge-submission.ts';
import type { SubmissionKey } from './submission.ts';

/** The rater's verdict on a claimed contribution. */
export const judgeContribution = (judgement: Judgement, context: Context): Promise<SubmissionKey> =>
  judgeSubmission(context, judgement, { kind: 'Contribution' });
