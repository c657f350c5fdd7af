import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitText, LINE_HEIGHT, type Room } from './fit-text.ts';
import { widthOf } from './poster-font.ts';

const ROOM: Room = { width: 500, height: 90, size: 28, weight: 'bold' };

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).map((text) => text.replaceAll(/\s/g, 'x'));
const name = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));

test('every letter of every name is there, in its order, and within the room', () => {
  fc.assert(
    fc.property(name, (text) => {
      const { lines, size } = fitText(text, ROOM);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(lines.length * LINE_HEIGHT * size).toBeLessThanOrEqual(ROOM.height);
      for (const line of lines) expect(widthOf(line, ROOM.weight) * size).toBeLessThanOrEqual(ROOM.width);
    }),
    { numRuns: 60 },
  );
});

describe('a name', () => {
  test('that fits is as large as it may be, on one line', () => {
    expect(fitText('KTP-el', ROOM)).toEqual({ lines: ['KTP-el'], size: 28 });
  });

  test('that is long goes on several lines, and becomes smaller only when they do not fit', () => {
    const { lines, size } = fitText('Perekaman dan Pencetakan KTP-el', ROOM);
    expect(lines).toEqual(['Perekaman dan Pencetakan', 'KTP-el']);
    expect(size).toBe(28);
    expect(fitText('Surat Keterangan Penelitian '.repeat(6).trim(), ROOM).size).toBeLessThan(28);
  });

  test('keeps its words whole as long as letters of half the size can hold them', () => {
    const { lines, size } = fitText('Pertanggungjawabannya'.padEnd(35, 'x'), ROOM);
    expect(lines).toHaveLength(1);
    expect(size).toBeGreaterThanOrEqual(14);
    expect(fitText('x'.repeat(100), ROOM).lines.length).toBeGreaterThan(1);
  });
});
