import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import { Fraction, formatCut, formatNumber, publish } from './fraction.ts';

test.each(vectors.expected.skm.edges)('$value is published as $rounded', ({ value, rounded }) => {
  expect(publish(new Fraction(String(value)))).toBe(rounded);
});

test('half goes up where banker’s rounding goes down', () => {
  expect(publish(new Fraction('88.305'))).toBe(88.31);
  expect(publish(new Fraction('76.605'))).toBe(76.61);
});

test('a third is rounded from its exact value', () => {
  expect(publish(new Fraction(955n, 261n).mul(25))).toBe(91.48);
  expect(publish(new Fraction(1n, 3n))).toBe(0.33);
});

test('a value just below a half stays down, however close', () => {
  expect(publish(new Fraction(76605n * 10n ** 20n - 1n, 10n ** 23n))).toBe(76.6);
});

test('the regional languages write numbers as Indonesian does, on every Node that is supported', () => {
  const notation = (lang: string) => [formatNumber(4274.5, 2, lang), formatNumber(new Fraction(-8549n, 2n), 2, lang)];
  expect(notation('id')).toEqual(['4.274,50', '-4.274,50']);
  expect([notation('su'), notation('jv')]).toEqual([notation('id'), notation('id')]);
});

test('Indonesian writes a comma, English a point', () => {
  expect(formatNumber(91.48, 2, 'id')).toBe('91,48');
  expect(formatNumber(91.48, 2, 'en')).toBe('91.48');
  expect(formatNumber(4274, 0)).toBe('4.274');
  expect(formatNumber(new Fraction(26255n, 10n), 2, 'id')).toBe('2.625,50');
  expect(formatNumber(new Fraction(-1n, 8n), 2, 'id')).toBe('-0,12');
});

test('cut digits are marked, and complete figures are not padded', () => {
  expect(formatCut(new Fraction(105n, 29n), 6, 'id')).toBe('3,620689…');
  expect(formatCut(new Fraction(2n, 3n), 2, 'en')).toBe('0.66…');
  expect(formatCut(new Fraction(4), 6, 'id')).toBe('4');
  expect(formatCut(new Fraction(7n, 2n), 6, 'id')).toBe('3,5');
});
