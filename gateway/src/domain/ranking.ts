import { betaInterval, type Interval, normalQuantile } from './estimate.ts';
import { MIN_GROUP } from './protected-group.ts';
import type { Questionnaire } from './questionnaire.ts';
import { satisfactionIndex } from './satisfaction-index.ts';
import { type Moments, type Posterior, posteriorOf, priorOf, rankabilityOf, spreadOf } from './shrinkage.ts';
import { ratingScale, type Tally } from './tally.ts';
import type { WithheldReason } from './withheld-reason.ts';

/** Fewer people than this, and a unit's figure would be about a person. */
export const MIN_STAFF = 3;
/** Below this a unit has a figure but no band: ten ratings span a whole service grade. */
export const MIN_RATINGS_TO_RANK = 30;
/** With fewer rankable units there is nothing to compare with. */
const MIN_UNITS = 3;
/** Chance that a board contains any wrong claim. */
const ALPHA = 0.05;
/** Differences smaller than this many score points (2 index points) get no label even when they are proven. */
const MIN_EFFECT = 0.08;
/** Below this the differences between units are mostly chance, and a rank would mislead (van Dishoeck et al. 2011). */
const MIN_RANKABILITY = 0.5;

/** A unit that asks for a place; units are compared only with others of their kind. */
export interface Candidate extends Moments {
  readonly id: string;
  readonly name: string;
  /** Null while unknown, which withholds the unit as too few does. */
  readonly staffCount: number | null;
  /** A reason to withhold that does not follow from the numbers here. */
  readonly hidden?: WithheldReason | undefined;
}

export type Band = 'ABOVE' | 'AROUND' | 'BELOW' | 'UNBANDED';

/** Where a unit could truly stand, both ends included. */
export interface RankInterval {
  readonly from: number;
  readonly to: number;
  /** How many units are ranked. */
  readonly of: number;
}

/** A unit with a figure on the board. */
export interface RankedUnit {
  readonly id: string;
  readonly name: string;
  /** Ratings behind the fair score. */
  readonly ratings: number;
  /** Score shrunk towards the average of like units, on the index scale 25–100. */
  readonly fairScore: number;
  /** 95 % interval of the fair score, on the index scale. */
  readonly interval: Interval;
  readonly band: Band;
  /** Null when the unit has no band, or when rankability is below one half. */
  readonly rank: RankInterval | null;
}

export interface WithheldUnit {
  readonly id: string;
  readonly name: string;
  readonly reason: WithheldReason;
}

export interface Board {
  /** `TOO_FEW_UNITS`: fewer than three units with 30 ratings, so no rows and no average. */
  readonly state: 'PUBLISHED' | 'TOO_FEW_UNITS';
  /** By band, best first, then by name. */
  readonly rows: readonly RankedUnit[];
  /** Units without a row, by name. */
  readonly withheld: readonly WithheldUnit[];
  /** Mean of like units on the index scale; null without a board. */
  readonly average: number | null;
  /** Share of the differences that is not chance, 0 to 1; null without a board. */
  readonly rankability: number | null;
  /** How many average ratings a unit's own ratings are weighed against (A); null without a board. */
  readonly priorStrength: number | null;
}

/** The moments of a tally, exact until their last step. */
export function boardMoments(questionnaire: Questionnaire, tally: Tally): Moments {
  const index = satisfactionIndex(questionnaire, tally);
  if (!index) return { ratings: 0, mean: 0, variance: 0 };
  const ratings = BigInt(tally.ratings);
  // (n Σx² − (Σx)²) / (n · scale)²: whole numbers above, so equal ratings have a variance of exactly 0.
  const above = ratings * tally.sumOfSquares - tally.sum ** 2n;
  const below = (ratings * ratingScale(questionnaire)) ** 2n;
  return { ratings: tally.ratings, mean: index.exact.div(25).valueOf(), variance: Number(above) / Number(below) };
}

/**
 * The fair board of one kind of unit in one period: the method of FAIRNESS section 1 ("Papan Adil", version 1), steps 1 to 9.
 * A change of any constant here or in shrinkage.ts makes a new version.
 * Units with ratings of their own feed the prior whether they are shown or not.
 */
