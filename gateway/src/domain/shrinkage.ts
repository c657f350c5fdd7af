/** Prior strength when there is too little to estimate it from, and its limits. */
const PRIOR = { initial: 20, min: 10, max: 60, minUnits: 5, minRatings: 100 } as const;
/** Share of the unit means that is clipped on either side, so that one very bad unit does not set the spread. */
const CLIPPED = 0.1;

/** First and second moment of a unit's own ratings: all that the method needs, for one question as for nine elements. */
export interface Moments {
  /** Ratings with at least one answered element, recaps excluded. */
  readonly ratings: number;
  /** Centre on the scale 1–4: the official index of these ratings / 25, not rounded. 0 without ratings. */
  readonly mean: number;
  /** Population variance of the ratings' own means. One rating is the unit of analysis: answers inside one are correlated. */
  readonly variance: number;
}

/** How much units differ (between) against how much ratings within a unit differ. */
export interface Spread {
  readonly units: number;
  readonly ratings: number;
  /** MSW; null when there is no rating more than there are units. */
  readonly within: number | null;
  /** MSB, from clipped means; null with fewer than two units. */
  readonly between: number | null;
  /** n₀, the typical number of ratings of a unit. */
  readonly typicalRatings: number;
}

/** The spread of all units that have ratings of their own. */
export function spreadOf(rated: readonly Moments[]): Spread {
  const units = rated.length;
  const ratings = sum(rated, (unit) => unit.ratings);
  const within = ratings > units ? sum(rated, (unit) => unit.ratings * unit.variance) / (ratings - units) : null;
  if (units < 2) return { units, ratings, within, between: null, typicalRatings: ratings };
  const clip = clipper(rated.map(({ mean }) => mean));
  const center = sum(rated, (unit) => unit.ratings * clip(unit.mean)) / ratings;
  const between = sum(rated, (unit) => unit.ratings * (clip(unit.mean) - center) ** 2) / (units - 1);
  const typicalRatings = (ratings - sum(rated, (unit) => unit.ratings ** 2) / ratings) / (units - 1);
  return { units, ratings, within, between, typicalRatings };
}

/** Sets the ⌊K/10⌋ lowest and highest means to the next one inwards. */
function clipper(means: readonly number[]): (mean: number) => number {
  const sorted = [...means].sort((a, b) => a - b);
  const clipped = Math.floor(CLIPPED * sorted.length);
  const lowest = sorted[clipped] ?? Number.NEGATIVE_INFINITY;
  const highest = sorted.at(-1 - clipped) ?? Number.POSITIVE_INFINITY;
  return (mean) => Math.min(highest, Math.max(lowest, mean));
}

/** The average unit, and how many ratings it counts for. */
export interface Prior {
  /** A. */
  readonly strength: number;
  /** μ. */
  readonly mean: number;
  /** q − μ². */
  readonly variance: number;
}

/** Steps 1 and 2. */
export function priorOf(rated: readonly Moments[], spread: Spread): Prior {
  const strength = priorStrength(spread);
  const weight = ({ ratings }: Moments) => ratings / (ratings + strength);
  const weights = sum(rated, weight);
  const mean = sum(rated, (unit) => weight(unit) * unit.mean) / weights;
  const variance = sum(rated, (unit) => weight(unit) * (unit.variance + (unit.mean - mean) ** 2)) / weights;
  return { strength, mean, variance };
}

function priorStrength({ units, ratings, within, between, typicalRatings }: Spread): number {
  if (units < PRIOR.minUnits || ratings < PRIOR.minRatings || within === null || between === null) return PRIOR.initial;
  if (between <= within) return PRIOR.max;
  return Math.min(PRIOR.max, Math.max(PRIOR.min, (typicalRatings * within) / (between - within)));
}

/** What is known about a unit's true mean once its ratings are weighed against the average. */
export interface Posterior {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Step 3, in moments: a unit's own ratings, and `prior.strength` average ones. FAIRNESS writes the variance as a difference of
 * squares; here it is the same figure as a sum, which does not lose its digits when all ratings are nearly equal.
 */
export function posteriorOf(unit: Moments, prior: Prior): Posterior {
  const size = unit.ratings + prior.strength;
  const mean = (unit.ratings * unit.mean + prior.strength * prior.mean) / size;
  const own = unit.ratings * (unit.variance + (unit.mean - mean) ** 2);
  const average = prior.strength * (prior.variance + (prior.mean - mean) ** 2);
  return { mean, variance: (own + average) / size / (size + 1) };
}

/** Step 8: the share of the differences between the placed units that is not chance, 0 to 1. */
export function rankabilityOf({ within, between, typicalRatings }: Spread, placed: readonly Moments[]): number {
  if (within === null || between === null || between <= within) return 0;
  const trueVariance = (between - within) / typicalRatings;
  return trueVariance / (trueVariance + median(placed.map(({ ratings }) => within / ratings)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
