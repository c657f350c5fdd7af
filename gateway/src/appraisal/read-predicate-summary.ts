import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { PerformancePredicate } from '../domain/performance-predicate.ts';
import type { Period } from '../domain/period.ts';
import { type PredicateSummary, summarisePredicates } from '../domain/predicate-summary.ts';
import { policyOf } from './stored-policy.ts';

interface CycleOf {
  readonly id: string;
  readonly policyKey: string;
  readonly policyVersion: number;
  /** Appraisals of the unit that are not final yet. */
  readonly open: number;
}

/**
 * The predicates of a unit in a period, for the public: only where the policy publishes them and is no pilot, once all are
 * final, and only as far as nobody can be named.
 */
export const readPredicateSummary = async (
  pool: Pool,
  unitId: string,
  period: Period,
): Promise<PredicateSummary | null> => {
  const { rows: cycles } = await pool.query<CycleOf>(
    `select appraisal_cycle.id, policy_key as "policyKey", policy_version as "policyVersion",
            count(*) filter (where stage <> 'FINAL')::integer as open
     from appraisal_cycle
     join appraisal on appraisal.tenant_id = $1 and cycle_id = appraisal_cycle.id and unit_id = $2
     where appraisal_cycle.tenant_id = $1 and period = $3 group by appraisal_cycle.id, policy_key, policy_version`,
    [boundTenant(), unitId, period],
  );
  const [cycle] = cycles;
  if (cycle === undefined || cycles.length > 1 || cycle.open > 0) return null;
  const { publication } = await policyOf(pool, cycle.policyKey, cycle.policyVersion);
  if (publication.pilot || !publication.unitSummary) return null;
  const { rows } = await pool.query<{ predicate: PerformancePredicate; people: number }>(
    `select predicate, count(*)::integer as people from appraisal
     where tenant_id = $1 and cycle_id = $2 and unit_id = $3 group by predicate`,
    [boundTenant(), cycle.id, unitId],
  );
  return summarisePredicates(Object.fromEntries(rows.map(({ predicate, people }) => [predicate, people])));
};
