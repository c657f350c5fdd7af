import { expect, test } from 'vitest';
import {
  creditCoefficient,
  creditPercent,
  creditPoints,
  FUNCTIONAL_LEVELS,
  functionalLevelName,
} from './credit-points.ts';
import { publish } from './fraction.ts';
import { PERFORMANCE_PREDICATES } from './performance-predicate.ts';

test('BKN’s own example gives 18.75 for a year, 2.08 for two months, and 20.83 together', () => {
  const year = creditPoints({ predicate: 'SANGAT_BAIK', level: 'AHLI_PERTAMA' });
  const twoMonths = creditPoints({ predicate: 'BAIK', level: 'AHLI_PERTAMA', months: 2 });
  expect(year.value).toBe(18.75);
  expect(twoMonths.value).toBe(2.08);
  expect(publish(year.exact.add(twoMonths.exact))).toBe(20.83);
});

test('predicates earn 150, 100, 75, 50 and 25 percent', () => {
  expect(PERFORMANCE_PREDICATES.map(creditPercent)).toEqual([150, 100, 75, 50, 25]);
});

test.each([
  ['PEMULA', 3.75],
  ['TERAMPIL', 5],
  ['MAHIR', 12.5],
  ['PENYELIA', 25],
  ['AHLI_PERTAMA', 12.5],
  ['AHLI_MUDA', 25],
  ['AHLI_MADYA', 37.5],
  ['AHLI_UTAMA', 50],
] as const)('a good year of %s earns its coefficient, %d', (level, coefficient) => {
  expect(creditCoefficient(level)).toBe(coefficient);
  expect(creditPoints({ predicate: 'BAIK', level }).value).toBe(coefficient);
});

test.each([
  ['SANGAT_KURANG', 'PEMULA', 1, 0.08],
  ['BUTUH_PERBAIKAN', 'AHLI_MADYA', 3, 7.03],
  ['KURANG', 'PENYELIA', 6, 6.25],
  ['SANGAT_BAIK', 'PEMULA', 11, 5.16],
] as const)('%s as %s for %d months earns %d', (predicate, level, months, value) => {
  expect(creditPoints({ predicate, level, months }).value).toBe(value);
});

test('twelve single months add up to the year exactly', () => {
  for (const level of FUNCTIONAL_LEVELS) {
    for (const predicate of PERFORMANCE_PREDICATES) {
      const month = creditPoints({ predicate, level, months: 1 }).exact;
      expect(month.mul(12).equals(creditPoints({ predicate, level }).exact)).toBe(true);
    }
  }
});

test.each([0, 13, 1.5, -1, Number.NaN])('%d months are refused', (months) => {
  expect(() => creditPoints({ predicate: 'BAIK', level: 'MAHIR', months })).toThrow(`got ${months}`);
});

test('every level has a name of its own', () => {
  expect(new Set(FUNCTIONAL_LEVELS.map((level) => functionalLevelName(level).id)).size).toBe(8);
});
