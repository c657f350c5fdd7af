import { hideInTable } from './disclosure.ts';

/** What is known of those who gave the ratings of a figure: their profile, as far as they told it, and how they came. */
export const RESPONDENT_FIELDS = ['sex', 'ageBand', 'education', 'occupation', 'channel', 'verified'] as const;
export type RespondentField = (typeof RESPONDENT_FIELDS)[number];

/** The code of those of whom nothing is known. */
export const NOT_TOLD = '';

/** Ratings of one group. */
export interface RespondentGroup {
  readonly code: string;
  readonly ratings: number;
}

/** The groups of one field in one figure of a unit and quarter. */
export interface RespondentTable {
  /** Single ratings of the figure; those of a recap have no groups. */
  readonly ratings: number;
  /** As they are stored; what is missing to `ratings` has not told. */
  readonly groups: readonly RespondentGroup[];
}

/** What the public sees of a field over one or more figures. */
export interface ShownGroups {
  readonly groups: readonly RespondentGroup[];
  /** Ratings whose group nobody knows. */
  readonly notTold: number;
  /** Ratings in groups that are too small, or that would give a small one away. */
  readonly hidden: number;
}

const withoutMissing = ({ ratings, groups }: RespondentTable): readonly RespondentGroup[] => {
  const known = groups.reduce((sum, group) => sum + group.ratings, 0);
  const told = groups.filter(({ code }) => code !== NOT_TOLD);
  const untold = ratings - told.reduce((sum, group) => sum + group.ratings, 0);
  if (known > ratings) throw new RangeError(`${known} ratings in groups of a figure that has ${ratings}.`);
  return untold > 0 ? [...told, { code: NOT_TOLD, ratings: untold }] : told;
};

/**
 * The groups of several figures added up, as far as each shows them: groups of 1 to 9, and those that would give one away, stay
 * hidden in their own figure, so that no sum or difference of figures tells more than they do themselves (TRUST 4.3).
 */
export function shownGroups(tables: readonly RespondentTable[]): ShownGroups {
  const sums = new Map<string, number>();
  let hidden = 0;
  for (const table of tables) {
    const cells = withoutMissing(table);
    const shown = hideInTable(cells.map(({ ratings }) => ratings));
    cells.forEach(({ code, ratings }, at) => {
      if (shown[at] === null) hidden += ratings;
      else sums.set(code, (sums.get(code) ?? 0) + ratings);
    });
  }
  const notTold = sums.get(NOT_TOLD) ?? 0;
  sums.delete(NOT_TOLD);
  return { groups: [...sums].map(([code, ratings]) => ({ code, ratings })), notTold, hidden };
}

/** How many people of a group used the services of a unit. */
export interface UserGroup {
  readonly unitId: string;
  readonly field: RespondentField;
  readonly code: string;
  readonly users: number;
}

/**
 * What part of the users of some units each group is, 0 to 1, by field and code. A field is known only when it is known of every
 * one of the units: those of some, beside the answers of all, would compare what cannot be compared.
 */
export function sharesOfUsers(
  unitIds: readonly string[],
  groups: readonly UserGroup[],
): ReadonlyMap<RespondentField, ReadonlyMap<string, number>> {
  const known = RESPONDENT_FIELDS.map((field) => {
    const ofField = groups.filter((group) => group.field === field);
    const told = new Set(ofField.map(({ unitId }) => unitId));
    if (unitIds.length === 0 || !unitIds.every((id) => told.has(id)))
      return [field, new Map<string, number>()] as const;
    const all = ofField.reduce((sum, { users }) => sum + users, 0);
    const shares = new Map<string, number>();
    for (const { code, users } of ofField) shares.set(code, (shares.get(code) ?? 0) + users / all);
    return [field, shares] as const;
  });
  return new Map(known);
}
