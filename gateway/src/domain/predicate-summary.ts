import type { PerformancePredicate } from './performance-predicate.ts';
import { MIN_GROUP } from './protected-group.ts';

/** What the public may know of the predicates of a unit: how many people, and how many are rated good or better. */
export interface PredicateSummary {
  readonly people: number;
  readonly goodOrBetter: number;
}

const GOOD: Readonly<Record<PerformancePredicate, boolean>> = {
  SANGAT_BAIK: true,
  BAIK: true,
  BUTUH_PERBAIKAN: false,
  KURANG: false,
  SANGAT_KURANG: false,
};

/** A group of nobody names nobody; one of a few could be named by their colleagues. */
const isSafe = (people: number): boolean => people === 0 || people >= MIN_GROUP;

/**
 * Sums the predicates of a unit for the public. Null for fewer than ten people, and where those who are rated lower, or
 * those who are rated good, are fewer than ten: the rest would name them, and where nobody is rated good, everybody is
 * named as rated lower (UU 14/2008 art. 17 h 4).
 */
export function summarisePredicates(
  counts: Readonly<Partial<Record<PerformancePredicate, number>>>,
): PredicateSummary | null {
  const all = Object.entries(counts) as [PerformancePredicate, number][];
  const people = all.reduce((sum, [, count]) => sum + count, 0);
  const goodOrBetter = all.reduce((sum, [predicate, count]) => (GOOD[predicate] ? sum + count : sum), 0);
  const lower = people - goodOrBetter;
  return goodOrBetter >= MIN_GROUP && isSafe(lower) ? { people, goodOrBetter } : null;
}
