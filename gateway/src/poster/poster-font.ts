import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

const require = createRequire(import.meta.url);

/**
 * DejaVu Sans: it has the letters of every language that is written in Latin script, and it is the widest of the usual
 * fonts, so that what was measured with it also fits where a browser shows another one.
 */
const FILES = {
  regular: () => require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: () => require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
} as const;

/** How heavy a text is. */
export type Weight = keyof typeof FILES;

const opened = new Map<Weight, Font>();

/** The font of a weight; opened when a poster is first asked for, and then kept, as reading it takes a while. */
export const fontOf = (weight: Weight): Font => {
  const known = opened.get(weight);
  if (known !== undefined) return known;
  const font = openSync(FILES[weight]());
  if (!('glyphForCodePoint' in font)) throw new Error(`DejaVu Sans ${weight} is a collection of fonts.`);
  opened.set(weight, font);
  return font;
};

/** Width of a text at a size of 1. Pairs of letters are not drawn together, so it is never wider than this. */
export const widthOf = (text: string, weight: Weight): number => {
  const font = fontOf(weight);
  let units = 0;
  for (const character of text) units += font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth;
  return units / font.unitsPerEm;
};

/** Scripts that run from right to left, which this program does not set. */
const FROM_THE_RIGHT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;

/** A text has a character that the font of a PDF does not have. */
export class Unprintable extends Error {
  constructor(character: string, instead: string) {
    super(`Huruf "${character}" tidak ada pada huruf cetak PDF; pakai ${instead}.`);
  }
}

/**
 * Checks that a text can be printed with this font, whole.
 *
 * @param instead what to use where it cannot, in words.
 * @throws {Unprintable} rather than leave a character out.
 */
export const checkPrintable = (text: string, instead: string): void => {
  const missing = [...text].find(
    (character) =>
      FROM_THE_RIGHT.test(character) || !fontOf('regular').hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
  if (missing !== undefined) throw new Unprintable(missing, instead);
};
