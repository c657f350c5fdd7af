import { type Weight, widthOf } from './poster-font.ts';

/** Room for a text. */
export interface Room {
  readonly width: number;
  readonly height: number;
  /** Size of its letters when there is room enough. */
  readonly size: number;
  readonly weight: Weight;
}

/** A text as it fits: its lines, and the size of its letters. */
export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

/** From one line to the next, in sizes. */
export const LINE_HEIGHT = 1.22;
const SMALLER = 0.96;
/** A word that does not fit is made this much smaller before it is broken. */
const BEFORE_BREAKING = 0.5;

type Fits = (text: string) => boolean;

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

/** A word in parts that each fit into the width. */
const broken = (word: string, fits: Fits): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(word)) {
    if (part !== '' && !fits(part + segment)) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
};

/** Words in as few lines as hold them. */
const wrap = (words: readonly string[], fits: Fits): readonly string[] => {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(...broken(word, fits));
  }
  return lines;
};

/**
 * All of a text (one line, words apart by one space) in its room, on as many lines and in letters as small as it takes: nothing is ever cut off. Words stay whole
 * as long as letters of half the size can hold them.
 */
export const fitText = (text: string, { width, height, size: largest, weight }: Room): FittedText => {
  const words = text.split(' ');
  const longest = Math.max(...words.map((word) => widthOf(word, weight)));
  const mayBreak = longest * largest * BEFORE_BREAKING > width;
  for (let size = largest; ; size *= SMALLER) {
    const fits: Fits = (line) => widthOf(line, weight) * size <= width;
    const lines = wrap(words, fits);
    const isWhole = mayBreak || longest * size <= width;
    if (isWhole && lines.length * LINE_HEIGHT * size <= height) return { lines, size };
  }
};
