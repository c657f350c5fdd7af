import { describe, expect, test } from 'vitest';
import { type Cell, readWholeNumber, shown } from './cell.ts';

describe('whole numbers', () => {
  const read: readonly (readonly [Cell, number])[] = [
    [3, 3],
    ['3', 3],
    ['3.0', 3],
    ['3,00', 3],
    ['1.250', 1250],
    ['12.345.678', 12_345_678],
    ['1.250,0', 1250],
    ['-1', -1],
    ['0', 0],
  ];
  test.each(read)('%j is %d', (cell, value) => expect(readWholeNumber(cell)).toEqual({ value }));

  const refused: readonly (readonly [Cell, string])[] = [
    [2.5, 'pecahan'],
    ['2.5', 'pecahan'],
    ['2,5', 'pecahan'],
    ['1,250', 'pecahan atau ribuan'],
    ['1.98609E+17', 'notasi ilmiah'],
    ['1,98609e17', 'notasi ilmiah'],
    [1.98609e17, 'notasi ilmiah'],
    ['tiga', 'bukan angka'],
    ['3 (baik)', 'bukan angka'],
    [true, 'bukan angka'],
    [null, 'bukan angka'],
    [new Date(0), 'tanggal'],
  ];
  test.each(refused)('%j is none', (cell, reason) =>
    expect(readWholeNumber(cell)).toEqual({ reason: expect.stringContaining(reason) }),
  );
});

test('a cell is shown as the spreadsheet shows it, but not for ever, and a terminal does not obey it', () => {
  expect(shown('\u001b[2Ja\u202eb')).toBe('"\uFFFD[2Ja\uFFFDb"');
  expect(shown(new Date('2026-07-03'))).toBe('"2026-07-03"');
  expect(shown(2.5)).toBe('"2.5"');
  expect(shown('x'.repeat(100))).toBe(`"${'x'.repeat(60)}…"`);
});
