import { expect, test } from 'vitest';
import { numericRuleOf, pastPredicateLabel } from './past-result.ts';

test.each([
  [2015, 'PP_46_2011'],
  [2020, 'PP_46_2011'],
  [2021, null],
  [2022, null],
])('a result of %d without its rule is of %s', (year, rule) => {
  expect(numericRuleOf(year)).toBe(rule);
});

test('a predicate is called as its rule calls it', () => {
  expect(pastPredicateLabel('PP_46_2011', 'BURUK').id).toBe('Buruk');
  expect(pastPredicateLabel('PERMENPANRB_6_2022', 'BUTUH_PERBAIKAN').id).toBe('Butuh Perbaikan');
});
