import { MAX_ACCOUNT } from '../check-input.ts';
import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import type { SubmissionKey } from './submission.ts';
import { submitVersioned } from './submit-versioned.ts';

/** What a report is about: a period as a whole, or what a programme brought about. */
export const REPORT_KINDS = ['PERIODIC', 'PROGRAMME_RESULT'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** A performance report (laporan kinerja) of one period. */
export interface SubmitPerformanceReport {
  readonly period: Period;
  readonly kind: ReportKind;
  readonly output: string;
  readonly outcome?: string | null | undefined;
  readonly obstacles?: string | null | undefined;
  readonly evidence?: readonly string[] | null | undefined;
}

const NEEDS_OUTCOME: Record<ReportKind, boolean> = { PERIODIC: false, PROGRAMME_RESULT: true };

/**
 * Submits an own performance report. There is one of each kind in a period: submitting again before it is evaluated makes
 * a new version. A programme's result needs its outcome beside its output, so that the effect on people can be seen.
 */
export const submitPerformanceReport = (input: SubmitPerformanceReport, context: Context): Promise<SubmissionKey> =>
  submitVersioned(context, {
    kind: 'PerformanceReport',
    period: input.period,
    key: () => ({ kind: input.kind }),
    content: (check) => ({
      output: check.required('output', input.output, MAX_ACCOUNT, 'keluaran: apa yang dihasilkan'),
      outcome: NEEDS_OUTCOME[input.kind]
        ? check.required('outcome', input.outcome, MAX_ACCOUNT, 'hasil: apa pengaruhnya bagi masyarakat')
        : check.optional('outcome', input.outcome, MAX_ACCOUNT),
      obstacles: check.optional('obstacles', input.obstacles, MAX_ACCOUNT),
      evidence: check.links(input.evidence),
    }),
  });