export function rankUnits(candidates: readonly Candidate[]): Board {
  // Sums of floats depend on their order: sorted, the same board comes out to the last bit whatever order the rows came in.
  const units = [...candidates].sort(byId);
  const judged = units.map((unit) => ({ unit, reason: reasonToWithhold(unit) }));
  const withheld = judged.flatMap(({ unit: { id, name }, reason }) => (reason ? [{ id, name, reason }] : []));
  const shown = judged.filter(({ reason }) => !reason).map(({ unit }) => unit);
  const placed = shown.filter(({ ratings }) => ratings >= MIN_RATINGS_TO_RANK);
  if (placed.length < MIN_UNITS) {
    return {
      state: 'TOO_FEW_UNITS',
      rows: [],
      withheld: withheld.sort(byName),
      average: null,
      rankability: null,
      priorStrength: null,
    };
  }

  const rated = units.filter(({ ratings }) => ratings > 0);
  const spread = spreadOf(rated);
  const prior = priorOf(rated, spread);
  const rankability = rankabilityOf(spread, placed);
  const posteriors = placed.map((unit) => posteriorOf(unit, prior));
  const rows = shown.map((unit): RankedUnit => {
    const posterior = posteriorOf(unit, prior);
    const isPlaced = unit.ratings >= MIN_RATINGS_TO_RANK;
    const { lower, upper } = betaInterval(posterior.mean, posterior.variance);
    return {
      id: unit.id,
      name: unit.name,
      ratings: unit.ratings,
      fairScore: posterior.mean * 25,
      interval: { lower: lower * 25, upper: upper * 25 },
      band: isPlaced ? bandOf(posterior, prior.mean, placed.length) : 'UNBANDED',
      rank: isPlaced && rankability >= MIN_RANKABILITY ? rankOf(posterior, posteriors) : null,
    };
  });
  return {
    state: 'PUBLISHED',
    rows: rows.sort((a, b) => BAND_ORDER[a.band] - BAND_ORDER[b.band] || byName(a, b)),
    withheld: withheld.sort(byName),
    average: prior.mean * 25,
    rankability,
    priorStrength: prior.strength,
  };
}

/**
 * Whether a board may rest on verified ratings only (TRUST 4.3): every unit that all ratings give a place has at least thirty
 * of them, and nowhere are there a few others, whose number would follow from the two that the board shows.
 *
 * @param rows of the board on all ratings.
 * @param verified ratings with a visit code by the unit's id.
 */
export function restsOnVerified(rows: readonly RankedUnit[], verified: ReadonlyMap<string, number>): boolean {
  return (
    rows.length > 0 &&
    rows.every(({ id, ratings }) => {
      const own = verified.get(id) ?? 0;
      const others = ratings - own;
      const isPlaced = ratings < MIN_RATINGS_TO_RANK || own >= MIN_RATINGS_TO_RANK;
      return isPlaced && (own < MIN_GROUP || others === 0 || others >= MIN_GROUP);
    })
  );
}

/** Step 7. What protects people comes before what protects the figure. */
function reasonToWithhold({ staffCount, ratings, hidden }: Candidate): WithheldReason | null {
  if (staffCount === null || staffCount < MIN_STAFF) return 'TOO_FEW_STAFF';
  if (hidden) return hidden;
  return ratings < MIN_GROUP ? 'TOO_FEW_RATINGS' : null;
}

/** Step 5: Bonferroni over the other ranked units. */
function rankOf(own: Posterior, ranked: readonly Posterior[]): RankInterval {
  const z = normalQuantile(1 - ALPHA / (2 * (ranked.length - 1)));
  const clearlyBetter = (a: Posterior, b: Posterior) => a.mean - b.mean > z * Math.sqrt(a.variance + b.variance);
  const better = ranked.filter((other) => clearlyBetter(other, own)).length;
  const worse = ranked.filter((other) => clearlyBetter(own, other)).length;
  return { from: 1 + better, to: ranked.length - worse, of: ranked.length };
}

/** Step 6: Bonferroni over the ranked units, and never for a difference that is not worth a label. */
function bandOf(own: Posterior, average: number, ranked: number): Band {
  const z = normalQuantile(1 - ALPHA / (2 * ranked));
  const difference = own.mean - average;
  if (Math.abs(difference) <= Math.max(z * Math.sqrt(own.variance), MIN_EFFECT)) return 'AROUND';
  return difference > 0 ? 'ABOVE' : 'BELOW';
}

/** Step 9. */
const BAND_ORDER: Record<Band, number> = { ABOVE: 0, AROUND: 1, BELOW: 2, UNBANDED: 3 };

/** "Puskesmas 2" before "Puskesmas 10"; equal names by id, so that the order never depends on the input's. */
const collator = new Intl.Collator('id', { numeric: true });

function byName(a: Pick<Candidate, 'id' | 'name'>, b: Pick<Candidate, 'id' | 'name'>): number {
  return collator.compare(a.name, b.name) || byId(a, b);
}

function byId(a: Pick<Candidate, 'id'>, b: Pick<Candidate, 'id'>): number {
  return a.id < b.id ? -1 : 1;
}
