import { describe, expect, test } from 'vitest';
import { INDONESIAN_TEXTS } from '../support/indonesian-texts.ts';
import { hardToRead, syllablesOf } from '../support/reading-level.ts';

/*
 * Plain words at a level that a village office would accept: no sentence of more than twenty words, no two words of five
 * syllables or more in one sentence, no word of offices where there is one of people. No library measures Indonesian; these
 * rules are few enough to be read.
 */

/** What does not pass yet. Whoever mends one takes it off the list. */
const TO_MEND = ['widgets verified'];

test('what citizens read in Indonesian is in short sentences and plain words', () => {
  const hard = [...INDONESIAN_TEXTS].flatMap(([where, text]) => hardToRead(text).map((why) => ({ where, why })));
  expect(hard.filter(({ where }) => !TO_MEND.includes(where))).toEqual([]);
  expect([...new Set(hard.map(({ where }) => where))]).toEqual(TO_MEND);
});

describe('hard to read is', () => {
  const WORDS = 'satu dua tiga empat lima enam tujuh delapan sembilan sepuluh';

  test.each([
    ['a sentence of twenty-one words', `${WORDS} ${WORDS} sebelas`, /^21 kata/],
    [
      'two long words together',
      'Kesesuaian itu bergantung pada keanekaragaman.',
      /^kata panjang kesesuaian, keanekaragaman/,
    ],
    ['a word of offices', 'Hal tersebut sudah selesai.', /^"tersebut", lebih mudah: itu/],
  ])('%s', (_, text, why) => {
    expect(hardToRead(text)).toEqual([expect.stringMatching(why)]);
  });

  test.each([
    `${WORDS} ${WORDS}`,
    `${WORDS}: ${WORDS}; sebelas`,
    'Kesesuaian. Keanekaragaman.',
    'Simpan kode ini: 3273-7K3M-9QXT-2WZ4-H8RN.',
  ])('not %j', (text) => {
    expect(hardToRead(text)).toEqual([]);
  });

  test.each([
    ['nilai', 2],
    ['penilaian', 4],
    ['penilaiannya', 5],
    ['air', 2],
    ['pulau', 2],
    ['kesesuaian', 5],
    ['terverifikasi', 6],
  ])('not counted by letters: %s has %d syllables', (word, count) => {
    expect(syllablesOf(word)).toBe(count);
  });
});
