import { describe, expect, test } from 'vitest';
import type { Cell } from './cell.ts';
import { readDay } from './read-day.ts';

describe('a day', () => {
  const read: readonly Cell[] = [
    '2026-07-03',
    '2026-7-3',
    '2026/07/03',
    '2026-07-03 23:59',
    '2026-07-03T08:15:30',
    '03-07-2026',
    '3/7/2026',
    '03.07.2026',
    '03/07/2026 14:30:05',
    '3/7/2026, 2:30 PM',
    new Date('2026-07-03T00:00:00Z'),
    new Date('2026-07-03T23:45:00Z'),
  ];
  test.each(read)('is read from %j', (cell) => expect(readDay(cell, 'Asia/Jakarta')).toEqual({ value: '2026-07-03' }));

  test('of a moment with an offset is the one that it was in the zone of the region', () => {
    expect(readDay('2026-07-02T16:30:00Z', 'Asia/Jakarta')).toEqual({ value: '2026-07-02' });
    expect(readDay('2026-07-02T16:30:00Z', 'Asia/Makassar')).toEqual({ value: '2026-07-03' });
    expect(readDay('2026-07-03T00:30:00+09:00', 'Asia/Jakarta')).toEqual({ value: '2026-07-02' });
  });

  const refused: readonly (readonly [Cell, string])[] = [
    ['31-02-2026', 'tidak ada di kalender'],
    ['8/24/2026', 'tidak ada di kalender'],
    ['2026-13-01', 'tidak ada di kalender'],
    ['kemarin', 'tidak terbaca'],
    ['03-07-26', 'tidak terbaca'],
    ['46206', 'tidak terbaca'],
    [46_206, 'tanpa format tanggal'],
    ['03-07-1926', 'di luar tahun'],
    [new Date('1900-01-03'), 'di luar tahun'],
    [true, 'tidak terbaca'],
  ];
  test.each(refused)('is not read from %j', (cell, reason) =>
    expect(readDay(cell, 'Asia/Jakarta')).toEqual({ reason: expect.stringContaining(reason) }),
  );
});
