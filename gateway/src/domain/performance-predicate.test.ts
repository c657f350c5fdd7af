import { expect, test } from 'vitest';
import {
  EXPECTATIONS,
  expectationLabel,
  expectationOfSiasnCode,
  PERFORMANCE_PREDICATES,
  performancePredicate,
  performancePredicateLabel,
  predicateOfSiasnCode,
  RATING_GUIDANCE,
  readExpectation,
  readPerformancePredicate,
  siasnExpectationCode,
  siasnPredicateCode,
} from './performance-predicate.ts';

test.each([
  ['DI_ATAS_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI', 'KURANG'],
  ['DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'BAIK'],
  ['DI_ATAS_EKSPEKTASI', 'DI_ATAS_EKSPEKTASI', 'SANGAT_BAIK'],
  ['SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI', 'KURANG'],
  ['SESUAI_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'BAIK'],
  ['SESUAI_EKSPEKTASI', 'DI_ATAS_EKSPEKTASI', 'BAIK'],
  ['DI_BAWAH_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI', 'SANGAT_KURANG'],
  ['DI_BAWAH_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'BUTUH_PERBAIKAN'],
  ['DI_BAWAH_EKSPEKTASI', 'DI_ATAS_EKSPEKTASI', 'BUTUH_PERBAIKAN'],
] as const)('results %s with behaviour %s are %s', (workResult, behaviour, predicate) => {
  expect(performancePredicate({ workResult, behaviour })).toBe(predicate);
});

test.each([
  ['Diatas ekspektasi', 'DI_ATAS_EKSPEKTASI'],
  ['Di Atas Ekspektasi', 'DI_ATAS_EKSPEKTASI'],
  ['DIATAS EKSPEKTASI', 'DI_ATAS_EKSPEKTASI'],
  ['di atas', 'DI_ATAS_EKSPEKTASI'],
  ['  Sesuai\u00a0Ekspektasi ', 'SESUAI_EKSPEKTASI'],
  ['SESUAI_EKSPEKTASI', 'SESUAI_EKSPEKTASI'],
  ['Sesuai Ekspetasi', 'SESUAI_EKSPEKTASI'],
  ['sesuai', 'SESUAI_EKSPEKTASI'],
  ['di bawah', 'DI_BAWAH_EKSPEKTASI'],
  ['Dibawah Ekspektasi.', 'DI_BAWAH_EKSPEKTASI'],
])('%j is read as %s', (text, expectation) => {
  expect(readExpectation(text)).toBe(expectation);
});

test.each(['', 'ekspektasi', 'tidak sesuai', 'baik', 'constructor'])('%j is no rating', (text) => {
  expect(readExpectation(text)).toBeNull();
});

test.each([
  ['Sangat Baik', 'SANGAT_BAIK'],
  ['sangatbaik', 'SANGAT_BAIK'],
  ['BAIK', 'BAIK'],
  ['Butuh perbaikan', 'BUTUH_PERBAIKAN'],
  ['Cukup', 'BUTUH_PERBAIKAN'],
  ['Butuh Perbaikan/Cukup', 'BUTUH_PERBAIKAN'],
  ['Kurang/misconduct', 'KURANG'],
  ['Kurang', 'KURANG'],
  ['SANGAT_KURANG', 'SANGAT_KURANG'],
])('%j is read as the predicate %s', (text, predicate) => {
  expect(readPerformancePredicate(text)).toBe(predicate);
});

test.each(['', 'tidak baik', 'sangat', 'toString'])('%j is no predicate', (text) => {
  expect(readPerformancePredicate(text)).toBeNull();
});

test('ratings have the codes 1 to 3 in SIASN, above first', () => {
  expect(EXPECTATIONS.map(siasnExpectationCode)).toEqual([1, 2, 3]);
  expect([1, 2, 3].map(expectationOfSiasnCode)).toEqual(EXPECTATIONS);
  expect([0, 4, 1.5, Number.NaN].map(expectationOfSiasnCode)).toEqual([null, null, null, null]);
});

test('predicates have the codes 1 to 5 in SIASN, best first', () => {
  expect(PERFORMANCE_PREDICATES.map(siasnPredicateCode)).toEqual([1, 2, 3, 4, 5]);
  expect([1, 2, 3, 4, 5].map(predicateOfSiasnCode)).toEqual(PERFORMANCE_PREDICATES);
  expect([0, 6].map(predicateOfSiasnCode)).toEqual([null, null]);
});

test('a label is read back as what it stands for', () => {
  for (const expectation of EXPECTATIONS) {
    expect(readExpectation(expectationLabel(expectation).id)).toBe(expectation);
  }
  for (const predicate of PERFORMANCE_PREDICATES) {
    expect(readPerformancePredicate(performancePredicateLabel(predicate).id)).toBe(predicate);
  }
});

test('each of the six ratings has guidance of its own in both languages', () => {
  const { workResult, behaviour } = RATING_GUIDANCE;
  const texts = [workResult, behaviour].flatMap(({ guidance }) => EXPECTATIONS.map((rating) => guidance[rating]));
  expect(new Set(texts.map(({ id }) => id)).size).toBe(6);
  for (const text of texts) expect(Object.keys(text)).toEqual(['id', 'en']);
  expect(workResult.guidance.DI_ATAS_EKSPEKTASI.id).toContain('tidak ada hasil kerja utama yang di bawah');
});
