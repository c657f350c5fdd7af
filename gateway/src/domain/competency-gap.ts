import type { CompetencyGroup } from './appraisal-policy.ts';
import { Fraction, publish } from './fraction.ts';
import type { Text } from './text.ts';

/** A competency that a post needs (PermenPANRB 38/2017): ability, knowledge or attitude, at a level from 1 to 5. */
export interface RequiredCompetency {
  readonly key: string;
  readonly group: CompetencyGroup;
  readonly name: string;
  readonly requiredLevel: number;
  /** Training that leads there; null where the tenant names none. */
  readonly training: string | null;
}

/** A competency of which less was measured than the post needs. */
export interface CompetencyGap {
  readonly competency: RequiredCompetency;
  /** Measured level, 1 to 5; of several assessors their mean, rounded half-up to two decimals. */
  readonly level: number;
  /** Levels that are missing, more than 0 and at most 4, rounded likewise. */
  readonly gap: number;
}

/** Lowest job-fit in percent of a category, best first and the last from 0. Agencies differ, so bounds are data of a tenant. */
export interface FitBound {
  readonly from: number;
  readonly name: Text;
}

/** How far a person meets the profile of a post. */
export interface JobFit {
  /** Mean over the measured competencies of level by required level in percent, none above 100; before rounding. */
  readonly exact: Fraction;
  /** Rounded half-up to two decimals; the category follows from this figure. */
  readonly percent: number;
  readonly category: Text;
}

/** A person measured against the profile of the post. */
export interface CompetencyReview {
  /** Widest first; those alike in the order of the profile. */
  readonly gaps: readonly CompetencyGap[];
  /** Null while nothing was measured. */
  readonly fit: JobFit | null;
  /** Competencies of the profile that nobody has measured: neither met nor missing, and not part of the fit. */
  readonly unmeasured: readonly RequiredCompetency[];
}

/** A training that closes gaps. */
export interface TrainingSuggestion {
  readonly training: string;
  /** What it is suggested for, widest gap first. */
  readonly gaps: readonly CompetencyGap[];
}

const LOWEST = new Fraction(1);
const HIGHEST = new Fraction(5);
const ALL = new Fraction(100);

/**
 * Compares the profile of a post with what was measured of a person.
 * @param levels measured level by key of the competency, 1 to 5. Absent or null means not measured, which is never zero.
 * @param bounds categories of the job-fit.
 * @throws RangeError for a level or a required level outside 1 to 5, and for bounds that leave a percentage without category.
 */
export function reviewCompetencies(
  profile: readonly RequiredCompetency[],
  levels: ReadonlyMap<string, Fraction | number | null>,
  bounds: readonly FitBound[],
): CompetencyReview {
  const reviewed = profile.map((competency) => {
    const level = levels.get(competency.key) ?? null;
    const required = readLevel(`required level of ${competency.key}`, competency.requiredLevel);
    return { competency, required, level: level === null ? null : readLevel(`level of ${competency.key}`, level) };
  });
  const measured = reviewed.flatMap(({ level, ...rest }) => (level === null ? [] : [{ ...rest, level }]));
  const gaps = measured
    .map(({ competency, required, level }) => ({ competency, level, missing: required.sub(level) }))
    .filter(({ missing }) => missing.compare(0) > 0)
    .toSorted((a, b) => b.missing.compare(a.missing));
  const parts = measured.map(({ required, level }) => levelShare(level, required));
  return {
    gaps: gaps.map(({ competency, level, missing }) => ({ competency, level: publish(level), gap: publish(missing) })),
    fit: parts.length === 0 ? null : jobFit(parts, bounds),
    unmeasured: reviewed.flatMap(({ competency, level }) => (level === null ? [competency] : [])),
  };
}

/** A level in percent of the required one; one above it does not make up for another that is missing. */
export function levelShare(level: Fraction, required: Fraction | number): Fraction {
  const share = level.div(required).mul(ALL);
  return share.compare(ALL) > 0 ? ALL : share;
}

/**
 * Trainings for the gaps, the one for the widest gap first; a training that closes several stands once.
 * @param completed names of trainings that the person has completed since she was measured: they are not suggested again.
 */
export function suggestTrainings(
  gaps: readonly CompetencyGap[],
  completed: ReadonlySet<string> = new Set(),
): readonly TrainingSuggestion[] {
  const byTraining = new Map<string, readonly CompetencyGap[]>();
  for (const gap of gaps) {
    const { training } = gap.competency;
    if (training === null || completed.has(training)) continue;
    byTraining.set(training, [...(byTraining.get(training) ?? []), gap]);
  }
  return [...byTraining].map(([training, closed]) => ({ training, gaps: closed }));
}

function jobFit(parts: readonly Fraction[], bounds: readonly FitBound[]): JobFit {
  const exact = parts.reduce((sum, part) => sum.add(part), new Fraction(0)).div(parts.length);
  const percent = publish(exact);
  const bound = bounds.find(({ from }) => percent >= from);
  if (bound === undefined) throw new RangeError(`No category of job-fit reaches down to ${percent} %.`);
  return { exact, percent, category: bound.name };
}

function readLevel(what: string, value: Fraction | number): Fraction {
  const level = new Fraction(value);
  if (level.compare(LOWEST) >= 0 && level.compare(HIGHEST) <= 0) return level;
  throw new RangeError(`The ${what} is from 1 to 5, got ${level.toFraction()}.`);
}
