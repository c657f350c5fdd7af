import { describe, expect, test } from 'vitest';
import { cleanPlace } from './clean-place.ts';

describe('the name of a place is kept:', () => {
  test.each([
    'Loket 3',
    'Loket 3/4',
    'Ruang Ibu & Anak (lt. 2)',
    'R. Tunggu #5',
    'Poli Gigi – Lt.2',
    'Ruang "Melati"',
    'Pos 3+4, sayap timur',
    'Aula Cut Nyak Dhiën',
    'ꦭꦺꦴꦏꦺꦠ꧀ 3',
    'Loket 2026-08',
    '7',
    'x'.repeat(40),
  ])('%s', (place) => {
    expect(cleanPlace(place)).toEqual({ place });
  });
});

describe('is tidied:', () => {
  test.each([
    ['  Loket   3 ', 'Loket 3'],
    ['Loket\n3', 'Loket 3'],
    ['Lo\u200Bket\u202E 3', 'Loket 3'],
    ['Aula Dhie\u0308n', 'Aula Dhiën'],
  ])('%j', (given, place) => {
    expect(cleanPlace(given)).toEqual({ place });
  });

  test.each(['', ' ', '\n', '\u200B'])('%j is none', (given) => {
    expect(cleanPlace(given)).toEqual({ place: null });
  });
});

describe('what is no name of a place is refused, in words:', () => {
  test.each([
    '<b>Loket 3</b>',
    'evil.example',
    'Buka www.evil.example',
    'https://evil.example',
    '//evil',
    'Hubungi 081234567890',
    'WA 0812-3456-7890',
    'WA 0812 3456 7890',
    'nama@example.go.id',
    '…',
    '- - -',
    '😀',
    '{{7*7}}',
    'Loket \uFFFD',
    'x'.repeat(41),
    'Loket\u0007',
    '\ud800',
  ])('%j', (given) => {
    expect(cleanPlace(given)).toEqual({ problem: expect.stringMatching(/^place: .+\.$/) });
  });
});
