/** A median or another quantile with its 95 % interval; null where the visits do not say. */
export interface DurationEstimate {
  readonly seconds: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What is known of visits before or after a change. */
export interface VisitsSide {
  readonly finished: number;
  readonly median: DurationEstimate;
}

/** After minus before. `TOO_FEW`: too few visits, or too many unfinished ones, to say anything. */
export type MedianChange =
  | { readonly direction: 'TOO_FEW' }
  | {
      readonly direction: 'SHORTER' | 'LONGER' | 'NONE_PROVEN';
      readonly seconds: number;
      readonly lower: number;
      readonly upper: number;
    };

/** Below this no arrow is fair (FAIRNESS 10). */
export const MIN_FINISHED = 30;

/**
 * How a median has changed, with a 95 % interval from those of the two medians (Zou and Donner 2008), which need not be symmetric.
 * A direction is told only when it is proven: the interval excludes 0.
 */
export function medianChange(before: VisitsSide | null, after: VisitsSide | null): MedianChange {
  if (before === null || after === null || Math.min(before.finished, after.finished) < MIN_FINISHED)
    return { direction: 'TOO_FEW' };
  const { seconds: first, lower: firstLower, upper: firstUpper } = before.median;
  const { seconds: last, lower: lastLower, upper: lastUpper } = after.median;
  if (first === null || firstLower === null || firstUpper === null) return { direction: 'TOO_FEW' };
  if (last === null || lastLower === null || lastUpper === null) return { direction: 'TOO_FEW' };
  const seconds = last - first;
  const lower = seconds - Math.hypot(last - lastLower, firstUpper - first);
  const upper = seconds + Math.hypot(lastUpper - last, first - firstLower);
  const direction = upper < 0 ? 'SHORTER' : lower > 0 ? 'LONGER' : 'NONE_PROVEN';
  return { direction, seconds, lower, upper };
}
