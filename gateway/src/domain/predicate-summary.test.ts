import { expect, test } from 'vitest';
import { summarisePredicates } from './predicate-summary.ts';

test.each([
  [
    { BAIK: 8, SANGAT_BAIK: 3 },
    { people: 11, goodOrBetter: 11 },
  ],
  [
    { BAIK: 20, BUTUH_PERBAIKAN: 6, KURANG: 4 },
    { people: 30, goodOrBetter: 20 },
  ],
])('%j is told as %j', (counts, summary) => {
  expect(summarisePredicates(counts)).toEqual(summary);
});

test.each([[{}], [{ BAIK: 9 }], [{ KURANG: 10 }], [{ BAIK: 29, KURANG: 1 }], [{ BAIK: 9, KURANG: 21 }]])(
  '%j is told to nobody, because some could be named',
  (counts) => {
    expect(summarisePredicates(counts)).toBeNull();
  },
);
