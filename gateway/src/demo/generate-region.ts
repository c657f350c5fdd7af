import { endOf, lastClosed, type Period, periodContaining, previous } from '../domain/period.ts';
import type { DemoRegion, DemoUnit } from './demo-regions.ts';
import { type DemoRating, generateRatings, officeDays } from './generate-ratings.ts';

/** What demo data depend on, besides the files of schema/demo. */
export interface DemoOptions {
  /** Decides which quarters there are ratings of: the last two that are closed, and all since then. */
  readonly now: Date;
  /** The same seed gives the same ratings; 62 by default. */
  readonly seed?: number;
}

/** All that is generated for a region. */
export interface RegionRatings {
  /** In the order in which they came in. */
  readonly ratings: readonly DemoRating[];
  readonly recaps: readonly DemoRecap[];
}

/** Ratings of a quarter of which only counts are known. */
export interface DemoRecap {
  readonly unit: DemoUnit;
  readonly quarter: Period;
  readonly ratings: readonly DemoRating[];
}

const SEED = 62;

/** The last but one quarter that is closed, and all since then. */
export const quartersUntil = (now: number, zone: string): readonly Period[] => {
  const oldest = previous(lastClosed('quarter', now, zone));
  const quarters = [periodContaining(now, zone, 'quarter')];
  for (let quarter = quarters[0]; quarter !== undefined && quarter !== oldest; ) {
    quarter = previous(quarter);
    quarters.unshift(quarter);
  }
  return quarters;
};

/** The ratings that a region has at `now`: those that it had earlier, and those since. */
export const generateRegion = (region: DemoRegion, { now, seed = SEED }: DemoOptions): RegionRatings => {
  const { units, timeZone } = region;
  const ratings: DemoRating[] = [];
  const recaps: DemoRecap[] = [];
  for (const quarter of quartersUntil(now.getTime(), timeZone)) {
    const days = officeDays(quarter, timeZone);
    const isOver = endOf(quarter, timeZone) <= now.getTime();
    for (const unit of units) {
      if (unit.truth === null) continue;
      const { satisfaction, ratings: own, recap } = unit.truth;
      const generate = (count: number) => generateRatings({ seed, unit, quarter, days, satisfaction, count });
      ratings.push(...generate(own).filter(({ receivedAt }) => receivedAt < now));
      if (recap > 0 && isOver) recaps.push({ unit, quarter, ratings: generate(recap) });
    }
  }
  return { ratings: ratings.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()), recaps };
};
