import { describe, expect, test } from 'vitest';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { tallyOf } from '../../../test/support/ratings.ts';
import { type ExclusionReason, excludedInWords, indexWith, shownExclusions, tellsOfFew } from './exclusion.ts';
import { satisfactionIndex } from './satisfaction-index.ts';

const given = (ratings: number, score: number) =>
  tallyOf(
    skm2017,
    Array.from({ length: ratings }, () => skm2017.elements.map(() => score)),
  );
const group = (reason: ExclusionReason, ratings: number, score = 1) => ({ reason, ...given(ratings, score) });
const table = (...groups: ReturnType<typeof group>[]) => ({ isShown: true, groups });

describe('what is shown of excluded ratings', () => {
  test('is each reason with ten or more', () => {
    const { ratings, reasons, hidden } = shownExclusions([table(group('REPEATED', 500), group('TEST', 12))]);
    expect({ ratings, reasons, hidden }).toEqual({
      ratings: 512,
      reasons: [
        { reason: 'REPEATED', ratings: 500 },
        { reason: 'TEST', ratings: 12 },
      ],
      hidden: false,
    });
  });

  test('is nothing of fewer than ten, nor of what would give them away', () => {
    expect(shownExclusions([table(group('TEST', 9))])).toEqual({ ratings: 0, reasons: [], hidden: true, counts: null });
    expect(shownExclusions([table(group('TEST', 9), group('REPEATED', 40))])).toMatchObject({
      reasons: [],
      hidden: true,
    });
  });

  test('is of several figures the sum of what each shows, and of a figure that is not shown nothing', () => {
    const shown = shownExclusions([
      table(group('TEST', 10)),
      table(group('TEST', 15)),
      table(group('TEST', 9)),
      { isShown: false, groups: [group('REPEATED', 50)] },
    ]);
    expect(shown).toEqual({ ratings: 25, reasons: [{ reason: 'TEST', ratings: 25 }], hidden: true, counts: null });
  });

  test('of none is that there are none', () => {
    expect(shownExclusions([])).toEqual({ ratings: 0, reasons: [], hidden: false, counts: null });
  });
});

describe('the index with what was excluded', () => {
  test('is that of all ratings together', () => {
    const { counts } = shownExclusions([table(group('REPEATED', 10, 1), group('OWN_STAFF', 20, 4))]);
    const all = tallyOf(
      skm2017,
      [...Array(40).fill(3), ...Array(10).fill(1), ...Array(20).fill(4)].map((score) =>
        skm2017.elements.map(() => score),
      ),
    );
    expect(counts).not.toBeNull();
    expect(counts && indexWith(skm2017, given(40, 3), counts)).toEqual(satisfactionIndex(skm2017, all));
  });

  test('is unknown as soon as some are hidden', () => {
    expect(shownExclusions([table(group('REPEATED', 20)), table(group('TEST', 1))]).counts).toBeNull();
  });
});

test('one to nine taken out of a published figure tell of few; none, and ten, do not', () => {
  expect([0, 1, 9, 10].map(tellsOfFew)).toEqual([false, true, true, false]);
});

test('what a figure says of it names the reason', () => {
  expect(excludedInWords('OWN_STAFF')).toBe('Pengecualian penilaian: diisi oleh pegawai kantor itu sendiri.');
});
