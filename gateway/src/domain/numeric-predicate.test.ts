import { expect, test } from 'vitest';
import { appraisalOf2011, appraisalOf2019, numericPredicateLabel } from './numeric-predicate.ts';

test.each([
  [115, 110, false, 113.5, true, 'SANGAT_BAIK'],
  [115, 110, false, 113.5, false, 'BAIK'],
  [115, 110, true, 113, true, 'SANGAT_BAIK'],
  [120, 120, false, 120, false, 'BAIK'],
  [88, 95, false, 90.1, false, 'BAIK'],
  [70, 69, false, 69.7, false, 'KURANG'],
])('PP 30/2019: SKP %d and behaviour %d, peers asked: %s, give %d, with a new idea (%s) %s', (...row) => {
  const [skp, behaviour, peersConsulted, value, newIdea, predicate] = row;
  expect(appraisalOf2019({ skp, behaviour, peersConsulted, newIdea })).toMatchObject({ value, predicate });
});

test.each([
  ['110', true, 'SANGAT_BAIK'],
  ['109.99', true, 'BAIK'],
  ['90', false, 'BAIK'],
  ['89.995', false, 'BAIK'],
  ['89.994', false, 'CUKUP'],
  ['70', true, 'CUKUP'],
  ['69.99', true, 'KURANG'],
  ['50', true, 'KURANG'],
  ['49.99', true, 'SANGAT_KURANG'],
  ['0', true, 'SANGAT_KURANG'],
])('PP 30/2019: %s all over, with a new idea (%s), is %s', (points, newIdea, predicate) => {
  const appraisal = appraisalOf2019({ skp: points, behaviour: points, peersConsulted: false, newIdea });
  expect(appraisal.predicate).toBe(predicate);
});

test.each([
  [90, 85, 88, 'BAIK'],
  ['92.5', '88.75', 91, 'SANGAT_BAIK'],
  ['90.99', '90.99', 90.99, 'BAIK'],
  [76, 76, 76, 'BAIK'],
  ['75.99', '75.99', 75.99, 'CUKUP'],
  [61, 61, 61, 'CUKUP'],
  ['60.5', '60.5', 60.5, 'KURANG'],
  [51, 51, 51, 'KURANG'],
  ['50.5', '50.5', 50.5, 'BURUK'],
  [0, 0, 0, 'BURUK'],
  [140, 100, 124, 'SANGAT_BAIK'],
])('PP 46/2011: SKP %s and behaviour %s give %d, %s', (skp, behaviour, value, predicate) => {
  expect(appraisalOf2011({ skp, behaviour })).toMatchObject({ value, predicate });
});

test.each([121, -1, '120.01', '', '90,5', 'abc', Number.NaN, Number.POSITIVE_INFINITY])(
  'PP 30/2019: %j points are refused with the field and the value',
  (points) => {
    const rest = { peersConsulted: false, newIdea: false };
    expect(() => appraisalOf2019({ ...rest, skp: points, behaviour: 90 })).toThrow(
      `SKP is a number from 0 to 120, got`,
    );
    expect(() => appraisalOf2019({ ...rest, skp: 90, behaviour: points })).toThrow(`got ${points}`);
  },
);

test('PP 46/2011: behaviour ends at 100, SKP does not', () => {
  expect(() => appraisalOf2011({ skp: 90, behaviour: 101 })).toThrow('behaviour is a number from 0 to 100, got 101.');
  expect(() => appraisalOf2011({ skp: -1, behaviour: 90 })).toThrow('SKP is a number from 0 up, got -1.');
});

test('a predicate is named as the older forms print it', () => {
  expect(numericPredicateLabel(appraisalOf2011({ skp: 40, behaviour: 40 }).predicate).id).toBe('Buruk');
});
