import { expect, test } from 'vitest';
import { needsProtection, tellsTooMuch } from './protected-group.ts';

test.each([
  [{ ratings: 0 }, false],
  [{ ratings: 1 }, true],
  [{ ratings: 9 }, true],
  [{ ratings: 10 }, false],
  [{ ratings: 500, sensitive: true }, true],
  [{ ratings: 5, derivableOk: true }, false],
])('%j needs protection: %j', (cell, expected) => {
  expect(needsProtection(cell)).toBe(expected);
});

test.each([
  ['one hidden group, however large', [{ ratings: 40 }], true],
  ['two groups of nine in all', [{ ratings: 4 }, { ratings: 5 }], true],
  ['two groups of ten in all', [{ ratings: 5 }, { ratings: 5 }], false],
  ['a sensitive group and nine others', [{ ratings: 40, sensitive: true }, { ratings: 9 }], true],
  ['a sensitive group and ten others', [{ ratings: 40, sensitive: true }, { ratings: 10 }], false],
  ['a group that may be known', [{ ratings: 4, derivableOk: true }], false],
])('the sum of %s tells too much: %j', (_, cells, expected) => {
  expect(tellsTooMuch(cells)).toBe(expected);
});
