import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { creditPoints, FUNCTIONAL_LEVELS, type FunctionalLevel } from '../domain/credit-points.ts';
import { monthsOf } from '../domain/period.ts';
import type { FoundAppraisal } from './find-appraisal.ts';

const isLevel = (text: string | null): text is FunctionalLevel => FUNCTIONAL_LEVELS.some((level) => level === text);

/** Angka kredit of a decided appraisal, by the functional level of the post; null where the post has none. */
export const creditPointsOf = async (
  pool: Pool,
  { postId, predicate, period }: FoundAppraisal,
): Promise<number | null> => {
  if (predicate === null) return null;
  const { rows } = await pool.query<{ level: string | null }>(
    'select functional_level as level from post where tenant_id = $1 and id = $2',
    [boundTenant(), postId],
  );
  const level = rows[0]?.level ?? null;
  return isLevel(level) ? creditPoints({ predicate, level, months: monthsOf(period).length }).value : null;
};
