import type { Approached } from '../appraisal/find-appraisal.ts';
import { maySeeScore } from '../appraisal/may-see-score.ts';
import { factsOf } from '../appraisal/score-appraisal.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { scoreAppraisal } from '../domain/appraisal-score.ts';
import type { ScoreInWords } from '../domain/appraisal-words.ts';
import type { Text } from '../domain/text.ts';

const NAMES = {
  name: 'appraisal_part_names',
  text: `select id::text as key, name from indicator where tenant_id = $1 and appraisal_id = $2
         union all
         select key, name from post_competency where tenant_id = $1 and post_id = $3`,
};

/** Everything that the words about the score of an appraisal need; null for whoever does not see it. */
export const explainAppraisal = async (
  approached: Approached,
  { db }: Pick<Context, 'db'>,
): Promise<ScoreInWords | null> => {
  if (!(await maySeeScore(db.pool, approached))) return null;
  const { appraisal } = approached;
  const { policy, workResult, behaviour, predicate } = appraisal;
  const [facts, { rows }] = await Promise.all([
    factsOf(db, appraisal),
    db.pool.query<{ key: string; name: string }>({
      ...NAMES,
      values: [boundTenant(), appraisal.id, appraisal.postId],
    }),
  ]);
  return {
    policy,
    facts,
    score: scoreAppraisal(policy, facts),
    names: new Map<string, Text>(rows.map(({ key, name }) => [key, { id: name }])),
    decided:
      workResult === null || behaviour === null || predicate === null ? null : { workResult, behaviour, predicate },
  };
};
