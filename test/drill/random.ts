import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Whole numbers by chance, the same for the same seed. */
export interface Random {
  /** From `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  /** True in so many of a hundred. */
  readonly percent: (percent: number) => boolean;
}

export const createRandom = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  const between = (least: number, most: number) => uniformInt(generator, least, most);
  return { between, percent: (percent) => between(1, 100) <= percent };
};
