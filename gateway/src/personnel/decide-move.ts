import { Temporal } from 'temporal-polyfill';

/** An assignment as far as a move depends on it; days are `YYYY-MM-DD`. */
export interface HeldPost {
  readonly postId: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** What a move does to the latest assignment, or why it cannot be. */
export type Move =
  | { readonly endsOn: string | null; readonly problem?: never }
  | { readonly endsOn?: never; readonly problem: 'HELD_ALREADY' | 'BEFORE_LATEST' | 'OVERLAPS' };

/**
 * Decides what becomes of the latest assignment when its holder gets another post: an open one ends the day before. A post
 * that is held already, and a start on or before that of the latest assignment or within its days, are problems: history
 * is added to, never rewritten.
 *
 * @returns the day on which the latest assignment ends; null when there is none, or when it has ended before.
 */
export const decideMove = (
  latest: HeldPost | undefined,
  { postId, startsOn }: Pick<HeldPost, 'postId' | 'startsOn'>,
): Move => {
  if (latest === undefined) return { endsOn: null };
  if (latest.postId === postId && latest.endsOn === null) return { problem: 'HELD_ALREADY' };
  if (startsOn <= latest.startsOn) return { problem: 'BEFORE_LATEST' };
  if (latest.endsOn === null) return { endsOn: Temporal.PlainDate.from(startsOn).subtract({ days: 1 }).toString() };
  return startsOn <= latest.endsOn ? { problem: 'OVERLAPS' } : { endsOn: null };
};
