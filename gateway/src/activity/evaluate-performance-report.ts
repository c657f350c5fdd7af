import { MAX_ACCOUNT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { type Judgement, judgeSubmission } from './judge-submission.ts';
import type { SubmissionKey } from './submission.ts';

/** What a superior says of a performance report. */
export interface Evaluation extends Judgement {
  readonly strengths?: string | null | undefined;
  readonly improvements?: string | null | undefined;
}

/** The evaluation of a performance report by the rater, or by the rater's superior. */
export const evaluatePerformanceReport = (evaluation: Evaluation, context: Context): Promise<SubmissionKey> =>
  judgeSubmission(context, evaluation, {
    kind: 'PerformanceReport',
    words: (check) => ({
      strengths: check.optional('strengths', evaluation.strengths, MAX_ACCOUNT),
      improvements: check.optional('improvements', evaluation.improvements, MAX_ACCOUNT),
    }),
  });
