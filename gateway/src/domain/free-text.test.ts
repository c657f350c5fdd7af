import { describe, expect, test } from 'vitest';
import { freeText, onOneLine } from './free-text.ts';

test.each([
  ['', null],
  [' \n ', null],
  ['\u200B\uFEFF', null],
  ['  Rapat\tkoordinasi\n', 'Rapat\tkoordinasi'],
  ['Ce\u200Bpat', 'Cepat'],
  ['cafe\u0301', 'caf\u00E9'],
  ['\u202Egnp.exe', 'gnp.exe'],
])('%j is kept as %j', (given, kept) => {
  expect(freeText('note', given, 100)).toEqual({ text: kept });
});

describe('refused, with the field and the reason:', () => {
  test.each([
    ['half a character', 'a\uD800', /^note: berisi karakter yang rusak/],
    ['a control character', 'a\u0000', /^note: berisi karakter kendali U\+0000/],
    ['one character too many', 'a'.repeat(11), /^note: paling banyak 10 karakter/],
    ['a flood', 'a'.repeat(201), /^note: paling banyak 10 karakter; yang diterima 201/],
  ])('%s', (_, given, reason) => {
    expect(freeText('note', given, 10)).toEqual({ problem: expect.stringMatching(reason) });
  });
});

test('characters are counted as a reader counts them', () => {
  const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
  expect(freeText('note', family.repeat(10), 10)).toEqual({ text: family.repeat(10) });
});

test.each([
  ['  Loket\n 3\t', 'Loket 3'],
  ['Satu\u0000dua\u0007tiga', 'Satu dua tiga'],
  ['a\u202Eb\uFEFFc\uFFFEd\uFFFF', 'abcd'],
  ['Baris\u2028baru', 'Baris baru'],
  ['<b>&amp;</b>', '<b>&amp;</b>'],
  ['\u200B', ''],
])('%j on one line is %j', (stored, shown) => {
  expect(onOneLine(stored)).toBe(shown);
});
