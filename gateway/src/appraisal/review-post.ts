import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { competencyLevels } from '../domain/appraisal-score.ts';
import {
  type CompetencyGap,
  type RequiredCompetency,
  reviewCompetencies,
  suggestTrainings,
} from '../domain/competency-gap.ts';
import { inLanguage } from '../domain/text.ts';
import type { FoundAppraisal } from './find-appraisal.ts';
import { factsOf } from './score-appraisal.ts';

/** A gap as it is shown. */
export interface ShownGap extends Omit<RequiredCompetency, 'group'>, Omit<CompetencyGap, 'competency'> {
  readonly group: string;
}

/** The person measured against the profile of the post. */
export interface Review {
  readonly gaps: readonly ShownGap[];
  readonly unmeasured: readonly string[];
  readonly fitPercent: number | null;
  readonly fitCategory: string | null;
  readonly trainings: readonly string[];
}

/**
 * Compares measured competencies with the profile of the post; null when the policy measures none. A training that was
 * completed since the first rating is not suggested again.
 */
export const reviewPost = async (db: Pick<Database, 'pool'>, appraisal: FoundAppraisal): Promise<Review | null> => {
  const component = appraisal.policy.components.find((candidate) => candidate.kind === 'COMPETENCY');
  if (component?.kind !== 'COMPETENCY') return null;
  const [facts, { rows: profile }, { rows: completed }] = await Promise.all([
    factsOf(db, appraisal),
    db.pool.query<RequiredCompetency>(
      `select key, competency_group as "group", name, required_level as "requiredLevel", training
       from post_competency where tenant_id = $1 and post_id = $2 order by competency_group, key`,
      [boundTenant(), appraisal.postId],
    ),
    db.pool.query<{ name: string }>(
      // What was completed before has left the gap as it is.
      `select name from training
       where tenant_id = $1 and employee_id = $2 and state = 'CONFIRMED' and completed_on >= (
         select min(submitted_at)::date from assessment
         where tenant_id = $1 and appraisal_id = $3 and assessor_role in ('SUPERVISOR', 'TEAM'))`,
      [boundTenant(), appraisal.employeeId, appraisal.id],
    ),
  ]);
  const review = reviewCompetencies(profile, competencyLevels(component, facts), component.fit);
  return {
    gaps: review.gaps.map(({ competency, level, gap }) => ({ ...competency, level, gap })),
    unmeasured: review.unmeasured.map(({ name }) => name),
    fitPercent: review.fit?.percent ?? null,
    fitCategory: review.fit === null ? null : inLanguage(review.fit.category),
    trainings: suggestTrainings(review.gaps, new Set(completed.map(({ name }) => name))).map(
      ({ training }) => training,
    ),
  };
};
