/** A group of fewer ratings than this shows no figure, no count and no mean (TRUST 4.3). */
export const MIN_GROUP = 10;

/** Comments are read by others from so many on: of fewer it could be told whose they are (TRUST 4.3). */
export const MIN_COMMENTS = 5;

/** A group of ratings that may get a figure: a unit, a service or a profile group, in one period. */
export interface Cell {
  readonly ratings: number;
  /** Hide it whatever its size, as a unit with fewer than three staff. */
  readonly sensitive?: boolean | undefined;
  /** Never shown, but harmless when it follows from others. Neither protected nor counted on for protection. */
  readonly derivableOk?: boolean | undefined;
  /** Shown before and for good, as a month that closed before its quarter: others have to protect what follows from it. */
  readonly alreadyPublic?: boolean | undefined;
  /**
   * Hidden before to protect others, and unchanged: it stays hidden, and must not follow, or they would follow from what was shown
   * then. That it is known together with others tells nothing new.
   */
  readonly staysHidden?: boolean | undefined;
}

/** Whether a cell must not be shown for its own sake. */
export function needsProtection({ ratings, sensitive, derivableOk }: Cell): boolean {
  return !derivableOk && (sensitive === true || (ratings > 0 && ratings < MIN_GROUP));
}

/**
 * Whether the known sum of these hidden cells tells too much: it is a single one, it has fewer than ten ratings, or it is a
 * sensitive cell with fewer than ten ratings of others beside it.
 */
export function tellsTooMuch(cells: readonly Cell[]): boolean {
  if (cells.every(({ derivableOk }) => derivableOk)) return false;
  const ratings = cells.reduce((sum, cell) => sum + cell.ratings, 0);
  const sensitive = cells.reduce((most, cell) => (cell.sensitive ? Math.max(most, cell.ratings) : most), 0);
  return cells.length === 1 || ratings < MIN_GROUP || (sensitive > 0 && ratings - sensitive < MIN_GROUP);
}
