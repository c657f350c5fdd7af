import { fitText, LINE_HEIGHT, type Room } from './fit-text.ts';
import type { Poster } from './load-poster.ts';
import type { Weight } from './poster-font.ts';
import { qrOutline } from './qr-outline.ts';

/** A4 upright, in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
const MARGIN = 45;
const CENTRE = PAGE.width / 2;
const WIDTH = PAGE.width - 2 * MARGIN;

/** One line of text, with its middle and its base. */
export interface TextLine {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: Weight;
}

/** A frame without a filling. */
export interface Frame {
  readonly kind: 'frame';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The code: black modules, as the outline of all of them, within its quiet zone. */
export interface Code {
  readonly kind: 'code';
  readonly outline: string;
  readonly description: string;
}

/** Something on the sheet. */
export type Item = TextLine | Frame | Code;

/** A poster, laid out: what stands where, in the order in which it is read. */
export interface Sheet {
  readonly title: string;
  readonly lang: string;
  readonly items: readonly Item[];
}

/** A part of the poster, one under the other: how high it is, and what it draws from some height on. */
interface Block {
  readonly height: number;
  readonly draw: (top: number) => readonly Item[];
}

/** From the top of a line to the base of its letters, in sizes. */
const BASE = 0.95;

const textBlock = (text: string, room: Omit<Room, 'width'> & { readonly width?: number }): Block => {
  const { lines, size } = fitText(text, { width: WIDTH, ...room });
  return {
    height: lines.length * LINE_HEIGHT * size,
    draw: (top) =>
      lines.map((line, place) => ({
        kind: 'text',
        text: line,
        x: CENTRE,
        y: top + (place * LINE_HEIGHT + BASE) * size,
        size,
        weight: room.weight,
      })),
  };
};

const stacked = (blocks: readonly Block[], gap: number): Block => ({
  height: blocks.reduce((height, block) => height + block.height, gap * (blocks.length - 1)),
  draw: (top) => {
    let y = top;
    return blocks.flatMap((block) => {
      const items = block.draw(y);
      y += block.height + gap;
      return items;
    });
  },
});

const framed = (inner: Block, padding: number): Block => ({
  height: inner.height + 2 * padding,
  draw: (top) => [
    { kind: 'frame', x: MARGIN, y: top, width: WIDTH, height: inner.height + 2 * padding },
    ...inner.draw(top + padding),
  ],
});

/** Even with a quarter of it scratched or in the glare the code can be read. */
const codeBlock = (address: string, description: string, side: number): Block => ({
  height: side,
  draw: (top) => [
    { kind: 'code', outline: qrOutline(address, 'quartile', { left: CENTRE - side / 2, top, side }), description },
  ],
});

/** The larger the code, the further away it can be read; its own white takes the place of gaps. */
const SIDE = { least: 226, most: 340 } as const;
const GAP = { least: 8, usual: 12, most: 24 } as const;

/** A poster as it is printed: black on white, A4, the same in every format. */
export const layOutPoster = (poster: Poster): Sheet => {
  const { language, tenant, unit, service, place, sampleData, address, shortAddress } = poster;
  const { lang, words, note } = language;
  const above: readonly Block[] = [
    ...(sampleData
      ? [
          framed(
            stacked(
              [
                textBlock(words.sample, { height: 24, size: 20, weight: 'bold' }),
                textBlock(words.sampleHint, { height: 14, size: 11, weight: 'regular' }),
              ],
              0,
            ),
            5,
          ),
        ]
      : []),
    stacked(
      [
        textBlock(tenant, { height: 28, size: 21, weight: 'bold' }),
        textBlock(unit, { height: 40, size: 16, weight: 'regular' }),
      ],
      2,
    ),
    textBlock(words.heading, { height: 56, size: 46, weight: 'bold' }),
    textBlock(service, { height: 88, size: 28, weight: 'bold' }),
    ...(place === null
      ? []
      : [framed(textBlock(place, { height: 44, size: 26, weight: 'bold', width: WIDTH - 20 }), 6)]),
  ];
  const below: readonly Block[] = [
    textBlock(words.scan, { height: 36, size: 16, weight: 'regular' }),
    stacked(
      [
        textBlock(words.type, { height: 16, size: 12, weight: 'regular' }),
        textBlock(shortAddress, { height: 36, size: 19, weight: 'bold' }),
      ],
      3,
    ),
    textBlock(words.free, { height: 36, size: 16, weight: 'bold' }),
    ...(note === null ? [] : [textBlock(note, { height: 12, size: 9, weight: 'regular' })]),
  ];
  const blocks = [...above, ...below];
  const free = PAGE.height - 2 * MARGIN - blocks.reduce((height, block) => height + block.height, 0);
  const side = Math.min(SIDE.most, Math.max(SIDE.least, free - GAP.usual * blocks.length));
  const gap = Math.min(GAP.most, Math.max(GAP.least, (free - side) / blocks.length));
  const all = stacked([...above, codeBlock(address, words.code(address), side), ...below], gap);
  return {
    title: [words.heading, service, unit, tenant].join(' – '),
    lang,
    items: all.draw((PAGE.height - all.height) / 2),
  };
};
