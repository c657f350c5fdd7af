import { type NumericPredicate, numericPredicateLabel } from './numeric-predicate.ts';
import { type PerformancePredicate, performancePredicateLabel } from './performance-predicate.ts';
import type { StaffText } from './text.ts';

/** The rules by which the yearly results were reached that a region imports, oldest first. */
export const PAST_RULES = ['PP_46_2011', 'PP_30_2019', 'PERMENPANRB_6_2022'] as const;
export type PastRule = (typeof PAST_RULES)[number];

/** Those that gave numbers. */
export type NumericRule = Exclude<PastRule, 'PERMENPANRB_6_2022'>;

/**
 * The years that a rule can have judged: from its own to the last one before the next took over. 2021 is of both numeric
 * rules, its first half by the older one. Null: still in force.
 */
export const YEARS_OF_RULE: Readonly<Record<PastRule, { readonly first: number; readonly last: number | null }>> = {
  PP_46_2011: { first: 2011, last: 2021 },
  PP_30_2019: { first: 2019, last: 2021 },
  PERMENPANRB_6_2022: { first: 2022, last: null },
};

/** The year in which both numeric rules judged half a year each. */
export const MIXED_YEAR = 2021;

/** How a rule is cited. */
export const RULE_NAMES: Readonly<Record<PastRule, string>> = {
  PP_46_2011: 'PP 46/2011',
  PP_30_2019: 'PP 30/2019',
  PERMENPANRB_6_2022: 'PermenPANRB 6/2022',
};

/**
 * The numeric rule behind a result whose file does not say: before 2021 it was that of 2011, as PP 30/2019 was applied from
 * its implementing rule of 2021 on. Null for 2021 and later, where it must be said.
 */
export function numericRuleOf(year: number): NumericRule | null {
  return year < MIXED_YEAR ? 'PP_46_2011' : null;
}

/** The predicate in the words of its rule. */
export function pastPredicateLabel(rule: PastRule, predicate: NumericPredicate | PerformancePredicate): StaffText {
  // Stored by the rule; the labels of both lists that have a word in common are the same.
  return rule === 'PERMENPANRB_6_2022'
    ? performancePredicateLabel(predicate as PerformancePredicate)
    : numericPredicateLabel(predicate as NumericPredicate);
}
