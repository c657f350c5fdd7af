import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromCrockford, inFours, isCrockford, readFours, toCrockford } from './crockford.ts';

test('what is written is read back, as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
      const shown = inFours('3273', toCrockford(bytes));
      expect(shown).toMatch(/^3273-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      const read = readFours(shown, 8);
      expect(read?.prefix).toBe('3273');
      expect([...fromCrockford(read?.code ?? '')]).toEqual([...bytes]);
    }),
  );
});

test.each([
  [[0, 0, 0, 0, 0], '00000000'],
  [[255, 255, 255, 255, 255], 'ZZZZZZZZ'],
  [[0, 0, 0, 0, 31], '0000000Z'],
  [[1, 0, 0, 0, 0], '04000000'],
])('%j is %s', (bytes, code) => {
  expect(toCrockford(Uint8Array.from(bytes))).toBe(code);
});

describe('a code is read as people write it:', () => {
  test.each(['3273-10K3-M9QX', '3273 iok3 m9qx', '3273lOK3M9QX', ' 3273_10k3.m9qx '])('%s', (typed) => {
    expect(readFours(typed, 8)).toEqual({ prefix: '3273', code: '10K3M9QX' });
  });

  test.each(['', '3273', '10K3M9QX', '☃☃-10K3-M9QX', 'x'.repeat(70)])('%j is none', (typed) => {
    expect(readFours(typed, 8)).toBeUndefined();
  });

  test.each([
    ['3273-10K3-M9QX', true],
    ['3273-UUUU-UUUU', false],
    ['3273-10K3-M9Q!', false],
  ])('%j has the characters of a code: %j', (typed, expected) => {
    expect(isCrockford(readFours(typed, 8)?.code ?? '?')).toBe(expected);
  });
});
