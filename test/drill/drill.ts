import type { Stage } from './stage.ts';

/** How often and for how long a drill tries; it ends with whichever comes first. */
export interface DrillOptions {
  readonly times: number;
  readonly minutes: number;
  /** Decides every moment and choice that is the drill's own; how fast machine and network are is not. */
  readonly seed: number;
  /** Told how far it has come, from time to time. */
  readonly say: (line: string) => void;
}

/** One promise, and how often it was tried. */
export interface Trial {
  /** What was done, and what must not come of it. */
  readonly what: string;
  readonly times: number;
  /** Each time that the promise was broken, in words that lead to it. */
  readonly broken: readonly string[];
  /** Whether moments and choices were random, so that the number of trials proves something; true by default. */
  readonly isByChance?: boolean;
}

/** What was seen beside the promises, as text: what, figure, aim. No drill fails by it. */
export type Seen = readonly [what: string, figure: string, aim?: string];

export interface DrillResult {
  readonly trials: readonly Trial[];
  readonly seen: readonly Seen[];
}

/** Something bad that is done to the product often, to see that it keeps a promise. */
export interface Drill {
  /** Which rows of the list of promises it tries (TRUST 3). */
  readonly rows: string;
  /** What it does, in one line. */
  readonly does: string;
  /** As often as the promise asks for. */
  readonly times: number;
  readonly run: (stage: Stage, options: DrillOptions) => Promise<DrillResult>;
}

/** Tells whether the time is up. */
export const createDeadline = (minutes: number): (() => boolean) => {
  const end = performance.now() + minutes * 60_000;
  return () => performance.now() >= end;
};
