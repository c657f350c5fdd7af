import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that comes out the same for the same name. */
export interface Dice {
  /** 0 (included) to 1 (excluded), all equally likely. */
  readonly share: () => number;
  /** Normally distributed around 0 with standard deviation 1. */
  readonly normal: () => number;
  /** Sixteen bytes for a UUID. */
  readonly bytes: () => Uint8Array;
}

/** Dice of their own for each name: what one throws does not depend on how often others were thrown. */
export const createDice = (name: string): Dice => {
  const generator = xoroshiro128plus(createHash('sha256').update(name).digest().readInt32LE());
  const share = () => uniformFloat64(generator);
  return {
    share,
    // Box and Muller; 1 - share is never 0, whose logarithm would be infinite.
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
    bytes: () => Uint8Array.from({ length: 16 }, () => uniformInt(generator, 0, 255)),
  };
};

/** One of a list, all equally likely. */
export const pick = <Item>(items: readonly Item[], share: number): Item => {
  const item = items[Math.floor(share * items.length)];
  if (item === undefined) throw new RangeError(`Nothing to pick from a list of ${items.length}.`);
  return item;
};
