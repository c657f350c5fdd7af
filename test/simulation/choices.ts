import { createRandom, type Random } from '../drill/random.ts';

/** All that is left to chance in a world, from its seed. */
export interface Choices extends Random {
  readonly pick: <T>(from: readonly T[]) => T;
  /** From 0 to less than 1. */
  readonly share: () => number;
  /** The name of something new, in the form of a UUID. */
  readonly key: () => string;
}

const PARTS = 2 ** 30;

export const createChoices = (seed: number): Choices => {
  const random = createRandom(seed);
  const { between } = random;
  const digits = (length: number) => Array.from({ length }, () => between(0, 15).toString(16)).join('');
  return {
    ...random,
    pick: <T>(from: readonly T[]): T => from[between(0, from.length - 1)] as T,
    share: () => between(0, PARTS - 1) / PARTS,
    key: () => `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`,
  };
};
