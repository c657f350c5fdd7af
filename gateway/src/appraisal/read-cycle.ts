import type { Pool } from 'pg';
import { grantedRoles } from '../access/granted-roles.ts';
import { mayDo } from '../access/permissions.ts';
import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import {
  CIRCULAR_GUIDANCE,
  type DistributionWarning,
  distributionWarnings,
  type OrganisationAchievement,
} from '../domain/organisation-achievement.ts';
import { PERFORMANCE_PREDICATES, type PerformancePredicate } from '../domain/performance-predicate.ts';
import type { Period } from '../domain/period.ts';
import { notFound } from '../errors.ts';

/** A cycle as leaders and personnel admins see it. */
export interface FoundCycle {
  readonly tenantId: string;
  readonly id: string;
  readonly period: Period;
  readonly policyKey: string;
  readonly policyVersion: number;
  readonly openedAt: Date;
}

const COLUMNS = `id, period, policy_key as "policyKey", policy_version as "policyVersion", opened_at as "openedAt"`;

/** Cycles of the bound tenant for whoever may see how far people are; the latest period first. */
export const listCycles = async (context: Context, first: number): Promise<readonly FoundCycle[]> => {
  const viewer = requireViewer(context);
  if (!mayDo('READ_PARTICIPATION', grantedRoles(viewer))) return [];
  const { rows } = await context.db.pool.query<Omit<FoundCycle, 'tenantId'>>(
    `select ${COLUMNS} from appraisal_cycle where tenant_id = $1 order by period desc, id limit $2`,
    [boundTenant(), first],
  );
  return rows.map((row) => ({ tenantId: viewer.tenantId, ...row }));
};

/**
 * A cycle by its key.
 *
 * @throws NOT_FOUND for one that does not exist, and for whoever may not see it.
 */
export const findCycle = async (context: Context, id: string, shownId = id): Promise<FoundCycle> => {
  const { viewer, db } = context;
  const { rows } = await db.pool.query<Omit<FoundCycle, 'tenantId'>>(
    `select ${COLUMNS} from appraisal_cycle where tenant_id = $1 and id = $2`,
    [boundTenant(), id],
  );
  const [row] = rows;
  if (row === undefined || viewer === null || !mayDo('READ_PARTICIPATION', grantedRoles(viewer)))
    throw notFound('id', shownId, 'the id of an AppraisalCycle');
  return { tenantId: viewer.tenantId, ...row };
};

/** How many appraisals stand where. */
export interface StageCount {
  readonly stage: Stage;
  readonly appraisals: number;
}

/** How far a cycle is: appraisals by stage, of one unit or of all. */
export const countStages = async (pool: Pool, cycleId: string, unitId: string | null): Promise<StageCount[]> => {
  const { rows } = await pool.query<StageCount>(
    `select stage, count(*)::integer as appraisals from appraisal
     where tenant_id = $1 and cycle_id = $2 and ($3::uuid is null or unit_id = $3) group by stage order by stage`,
    [boundTenant(), cycleId, unitId],
  );
  return rows;
};

/** Predicates of a unit beside what the guidance says of an organisation of its achievement. */
export interface Distribution {
  readonly achievement: OrganisationAchievement | null;
  readonly counts: Readonly<Record<PerformancePredicate, number>>;
  readonly warnings: readonly DistributionWarning[];
}

/** Compares the predicates of a unit with the distribution guidance: a warning, never a block. */
export const readDistribution = async (pool: Pool, cycleId: string, unitId: string): Promise<Distribution> => {
  const [{ rows: stored }, { rows: counted }] = await Promise.all([
    pool.query<{ achievement: OrganisationAchievement }>(
      'select achievement from organisation_achievement where tenant_id = $1 and cycle_id = $2 and unit_id = $3',
      [boundTenant(), cycleId, unitId],
    ),
    pool.query<{ predicate: PerformancePredicate; people: number }>(
      `select predicate, count(*)::integer as people from appraisal
       where tenant_id = $1 and cycle_id = $2 and unit_id = $3 and predicate is not null group by predicate`,
      [boundTenant(), cycleId, unitId],
    ),
  ]);
  const achievement = stored[0]?.achievement ?? null;
  const counts = Object.fromEntries(
    PERFORMANCE_PREDICATES.map((predicate) => [
      predicate,
      counted.find((row) => row.predicate === predicate)?.people ?? 0,
    ]),
  ) as Record<PerformancePredicate, number>;
  return {
    achievement,
    counts,
    warnings: achievement === null ? [] : distributionWarnings(achievement, counts, CIRCULAR_GUIDANCE),
  };
};
