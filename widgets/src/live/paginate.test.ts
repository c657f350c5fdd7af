import { expect, test } from 'vitest';
import { paginate } from './paginate.ts';

const rows = (...groups: readonly number[]) => groups.map((group) => ({ height: 100, group, headingHeight: 40 }));

test('a page takes as many as there is room for', () => {
  expect(paginate(rows(0, 0, 0), 340)).toEqual([0, 0, 0]);
  expect(paginate(rows(0, 0, 0), 339)).toEqual([0, 0, 1]);
});

test('a heading takes its room, and takes it again where a page begins within its group', () => {
  expect(paginate(rows(0, 1, 2), 420)).toEqual([0, 0, 0]);
  expect(paginate(rows(0, 1, 2), 419)).toEqual([0, 0, 1]);
  expect(paginate(rows(0, 0, 0, 0), 240)).toEqual([0, 0, 1, 1]);
});

test('what is higher than a page stands on one of its own', () => {
  expect(paginate(rows(0, 0, 1), 50)).toEqual([0, 1, 2]);
});

test('nothing has no pages', () => {
  expect(paginate([], 300)).toEqual([]);
});
