import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { scoreAppraisal } from '../domain/appraisal-score.ts';
import { type Expectation, performancePredicate } from '../domain/performance-predicate.ts';
import { invalid, issue } from '../refusals.ts';
import { approachAppraisal } from './find-appraisal.ts';
import { type MoveInput, makeMove } from './make-move.ts';
import { factsOf } from './score-appraisal.ts';
import { written } from './written.ts';

/** The two ratings, and what is recommended. */
export interface DecideResult extends MoveInput {
  readonly workResult: Expectation;
  readonly behaviour: Expectation;
  /** Needed where a rating differs from the proposed one. */
  readonly reason?: string | null | undefined;
  readonly recommendation?: string | null | undefined;
}

/**
 * Sets the two ratings and with them the predicate, and delivers the evaluation document. The figures propose; the rater
 * decides, and gives his reason where he decides otherwise (PermenPANRB 6/2022, annex, stage three).
 */
export const decideResult = async (input: DecideResult, context: Context): Promise<string> => {
  const approached = await approachAppraisal(context, input.appraisalId);
  const facts = await factsOf(context.db, approached.appraisal);
  const { axes } = scoreAppraisal(approached.appraisal.policy, facts);
  return makeMove(context, input, 'DECIDE_RESULT', async ({ client, appraisal, now }) => {
    const reason = written('reason', input.reason);
    const chosen = { WORK_RESULT: input.workResult, BEHAVIOUR: input.behaviour } as const;
    const differs = (['WORK_RESULT', 'BEHAVIOUR'] as const).filter(
      (axis) => axes[axis].proposed !== null && axes[axis].proposed !== chosen[axis],
    );
    if (differs.length > 0 && reason === null)
      throw invalid(
        issue(
          'reason',
          input.reason,
          `alasan, karena rating berbeda dari usulan (${differs.map((axis) => axes[axis].proposed).join(', ')})`,
        ),
      );
    const predicate = performancePredicate(input);
    await client.query(
      `update appraisal set work_result = $3, behaviour = $4, predicate = $5, recommendation = $6, decided_at = $7,
              decided_facts = $8
       where tenant_id = $1 and id = $2`,
      [
        boundTenant(),
        appraisal.id,
        input.workResult,
        input.behaviour,
        predicate,
        written('recommendation', input.recommendation),
        now,
        JSON.stringify(facts),
      ],
    );
    return {
      why: reason,
      before: { workResult: appraisal.workResult, behaviour: appraisal.behaviour, predicate: appraisal.predicate },
      after: { workResult: input.workResult, behaviour: input.behaviour, predicate, proposed: axes },
    };
  });
};
