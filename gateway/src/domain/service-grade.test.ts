import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import { Fraction, publish } from './fraction.ts';
import { gradeBands, gradeName, serviceGrade } from './service-grade.ts';

const graded = vectors.expected.skm.edges.filter(({ klass }) => klass !== null);

test.each(graded)('an index of $value is grade $klass', ({ value, klass }) => {
  expect(serviceGrade(publish(new Fraction(String(value))))).toBe(klass);
});

/** DOMAIN section 4, G5 and G6: NI on the scale 1–4. */
test.each([
  ['4', 100, 'A'],
  ['3.63', 90.75, 'A'],
  ['3.54', 88.5, 'A'],
  ['3.5324', 88.31, 'A'],
  ['3.5322', 88.31, 'A'],
  ['3.532', 88.3, 'B'],
  ['3.53', 88.25, 'B'],
  ['3.07', 76.75, 'B'],
  ['3.0644', 76.61, 'B'],
  ['3.0642', 76.61, 'B'],
  ['3.064', 76.6, 'C'],
  ['3.06', 76.5, 'C'],
  ['2.60', 65, 'C'],
  ['2.5998', 65, 'C'],
  ['2.5996', 64.99, 'D'],
  ['2.59', 64.75, 'D'],
])('a mean of %s is an index of %d, grade %s', (mean, index, grade) => {
  const published = publish(new Fraction(mean).mul(25));
  expect(published).toBe(index);
  expect(serviceGrade(published)).toBe(grade);
});

test('every licensing, information, map and PNBP index of G5 is "Sangat Baik"', () => {
  const means =
    '3.63 3.61 3.59 3.57 3.54 3.57 3.55 3.57 3.55 3.55 3.58 3.57 3.59 3.58 3.57 3.59 3.60 3.57 3.56 3.54'.split(' ');
  const names = means.map((mean) => gradeName(serviceGrade(publish(new Fraction(mean).mul(25)))).id);
  expect(new Set(names)).toEqual(new Set(['Sangat Baik']));
});

test.each([
  [81.26, 'A'],
  [81.25, 'B'],
  [62.51, 'B'],
  [62.5, 'C'],
  [43.76, 'C'],
  [43.75, 'D'],
])('in the table of 2004 an index of %d is grade %s', (index, grade) => {
  expect(serviceGrade(index, 'SKM_2004')).toBe(grade);
});

test.each([24.99, 100.01, Number.NaN])('an index of %d is refused', (index) => {
  expect(() => serviceGrade(index)).toThrow(`got ${index}`);
});

test('the bands of both tables meet with a gap of one hundredth', () => {
  for (const [a, b, c, d] of [gradeBands('SKM'), gradeBands('SKM_2004')]) {
    for (const [upper, lower] of [
      [a, b],
      [b, c],
      [c, d],
    ] as const)
      expect(upper.from - lower.to).toBeCloseTo(0.01, 9);
  }
});
